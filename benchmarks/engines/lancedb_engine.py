from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import lancedb
import pyarrow
from benchmarks.corpus import Post
from benchmarks.engines.base import Engine, Unable, flat, memory_folder
from benchmarks.queries import Query
from lancedb.query import MatchQuery, PhraseQuery

try:
    from lancedb.query import Operator
except ImportError:  # where it is a string
    Operator = None


class LanceDB(Engine):
    name = "LanceDB"
    place = "memory (/dev/shm)"
    settings = "full-text index with positions, no stemming, no stop words"

    def version(self) -> str:
        return lancedb.__version__

    def build(self, posts: Iterable[Post]) -> None:
        self.kept = memory_folder()
        self.folder = self.kept.name
        rows = [(post.number, flat(post)) for post in posts]
        ids, texts = zip(*rows)
        self.table = lancedb.connect(self.folder).create_table("post", pyarrow.table({"id": ids, "text": texts}))
        self.table.create_fts_index("text", with_position=True, stem=False, remove_stop_words=False, ascii_folding=False, lower_case=True)
        self.n = len(rows)

    def prepare(self, query: Query) -> Any:
        if query.tag is not None or query.dates is not None:
            raise Unable("not set up for filters")
        text = " ".join(query.terms)
        if query.kind in ("or", "and"):
            return MatchQuery(text, "text", operator=getattr(Operator, query.kind.upper()) if Operator else query.kind.upper())
        if query.kind == "phrase":
            return PhraseQuery(text, "text")
        if query.kind == "fuzzy":
            return MatchQuery(text, "text", fuzziness=1, max_expansions=50)
        raise Unable(f"no {query.kind}")

    def top(self, prepared: Any, k: int) -> Any:
        return self.table.search(prepared, query_type="fts").select(["id", "_score"]).limit(k).to_arrow()

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        return list(zip(given["id"].to_pylist(), given["_score"].to_pylist()))

    def count(self, prepared: Any) -> int:
        return self.top(prepared, self.n).num_rows

    def matches(self, prepared: Any) -> list[int]:
        return sorted(self.top(prepared, self.n)["id"].to_pylist())
