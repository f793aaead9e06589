"""How soon long work stops: Ctrl-C and deadlines, over everything that can take long.

    python tests/felt_latency.py [--posts 20000] [--times 6] [--only WORD] [--deaf] [--word 100000000]

Each verb is begun again and again and interrupted at points spread over its time. The table has the worst of what a person waits
(felt) and of the time of the process's own meanwhile (own), which other load on the machine does not stretch; a verb that is soon
over is only timed. Deadlines are given as shares of the whole time.

Before, each verb runs once under a timer whose signal Python answers whenever it can: the longest stretch without an answer is the
longest that an interrupt could have been left waiting, wherever it had come (deaf, in time of the process's own). `--deaf` stops
there. `--word N` does it with a page of one word of N bytes.
Nothing is judged here: `tests/unit/test_interrupt.py` holds bounds.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import postdex as pdx

GOAL = 0.1  # seconds
Work = dict[str, Callable[[], object]]


def _words(draw: random.Random) -> list[str]:
    return ["".join(draw.choices("abcdefghiklmnoprstuv", k=draw.randint(2, 11))) for _ in range(50000)]


class Corpus:
    """Invented posts as rows, and as pages in a folder."""

    def __init__(self, n: int, folder: Path) -> None:
        self.draw = random.Random(7)
        self.words = _words(self.draw)
        self.common, self.second = self.words[0], self.words[1]
        self.rows = [self._row(i) for i in range(n)]
        self.folder = folder
        for page in range(max(1, n // 20)):
            (folder / f"{page:05}.txt").write_text(self.page(10, f"{page}"), encoding="utf-8")

    def text(self, n: int) -> str:
        last = len(self.words) - 1
        return " ".join(self.words[min(int(self.draw.paretovariate(0.6)) - 1, last)] for _ in range(n))

    def _row(self, i: int) -> dict[str, object]:
        day = f"20{i % 20:02}-{1 + i % 12:02}-{1 + i % 28:02}"
        tags = [self.words[i % 40].title(), self.words[100 + i % 3000].title()]
        return {"title": f"{self.text(5)} {i}", "text": self.text(80) + ".", "tags": tags, "date": day}

    def page(self, entries: int, name: str) -> str:
        out = []
        for entry in range(entries):
            out.append(f"Note {name} {entry} of the {self.text(2)}\n\nMarch {1 + entry % 28}, 2019\n\n")
            out.extend(self.text(50).capitalize() + ".\n\n" for _ in range(4))
            out.append("Continue Reading\n\n")
        return "".join(out)


def _arrow(result: object) -> None:
    import pyarrow

    for _ in pyarrow.RecordBatchReader.from_stream(result):
        pass


def _building(corpus: Corpus, archive: pdx.Archive) -> Work:
    whole_page = corpus.page(len(corpus.rows) // 10, "long")
    same = [{"title": "Harbour note", "text": corpus.text(60), "date": "2019-03-01"} for _ in range(200)]
    alike = "".join(f"Harbour note\n\nMarch 1, 2019\n\n{corpus.text(30)}.\n\n" for _ in range(2000))
    lines = os.path.join(corpus.folder.parent, "rows.jsonl")
    archive.to_jsonl(lines)
    pickled = pickle.dumps(archive)
    one_line = corpus.text(len(corpus.rows) * 20)
    return {
        "open a folder": lambda: pdx.open(corpus.folder),
        "open JSON lines": lambda: pdx.open(lines),
        "from_records": lambda: pdx.from_records(corpus.rows),
        "parse one long page": lambda: pdx.parse(whole_page),
        "parse one long line": lambda: pdx.parse(one_line),
        "parse a long word": lambda: pdx.parse("Note\n\n" + "ab" * (len(corpus.rows) * 500)),
        "parse many of one title": lambda: pdx.parse(alike),
        "records of one title": lambda: pdx.from_records(same),
        "unpickle": lambda: pickle.loads(pickled),
        "pickle": lambda: pickle.dumps(archive),
    }


def _searching(corpus: Corpus, archive: pdx.Archive) -> Work:
    a, b = corpus.common, corpus.second
    work: Work = {
        f"search {name}": lambda query=query: len(archive.search(query))
        for name, query in {
            "word": a, "two words": f"{a} {b}", "or": f"{a} OR {b}", "phrase": f'"{a} {b}"', "loose phrase": f'"{a} {b}"~8',
            "near": f"{a} NEAR/10 {b}", "prefix": f"{a[0]}*", "wildcard": "*a*", "all words": "*", "fuzzy": f"{a}~2",
            "not": f"{a} -{b}", "only not": f"-{b}", "as written": f"={a}", "tag": f'tag:"{a}"', "tags:": f"tags:{a}",
            "date": "date:2005..2009", "source:": "source:records", "page:": "page:harbour", "title:": f"title:{a}",
            "many wildcards": " OR ".join(f"*{letter}*" for letter in "abcdefg"), "long or": " OR ".join(corpus.words[:300]),
        }.items()
    }  # fmt: skip
    hits = archive.search(a)
    len(hits)
    work |= {f"sort hits by {order}": lambda order=order: hits.sort(order) for order in ("relevance", "date", "title", "-position")}
    work |= {f"facets by {by}": lambda by=by: hits.facets(by) for by in ("tag", "category", "month", "part", "source", "language")}
    work |= {
        "best 10": lambda: archive.search(f"{a} OR {b}")[:10],
        "slice of hits": lambda: archive.search(a)[::2],
        "walk over hits": lambda: sum(1 for _ in archive.search(a)),
        "posts of hits": lambda: archive.search(a).posts,
        "snippets": lambda: [hit.snippet for hit in archive.search(a)[:2000]],
        "equal hits": lambda: archive.search(a) == archive.search(a),
        "where": lambda: archive.where(since="2005", until="2010").search(a)[:10],
        "where, a function": lambda: archive.where(lambda post: post.words > 50),
        "within": lambda: len(archive.within("title").search(a)),
        "where, a language": lambda: archive.where(language="en"),
    }
    return work


def _finding(corpus: Corpus, archive: pdx.Archive) -> Work:
    a, b = corpus.common, corpus.second
    work: Work = {
        f"find {name}": lambda query=query: len(archive.find(query))
        for name, query in {
            "word": a, "or": f"{a} OR {b}", "phrase": f"{a} {b}", "near": f"{a} NEAR/10 {b}", "prefix": f"{a[0]}*",
            "wildcard": "*a*", "wildcards": "*a* *e*", "many wildcards": " OR ".join(f"*{letter}*" for letter in "abcdefg"),
            "all words": "*", "fuzzy": f"{a}~2", "as written": f"={a}", "filtered": f'{a} date:2005..2009 tag:"{a}"', "not": f"{a} -{b}",
        }.items()
    }  # fmt: skip
    lines = archive.find("*a*")
    work |= {f"sort lines by {by}": lambda by=by: lines.sort(by) for by in ("after", "L1 R1 R2", "node", "date", "part", "-post")}
    work |= {
        "lines by role": lambda: lines.counts,
        "lines by post": lambda: lines.per_post,
        "posts of lines": lambda: lines.posts,
        "slice of lines": lambda: lines[::2],
        "walk over lines": lambda: sum(1 for _ in lines),
        "texts of lines": lambda: sum(len(line.after) for line in lines[:20000]),
        "equal lines": lambda: lines == archive.find("*a*"),
    }
    return work


def _walk(items: Iterable[object]) -> None:
    for _ in items:
        pass


def _reading(corpus: Corpus, archive: pdx.Archive) -> Work:
    a = corpus.common
    lines, hits = archive.find(a), archive.search(a)
    work: Work = {}
    exported = {"posts": archive, "parts": archive.parts, "hits": hits, "lines": lines, "mentions": archive.date_mentions, "words": archive.words()}
    exported["two columns"] = lines.select("post", "node", views=True)
    exported["answers"] = archive.search_many(corpus.words[:200], 50)
    for name, result in exported.items():
        work[f"{name} as Arrow"] = lambda result=result: _arrow(result)
        work[f"{name} to CSV"] = lambda result=result: result.to_csv(os.devnull)
        work[f"{name} to JSON lines"] = lambda result=result: result.to_jsonl(os.devnull)
        work[f"{name} as dicts"] = lambda result=result: result.to_dicts()
        work[f"{name} to pandas"] = lambda result=result: result.to_pandas()
    return work | {
        "words": archive.words,
        "words, a prefix": lambda: archive.words(a[0]),
        "words in titles": lambda: archive.within("title").words(),
        "words of a view": lambda: archive.where(since="2005", until="2010").words(),
        "tags": lambda: archive.tags,
        "categories": lambda: archive.categories,
        "months": lambda: archive.facets("month"),
        "date mentions": lambda: len(archive.date_mentions),
        "parts": lambda: len(archive.parts),
        "terms": lambda: sum(1 for _ in archive.terms()),
        "postings": lambda: sum(1 for _ in archive.postings(a)),
        "walk over posts": lambda: [post.title for post in archive],
        "walk over parts": lambda: _walk(archive.parts),
        "walk over paragraphs": lambda: [_walk(post.paragraphs) for post in archive],
        "walk over sentences": lambda: [_walk(post.sentences) for post in archive],
        "walk over tokens": lambda: [_walk(post.tokens) for post in archive[: len(archive) // 5]],
        "walk over mentions": lambda: _walk(archive.date_mentions),
        "repr": lambda: (repr(archive), archive._repr_html_()),
        "explain": lambda: archive.explain(),
        "equal archives": lambda: archive == pickle.loads(pickle.dumps(archive)),
    }


def _long_word(n: int) -> Work:
    """A page of one word, as the worst of lines."""
    page = b"Note\n\n" + b"ab" * (n // 2)
    archive = pdx.parse(page)
    post, found = archive[0], archive.find("abab*")
    pickled = pickle.dumps(archive)
    return {
        "parse": lambda: pdx.parse(page),
        "unpickle": lambda: pickle.loads(pickled),
        "find": lambda: _walk(archive.find("abab*")),
        "sort": lambda: len(found.sort("after")),
        "search": lambda: archive.search("abab*")[0].snippet,
        "tokens": lambda: _walk(post.tokens),
        "sentences": lambda: _walk(post.sentences),
        "words": lambda: len(archive.words()),
        "date mentions": lambda: len(archive.date_mentions),
        "lines as Arrow": lambda: _arrow(found),
        "posts as Arrow": lambda: _arrow(archive),
        "posts to JSON lines": lambda: archive.to_jsonl(os.devnull),
        "posts to CSV": lambda: archive.to_csv(os.devnull),
    }


class _Deaf:
    """The longest time in which Python has answered no signal: as felt, and of the process's own."""

    EVERY = 0.002  # seconds between signals

    def __enter__(self) -> _Deaf:
        self.felt = self.own = 0.0
        self.last = time.monotonic(), time.process_time()
        self.before = signal.signal(signal.SIGALRM, self._answer)
        signal.setitimer(signal.ITIMER_REAL, self.EVERY, self.EVERY)
        return self

    def _answer(self, *_: object) -> None:
        now = time.monotonic(), time.process_time()
        self.felt, self.own = max(self.felt, now[0] - self.last[0]), max(self.own, now[1] - self.last[1])
        self.last = now

    def __exit__(self, *_: object) -> None:
        self._answer()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self.before)


