"""A source of records that is too large for the memory that may be used is read in pieces: it is one source nevertheless, byte for byte the one that it would have been at once."""

import gzip
import json
import os
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest

import postdex as pdx
from postdex import _divided
from postdex._building import Building

N = 400
MEMORY = 1 << 20  # a few dozens of these records


def body(number):
    words = random.Random(number).choices("ferry harbour mill weir lock sluice tide quay ash dune été Übung".split(), k=60)
    return f"Note {number} begins. " + " ".join(words) + "."


def rows(n=N):
    return [{"title": f"Note {i}", "text": body(i), "tags": ["Quay", f"t{i % 7}"], "published": f"2019-{i % 12 + 1:02d}-03", "url": f"https://town.example/{i}"} for i in range(n)]


def item(i):
    return (
        f"<item>\n<title>Note {i} &amp; more</title><link>https://town.example/{i}</link><pubDate>Thu, 02 May 2019 08:00:00 +0000</pubDate><dc:creator>ann</dc:creator>"
        f"<content:encoded><![CDATA[<p>{body(i)}</p>]]></content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>\n"
    )


def export():
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Town</title><wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>Ann Weber</wp:author_display_name></wp:author>\n'
    return head + "".join(map(item, range(N))) + "</channel></rss>\n\n"


def feed():
    items = "".join(f"<item><title>Note {i}</title><link>https://town.example/{i}</link><description>&lt;p&gt;{body(i)}&lt;/p&gt;</description></item>\n" for i in range(N))
    return f'<rss version="2.0"><channel><title>Town</title>{items}</channel></rss>'


def table():
    return "title;text;tags;date\n" + "".join(f'"Note ""{i}""";"{body(i)}\nand more";Quay;{i % 28 + 1}.3.2019\n' for i in range(N))


def days():
    """The last of them alone prove that days stand before months, which English is not used to."""
    return "title,text,date\n" + "".join(f'Note {i},"{body(i)}",{i % 12 + 1 if i < N - 3 else 28}/{i % 11 + 1}/2019\n' for i in range(N))


def movable():
    return "".join(f"AUTHOR: Ann\nTITLE: Note {i}\nDATE: 05/03/2019 10:00:00 AM\n-----\nBODY:\n<p>{body(i)}</p>\n-----\n--------\n" for i in range(N))


LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows())
FORMS = {
    "lines.jsonl": LINES.encode(),
    "no-end.jsonl": b"\xef\xbb\xbf" + LINES.rstrip("\n").encode(),
    "bad.jsonl": LINES.encode().replace(b'{"title": "Note 7"', b'{"title "Note 7"').replace(b'{"title": "Note 300"', b"{") + b"\n\nno row\n{}\n",
    "list.json": json.dumps(rows(), indent=1).encode(),
    "feed.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Town", "items": [{"id": str(i), "title": f"Note {i}", "content_html": f"<p>{body(i)}</p>"} for i in range(N)]}).encode(),
    "export.xml": export().encode(),
    "shared.xml": export().replace("town.example/3", "town.example/2").encode(),  # addresses that several have, far from each other
    "feed.xml": feed().encode(),
    "table.csv": table().encode(),
    "days.csv": days().encode(),
    "typed.txt": movable().encode(),
    "latin.csv": table().encode("windows-1252"),
    "wide.jsonl": LINES.encode("utf-16"),
    "lines.jsonl.gz": gzip.compress(LINES.encode()),
}


def sections(path):
    """What stands in the files of an archive of one part, but for what names the part and what the package notes."""
    found = {}
    for file in sorted(Path(path).iterdir()):
        data = file.read_bytes()
        kind = file.name.partition("-")[0]
        if kind in ("texts", "words"):
            found[kind] = data
        elif kind == "posts":
            for at in range(64, 64 + 24 * 22, 24):
                tag, _, begin, length = struct.unpack_from("<4sIQQ", data, at)
                if tag not in (b"note", b"open"):
                    found[tag] = data[begin : begin + length]
    return found


