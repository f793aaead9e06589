"""What the bench asks of an engine. One file an engine; a method that it has no answer to stays as it is here."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.corpus import Post
from benchmarks.queries import Query

WALL = "zqxjw"  # stands between title, tags and body where an engine has one field alone, so that no phrase crosses them


class Unable(Exception):
    """The engine has no such thing, or it is not there yet; the text says which."""


class Engine:
    name = ""
    place = "memory"
    settings = ""  # how it is set up, for the table of engines

    def version(self) -> str:
        raise NotImplementedError

    def build(self, posts: Iterable[Post]) -> None:
        """Makes all posts searchable: positions indexed, text kept."""
        raise NotImplementedError

    def open(self, path: Path) -> None:
        """The same from a file of JSON lines, for engines that read one themselves."""
        raise Unable("reads no files")

    def save(self) -> None:
        """Puts what was built where `reopen` finds it; one that stands in files has nothing to do."""
        raise Unable("is not saved")

    def reopen(self) -> Any:
        """Opens what was saved, ready for a query; the engine that was built stays as it is."""
        raise Unable("is not saved")

    def sizes(self) -> dict[str, int]:
        """Bytes: `index` is what is there beyond the text."""
        raise Unable("not told by the engine")

    def prepare(self, query: Query) -> Any:
        """The query in the engine's own form; Unable when it has none."""
        raise NotImplementedError

    def top(self, prepared: Any, k: int) -> Any:
        """The k best, scores made, in whatever form the engine gives them."""
        raise NotImplementedError

    def ranked(self, given: Any) -> list[tuple[int, float]]:
        """What `top` gave, as (number of the post, score)."""
        raise NotImplementedError

    def count(self, prepared: Any) -> int:
        raise Unable("does not count")

    def matches(self, prepared: Any) -> list[int]:
        """Numbers of all posts that match."""
        raise Unable("does not tell all that match")

    def top_and_count(self, prepared: Any, k: int) -> Any:
        """The k best and how many match: (given, count)."""
        return self.top(prepared, k), self.count(prepared)

    def ask(self, query: Query) -> Any:
        """The whole of one call from Python: query in, ten best out, nothing prepared."""
        return self.top(self.prepare(query), 10)

    def batch(self, prepared: list[Any], k: int) -> Any:
        """All queries in one call."""
        raise Unable("no batches")

    def fetch(self, given: Any) -> int:
        """Title and date of the posts that `top` gave, as Python or Arrow columns; how many there were."""
        raise Unable("not measured")

    def lines(self, word: str, most: int | None, by_right: bool = False) -> int:
        """Concordance lines of a word: all (None) or the first, in order or sorted by three words to the right; how many."""
        raise Unable("no concordance")


def memory_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder in memory where the system has one, for engines that want files; gone with the object."""
    return tempfile.TemporaryDirectory(prefix="postdex-bench-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)


def flat(post: Post) -> str:
    return f" {WALL} ".join(part for part in (post.title, *post.tags, post.text) if part)