def deaf(work: Work, times: int) -> Iterator[tuple[str, float, float, float]]:
    """Name, seconds of the whole (of the process's own), and the longest deaf times, the least of some runs: what is there always."""
    for name, run in work.items():
        whole, felt, own = [], [], []
        for _ in range(times):
            begin = time.process_time()
            with _Deaf() as measured:
                run()
            whole.append(time.process_time() - begin)
            felt.append(measured.felt)
            own.append(measured.own)
        yield name, min(whole), min(felt), min(own)


def _until_stopped(run: Callable[[], object]) -> None:
    while True:
        try:
            run()
        except OSError:  # what a reader of Arrow makes of it, just before Python raises the interrupt
            for _ in range(10**7):
                pass


def _latency(run: Callable[[], object], wait: float) -> tuple[float, float]:
    """Seconds from the interrupt to its exception: as felt, and of the process's own."""
    sent = [0.0, 0.0]

    def send() -> None:
        time.sleep(wait)
        sent[:] = time.monotonic(), time.process_time()
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=send)
    try:
        thread.start()
        _until_stopped(run)
    except KeyboardInterrupt:
        return time.monotonic() - sent[0], time.process_time() - sent[1]
    finally:
        thread.join()
    raise AssertionError


def _timed(run: Callable[[], object]) -> float:
    begin = time.monotonic()
    run()
    return time.monotonic() - begin


