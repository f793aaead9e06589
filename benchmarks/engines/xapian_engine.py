from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xapian
from benchmarks.corpus import Post
from benchmarks.engines.base import Engine, Unable, memory_folder
from benchmarks.queries import NEAR, Query


class Xapian(Engine):
    name = "Xapian"
    place = "memory (/dev/shm)"
    settings = "glass, one transaction of 100,000 posts, compacted; no stemming"

    def version(self) -> str:
        return xapian.version_string()

    def build(self, posts: Iterable[Post]) -> None:
        self.kept = memory_folder()
        self.folder = self.kept.name
        database = xapian.WritableDatabase(f"{self.folder}/first", xapian.DB_CREATE_OR_OVERWRITE | xapian.DB_NO_SYNC)
        maker = xapian.TermGenerator()
        for post in posts:
            document = xapian.Document()
            document.set_data(post.text)
            maker.set_document(document)
            maker.set_termpos(0)
            for part in (post.title, *post.tags, post.text):
                maker.index_text(part)
                maker.increase_termpos(100)
            for tag in post.tags:
                document.add_boolean_term(f"XT{tag}")
            document.add_value(0, post.date)
            database.replace_document(post.number + 1, document)
        database.commit()
        database.compact(f"{self.folder}/compact")
        database.close()
        self.database = xapian.Database(f"{self.folder}/compact")
        self.enquire = xapian.Enquire(self.database)

    def sizes(self) -> dict[str, int]:
        files = [each for each in Path(self.folder, "compact").iterdir() if each.name != "docdata.glass"]
        return {"index": sum(each.stat().st_size for each in files)}

    def prepare(self, query: Query) -> Any:
        words = list(query.terms)
        if query.kind in ("or", "and"):
            made = xapian.Query(xapian.Query.OP_OR if query.kind == "or" else xapian.Query.OP_AND, words)
        elif query.kind == "phrase":
            made = xapian.Query(xapian.Query.OP_PHRASE, words, len(words))
        elif query.kind == "near":
            made = xapian.Query(xapian.Query.OP_NEAR, words, NEAR + len(words))
        elif query.kind == "prefix":
            made = xapian.Query(xapian.Query.OP_WILDCARD, words[0])
        else:
            raise Unable(f"no {query.kind} in 1.4")
        if query.tag is not None:
            made = xapian.Query(xapian.Query.OP_FILTER, made, xapian.Query(f"XT{query.tag}"))
        if query.dates is not None:
            made = xapian.Query(xapian.Query.OP_FILTER, made, xapian.Query(xapian.Query.OP_VALUE_RANGE, 0, *query.dates))
        return made

    def _ask(self, prepared: Any, k: int, check: int = 0) -> Any:
        self.enquire.set_query(prepared)
        return self.enquire.get_mset(0, k, check)

    def top(self, prepared: Any, k: int) -> Any:
        return self._ask(prepared, k)

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        return [(match.docid - 1, match.weight) for match in given]

    def count(self, prepared: Any) -> int:
        return self._ask(prepared, 1, self.database.get_doccount()).get_matches_estimated()

    def matches(self, prepared: Any) -> list[int]:
        return sorted(match.docid - 1 for match in self._ask(prepared, self.database.get_doccount()))
