from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import Any

import nltk
from benchmarks.corpus import Post, tokens
from benchmarks.engines.base import Engine, Unable
from benchmarks.queries import Query
from nltk.text import ConcordanceIndex


class Nltk(Engine):
    name = "NLTK"
    settings = "ConcordanceIndex over one list of words, garbage collector off; concordance alone"

    def version(self) -> str:
        return nltk.__version__

    def build(self, posts: Iterable[Post]) -> None:
        import sys

        gc.disable()
        words = [sys.intern(word) for post in posts for part in (post.title, *post.tags, post.text) for word in tokens(part)]
        self.index = ConcordanceIndex(words)

    def prepare(self, query: Query) -> Any:
        raise Unable("concordance alone")

    def lines(self, word: str, most: int | None, by_right: bool = False) -> int:
        found = self.index.find_concordance(word, width=80)
        if by_right:
            found.sort(key=lambda line: line.right[:3])
        return len(found if most is None else found[:most])
