"""Every analysis, one after the other, on an archive of any size: what takes how long.

    python -m benchmarks.verbs                     # 60,000 posts of the bench: ten million words
    python -m benchmarks.verbs --saved ARCHIVE     # an archive of the bench's posts that was saved, of any size
    python -m benchmarks.verbs --only quotes       # the verbs in whose name this stands

Printed is processor time in milliseconds, the least of several. The first question turns the index round and has a row of its own. What a view keeps once it is found (quotations, near
copies, words of a view) is asked of another view each time, so that it is found anew.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import corpus
from benchmarks.words import WINDOW, names_of, node_of

import postdex as pdx

Verb = tuple[str, Callable[[], Any]]
WISHED = 30  # milliseconds for ten million words


def of_words(archive: pdx.Archive, node: str, fresh: Callable[[], pdx.Archive]) -> list[Verb]:
    phrase = f"{node} {archive.collocates(node, (0, 1))[0].word}"
    half = len(archive) // 2
    return [
        ("collocates", lambda: archive.collocates(node, WINDOW)),
        ("collocates by log-likelihood", lambda: archive.collocates(node, WINDOW, measure="log_likelihood")),
        ("collocates of a phrase", lambda: archive.collocates(phrase, WINDOW)),
        ("collocates in sentences", lambda: archive.collocates(node, "sentence")),
        ("collocates in paragraphs", lambda: archive.collocates(node, "paragraph")),
        ("keyness of two halves", lambda: archive[:half].keyness(archive[half:])),
        ("keyness of a tag", lambda: archive.where(tag=archive.tags[0].key).keyness(archive)),
        ("keyness of tags", lambda: archive[:half].keyness(archive[half:], of="tags")),
        ("n-grams of two, all", lambda: archive.ngrams(2, min_count=1)),
        ("n-grams of three, at least twice", lambda: archive.ngrams(3)),
        ("clusters of three", lambda: archive.clusters(node, 3)),
        ("dispersion by post", lambda: archive.dispersion(node)),
        ("dispersion by month", lambda: archive.dispersion(node, "month")),
        ("dispersion in ten parts", lambda: archive.dispersion(node, 10)),
        ("spread by post", archive.spread),
        ("spread by year", lambda: archive.spread("year")),
        ("spread in ten parts", lambda: archive.spread(10)),
        ("words", archive.words),
        ("words of half", lambda: archive[:half].words()),
        ("words with a prefix", lambda: archive.words("ma")),
        ("words of paragraphs", lambda: archive.within("paragraph").words()),
    ]


def of_texts(archive: pdx.Archive, node: str, names: list[str], fresh: Callable[[], pdx.Archive]) -> list[Verb]:
    return [
        ("dictionary of 1,000 names", lambda: archive.match(names[:1000])),
        (f"dictionary of {len(names):,} names", lambda: archive.match(names)),
        ("repeats", archive.repeats),
        ("near copies", lambda: fresh().near_copies()),
        ("quotes", lambda: fresh().quotes),
        ("quotes, again", lambda: archive.quotes),
        ("date_mentions", lambda: fresh().date_mentions),
        ("date_mentions, again", lambda: archive.date_mentions),
        ("names", lambda: archive.names("Ida Brook")),
        ("like", lambda: archive.like(archive[7])[:10]),
        ("grep, a word", lambda: archive.grep(rf"\b{node}\b")),
        ("grep, digits", lambda: archive.grep(r"\d{4}")),
        ("grep, ends of words", lambda: archive.grep(r"\w+ing\b")),
        ("find", lambda: archive.find(node)),
        ("find, sorted by what follows", lambda: archive.find(node).sort("after")[:20]),
        ("regular expression in a query", lambda: archive.find("/ma.*er/")),
    ]


def of_posts(archive: pdx.Archive, node: str, fresh: Callable[[], pdx.Archive]) -> list[Verb]:
    lines, hits = archive.find(node), archive.search(node)
    mentions = archive.date_mentions
    return [
        ("tags", lambda: archive[1:].tags),
        ("facets by month", lambda: archive[1:].facets("month")),
        ("tag_pairs", archive.tag_pairs),
        ("timeline", archive.timeline),
        ("timeline of occurrences", lines.timeline),
        ("timeline of hits", hits.timeline),
        ("timeline of dates", mentions.timeline),
    ]


def spent(question: Callable[[], Any], seconds: float) -> float:
    """Milliseconds of processor time, the least of several in about so many seconds."""
    best, begin = float("inf"), time.monotonic()
    for _ in range(20):
        start = time.process_time()
        question()
        best = min(best, time.process_time() - start)
        if time.monotonic() - begin > seconds:
            break
    return 1000 * best


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verbs", description="Every analysis, one after the other.")
    parser.add_argument("--posts", type=int, default=60_000)
    parser.add_argument("--saved", type=Path, help="a saved archive of the bench's posts instead")
    parser.add_argument("--only", default="", help="the verbs in whose name this stands")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each")
    parser.add_argument("--cache", type=Path, default=Path(os.environ.get("POSTDEX_BENCH_CACHE", ".bench")))
    args = parser.parse_args()
    archive = pdx.open(args.saved) if args.saved else pdx.open(corpus.cached(args.posts, args.cache), language="en")
    node, views = node_of(archive), itertools.count(1)
    turned = spent(lambda: archive.dispersion("no such word", 10), 0)
    print(f"{len(archive):,} posts, {archive.n_words:,} words; {node!r}; load {os.getloadavg()[0]:.1f}; the index turned round: {turned:,.0f} ms")

    def fresh() -> pdx.Archive:
        return archive[: len(archive) - next(views)]

    for what, question in [*of_words(archive, node, fresh), *of_texts(archive, node, names_of(archive), fresh), *of_posts(archive, node, fresh)]:
        if args.only in what:
            ms = spent(question, args.seconds)
            print(f"{what:40}{ms:12,.2f}{'  *' if ms > WISHED * max(1, archive.n_words / 1e7) else ''}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
