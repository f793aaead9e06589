"""Threads at once on the same objects, under the thread sanitizer: it tells of every two accesses of which nothing says which comes first.

8 threads ask the same of an archive that nobody has asked before, so that all of them come to what is made when it is first asked for: each verb of VERBS, of
archives in memory, on disk, in several parts of which something is gone, and some with rows that are given back after each call. Then each thread goes through all verbs
from another on, while one builds and writes with helpers of its own. All get the same answer. The core is built with the sanitizer; Python is not, but its lock is seen, and a race can only be
in what is done without it. What no lock of Python's orders has tests in C: tests/c/archive/test_shared.c.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator

import postdex as pdx
from postdex import _core
from rigs import beneath
from rigs.rig import QUERIES, WORDS, Rig, rows

ABOUT = "threads on the same objects, under the thread sanitizer"
UNIT = "verbs of a thread"
BUILD = "tsan"
PLANTED = {"a table that two threads write": r"a sanitizer spoke up", "an answer of another thread": r"another answer"}
THREADS = 8
POSTS = 120
FEW = 30
SWITCH_SECONDS = 1e-5  # threads take turns so often

PAGE = """Posts tagged Ferry

The ferry waits
March 3, 2019 by Ada
“The door is open,” said Ada Quay of the harbour. The tide was high on 4 May 2018 and the mill stood still.
Filed under: Ferry, Quay

