from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import bm25s
from benchmarks.corpus import Post, tokens
from benchmarks.engines.base import Engine, Unable, flat
from benchmarks.queries import Query

try:
    import numba
except ImportError:
    numba = None


class Bm25s(Engine):
    name = "bm25s"
    settings = f"method lucene, {'numba, compiled before' if numba else 'numpy (numba is not installed)'}; OR of words alone"

    def version(self) -> str:
        return bm25s.__version__

    def __init__(self) -> None:
        self._make(["river"], [[0, 1]], {"river": 0, "bridge": 1})  # compiles what it will run

    def build(self, posts: Iterable[Post]) -> None:
        texts = [flat(post) for post in posts]  # it keeps no text of its own; these stand for it
        ids: dict[str, int] = {}
        documents = [[ids.setdefault(word, len(ids)) for word in tokens(text)] for text in texts]
        self._make(texts, documents, ids)

    def _make(self, texts: list[str], documents: list[list[int]], ids: dict[str, int]) -> None:
        self.texts, self.ids = texts, ids
        self.index = bm25s.BM25(method="lucene", k1=1.2, b=0.75, backend="numba" if numba else "numpy")
        self.index.index(bm25s.tokenization.Tokenized(ids=documents, vocab=ids), show_progress=False)
        if numba:
            self.index.activate_numba_scorer()
            self.top([[0, 1]], 10)

    def sizes(self) -> dict[str, int]:
        return {"index": sum(array.nbytes for array in self.index.scores.values() if hasattr(array, "nbytes"))}

    def prepare(self, query: Query) -> Any:
        if query.kind != "or" or query.tag is not None or query.dates is not None:
            raise Unable(f"no {'filters' if query.kind == 'or' else query.kind}")
        return [[self.ids[word] for word in query.terms if word in self.ids]]

    def _retrieve(self, queries: list[list[int]], k: int) -> Any:
        given = bm25s.tokenization.Tokenized(ids=queries, vocab=self.ids)
        return self.index.retrieve(given, k=min(k, len(self.texts)), show_progress=False, n_threads=1)

    def top(self, prepared: Any, k: int) -> Any:
        return self._retrieve(prepared, k)

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        return [(int(number), float(score)) for number, score in zip(given.documents[0], given.scores[0]) if score > 0]

    def batch(self, prepared: list[Any], k: int) -> Any:
        return self._retrieve([each[0] for each in prepared], k)
