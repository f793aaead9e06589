"""What postdex is to reach, axis by axis, and which of the bench's figures shows it."""

from __future__ import annotations

from dataclasses import dataclass

NOT_YET = "not there yet"
SORTING = "40 ms"


@dataclass(frozen=True)
class Goal:
    axis: str
    against: str
    ratio: float  # at least so many times faster (of sizes: at most so much of the peer's)
    figure: str  # the axis of the bench
    strata: tuple[str, ...] = ()
    smaller: bool = False
    note: str = ""
    most: float | None = None  # and of postdex itself at most so much: ns, or bytes a word


OR = ("or-2", "or-3", "or-5", "or-10")
AND = ("and-2", "and-3", "and-5", "and-10")
PHRASE = ("phrase-2", "phrase-3")
GOALS = [
    Goal("OR top-10, mean", "FTS5", 500, "top 10", OR),
    Goal("OR top-10, mean", "tantivy", 10, "top 10", OR),
    Goal("AND top-10", "FTS5", 100, "top 10", AND),
    Goal("AND top-10", "tantivy", 3, "top 10", AND),
    Goal("phrase top-10", "FTS5", 30, "top 10", PHRASE),
    Goal("phrase top-10", "tantivy", 2, "top 10", PHRASE),
    Goal("count of OR", "FTS5", 50, "count", OR),
    Goal("count of OR", "tantivy", 4, "count", OR),
    Goal("top-100 with exact count", "tantivy", 4, "top 100 + count", ("or-2", "or-3", "or-5", "and-2", "and-3")),
    Goal("batch of queries, k = 10", "bm25s", 10, "batch 10"),
    Goal("batch of queries, k = 1000", "bm25s", 4, "batch 1000"),
    Goal("text to searchable", "FTS5", 6, "build", note="goal 10"),
    Goal("text to searchable", "Xapian", 60, "build"),
    Goal("text to searchable", "Whoosh", 100, "build"),
    Goal("text to searchable", "tantivy", 3, "build", note="goal 4"),
    Goal("text to searchable", "bm25s", 20, "build"),
    Goal("text to searchable, two threads", "one thread", 1.8, "threads"),
    Goal("fetch 1,000 hits × 2 fields", "tantivy", 50, "fetch 1000", ("term",)),
    Goal("one query at 10^3 posts, whole call", "tantivy", 5, "whole call", OR[:2] + AND[:1], note="and ≤ 10 µs", most=10_000),
    Goal("index beyond text", "FTS5", 0.5, "index", smaller=True),
    Goal("index beyond text", "tantivy", 0.9, "index", smaller=True, note="and ≤ 3 bytes a word", most=3),
    Goal("all concordance lines of a frequent word", "NLTK", 40, "all lines"),
    Goal("first 50 lines", "NLTK", 40, "50 lines", note="and ≤ 150 µs", most=150_000),
    Goal("first 50 lines by three right words", "NLTK", 40, "50 lines by right"),
    Goal("all lines by three right words", "NLTK", 40, "all lines by right"),
    Goal("sorting 340,000 lines by three right words adds", SORTING, 1, "sorting adds", note="at 10^6 posts"),
    Goal("opening a saved index", "tantivy", 1, "open"),
]
