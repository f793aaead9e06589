"""Many threads at once on one archive, and iterators handed between threads."""

import json
import queue
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import postdex as pdx

QUERIES = [
    "river",
    "bridge ferry",
    '"river bridge"',
    "harb*",
    "title:quay",
    "rain NEAR/3 bell",
    "boat -noon",
    "lighthouse~1",
]


def answers(archive, query):
    hits, lines = archive.search(query), archive.find(query)
    return (
        [(hit.post.number, hit.score) for hit in hits[:50]],
        len(lines),
        [line.node for line in lines[:50]],
        len(hits.facets("tag")),
    )


def test_eight_threads_searching(big):
    expected = {query: answers(big, query) for query in QUERIES}
    with ThreadPoolExecutor(8) as pool:
        for query, result in zip(QUERIES * 8, pool.map(lambda q: answers(big, q), QUERIES * 8), strict=True):
            assert result == expected[query]


def test_searching_while_building(big):
    stop = threading.Event()
    failures = []

    def search():
        while not stop.is_set():
            if len(big.search("river")) != expected:
                failures.append("river")

    expected = len(big.search("river"))
    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    for i in range(20):
        assert (
            len(pdx.from_records([{"title": f"Boats {i}", "text": "The boats were running."}] * 3).search("boat")) >= 1
        )
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []


def test_iterators_move_between_threads(big):
    lines = iter(big.find("harbour"))
    items = queue.Queue()
    first = next(lines)

    def rest():
        items.put(list(lines))

    thread = threading.Thread(target=rest)
    thread.start()
    thread.join()
    assert [first, *items.get()] == list(big.find("harbour"))


def test_one_iterator_in_many_threads_loses_nothing(big):
    lines = big.find("river")
    shared = iter(lines)
    got = [[] for _ in range(4)]

    def take(into):
        while True:
            try:
                into.append(next(shared))
            except StopIteration:
                return
            except RuntimeError:  # another thread is reading ahead
                continue

    threads = [threading.Thread(target=take, args=(into,)) for into in got]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(map(len, got)) == len(lines)


def test_one_iterator_of_hits_gives_each_once(big):
    """The interpreter is let go while hits are found: a thread that came meanwhile was given the same one."""
    with ThreadPoolExecutor(8) as pool:
        for _ in range(150):
            hits = big.search("river OR harbour OR the")[:40]
            shared = iter(big.search("river OR harbour OR the"))
            got = [hit for part in pool.map(lambda _, shared=shared: [next(shared) for _ in range(5)], range(8)) for hit in part]
            assert sorted(hit.rank for hit in got) == [hit.rank for hit in hits]
    rest = iter(hits)
    assert [hit.rank for hit in rest] == list(range(40)) and next(rest, None) is None


def test_streams_in_threads(big):
    pyarrow = pytest.importorskip("pyarrow")
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: pyarrow.table(big.search("river")).num_rows, range(8)))
    assert set(counts) == {len(big.search("river"))}


def test_a_builder_refuses_a_second_thread():
    from postdex import _core

    builder = _core.Builder("en")
    rows = b"".join(b'{"title": "Boats %d", "text": "%s"}\n' % (i, b"river bridge ferry " * 50) for i in range(20000))
    builder.add("x", "", None, rows)
    inside, errors = threading.Event(), []

    def stemmer(language, words):
        inside.set()
        other.join()
        return words

    def intrude():
        inside.wait(30)
        try:
            builder.finish(None)
        except RuntimeError as error:
            errors.append(str(error))

    other = threading.Thread(target=intrude)
    other.start()
    store = builder.finish(stemmer)
    assert store.info["posts"] > 0
    assert errors == ["another thread uses this builder"]


def test_one_thread_and_two_make_the_same_archive():
    """More text than one thread is given alone."""
    rows = [
        {
            "title": f"Note {i}",
            "text": f"The river rose by {i % 97} inches at quay {i}. " * 20,
            "tags": [f"Tag {i % 7}"],
        }
        for i in range(1800)
    ]
    one, two = pdx.from_records(rows, threads=1), pdx.from_records(rows, threads=2)
    assert one.words("").items() == two.words("").items()
    for query in ["river", '"rose by"', "quay 1799", 'tag:"Tag 3" inches']:
        assert answers(one, query) == answers(two, query)
    assert [post.words for post in one[:2000:100]] == [post.words for post in two[:2000:100]]
    with pytest.raises(pdx.UsageError):
        pdx.from_records([], threads=0)


def rows_as_lines(n):
    text = "The ferry waited at the quay. " * 20
    own = {"parts": [{"role": "title", "text": "Own"}, {"role": "paragraph", "text": text}]}
    for i in range(n):
        own["bounds"] = {"not_before": f"20{10 + i % 13}-01-01", "before": "2024-01-01"}
        row = own if i % 50 == 0 else {"title": f"Row {i}", "date": f"{1 + i % 28}/{1 + i % 12}/2019", "text": text}
        yield json.dumps(row) + "\n" * (1 + i % 3 // 2)  # some lines are empty


def test_rows_read_by_two_threads_are_those_of_one():
    """Places, dates and what postdex's own records say, across the middle; also behind a page of text."""
    lines = "".join(rows_as_lines(3000))

    def told(threads, before):
        with tempfile.TemporaryDirectory() as folder:
            if before:
                Path(folder, "a.txt").write_text("A page\n\nOf one paragraph.\n")
            Path(folder, "b.jsonl").write_text(lines)
            archive = pdx.open(folder, threads=threads, language="en")
            return [
                (post.title, post.published, post.published_bounds, post.anchor.line, post.anchor.bytes)
                for post in archive[::7]
            ]

    for before in (False, True):
        one = told(1, before)
        assert len(one) > 400
        assert one == told(2, before)


def test_bad_lines_are_told_of_by_two_threads():
    lines = [line.strip() for line in rows_as_lines(3000)]
    for bad in ([9, 2980], [2980], [9]):
        wrong = lines.copy()
        for i in bad:
            wrong[i] = "{"
        one, two = (pdx.parse("\n".join(wrong), name="rows.jsonl", threads=threads) for threads in (1, 2))
        assert one.skipped == two.skipped
        assert [f"line {i + 1}:" in why for i, (_, why) in zip(bad, two.skipped, strict=True)] == [True] * len(bad)
        assert len(one) == len(two) == len(lines) - len(bad) and one == two
    with pytest.raises(pdx.FormatError, match="line 1:"):
        pdx.parse("\n".join(['{"title": "x" "text": "y"}'] * 3000), name="rows.jsonl", threads=2)
