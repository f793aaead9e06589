from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import postdex as pdx
from benchmarks.corpus import Post
from benchmarks.engines.base import Engine, memory_folder
from benchmarks.queries import NEAR, Query


class Postdex(Engine):
    name = "postdex"
    settings = "defaults; concordance lines as post, before, node and after, whole paragraphs as string views; four scoring groups, exact words (language xx, which has no stemmer)"

    def version(self) -> str:
        return pdx.__version__

    threads = 1

    def build(self, posts: Iterable[Post]) -> None:
        rows = ({"title": post.title, "tags": post.tags, "date": post.date, "text": post.text} for post in posts)
        self.archive = pdx.from_records(rows, language="xx", progress=False, threads=self.threads)

    def open(self, path: Path) -> None:
        self.archive = pdx.open(path, language="xx", progress=False, threads=self.threads)

    def save(self) -> None:
        self.kept = memory_folder()
        self.archive.save(Path(self.kept.name) / "bench.pdx", progress=False)

    def reopen(self) -> Any:
        return pdx.open(Path(self.kept.name) / "bench.pdx", progress=False)

    def sizes(self) -> dict[str, int]:
        info = self.archive._store.info
        return {"index": info["index"], "words": info["words"]}

    def prepare(self, query: Query) -> str:
        words = query.terms
        text = {
            "or": " OR ".join(words),
            "and": " ".join(words),
            "phrase": f'"{" ".join(words)}"',
            "near": f" NEAR/{NEAR} ".join(words),
            "prefix": f"{words[0]}*",
            "fuzzy": f"{words[0]}~1",
        }[query.kind]
        if query.tag is not None:
            text = f'({text}) tag:"{query.tag}"'
        if query.dates is not None:
            text = f"({text}) date:{query.dates[0]}..{query.dates[1]}"
        return text

    def top(self, prepared: str, k: int) -> Any:
        return self.archive.search(prepared)[:k]

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        return [(hit.post.number, hit.score) for hit in given]

    def count(self, prepared: str) -> int:
        return len(self.archive.search(prepared))

    def matches(self, prepared: str) -> list[int]:
        return sorted(self.archive.search(prepared)._numbers)

    def top_and_count(self, prepared: str, k: int) -> Any:
        hits = self.archive.search(prepared)
        return hits[:k], len(hits)

    def batch(self, prepared: list[str], k: int) -> Any:
        return self.archive.search_many(prepared, k)

    def fetch(self, given: Any) -> int:
        import pyarrow

        return pyarrow.table(given.select("title", "published")).num_rows

    def lines(self, word: str, most: int | None, by_right: bool = False) -> int:
        import pyarrow

        found = self.archive.find(word)
        if by_right:
            found = found.sort("after")
        taken = found if most is None else found[:most]
        return pyarrow.table(taken.select("post", "before", "node", "after", views=True)).num_rows


class TwoThreads(Postdex):
    """For the bench itself: building with two threads, held against one."""

    threads = 2
