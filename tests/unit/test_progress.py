"""Progress: after half a second, off when told, by the caller's function."""

import io
import sys

import pytest

import postdex as pdx
from postdex import _progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_silent_by_default_in_short_work(capsys):
    pdx.parse("Rain\n\nIt rained.")
    assert capsys.readouterr() == ("", "")


def test_what_is_made_of_the_argument(monkeypatch):
    assert _progress.reporter(False) is None
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert _progress.reporter(None) is None
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert _progress.reporter(None)._delay == 0.5
    monkeypatch.setenv("POSTDEX_PROGRESS", "0")
    assert _progress.reporter(None) is None
    assert _progress.reporter(True)._delay == 0
    with pytest.raises(TypeError):
        _progress.reporter(3)


def test_a_line_without_tqdm(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    report = _progress.reporter(None)
    report(1, 4)
    assert stream.getvalue() == ""
    report._begin -= 1
    report(1, 4)
    assert "25 %" in stream.getvalue()
    report.close()
    assert stream.getvalue().endswith("\r")


def test_tqdm_is_used(monkeypatch):
    pytest.importorskip("tqdm")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    report = _progress.Reporter(0)
    report(2, 4)
    report.close()
    assert "postdex" in stream.getvalue()


def test_function_is_called_and_may_stop_the_work():
    text = "\n".join(f'{{"title": "Note {i}", "text": "{"river bridge ferry " * 300}"}}' for i in range(6000))
    seen = []
    pdx.parse(text, progress=lambda done, total: seen.append((done, total)))
    assert seen
    assert all(isinstance(done, int) and isinstance(total, int) for done, total in seen)

    def stop(done, total):
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        pdx.parse(text, progress=stop)