@pytest.mark.parametrize("name", FORMS)
def test_the_bytes_are_those_of_one_that_was_held(tmp_path, monkeypatch, name):
    (tmp_path / name).write_bytes(FORMS[name])
    monkeypatch.chdir(tmp_path)
    written = []
    for path, memory in (("whole.pdx", 1 << 30), ("divided.pdx", MEMORY)):
        with pdx.writer(path, memory=memory, language="en") as writer:
            write = writer._building.full
            monkeypatch.setattr(writer._building, "full", lambda write=write, path=path: (written.append(path), write()))
            assert writer.add(name) == 1
            told = writer.skipped
        if path == "whole.pdx":
            expected = told
        assert told == expected
    assert "whole.pdx" not in written
    assert len(written) >= 1
    whole, divided = pdx.open("whole.pdx"), pdx.open("divided.pdx")
    assert (len(divided.sources), len(divided)) == (1, len(whole))
    assert len(whole) > N - 4
    assert sections("divided.pdx") == sections("whole.pdx")
    divided.verify()
    assert all(post.anchor.verify() for post in divided[:: N // 20])
    assert list(divided.problems) == list(whole.problems)
    before = Path("divided.pdx/manifest").read_bytes()
    with pdx.writer("divided.pdx", memory=MEMORY) as writer:
        assert (writer.add(name), writer.upsert(name)) == (0, 0)
    assert Path("divided.pdx/manifest").read_bytes() == before
    assert len(pdx.open("divided.pdx").sources) == 1
    rebuilt = pdx.rebuild("divided.pdx", "rebuilt.pdx")
    assert (len(rebuilt.same), len(rebuilt.missing)) == (1, 0)
    assert pdx.open("rebuilt.pdx") == whole


def test_days_are_told_from_months_by_all_pieces(tmp_path):
    (tmp_path / "days.csv").write_text(days(), encoding="utf-8")
    path = tmp_path / "town.pdx"
    with pdx.writer(path, memory=MEMORY, language="en") as writer:
        writer.add(tmp_path / "days.csv")
    assert [str(post.published) for post in pdx.open(path)] == [f"2019-{i % 11 + 1:02}-{i % 12 + 1 if i < N - 3 else 28:02}" for i in range(N)]


def test_a_feed_in_which_items_far_from_each_other_give_one_address(tmp_path):
    """They are posts of their own; the piece of the first may be written by then, which keeps it."""
    (tmp_path / "feed.xml").write_text(feed().replace("town.example/3", "town.example/2"))
    archives = []
    for name, memory in (("whole.pdx", 1 << 30), ("divided.pdx", MEMORY)):
        with pdx.writer(tmp_path / name, memory=memory, language="en") as writer:
            writer.add(tmp_path / "feed.xml")
        archives.append(pdx.open(tmp_path / name))
    titles = [[post.title for post in archive] for archive in archives]
    assert titles[0] == titles[1]
    assert len(titles[0]) == N
    urls = [[post.url for post in archive if post.url is not None] for archive in archives]
    assert set(urls[0]) <= set(urls[1])
    assert len(set(urls[1])) == len(urls[1]) < N


def test_rows(tmp_path):
    some = [*rows(), {"other": 1}, {"title": "Last", "text": "A row.", "published": None}]
    with pdx.writer(tmp_path / "whole.pdx", language="en") as writer:
        assert writer.add_records(some, name="rows", captured="2020-01-01") == 1
        expected = writer.skipped
    with pdx.writer(tmp_path / "divided.pdx", memory=MEMORY, language="en") as writer:
        assert writer.add_records((row for row in some), name="rows", captured="2020-01-01") == 1
        assert writer.skipped == expected
        assert writer.add_records(iter(some), name="rows", captured="2020-01-01") == 0
        with pytest.raises(pdx.UsageError, match="record 402 is a int"):
            writer.add_records([*some, 5], name="more")
    assert sections(tmp_path / "divided.pdx") == sections(tmp_path / "whole.pdx")


def test_beside_others(tmp_path):
    (tmp_path / "lines.jsonl").write_bytes(FORMS["lines.jsonl"])
    (tmp_path / "before.txt").write_text("A ferry\n\nMarch 3, 2019\n\nThe ferry waited for the tide, and the tide for nobody at all.\n")
    (tmp_path / "more.xml").write_bytes(FORMS["export.xml"])
    files = [tmp_path / "before.txt", tmp_path / "more.xml", tmp_path / "lines.jsonl"]
    with pdx.writer(tmp_path / "whole.pdx", language="en") as writer:
        writer.add(files)
    with pdx.writer(tmp_path / "divided.pdx", language="en", memory=MEMORY) as writer:
        assert writer.add_records([{"title": "First", "text": "A row."}], name="rows") == 1
        assert writer.add(files) == 3
        assert writer.add(files[1]) == 0
        assert len(writer.preview().sources) == 4
        writer.delete("title:First")
        assert writer.upsert(files[2]) == 0
        writer.optimize()
    divided = pdx.open(tmp_path / "divided.pdx")
    divided.verify()
    assert divided == pdx.open(tmp_path / "whole.pdx")


def test_upsert_delete_diff(tmp_path):
    source, path = tmp_path / "lines.jsonl", tmp_path / "town.pdx"
    source.write_bytes(FORMS["lines.jsonl"])
    with pdx.writer(path, memory=MEMORY, language="en") as writer:
        writer.upsert(source)
    before = pdx.open(path)
    changed = rows()
    del changed[5]
    changed[200]["text"] += " The end."
    changed.append({"title": "New", "text": "A new row about the weir."})
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in changed))
    with pdx.writer(path, memory=MEMORY) as writer:
        assert writer.upsert(source) == 1
    after = pdx.open(path)
    assert (len(after.sources), len(after)) == (1, N)
    assert sorted(change.kind for change in pdx.diff(before, after)) == ["added", "edited", "gone"]
    with pdx.writer(path, memory=MEMORY) as writer:
        assert writer.delete("weir") == len(after.search("weir"))
    pdx.open(path).verify()


