"""What was found, each with its sentence and a citation: the rows of `to_csv(path, citations=True)`."""

from __future__ import annotations

from ._errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ._parts import Part
    from ._post import Post

COLUMNS = ("post", "date", "title", "text", "sentence", "citation", "source", "line", "byte_begin", "byte_end")


def dated(post: Post) -> str:
    """The date that is printed on a post, or the days between which it was published as EDTF has intervals: the first that is possible, and the last; `..` where there is none."""
    import datetime

    if post.published is not None and "X" not in post.published.iso:  # a month without its year is bounded
        return post.published.iso
    bounds = post.published_bounds
    if not bounds:
        return ""
    last = None if bounds.before is None else bounds.before - datetime.timedelta(days=1)
    return f"{bounds.not_before or '..'}/{last or '..'}"


class _Sentences:
    """The sentence round a place: parts are cut once where places follow each other."""

    def __init__(self) -> None:
        self.key: Any = None
        self.sentences: list[tuple[tuple[int, int], str]] = []

    def of(self, part: Part, place: tuple[int, int]) -> str:
        """Where the place reaches over several, all of these; the whole part where it has none."""
        key = (part.anchor.layer, part.anchor.bytes)
        if key != self.key:
            self.key, self.sentences = key, [(each.anchor.bytes, str(each).strip()) for each in part.sentences]
        begin, end = place
        return " ".join(text for (first, last), text in self.sentences if first < max(end, begin + 1) and begin < last) or str(part.text)


def rows(found: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """One for each place. What are no places, such as counts, is refused at once."""
    if len(found) and not (hasattr(found[0], "anchor") and hasattr(found[0], "part")):
        raise UsageError(f"{type(found).__name__} has no places in posts to cite: citations=True is for occurrences, names, quotations, dates and matches")
    return _rows(found)


def _rows(found: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    sentences = _Sentences()
    for each in found:
        anchor, post = each.anchor, each.post
        about = (None, "", "") if post is None else (post.number, dated(post), str(post.title or ""))
        text = each.node if hasattr(each, "node") else each.text
        yield (*about, str(text), sentences.of(each.part, anchor.bytes), anchor.cite(), anchor.source, anchor.line, *anchor.bytes)
