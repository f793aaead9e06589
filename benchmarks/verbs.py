"""Every analysis, one after the other, on an archive of any size: what takes how long.

    python -m benchmarks.verbs                     # 60,000 posts of the bench: ten million words
    python -m benchmarks.verbs --saved ARCHIVE     # an archive of the bench's posts that was saved, of any size
    python -m benchmarks.verbs --only quotes       # the verbs in whose name this stands
    python -m benchmarks.verbs --first             # and what each takes where nothing was asked before: on the saved archive, opened anew

Printed is processor time in milliseconds, the least of several; what is over thirty for ten million words has a star, and what has it by nature (n-grams, repeats, whole exports) a
plus. The first question turns the index round and has a row of its own. What a view keeps once it is found (quotations, near copies, words of a view) is asked of another view each
time, so that it is found anew. Displays have how large they are beside them, and a star above 5 ms or 20 KB.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import corpus
from benchmarks.words import WINDOW, names_of, node_of

import postdex as pdx

WISHED = 30  # milliseconds for ten million words
SHOWN_MS, SHOWN_BYTES = 5, 20_000  # what a display may take, and be


class Verb(NamedTuple):
    """A question, asked of what `of` makes of an archive, which is not timed."""

    name: str
    ask: Callable[[Any], Any]
    of: Callable[[pdx.Archive], Any] = lambda archive: archive
    is_long: bool = False  # goes through all there is, and may


class Asked(NamedTuple):
    """What is asked for."""

    node: str  # 344 times in 100,000 words
    top: str  # the most frequent word
    rare: str  # ten times in all
    phrase: str
    tag: str
    names: list[str]
    views: Iterator[int]

    def fresh(self, archive: pdx.Archive) -> pdx.Archive:
        """A view that nobody has asked anything."""
        return archive[: len(archive) - next(self.views)]


def half(archive: pdx.Archive) -> pdx.Archive:
    return archive[::2]


def of_words(a: Asked) -> list[Verb]:
    node, top, rare = a.node, a.top, a.rare
    return [
        Verb("collocates", lambda it: it.collocates(node, WINDOW)),
        Verb("collocates by log-likelihood", lambda it: it.collocates(node, WINDOW, measure="log_likelihood")),
        Verb("collocates by Fisher's test", lambda it: it.collocates(node, WINDOW, measure="fisher")),
        Verb("collocates of the most frequent word", lambda it: it.collocates(top, WINDOW)),
        Verb("collocates of a rare word", lambda it: it.collocates(rare, WINDOW)),
        Verb("collocates, fifty words to each side", lambda it: it.collocates(node, 50)),
        Verb("collocates of a phrase", lambda it: it.collocates(a.phrase, WINDOW)),
        Verb("collocates of a prefix", lambda it: it.collocates("ma*", WINDOW)),
        Verb("collocates in half of the posts", lambda it: it.collocates(node, WINDOW), half),
        Verb("collocates in paragraphs alone", lambda it: it.within("paragraph").collocates(node, WINDOW)),
        Verb("collocates in sentences", lambda it: it.collocates(node, "sentence")),
        Verb("collocates in paragraphs", lambda it: it.collocates(node, "paragraph")),
        Verb("collocates in paragraphs, most frequent", lambda it: it.collocates(top, "paragraph")),
        Verb("keyness of two halves", lambda it: it[: len(it) // 2].keyness(it[len(it) // 2 :])),
        Verb("keyness of every other post", lambda it: half(it).keyness()),
        Verb("keyness of a tag", lambda it: it.where(tag=a.tag).keyness()),
        Verb("keyness of a tag and all", lambda it: it.where(tag=a.tag).keyness(it)),
        Verb("keyness by Fisher's test", lambda it: it[: len(it) // 2].keyness(measure="fisher")),
        Verb("keyness of paragraphs", lambda it: half(it).within("paragraph").keyness(it.within("paragraph"))),
        Verb("keyness of tags", lambda it: it[: len(it) // 2].keyness(it[len(it) // 2 :], of="tags")),
        Verb("n-grams of two, all", lambda it: it.ngrams(2, min_count=1), is_long=True),
        Verb("n-grams of three, at least twice", lambda it: it.ngrams(3), is_long=True),
        Verb("clusters of three", lambda it: it.clusters(node, 3)),
        Verb("clusters of three, most frequent", lambda it: it.clusters(top, 3), is_long=True),
        Verb("clusters of eight", lambda it: it.clusters(node, 8)),
        Verb("dispersion by post", lambda it: it.dispersion(node)),
        Verb("dispersion by month", lambda it: it.dispersion(node, "month")),
        Verb("dispersion in ten parts", lambda it: it.dispersion(node, 10)),
        Verb("dispersion of the most frequent word", lambda it: it.dispersion(top)),
        Verb("dispersion in half of the posts", lambda it: it.dispersion(node), half),
        Verb("spread by post", lambda it: it.spread()),
        Verb("spread by month", lambda it: it.spread("month")),
        Verb("spread by year", lambda it: it.spread("year")),
        Verb("spread in ten parts", lambda it: it.spread(10)),
        Verb("spread in a thousand parts", lambda it: it.spread(1000)),
        Verb("spread in half of the posts", lambda it: half(it).spread()),
        Verb("words", lambda it: it.words()),
        Verb("words of half", lambda it: half(it).words()),
        Verb("words with a prefix", lambda it: it.words("ma")),
        Verb("words of paragraphs", lambda it: a.fresh(it).within("paragraph").words()),
    ]


def of_texts(a: Asked) -> list[Verb]:
    node, names = a.node, a.names
    return [
        Verb("dictionary of one name", lambda it: it.match(names[:1])),
        Verb("dictionary of 1,000 names", lambda it: it.match(names[:1000])),
        Verb(f"dictionary of {len(names):,} names", lambda it: it.match(names)),
        Verb(f"dictionary of {len(names):,} names, half", lambda it: it.match(names), half),
        Verb("repeats", lambda it: it.repeats(), is_long=True),
        Verb("repeats of four words", lambda it: it.repeats(4), is_long=True),
        Verb("near copies", lambda it: a.fresh(it).near_copies(), is_long=True),
        Verb("quotes", lambda it: a.fresh(it).quotes),
        Verb("quotes by speaker", lambda it: it.quotes.by("speaker")),
        Verb("date_mentions", lambda it: a.fresh(it).date_mentions),
        Verb("date_mentions by value", lambda it: it.date_mentions.by("value")),
        Verb("names", lambda it: it.names("Ida Brook")),
        Verb("names of a frequent word", lambda it: it.names(node.title())),
        Verb("like", lambda it: it.like(it[7])[:10]),
        Verb("like, all of them", lambda it: len(it.like(it[7]))),
        Verb("grep, a word", lambda it: it.grep(rf"\b{node}\b")),
        Verb("grep, digits", lambda it: it.grep(r"\d{4}")),
        Verb("grep, ends of words", lambda it: it.grep(r"\w+ing\b")),
        Verb("grep, two of many", lambda it: it.grep(r"(?:ferry|harbour|bridge)\W+\w+", ignore_case=True)),
        Verb("grep, every word", lambda it: it.grep(r"\w+"), is_long=True),
    ]


def of_searches(a: Asked) -> list[Verb]:
    node, top = a.node, a.top
    sorts = ["after", "L1 R1 R2", "node", "date", "-post"]
    return [
        Verb("find", lambda it: len(it.find(node))),
        Verb("find, most frequent", lambda it: len(it.find(top))),
        Verb("find, a phrase", lambda it: len(it.find(a.phrase))),
        Verb("find, near", lambda it: len(it.find(f"{node} NEAR/10 {top}"))),
        Verb("find, a prefix", lambda it: len(it.find("ma*"))),
        Verb("find, a regular expression", lambda it: len(it.find("/ma.*er/"))),
        Verb("find, any ending", lambda it: len(it.find("*er"))),
        Verb("find, fuzzy", lambda it: len(it.find(f"{node}~2"))),
        Verb("find within half of the posts", lambda it: len(it.find(node)), half),
        *[Verb(f"lines sorted by {by}", lambda it, by=by: it.sort(by)[:20], lambda it: it.find(node)) for by in sorts],
        Verb("lines of the most frequent word, sorted", lambda it: it.sort("after")[:20], lambda it: it.find(top)),
        Verb("lines by role", lambda it: it.counts, lambda it: it.find(node)),
        Verb("lines by post", lambda it: it.per_post, lambda it: it.find(node)),
        Verb("lines by chance", lambda it: it.sample(100), lambda it: it.find(node)),
        Verb("posts of lines", lambda it: it.posts, lambda it: it.find(node)),
        Verb("search", lambda it: it.search(node)[:10]),
        Verb("search, most frequent", lambda it: it.search(top)[:10]),
        Verb("search, all hits", lambda it: len(it.search(f"{node} OR {top}")[::1])),
        Verb("search_many, a thousand names", lambda it: it.search_many(a.names[:1000])),
        *[Verb(f"hits sorted by {by}", lambda it, by=by: it.sort(by), lambda it: it.search(node)) for by in ("date", "title")],
        *[Verb(f"facets of hits by {by}", lambda it, by=by: it.facets(by), lambda it: it.search(node)) for by in ("tag", "month", "part", "source", "language")],
    ]


def of_posts(a: Asked) -> list[Verb]:
    node = a.node
    return [
        *[Verb(f"facets by {by}", lambda it, by=by: half(it).facets(by)) for by in ("tag", "category", "month", "part", "source", "language")],
        Verb("tags", lambda it: a.fresh(it).tags),
        Verb("tag_pairs", lambda it: it.tag_pairs()),
        Verb("tag_pairs of half", lambda it: half(it).tag_pairs()),
        *[Verb(f"timeline by {by}", lambda it, by=by: it.timeline(by)) for by in ("day", "week", "month", "year")],
        Verb("timeline of half", lambda it: half(it).timeline()),
        Verb("timeline of lines", lambda it: it.timeline(), lambda it: it.find(node)),
        Verb("timeline of hits", lambda it: it.timeline(), lambda it: it.search(node)),
        Verb("timeline of dates", lambda it: it.timeline(), lambda it: it.date_mentions),
        Verb("where, a tag", lambda it: it.where(tag=a.tag)),
        Verb("where, dates", lambda it: it.where(since="2010", until="2015")),
        Verb("where, a query", lambda it: it.where(node)),
        Verb("where, a language", lambda it: it.where(language="en")),
        Verb("sample", lambda it: it.sample(1000)),
        Verb("every other post", half),
        Verb("n_words of half", lambda it: half(it).n_words),
        Verb("parts", lambda it: len(a.fresh(it).parts)),
        Verb("paragraphs of parts", lambda it: len(a.fresh(it).parts.where("paragraph"))),
        Verb("explain", lambda it: it.explain()),
    ]


def of_exports(a: Asked) -> list[Verb]:
    """Whole results as columns of Arrow: what grows with rows, not with words."""
    results: dict[str, Callable[[pdx.Archive], Any]] = tables(a)
    return [Verb(f"Arrow: {name}", columns, result, is_long=True) for name, result in results.items()]


def columns(result: Any) -> None:
    import pyarrow

    for _ in pyarrow.RecordBatchReader.from_stream(result):
        pass


def tables(a: Asked) -> dict[str, Callable[[pdx.Archive], Any]]:
    node = a.node
    return {
        "posts": lambda it: it,
        "parts": lambda it: it.parts,
        "pages": lambda it: it.pages,
        "sources": lambda it: it.sources,
        "lines": lambda it: it.find(node),
        "lines of grep": lambda it: it.grep(r"\d{4}"),
        "hits": lambda it: it.search(node),
        "answers": lambda it: it.search_many(a.names[:1000]),
        "collocates": lambda it: it.collocates(node),
        "keyness": lambda it: half(it).keyness(),
        "n-grams": lambda it: it.ngrams(2, min_count=20),
        "dispersion": lambda it: it.dispersion(node),
        "spread": lambda it: it.spread(min_count=20),
        "timeline": lambda it: it.timeline("day"),
        "words": lambda it: it.words(),
        "tags": lambda it: it.tags,
        "tag_pairs": lambda it: it.tag_pairs(),
        "matches": lambda it: it.match(a.names[:1000]),
        "repeats": lambda it: it.repeats(),
        "near_copies": lambda it: it.near_copies(),
        "quotes": lambda it: it.quotes,
        "date_mentions": lambda it: it.date_mentions,
        "names": lambda it: it.names(node.title()),
        "spellings": lambda it: it.names(node.title()).spellings,
    }


def of_displays(a: Asked) -> list[Verb]:
    """Whatever shows itself in a notebook: of all that there are tables of, and single things, and charts."""
    node = a.node
    shown: dict[str, Callable[[pdx.Archive], Any]] = tables(a) | {
        "archive, half": half,
        "explanation": lambda it: it.explain(),
        "post": lambda it: it[7],
        "part": lambda it: it[7].parts[0],
        "appearance": lambda it: it[7].appearances[0],
        "page": lambda it: it.pages[0],
        "line": lambda it: it.find(node)[0],
        "hit": lambda it: it.search(node)[0],
        "explanation of a hit": lambda it: it.search(node)[0].explain(),
        "posts of the most frequent word": lambda it: it.search(a.top),
        "lines of the most frequent word": lambda it: it.find(a.top),
        "columns of lines": lambda it: it.find(node).select("before", "node", "after"),
        "places of repeats": lambda it: it.repeats().places,
        "words of half": lambda it: half(it).words(),
        "timeline of lines": lambda it: it.find(node).timeline(),
    }
    charts: dict[str, Callable[[pdx.Archive], Any]] = {
        "collocates": lambda it: it.collocates(node),
        "keyness": lambda it: half(it).keyness(),
        "n-grams": lambda it: it.ngrams(2, min_count=20),
        "dispersion": lambda it: it.dispersion(node),
        "spread": lambda it: it.spread(min_count=20),
        "timeline": lambda it: it.timeline("month"),
        "words": lambda it: it.words(),
        "tags": lambda it: it.tags,
        "tag_pairs": lambda it: it.tag_pairs(),
    }
    return [
        *[Verb(f"shown: {name}", lambda it: it._repr_html_(), of) for name, of in shown.items()],
        *[Verb(f"chart: {name}", lambda it: it.plot()._repr_html_(), of) for name, of in charts.items()],
    ]


def spent(verb: Verb, archive: pdx.Archive, seconds: float) -> tuple[float, Any]:
    """Milliseconds of processor time, the least of several in about so many seconds, and the answer."""
    best, begin, answer = float("inf"), time.monotonic(), None
    for _ in range(20):
        it = verb.of(archive)
        start = time.process_time()
        answer = verb.ask(it)
        best = min(best, time.process_time() - start)
        if time.monotonic() - begin > seconds:
            break
    return 1000 * best, answer


def asked_of(archive: pdx.Archive) -> Asked:
    node, words = node_of(archive), archive.words().items()
    rare = next((word for word, count in words if count <= 10), words[-1][0])
    follows = archive.collocates(node, (0, 1))[0].word
    return Asked(node, words[0][0], rare, f"{node} {follows}", archive.tags[0].key, names_of(archive), itertools.count(1))


def told(verb: Verb, ms: float, first: float | None, answer: Any, wished: float) -> str:
    """A row of the table."""
    begun = "" if first is None else f"{first:12,.2f}"
    if verb.name.startswith(("shown", "chart")):
        size = len((answer or "").encode())
        return f"{verb.name:44}{begun}{ms:12,.2f}{size / 1000:8,.1f} KB{'  *' if ms > SHOWN_MS or size > SHOWN_BYTES else ''}"
    return f"{verb.name:44}{begun}{ms:12,.2f}{'' if ms <= wished else '  +' if verb.is_long else '  *'}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verbs", description="Every analysis, one after the other.")
    parser.add_argument("--posts", type=int, default=60_000)
    parser.add_argument("--saved", type=Path, help="a saved archive of the bench's posts instead")
    parser.add_argument("--only", default="", help="the verbs in whose name this stands")
    parser.add_argument("--first", action="store_true", help="each as the first question, too")
    parser.add_argument("--seconds", type=float, default=0.5, help="for each")
    parser.add_argument("--cache", type=Path, default=Path(os.environ.get("POSTDEX_BENCH_CACHE", ".bench")))
    args = parser.parse_args()
    archive = pdx.open(args.saved) if args.saved else pdx.open(corpus.cached(args.posts, args.cache), language="en")
    turned, _ = spent(Verb("", lambda it: it.spread(1, min_count=2**31)), archive, 0)
    print(f"{len(archive):,} posts, {archive.n_words:,} words; load {os.getloadavg()[0]:.1f}; the index turned round: {turned:,.0f} ms")
    a, wished = asked_of(archive), WISHED * max(1, archive.n_words / 1e7)
    print(f"asked: {a.node!r} {archive.words(a.node)[a.node]:,} times, {a.top!r} {archive.words(a.top)[a.top]:,} times, {a.rare!r}, {a.phrase!r}, tag {a.tag!r}")
    with tempfile.TemporaryDirectory() as folder:
        path = args.saved or Path(folder, "verbs.pdx")
        if args.first and not args.saved:
            archive.save(path)
        for verb in (verb for group in (of_words, of_texts, of_searches, of_posts, of_exports, of_displays) for verb in group(a)):
            if args.only in verb.name:
                ms, answer = spent(verb, archive, args.seconds)
                first = spent(verb, pdx.open(path), 0)[0] if args.first else None
                print(told(verb, ms, first, answer, wished), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
