"""Progress: after half a second, off when told, by the caller's function."""

import io
import json
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


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("make", ["rows", "lines", "page"])
def test_done_never_falls_and_the_total_stays(make, threads):
    seen = []
    given = {"progress": lambda done, total: seen.append((done, total)), "threads": threads}
    rows = [{"title": f"Note {i}", "text": f"{'river bridge ferry ' * 60}{i}"} for i in range(30_000)]
    if make == "rows":
        pdx.from_records(rows, **given)
    elif make == "lines":
        pdx.parse("\n".join(map(json.dumps, rows)), **given)
    else:
        entries = (f"Note about {row['title']}\nMarch 3, 2019\n\n{row['text']}\nTags: River, Bridge\n\n" for row in rows)
        pdx.parse("\n".join(entries), **given)
    assert len(seen) > 2
    assert {total for _, total in seen} == {1000}
    dones = [done for done, _ in seen]
    assert dones == sorted(dones)
    assert len(set(dones)) > 2
    assert dones[-1] <= 1000


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
