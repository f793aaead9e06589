"""What a saved archive keeps of the rows that it read: they are given back when they are many, and whoever holds objects sees no difference."""

import ctypes
import gc
import json
import os
import threading

import postdex as pdx
import pytest
from postdex import _core

WORDS = "harbour lamp rain market bridge ferry window garden letter mill".split()
N = 600


def rows():
    for i in range(N):
        words = [WORDS[(i * k + k) % len(WORDS)] for k in range(1, 9)]
        yield {
            "title": f"The {words[0]} and the {words[1]} {i}",
            "text": f"{' '.join(words)}.\n\nOn the third of May {1900 + i % 90} somebody said: “the {words[2]} is closed”.",
            "tags": [words[3], words[4]],
            "published": f"20{i % 20:02}-{i % 12 + 1:02}-{i % 28 + 1:02}",
            "url": f"https://town.example/{i}",
        }


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows")
    with pdx.writer(folder / "town.pdx") as writing:
        for part in range(3):
            at = folder / f"{part}.jsonl"
            at.write_text("".join(json.dumps(row) + "\n" for i, row in enumerate(rows()) if i % 3 == part))
            writing.add(at)
            writing.commit()
        writing.delete("title:17")
    return folder / "town.pdx"


@pytest.fixture
def most_rows():
    before = _core._most_rows(0)
    _core._most_rows(before)
    yield _core._most_rows
    _core._most_rows(before)


def seen(archive):
    hits = archive.search("harbour OR mill", sort="title")
    return [
        [(post.title, post.tags, str(post.published), post.text, post.url, post.confidence, len(list(post.parts)), post.explain()) for post in archive],
        [(hit.post.number, round(hit.score, 9), str(hit.snippet)) for hit in archive.search("ferry lamp")[:50]],
        [hit.post.title for hit in hits],
        [(line.before, line.node, line.after, line.post.number, line.part.role) for line in archive.find("bridge")[:200]],
        [str(quote) for quote in archive.quotes],
        [str(mention) for mention in archive.date_mentions],
        [(line.node, line.post.number) for line in archive.grep("the [a-m]+ is")],
        [(repeat.label, len(repeat.places)) for repeat in archive.repeats()[:30]],
        [hit.post.number for hit in archive.search("rain", sort="-date")],
        [(line.post.number, line.node) for line in archive.find("market").sort("date L1")[:100]],
        [(part.role, part.text) for part in archive.parts[:200]],
        [page.heading for page in archive.pages],
        archive.to_dicts(),
    ]


def test_what_is_read_again_is_what_was_read(saved, most_rows):
    kept = seen(pdx.open(saved))
    for most in (0, 3000, 50_000):
        most_rows(most)
        assert seen(pdx.open(saved)) == kept


def test_objects_that_are_held_say_the_same_when_their_rows_are_gone(saved, most_rows):
    def told(archive):
        posts, pages, lines = list(archive), list(archive.pages), list(archive.find("garden"))
        parts = [part for post in posts[:50] for part in post.parts]
        for _ in archive:  # which has others read meanwhile
            pass
        return [post.title for post in posts], [page.kind for page in pages], [part.text for part in parts], [line.node for line in lines]

    kept = told(pdx.open(saved))
    most_rows(0)
    assert told(pdx.open(saved)) == kept


class Allocated(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()]


def allocated():
    asked = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if asked is None or os.environ.get("POSTDEX_SANITIZED"):
        pytest.skip("nobody tells what is allocated")
    asked.restype = Allocated
    told = asked()
    return told.uordblks + told.hblkhd


@pytest.mark.parametrize(
    "through",
    [
        lambda archive: archive.quotes,
        lambda archive: archive.date_mentions,
        lambda archive: (line.node for line in list(archive.find("ferry OR bridge OR lamp OR rain OR mill"))),
        lambda archive: (archive._store.appearance(i) for i in range(archive._store.info["appearances"])),
    ],
    ids=["quotes", "mentions", "lines", "appearances"],
)
def test_rows_of_what_is_no_post_are_given_back_too(saved, most_rows, through):
    most_rows(20_000)
    archive = pdx.open(saved)
    asked = iter(through(archive))
    next(asked)
    before = allocated()
    for _ in asked:
        pass
    assert allocated() - before < 300_000  # all rows of these posts are more than 1 MB


@pytest.mark.parametrize(
    ("asked", "most"),  # all rows of these posts are more than 1 MB, the posts alone 130 KB
    [
        (lambda archive, _: archive.names("Harbour Town"), 300_000),
        (lambda archive, _: archive.tags, 60_000),
        (lambda archive, _: archive[3]._alike, 300_000),
        (lambda archive, other: archive == other, 300_000),
    ],
    ids=["names", "tags", "titles alike", "equality"],
)
def test_what_one_call_reads_it_gives_back(saved, most_rows, asked, most):
    most_rows(20_000)
    archive, other = pdx.open(saved), pdx.open(saved)
    kept = asked(archive, other)  # what it made stays
    archive, other = pdx.open(saved), pdx.open(saved)
    before = allocated()
    again = asked(archive, other)
    assert allocated() - before < most
    assert again == kept


def test_threads_that_ask_while_rows_go(saved, most_rows):
    most_rows(2000)
    archive = pdx.open(saved)
    titles = [post.title for post in archive]
    lines = [line.node for line in archive.find("letter")]
    table = archive.to_dicts()
    wrong, stop = [], threading.Event()

    def ask(what, expected):
        while not stop.is_set():
            if what() != expected:
                wrong.append(what)

    asked = [
        (lambda: [post.title for post in archive], titles),
        (lambda: [line.node for line in archive.find("letter")], lines),
        (lambda: archive.to_dicts(), table),
        (lambda: len(archive.grep("the [a-m]+ is")), len(archive.grep("the [a-m]+ is"))),
        (lambda: [hit.post.title for hit in archive.search("rain", sort="title")], [hit.post.title for hit in archive.search("rain", sort="title")]),
    ]
    threads = [threading.Thread(target=ask, args=each) for each in asked]
    for thread in threads:
        thread.start()
    stop.wait(2)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong


def test_rows_read_from_a_stream_of_arrow(saved, most_rows):
    pyarrow = pytest.importorskip("pyarrow")
    most_rows(0)
    archive = pdx.open(saved)
    table = pyarrow.table(archive)
    assert table.column("title").to_pylist() == [post.title for post in archive]


def test_a_writer_reads_on_in_what_it_has_begun(tmp_path, most_rows):
    most_rows(0)
    path = tmp_path / "town.pdx"
    pages = tmp_path / "pages"
    pages.mkdir()
    for i in range(8):
        (pages / f"{i}.txt").write_text(f"The lamp {i}\n\nMay {i + 1}, 2019\n\nIt rained on the lamp for {i} days, and nobody went out.\n\nTags: lamp\n")
    pdx.open(sorted(map(str, pages.iterdir()))[:5]).save(path)
    with pdx.writer(path) as writing:
        before = writing.archive
        assert len(list(before)) == 5
        writing.add(sorted(map(str, pages.iterdir())))
        now = writing.preview()
        titles = [post.title for post in now]
        assert [post.title for post in before] == titles[:5] and len(titles) == 8
        gc.collect()
        assert [post.text for post in now] and [post.title for post in now] == titles
    assert [post.title for post in pdx.open(path)] == titles


def test_an_archive_is_whole_whatever_it_keeps(saved, most_rows):
    for most in (0, 5000):
        most_rows(most)
        pdx.open(saved).verify()
