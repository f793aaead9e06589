from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import whoosh
from benchmarks.corpus import Post
from benchmarks.engines.base import Engine, Unable, flat
from benchmarks.queries import Query
from whoosh import analysis, fields, query as ask
from whoosh.filedb.filestore import RamStorage


class Whoosh(Engine):
    name = "Whoosh"
    settings = "Whoosh-Reloaded; SimpleAnalyzer, 1 GB for the writer, one process, one segment"

    def version(self) -> str:
        return ".".join(str(part) for part in whoosh.__version__)

    def build(self, posts: Iterable[Post]) -> None:
        schema = fields.Schema(
            number=fields.STORED, text=fields.TEXT(analyzer=analysis.SimpleAnalyzer(), phrase=True, stored=True),
            tag=fields.KEYWORD(commas=True), date=fields.ID,
        )  # fmt: skip
        self.index = RamStorage().create_index(schema)
        writer = self.index.writer(limitmb=1024, procs=1)
        for post in posts:
            writer.add_document(number=post.number, text=flat(post), tag=",".join(post.tags), date=post.date)
        writer.commit(optimize=True)
        self.searcher = self.index.searcher()

    def prepare(self, query: Query) -> Any:
        words = [ask.Term("text", word) for word in query.terms]
        made = {
            "or": ask.Or(words),
            "and": ask.And(words),
            "phrase": ask.Phrase("text", list(query.terms)),
            "prefix": ask.Prefix("text", query.terms[0]),
            "fuzzy": ask.FuzzyTerm("text", query.terms[0], maxdist=1),
        }.get(query.kind)
        if made is None:
            raise Unable(f"no {query.kind} in either order")
        allowed = None
        if query.tag is not None:
            allowed = ask.Term("tag", query.tag)
        if query.dates is not None:
            allowed = ask.TermRange("date", *query.dates)
        return made, allowed

    def top(self, prepared: Any, k: int) -> Any:
        return self.searcher.search(prepared[0], limit=k, filter=prepared[1])

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        return [(hit["number"], hit.score) for hit in given]

    def count(self, prepared: Any) -> int:
        return len(self.matches(prepared))

    def matches(self, prepared: Any) -> list[int]:
        allowed = None if prepared[1] is None else set(prepared[1].docs(self.searcher))
        matcher = prepared[0].matcher(self.searcher, context=self.searcher.boolean_context())
        found = matcher.all_ids() if matcher.is_active() else []
        return sorted(number for number in found if allowed is None or number in allowed)
