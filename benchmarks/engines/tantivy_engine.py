from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from benchmarks.corpus import Post
from benchmarks.engines.base import Engine, Unable, flat, memory_folder
from benchmarks.queries import Query

Must, Should = tantivy.Occur.Must, tantivy.Occur.Should


def _day(date: str) -> int:
    return datetime.date.fromisoformat(date).toordinal()


class Tantivy(Engine):
    name = "tantivy"
    place = "memory (/dev/shm, mapped)"
    settings = "tantivy-py; one writer thread, 2 GB heap, queries as objects, counting off unless asked for"

    def version(self) -> str:
        return tantivy.__version__.split(",")[0].removeprefix("tantivy v")

    def build(self, posts: Iterable[Post]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, fast=True)
        builder.add_text_field("text", stored=True, tokenizer_name="default", index_option="position")
        builder.add_text_field("title", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("tag", stored=False, tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("date", stored=True, indexed=True, fast=True)
        self.schema = builder.build()
        self.kept = memory_folder()
        self.folder = self.kept.name
        self.index = tantivy.Index(self.schema, path=self.folder)
        writer = self.index.writer(heap_size=2_000_000_000, num_threads=1)
        for post in posts:
            writer.add_document(tantivy.Document(id=post.number, text=flat(post), title=post.title, tag=post.tags, date=_day(post.date)))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def save(self) -> None:
        """It stands in files already."""

    def reopen(self) -> Any:
        return tantivy.Index.open(self.folder).searcher()

    def sizes(self) -> dict[str, int]:
        files = [each for each in Path(self.folder).iterdir() if each.is_file()]
        total = sum(each.stat().st_size for each in files)
        return {"index": total - sum(each.stat().st_size for each in files if each.suffix == ".store"), "segments": self.searcher.num_segments}

    def _term(self, word: str) -> Any:
        return tantivy.Query.term_query(self.schema, "text", word, "freq")

    def prepare(self, query: Query) -> Any:
        if query.kind in ("or", "and"):
            made = [(Should if query.kind == "or" else Must, self._term(word)) for word in query.terms]
            inner = tantivy.Query.boolean_query(made) if len(made) > 1 else made[0][1]
        elif query.kind == "phrase":
            inner = tantivy.Query.phrase_query(self.schema, "text", list(query.terms))
        elif query.kind == "prefix":
            inner = tantivy.Query.regex_query(self.schema, "text", f"{query.terms[0]}.*")
        elif query.kind == "fuzzy":
            inner = tantivy.Query.fuzzy_term_query(self.schema, "text", query.terms[0], distance=1)
        else:
            raise Unable(f"no {query.kind} in either order")
        if query.tag is not None:
            return tantivy.Query.boolean_query([(Must, inner), (Must, tantivy.Query.const_score_query(tantivy.Query.term_query(self.schema, "tag", query.tag, "basic"), 0.0))])
        if query.dates is not None:
            span = tantivy.Query.range_query(self.schema, "date", tantivy.FieldType.Integer, _day(query.dates[0]), _day(query.dates[1]))
            return tantivy.Query.boolean_query([(Must, inner), (Must, tantivy.Query.const_score_query(span, 0.0))])
        return inner

    def top(self, prepared: Any, k: int) -> Any:
        return self.searcher.search(prepared, k, False).hits

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        return [(self.searcher.doc(address)["id"][0], score) for score, address in given]

    def count(self, prepared: Any) -> int:
        return self.searcher.search(prepared, 1, True).count

    def matches(self, prepared: Any) -> list[int]:
        hits = self.searcher.search(prepared, max(1, self.searcher.num_docs), False).hits
        return sorted(self.searcher.fast_field_values("id", [address for _, address in hits])) if hits else []

    def top_and_count(self, prepared: Any, k: int) -> Any:
        result = self.searcher.search(prepared, k, True)
        return result.hits, result.count

    def ask(self, query: Query) -> Any:
        """From a string, through tantivy's own parser, as a person would call it."""
        joiner = " OR " if query.kind == "or" else " AND "
        text = f'"{" ".join(query.terms)}"' if query.kind == "phrase" else joiner.join(query.terms)
        return self.searcher.search(self.index.parse_query(text, ["text"]), 10, False).hits

    def fetch(self, given: Any) -> int:
        found = [self.searcher.doc(address) for _, address in given]
        return len([(document["title"][0], document["date"][0]) for document in found])