def measure(work: Work, times: int) -> Iterator[tuple[str, float, float, float]]:
    """Name, seconds of the whole, and the worst felt and own latencies of each verb."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts it in the background has it ignored
    for name, run in work.items():
        whole = min(_timed(run), _timed(run))
        felt = own = 0.0
        for i in range(times if whole > GOAL / 4 else 0):
            both = _latency(run, whole * (i + 0.5) / times)
            felt, own = max(felt, both[0]), max(own, both[1])
        yield name, whole, felt, own


def deadlines(corpus: Corpus, archive: pdx.Archive, times: int) -> Iterator[tuple[str, float, float]]:
    """Name, seconds of the whole, and by how much the worst deadline was passed."""
    a, b = corpus.common, corpus.second
    queries = [a, f"{a} OR {b}", f"{a} {b}", f'"{a} {b}"', f"{a} NEAR/10 {b}", "*a*", "*a* OR *e*", f"{a}~2", f"-{b}", f"={a}", "date:2005..2009"]
    for verb in (archive.search, archive.find):
        for query in queries:
            if verb == archive.find and query.startswith(("-", "date")):
                continue
            whole = min(_timed(lambda query=query, verb=verb: len(verb(query))) for _ in range(2))
            over = -1.0
            for deadline in [1e-6, *(whole * (i + 0.5) / times for i in range(times))]:
                over = max(over, _timed(lambda query=query, verb=verb, deadline=deadline: len(verb(query, deadline=deadline))) - deadline)
            yield f"{verb.__name__} {query[:40]}", whole, over


def _table(title: str, rows: Iterator[tuple[str, float, float, float]], judged: int) -> None:
    """Prints rows of times; what column `judged` has over the goal is marked."""
    print(f"{title:28}{'whole':>10}{'felt':>10}{'own':>10}")
    worst: tuple[float, str] = (0.0, "nothing")
    for name, *times in rows:
        worst = max(worst, (times[judged], name))
        columns = "".join(f"{seconds * 1e3:10.1f}" for seconds in times)
        print(f"{name:28}{columns}{'   <-- over the goal' if times[judged] > GOAL else ''}", flush=True)
    print(f"worst: {worst[0] * 1e3:.1f} ms, {worst[1]}\n")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--posts", type=int, default=20000)
    arguments.add_argument("--times", type=int, default=6)
    arguments.add_argument("--only", default="", help="verbs with this in their name")
    arguments.add_argument("--deaf", action="store_true", help="only the longest times without an answer")
    arguments.add_argument("--word", type=int, metavar="BYTES", help="the same for a page of one word")
    given = arguments.parse_args()
    if given.word:
        _table("without an answer, ms", deaf(_long_word(given.word), 2), judged=2)
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "pages")
        folder.mkdir()
        corpus = Corpus(given.posts, folder)
        archive = pdx.from_records(corpus.rows)
        work = _building(corpus, archive) | _searching(corpus, archive) | _finding(corpus, archive) | _reading(corpus, archive)
        work = {name: run for name, run in work.items() if given.only in name}
        _table("without an answer, ms", deaf(work, 2), judged=2)
        if given.deaf:
            return 0
        _table(f"Ctrl-C, worst of {given.times}, ms", measure(work, given.times), judged=1)
        print(f"{'deadline, ms':44}{'whole':>10}{'passed by':>10}")
        for name, whole, over in deadlines(corpus, archive, given.times):
            if given.only in name:
                print(f"{name:44}{whole * 1e3:10.1f}{over * 1e3:10.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
