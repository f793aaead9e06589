"""What tests/rigs/run.py makes of planted bugs: one is found by the check that is to find it, and by nothing else that may go wrong."""

import re
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
before = sys.path[:]
sys.path[:0] = [str(TESTS / "rigs"), str(TESTS.parent / "tools")]
import run  # noqa: E402

sys.path[:] = before
EXPECTED = r"commit \d+ told: neither"
BY_SANITIZER = rf"{run.SANITIZER}:\n.*heap-buffer-overflow"


def control(*told, ended=0):
    return {"told": list(told), "ended": ended}


def test_what_the_check_says_has_found_it():
    assert run.why_missed(control("kill 3, commit 1 told: neither it nor the next"), EXPECTED) is None
    assert run.why_missed(control(f"{run.SANITIZER}:\n==1==ERROR: heap-buffer-overflow on address", "ended with 1: ", ended=1), BY_SANITIZER) is None


@pytest.mark.parametrize(
    ("found", "expected", "why"),
    [
        (control(), EXPECTED, "nothing was told"),
        (control("ended with 1: Traceback\nZeroDivisionError", ended=1), EXPECTED, "something else was told: ended with 1: Traceback"),
        (control("ended with -11: ", ended=-11), EXPECTED, "something else was told: ended with -11"),
        (control("ended with a hang: ", ended="a hang"), EXPECTED, "something else was told: ended with a hang"),
        (control("kill 3: AttributeError: nothing of the kind"), EXPECTED, "something else was told: kill 3: AttributeError"),
        (control("the first", "commit 1 told: neither"), EXPECTED, "something else was told: the first"),
        (control("commit 1 told: neither", "ended with -6: ", ended=-6), EXPECTED, "the rig ended with -6"),
        (control(f"{run.SANITIZER}:\nheap-buffer-overflow", ended=1), EXPECTED, "something else was told: a sanitizer"),
        (control("ended with 1: heap-buffer-overflow", ended=1), BY_SANITIZER, "something else was told: ended with 1"),
    ],
)
def test_what_else_goes_wrong_has_not(found, expected, why):
    assert run.why_missed(found, expected).startswith(why)


@pytest.mark.parametrize("name", run.NAMES)
def test_each_rig_says_what_finds_its_bugs(name):
    about = run.described(name)
    assert about["PLANTED"]
    for expected in about["PLANTED"].values():
        re.compile(expected)
        assert run.why_missed(control("ended with 1: Traceback (most recent call last):\nKeyError: 'planted'", ended=1), expected) is not None
        assert run.why_missed(control("KeyError: 'planted'"), expected) is not None