class Failing:
    """A file that ends with an error."""

    def __init__(self, file, at):
        self.file, self.at = file, at

    def read(self, n=-1):
        if self.file.tell() + max(n, 0) > self.at:
            raise OSError(5, "Input/output error")
        return self.file.read(n)

    def seek(self, *place):
        return self.file.seek(*place)


@pytest.mark.parametrize("mended", [True, False])
def test_one_that_cannot_be_read_to_its_end_is_not_there(tmp_path, monkeypatch, mended):
    """Without what undoes it (`mended` is False) half of it would be."""
    (tmp_path / "export.xml").write_bytes(FORMS["export.xml"])
    (tmp_path / "other.jsonl").write_bytes(FORMS["lines.jsonl"])
    prove = _divided._Divided._prove

    def failing(self):  # not before the first piece: it is read once as a whole for its dates
        prove(self)
        self._file = Failing(getattr(self._file, "file", self._file), self._size * 3 // 4)

    if not mended:
        monkeypatch.setattr(_divided._Divided, "_undo", lambda self, scanner, error: scanner.drop(self._building.builder))
    with pdx.writer(tmp_path / "town.pdx", memory=MEMORY, language="en") as writer:
        writer.add(tmp_path / "other.jsonl")
        with monkeypatch.context() as patched:
            patched.setattr(_divided._Divided, "_prove", failing)
            with pytest.raises(pdx.FileError):
                writer.add(tmp_path / "export.xml")
        writer.add_records([{"title": "Last", "text": "A row."}])
    archive = pdx.open(tmp_path / "town.pdx")
    archive.verify()
    there = (len(archive), [Path(source.name).name for source in archive.sources])
    assert (there == (N + 1, ["other.jsonl", "records"])) is mended


def test_ctrl_c_in_the_midst_of_it_forgets_all_that_is_not_committed(tmp_path, monkeypatch):
    (tmp_path / "lines.jsonl").write_bytes(FORMS["lines.jsonl"])
    read = _divided._Divided._fed

    def broken(self):
        for piece in read(self):
            if self._n_pieces:  # after the first was written
                raise KeyboardInterrupt
            yield piece

    with pdx.writer(tmp_path / "town.pdx", memory=MEMORY, language="en") as writer:
        writer.add_records([{"title": "First", "text": "A row."}], name="first")
        writer.commit()
        writer.add_records([{"title": "Second", "text": "A row."}], name="second")
        with monkeypatch.context() as patched:
            patched.setattr(_divided._Divided, "_fed", broken)
            with pytest.raises(KeyboardInterrupt):
                writer.add(tmp_path / "lines.jsonl")
        with pytest.raises(pdx.UsageError, match="was forgotten .* call rollback"):
            writer.add_records([{"title": "Third", "text": "A row."}], name="third")
        writer.rollback()
        writer.add_records([{"title": "Third", "text": "A row."}], name="third")
    archive = pdx.open(tmp_path / "town.pdx")
    archive.verify()
    assert [post.title for post in archive] == ["First", "Third"]


@pytest.mark.parametrize("where", ["written", "united"])
def test_ctrl_c_between_pieces_leaves_none_of_them(tmp_path, monkeypatch, where):
    """A piece that is closed is no source of its own, whatever comes before it is written, or before all are one."""
    (tmp_path / "lines.jsonl").write_bytes(FORMS["lines.jsonl"])

    def interrupted(self, *given):
        raise KeyboardInterrupt

    with pdx.writer(tmp_path / "town.pdx", memory=MEMORY, language="en") as writer:
        with monkeypatch.context() as patched:
            if where == "written":
                patched.setattr(Building, "write", interrupted)
            else:
                patched.setattr(Building, "know", interrupted)
            with pytest.raises(KeyboardInterrupt):
                writer.add(tmp_path / "lines.jsonl")
        writer.rollback()
        writer.add_records([{"title": "Last", "text": "A row."}], name="last")
    archive = pdx.open(tmp_path / "town.pdx")
    archive.verify()
    assert [post.title for post in archive] == ["Last"]


MEASURE = """
import os, sys, threading, time
import postdex as pdx
from postdex import _divided
from postdex._building import Building
path, source, memory, share = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
_divided.SHARE = share
peak, stop = 0, False
def resident():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) << 10 for line in file if line.startswith("RssAnon"))
def watch():
    global peak
    while not stop:
        peak = max(peak, resident())
        time.sleep(0.005)
base = resident()
thread = threading.Thread(target=watch)
thread.start()
with pdx.writer(path, memory=memory, language="en") as writer:
    writer.add(source)
stop = True
thread.join()
print(peak - base, len(pdx.open(path)))
"""


@pytest.mark.large
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells memory as Linux does")
@pytest.mark.parametrize("divided", [True, False])
def test_memory_is_bounded_by_the_setting(tmp_path, divided):
    """One that is held (`divided` is False) takes several times as much."""
    memory, n = 64 << 20, 60_000
    source = tmp_path / "large.jsonl"
    with source.open("w") as file:
        for i in range(n):
            file.write(json.dumps({"title": f"Note {i}", "text": body(i % 5000)}) + "\n")
    assert source.stat().st_size > 20 << 20
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path / "town.pdx"), str(source), str(memory), str(_divided.SHARE if divided else 1)],
        capture_output=True, text=True, check=True, env={**os.environ, "MALLOC_ARENA_MAX": "2"},
    )  # fmt: skip
    peak, posts = map(int, done.stdout.split())
    assert posts == n
    assert (peak < 1.25 * memory) is divided, peak
