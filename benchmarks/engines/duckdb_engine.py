from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
from benchmarks.corpus import Post
from benchmarks.engines.base import Engine, Unable, flat
from benchmarks.queries import Query

MATCH = "fts_main_post.match_bm25(id, ?, k := 1.2, b := 0.75, conjunctive := {})"


def _extension() -> str:
    """Where the package duckdb-extension-fts keeps it; without the package, by name."""
    found = importlib.util.find_spec("duckdb_extension_fts")
    places = found.submodule_search_locations if found is not None else None
    files = [file for place in places or [] for file in Path(place).rglob("fts.duckdb_extension")]
    return f"'{files[0]}'" if files else "fts"


class DuckDB(Engine):
    name = "DuckDB"
    settings = "fts extension; no stemmer, no stop words, one thread; no positions"

    def version(self) -> str:
        return duckdb.__version__

    def build(self, posts: Iterable[Post]) -> None:
        import pyarrow

        self.connection = duckdb.connect(":memory:", config={"threads": 1})
        self.connection.execute(f"LOAD {_extension()}")
        rows = [(post.number, flat(post), post.date) for post in posts]
        ids, texts, dates = zip(*rows)
        table = pyarrow.table({"id": ids, "text": texts, "date": dates})
        self.connection.register("given", table)
        self.connection.execute("CREATE TABLE post AS SELECT * FROM given")
        self.connection.unregister("given")
        self.connection.execute("PRAGMA create_fts_index('post', 'id', 'text', stemmer='none', stopwords='none', lower=1)")

    def prepare(self, query: Query) -> Any:
        if query.kind not in ("or", "and") or query.tag is not None:
            raise Unable(f"no {query.kind}" if query.tag is None else "not set up for tags")
        dates = " AND date BETWEEN ? AND ?" if query.dates else ""
        score = MATCH.format(1 if query.kind == "and" else 0)
        return f"FROM (SELECT id, date, {score} AS score FROM post) WHERE score IS NOT NULL{dates}", [" ".join(query.terms), *(query.dates or ())]

    def top(self, prepared: Any, k: int) -> Any:
        return self.connection.execute(f"SELECT id, score {prepared[0]} ORDER BY score DESC LIMIT {k}", prepared[1]).fetchall()

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        return list(given)

    def count(self, prepared: Any) -> int:
        return self.connection.execute(f"SELECT count(*) {prepared[0]}", prepared[1]).fetchone()[0]

    def matches(self, prepared: Any) -> list[int]:
        return sorted(row[0] for row in self.connection.execute(f"SELECT id {prepared[0]}", prepared[1]).fetchall())