A lamp in the mill
March 9, 2019 by Ada
The river rose, and the lamp in the mill went out. The rope held, as in the spring of 1988.
Filed under: Ferry, Mill
"""


def hits_of(archive: pdx.Archive) -> object:
    return [[(hit.post.number, hit.score, str(hit.snippet)) for hit in archive.search(query)[:5]] + [len(archive.search(query))] for query in QUERIES]


def posts_of(archive: pdx.Archive) -> object:
    return [(post.title, post.text, post.tags, post.url, repr(post.published_bounds), post.confidence, [part.role for part in post.parts]) for post in archive]


def lines_of(archive: pdx.Archive) -> object:
    lines = archive.find("ferry")
    return [(line.before, line.node, line.after, line.role) for line in lines[:50]], [line.node for line in lines.sort("R1")[:20]], sorted(lines.per_post.items())


def expanded(archive: pdx.Archive) -> object:
    return [len(archive.search(query)) for query in ("ri*", "f?rry", "mil~1", "harbour~2", "title:note", "tag:Quay", "tags:quay", "date:2019-03..", "ferry NEAR/3 tide")]


VERBS: dict[str, Callable[[pdx.Archive], object]] = {
    "posts": posts_of,
    "search": hits_of,
    "expand": expanded,
    "find": lines_of,
    "sorted": lambda archive: [[hit.post.number for hit in archive.search("ferry OR tide", sort=sort)[:9]] for sort in ("title", "date", "-date", "position")],
    "facets": lambda archive: [list(counts.items()) for counts in (archive.search("ferry").facets(by) for by in ("tag", "month"))],
    "terms": lambda archive: [archive.words().to_dicts()[:20], archive.tags.most_common(9), list(archive.terms())[:50]],
    "collocates": lambda archive: archive.collocates("ferry").to_dicts(),
    "ngrams": lambda archive: archive.ngrams(2).to_dicts()[:20],
    "keyness": lambda archive: archive.where(tag="Quay").keyness(archive).to_dicts()[:20],
    "dispersion": lambda archive: str(archive.dispersion("ferry")),
    "repeats": lambda archive: [(each.label, len(each.places)) for each in archive.repeats()],
    "quotes": lambda archive: [str(each) for each in archive.quotes],
    "mentions": lambda archive: [str(each) for each in archive.date_mentions],
    "names": lambda archive: str(archive.names("Ada Quay")),
    "timeline": lambda archive: archive.timeline().to_dicts(),
    "copies": lambda archive: [str(each) for each in archive.near_copies()],
    "alike": lambda archive: [(hit.post.number, hit.score) for hit in archive.like(archive[0])[:5]],
    "tag pairs": lambda archive: archive.tag_pairs().to_dicts()[:20],
    "grep": lambda archive: [line.node for line in archive.grep("t[a-z]+e")[:30]],
    "explain": lambda archive: [archive[0].explain(), archive.pages[0].explain(), archive.search("ferry")[0].explain()],
    "pages": lambda archive: [(page.heading, page.text, page.remainder and str(page.remainder), page.source.sha256) for page in archive.pages],
    "views": lambda archive: [len(archive.where(tag="Mill").within("paragraph").find(word)) for word in WORDS],
    "equal": lambda archive: (archive == archive.refresh(), hash(archive[0]) == hash(archive[0])),
    "verify": lambda archive: archive.verify(),
}  # fmt: skip


OF_ROWS = ["posts", "search", "find", "sorted", "quotes", "pages"]  # that read them


def made(rig: Rig, name: str, n: int = POSTS) -> dict[str, Callable[[], pdx.Archive]]:
    """Archives of the same posts, each fresh when it is asked for."""
    many = [{**row, "text": f"{row['text']}. “The {WORDS[i % 9]} is shut,” said Ada Quay on 4 May 2018."} for i, row in enumerate(rows(rig.random, 0, n))]
    path = rig.fresh(f"{name}.pdx")
    with pdx.writer(path, language="en") as writer:
        for i in range(3):
            writer.add_records(many[i::3], name=str(i))
            writer.commit()
        writer.delete("title:17")
    whole = rig.fresh(f"{name}-whole.pdx")
    pdx.open(path).save(whole)
    return {
        "in memory": lambda: pdx.from_records(many, language="en"),
        "of several parts": lambda: pdx.open(path),
        "unmapped": lambda: pdx.open(whole, mmap=False),
    }


class Together:
    """Threads that begin at the same moment; what they find is held against what the first finds."""

    def __init__(self, rig: Rig) -> None:
        self.rig, self.lock = rig, threading.Lock()

    def fail(self, what: str) -> None:
        with self.lock:
            self.rig.failures += 1
            if len(self.rig.told) < 20:
                self.rig.told.append(what)

    def run(self, about: str, work: Callable[[int], object]) -> None:
        found: list[object] = [None] * THREADS
        barrier = threading.Barrier(THREADS)

        def one(number: int) -> None:
            try:
                barrier.wait(600)
                found[number] = work(number)
            except BaseException as error:
                self.fail(f"{about}, thread {number}: {type(error).__name__}: {error}")
                barrier.abort()

        threads = [threading.Thread(target=one, args=(number,)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for number in range(THREADS):
            if found[number] != found[0]:
                self.fail(f"{about}, thread {number}: another answer")
        self.rig.count += THREADS


def first_of_all(together: Together) -> None:
    """Tables that are made once in a process."""
    together.run("a page", lambda number: posts_of(pdx.parse(PAGE, name="page.txt")))
    html = "<html><body>" + "".join(f"<article><h2>{line}</h2><p>The ferry &amp; the tide.</p></article>" for line in PAGE.splitlines()) + "</body></html>"
    together.run("a page of HTML", lambda number: posts_of(pdx.parse(html, name="page.html")))
    together.run("a table", lambda number: posts_of(pdx.parse("title,body,date\nNote,Ferry,2019-03-01\n", name="rows.csv")))


def verb_by_verb(together: Together, kind: str, fresh: Callable[[], pdx.Archive], names: Iterable[str]) -> None:
    for name in names:
        shared, verb = fresh(), VERBS[name]
        together.run(f"{name} of an archive {kind}", lambda number, verb=verb, shared=shared: verb(shared))  # type: ignore[misc]


def gone_through(each: Iterator[object]) -> bool:
    """One iterator is for one thread: others are told so, whenever they come."""
    try:
        return all(True for _ in each)
    except RuntimeError as error:
        return "another thread uses this iterator" in str(error)


def results_shared(together: Together, archives: dict[str, Callable[[], pdx.Archive]]) -> None:
    """What one call gave, looked at by all of them; iterators, too."""
    for kind, fresh in archives.items():
        archive = fresh()
        hits, lines = archive.search("ferry OR tide"), archive.find("ferry").sort("R1 L1")
        together.run(f"hits {kind}", lambda number, hits=hits: [(hit.post.title, hit.score) for hit in hits])  # type: ignore[misc]
        together.run(f"lines {kind}", lambda number, lines=lines: [(line.before, line.after) for line in lines])  # type: ignore[misc]
        going = [iter(archive), iter(hits), iter(lines), iter(archive.parts), archive.terms()]
        for each in going:
            together.run(f"an iterator {kind}", lambda number, each=each: gone_through(each))  # type: ignore[misc]


def mixed(together: Together, fresh: Callable[[], pdx.Archive], path: str, turn: int) -> None:
    """All verbs, each thread from another on; one of them adds meanwhile, with threads of its own."""
    shared = fresh()
    names = list(VERBS)

    def one(number: int) -> object:
        if number == 0:
            with pdx.writer(path, language="en", threads=4) as writer:
                writer.add_records(({"title": f"Mixed {turn} {i}", "text": " ".join(WORDS[i % 7 :])} for i in range(200)), name=str(turn))
                writer.delete("title:3")
        begin = number * len(names) // THREADS
        found = {name: VERBS[name](shared) for name in names[begin:] + names[:begin] if name != "equal"}
        shared.refresh()
        return [found[name] for name in names if name in found]

    together.run("all at once", one)


def planted(rig: Rig, together: Together) -> None:
    if rig.planted == "an answer of another thread":
        together.run("a number", lambda number: number)
    if rig.planted == "a table that two threads write":

        def write(number: int) -> None:
            for _ in range(100):
                with beneath.files():
                    pass

        together.run("file calls", write)


def run(rig: Rig) -> None:
    together = Together(rig)
    before, switched = _core._most_rows(1 << 40), sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        if rig.planted is not None:
            planted(rig, together)
            return
        first_of_all(together)
        for turn in range(rig.scale(1, 50)):
            archives = made(rig, f"town{turn}")
            for kind, fresh in archives.items():
                verb_by_verb(together, kind, fresh, VERBS)
            results_shared(together, archives)
            _core._most_rows(0)
            verb_by_verb(together, "whose rows are given back", made(rig, f"few{turn}", FEW)["of several parts"], OF_ROWS)
            _core._most_rows(1 << 40)
            for kind, fresh in archives.items():
                mixed(together, fresh, rig.fresh(f"mixed{turn}{kind}.pdx"), turn)
    finally:
        _core._most_rows(before)
        sys.setswitchinterval(switched)
