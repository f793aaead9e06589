"""How often a call is made, and which of its times counts."""

import pytest

worker = pytest.importorskip("benchmarks.worker")


def timed(monkeypatch, *times):
    """What `least` makes of a call that takes these times, the last of them from then on, and how often it was made."""
    now, calls = 0, 0

    def call():
        nonlocal now, calls
        now += times[min(calls, len(times) - 1)]
        calls += 1

    monkeypatch.setattr(worker, "CLOCK", lambda: now)
    monkeypatch.setattr(worker, "LOOK", 0)
    return worker.least(call), calls


def test_a_call_that_was_slow_the_first_time_alone_is_repeated_like_the_others(monkeypatch):
    assert timed(monkeypatch, 3_000_000, 50_000, 30_000) == (30_000, 2 + worker.AGAIN)
    assert timed(monkeypatch, 60_000, 30_000) == (30_000, 2 + worker.AGAIN)


def test_slower_calls_are_made_twice_and_the_slowest_once(monkeypatch):
    assert timed(monkeypatch, 20_000_000, 19_000_000) == (19_000_000, 2)
    assert timed(monkeypatch, worker.SLOW, 1) == (worker.SLOW, 1)
