from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from benchmarks.corpus import Post
from benchmarks.engines.base import WALL, Engine, Unable
from benchmarks.queries import NEAR, Query

TOP = "SELECT rowid, rank FROM post WHERE post MATCH ? {} ORDER BY rank LIMIT {}"
COUNT = "SELECT count(*) FROM post WHERE post MATCH ? {}"
ALL = "SELECT rowid FROM post WHERE post MATCH ? {}"
# + before rowid: without it the query is asked again for every post of the tag or date.
TAG = "AND +rowid IN (SELECT post FROM tag WHERE name = ?)"
DATE = "AND +rowid IN (SELECT id FROM fact WHERE date BETWEEN ? AND ?)"


class Fts5(Engine):
    name = "FTS5"
    settings = "sqlite3 of Python; columns title, tags, text; detail=full, unicode61, optimised after loading, statements prepared"

    def version(self) -> str:
        return sqlite3.sqlite_version

    def build(self, posts: Iterable[Post]) -> None:
        self.connection = sqlite3.connect(":memory:", cached_statements=512)
        run = self.connection.execute
        run("CREATE VIRTUAL TABLE post USING fts5(title, tags, text, detail=full, tokenize='unicode61')")
        run("CREATE TABLE fact (id INTEGER PRIMARY KEY, title TEXT, date TEXT)")
        run("CREATE TABLE tag (name TEXT, post INTEGER, PRIMARY KEY (name, post)) WITHOUT ROWID")
        batch: list[Post] = []
        for post in posts:
            batch.append(post)
            if len(batch) == 2_000:
                self._add(batch)
                batch = []
        self._add(batch)
        run("CREATE INDEX fact_date ON fact (date)")
        run("INSERT INTO post(post) VALUES ('optimize')")
        self.connection.commit()

    def _add(self, batch: list[Post]) -> None:
        many = self.connection.executemany
        between = f" {f'{WALL} ' * (NEAR + 1)}"  # neither phrases nor NEAR cross from tag to tag; from column to column they never do
        many("INSERT INTO post(rowid, title, tags, text) VALUES (?, ?, ?, ?)",
             ((post.number, post.title, between.join(post.tags), post.text) for post in batch))  # fmt: skip
        many("INSERT INTO fact VALUES (?, ?, ?)", ((post.number, post.title, post.date) for post in batch))
        many("INSERT OR IGNORE INTO tag VALUES (?, ?)", ((tag, post.number) for post in batch for tag in post.tags))

    def sizes(self) -> dict[str, int]:
        one = self.connection.execute
        blocks = one("SELECT sum(length(block)) + count(*) * 8 FROM post_data").fetchone()[0]
        return {"index": blocks + one("SELECT sum(length(sz)) + count(*) * 4 FROM post_docsize").fetchone()[0]}

    def prepare(self, query: Query) -> tuple[str, tuple[str, ...]]:
        words = [f'"{word}"' for word in query.terms]
        text = {
            "or": " OR ".join(words),
            "and": " AND ".join(words),
            "phrase": f'"{" ".join(query.terms)}"',
            "near": f"NEAR({' '.join(words)}, {NEAR})",
            "prefix": f"{words[0]}*",
        }.get(query.kind)
        if text is None:
            raise Unable(f"no {query.kind}")
        if query.tag is not None:
            return TAG, (text, query.tag)
        return (DATE, (text, *query.dates)) if query.dates is not None else ("", (text,))

    def top(self, prepared: Any, k: int) -> Any:
        return self.connection.execute(TOP.format(prepared[0], k), prepared[1]).fetchall()

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        return [(number, -score) for number, score in given]

    def count(self, prepared: Any) -> int:
        return self.connection.execute(COUNT.format(prepared[0]), prepared[1]).fetchone()[0]

    def matches(self, prepared: Any) -> list[int]:
        return sorted(row[0] for row in self.connection.execute(ALL.format(prepared[0]), prepared[1]))

    def fetch(self, given: Any) -> int:
        one = self.connection.execute
        return len([one("SELECT title, date FROM fact WHERE id = ?", row[:1]).fetchone() for row in given])
