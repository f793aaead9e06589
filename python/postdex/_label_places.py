"""Where the texts of labels stand in an archive now: at their places, or found again by what they say and what stood round them."""

from __future__ import annotations

import bisect

from . import _left
from ._label import AROUND, LONGEST, Label
from ._text import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeGuard

    from ._archive import Archive
    from ._items import Pages

    _Place = tuple[int, Any, int, int]

CERTAIN = 40  # so long a text is found again by itself, where it stands once
MARKS = ".,;:!?()[]\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u2026"  # beside a word, of which they are no part at its ends
WEIGHED = 12  # words of a text and what stands round it, of which the rarest is looked for


class LabelPlaces:
    """Rows of a file of labels, looked for in one archive. A page that was read, and what a query found, is kept for the rows that come next."""

    __slots__ = ("_archive", "_pages_by_query", "_parts", "_read_last", "_sources")

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._sources: dict[str, list[int]] | None = None
        self._parts: tuple[int, list[tuple[int, int, int]]] | None = None
        self._read_last: tuple[int, bytes] | None = None
        self._pages_by_query: dict[str, set[int] | None] = {}

    def labels_of(self, rows: list[dict[str, Any]]) -> list[Label]:
        """Each by its place; those that are not there by their texts, in one pass over the pages of their source, then in one over those of the others."""
        labels = [self._at_its_place(row) for row in rows]
        found: dict[int, list[_Place]] = {i: [] for i, label in enumerate(labels) if label is None}
        by_source: dict[str, list[int]] = {}
        for i in found:
            by_source.setdefault(rows[i]["source"], []).append(i)
        for source, some in by_source.items():
            pages = [page for pages in self._pages_of(source) for page in pages]
            for with_all in (True, False):  # with all that stood round it, of which one place is enough; then wherever the text is
                left = [i for i in some if labels[i] is None and not found[i]]
                for page, these in self._pages_that_may(pages, left, rows, with_all):
                    for i in these:
                        if labels[i] is None and _may_hold(self._data(page), rows[i]):
                            labels[i] = self._on_page(page, rows[i])
                            found[i] += self._candidates(page, rows[i], with_all)
        for with_all in (True, False):
            left = [i for i, places in found.items() if labels[i] is None and not places]
            for page, these in self._pages_that_may(self._archive.whole.pages, left, rows, with_all) if left else ():
                for i in these:
                    found[i] += self._candidates(page, rows[i], with_all)
        return [self._choose(rows[i], found[i]) if label is None else label for i, label in enumerate(labels)]

    def title_of(self, anchor: Anchor) -> str | None:
        """Of the post in which it stands; None outside of posts."""
        return None if anchor.post is None else self._archive.whole[anchor.post].title or ""

    def _pages_of(self, source: str) -> list[Pages]:
        """The pages of the sources of this name, in the order of the archive."""
        if self._sources is None:
            store = self._archive._store
            self._sources = {}
            for place, number in enumerate(_left.source_numbers(store)):
                self._sources.setdefault(store.source(number)["name"], []).append(place)
        sources = self._archive.whole.sources
        return [sources[place].pages for place in self._sources.get(source, ())]

    def _candidates(self, page: Any, row: dict[str, Any], with_all: bool) -> list[_Place]:
        asked = _asked(row) if with_all else 0
        return [place for place in _candidates(page, self._data(page), row) if place[0] >= asked]

    def _pages_that_may(self, pages: Any, some: list[int], rows: list[dict[str, Any]], with_all: bool) -> Iterator[tuple[Any, list[int]]]:
        """The pages, in their order, on which texts of these rows may stand, and of which rows: as the index tells it by a word of each. Where it cannot tell they are all pages, and none
        where they are looked for with all that stood round them."""
        by_page: dict[int, list[int]] = {}
        anywhere = []
        for i in some:
            may = self._pages_with(self._query_with_all(rows[i]) if with_all else _query_of(rows[i]["quote"]))
            if may is None and not with_all:
                anywhere.append(i)
            for page in may or ():
                by_page.setdefault(page, []).append(i)
        inner = {i: max(rows[i]["quote"].split()[1:-1], key=len, default="") for i in some}  # a word within a text is one of the page that has the text
        by_word: dict[str, list[int]] = {}
        for i in anywhere:
            by_word.setdefault(inner[i], []).append(i)
        for page in pages if by_page or anywhere else ():
            these = by_page.get(page.number, [])
            if not these and not anywhere:
                continue
            words = {"", *self._data(page).decode("utf-8", "surrogateescape").split()}
            found = [*(i for i in these if inner[i] in words), *(i for word in words & by_word.keys() for i in by_word[word])]
            if found:
                yield page, sorted(found)

    def _query_with_all(self, row: dict[str, Any]) -> str | None:
        """The rarest of some words that stand in the text and round it."""
        words = f"{row['before']}{row['quote']}{row['after']}".split()[1:-1]
        plain = {word.lower() for each in words if _is_plain(word := each.strip(MARKS))}
        some = sorted(plain, key=len, reverse=True)[:WEIGHED]
        return min((f'"{word}"' for word in some), key=lambda query: len(self._archive.whole.search(query)), default=None) if _asked(row) else None

    def _pages_with(self, query: str | None) -> set[int] | None:
        """The numbers of all pages whose words are found by a query; None where the index cannot say."""
        if query is None or self._archive._store.info["gone"]:  # it has no words of posts that were deleted; their pages are there
            return None
        if query not in self._pages_by_query:
            self._pages_by_query[query] = self._found_with(query)
        return self._pages_by_query[query]

    def _found_with(self, query: str) -> set[int] | None:
        lines = self._archive.whole.find(query)
        if lines.notes:
            return None
        pages = set(memoryview(lines.posts._page_numbers()).cast("I"))
        if lines.in_remainders:
            pages.update(page for post, page in lines.select("post", "page")._tuples() if post is None)
        return pages

    def _at_its_place(self, row: dict[str, Any]) -> Label | None:
        """Where the pages of a source come in the order of its bytes, as nearly all do: on that in which the place lies."""
        at = row.get("bytes")
        if not _is_range(at):
            return None
        for pages in self._pages_of(row["source"]):
            i = bisect.bisect_right(pages, at[0], key=self._begin) - 1
            label = self._on_page(pages[i], row) if i >= 0 else None
            if label is not None:
                return label
        return None

    def _begin(self, page: Any) -> int:
        return int(self._archive._store.place(page._layer, 0, 0)[1])

    def _on_page(self, page: Any, row: dict[str, Any]) -> Label | None:
        anchor = self._same_place(page, row)
        if anchor is None:
            return None
        if isinstance(row.get("post"), str) and anchor.post is None:
            return Label(row, None, "lost", "its post is in the archive no more")
        return Label(row, anchor, "here", "")

    def _choose(self, row: dict[str, Any], found: list[_Place]) -> Label:
        if not found:
            return Label(row, None, "lost", "its text stands nowhere")
        most = max(score for score, *_ in found)
        best = [each for each in found if each[0] == most]
        asked = _asked(row)
        enough = most >= max(12, asked // 2) or most == asked or (len(row["quote"]) >= CERTAIN and len(found) == 1)
        if not enough:
            return Label(row, None, "lost", f"its text stands at {len(found)} places, but nothing round it is as it was")
        if len(best) > 1:
            return Label(row, None, "lost", f"its text stands at {len(best)} places that are alike")
        _, page, begin, end = best[0]
        anchor = self._placed(page, begin, end)
        title = self.title_of(anchor)
        if most < asked and _folded(row.get("post", title)) != _folded(title):
            where = "outside of posts" if title is None else f"in the post {title!r}"
            return Label(row, None, "lost", f"its text stands {where}, and not all that stood round it")
        return Label(row, anchor, "moved", f"found by its text and {most} of {asked} characters round it")

    def _same_place(self, page: Any, row: dict[str, Any]) -> Anchor | None:
        """Where the same bytes still say the same, and so do those round them."""
        at = row.get("bytes")
        if not _is_range(at):
            return None
        data, quote = self._data(page), row["quote"].encode("utf-8", "surrogatepass")
        for begin in _occurrences(data, quote, at[0]):
            anchor = self._placed(page, begin, begin + len(quote))
            if anchor.bytes[0] == at[0]:
                behind = row["after"].encode("utf-8", "surrogatepass") if len(row["quote"]) < LONGEST else b""
                same = data[:begin].endswith(row["before"].encode("utf-8", "surrogatepass")) and data.startswith(behind, begin + len(quote))
                return self._placed(page, begin, min(begin + _size_of(row, quote, at), len(data))) if same else None
        return None

    def _placed(self, page: Any, first: int, last: int) -> Anchor:
        parts = self._parts_of(page)
        at = bisect.bisect_right(parts, first, key=lambda part: part[0]) - 1
        number = parts[at][2] if at >= 0 and first < parts[at][1] else None
        return Anchor._at(self._archive._store, page._layer, first, last, page.number, number)

    def _data(self, page: Any) -> bytes:
        """Of the page that was asked for last."""
        if self._read_last is None or self._read_last[0] != page.number:
            self._read_last = page.number, page.data
        return self._read_last[1]

    def _parts_of(self, page: Any) -> list[tuple[int, int, int]]:
        """Of the page that was asked for last: begin, end and number of its parts, by where they begin."""
        if self._parts is None or self._parts[0] != page.number:
            self._parts = page.number, sorted((part._place[1], part._place[2], part.number) for part in page.parts if part._place[1] < part._place[2])
        return self._parts[1]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _asked(row: dict[str, Any]) -> int:
    """Of how many characters round it one may say that they are as they were."""
    return len(_plain(row["before"])) + len(_plain(row["after"]))


def _folded(title: str | None) -> str | None:
    return None if title is None else _plain(title).casefold()


def _agree(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def _occurrences(data: bytes, quote: bytes, hint: int) -> Iterator[int]:
    """Where a text stands: first where it is said to, as it does where bytes of the source are those of the text."""
    if data.startswith(quote, hint):
        yield hint
    at = data.find(quote)
    while at >= 0:
        if at != hint:
            yield at
        at = data.find(quote, at + 1)


def _size_of(row: dict[str, Any], quote: bytes, at: list[int]) -> int:
    """How many bytes the text has; of a long one `quote` is the beginning."""
    if len(row["quote"]) < LONGEST:
        return len(quote)
    size = row.get("size")
    return max(len(quote), size if isinstance(size, int) else at[1] - at[0])


def _is_range(at: Any) -> TypeGuard[list[int]]:
    return isinstance(at, list) and len(at) == 2 and all(isinstance(each, int) and each >= 0 for each in at)


def _is_plain(word: str) -> bool:
    """Whether a word is one to the index, too, whatever stands beside it and in whatever language: letters of a script with spaces, small ones behind the first, or digits."""
    return 2 <= len(word) <= 40 and word[0].isalpha() and word.isalnum() and word[1:].islower() and max(word) < "\u0900" and not {"I", "\u0130", "\u0131"}.intersection(word)


def _query_of(quote: str) -> str | None:
    """What is found wherever a text stands: one of its words, which is a whole word between others, and may be a piece of one at either end."""
    words = quote.split()
    inner = [word for each in words[1:-1] if _is_plain(word := each.strip(MARKS))]
    if inner:
        return f'"{max(inner, key=len)}"'
    outer = [word for each in (*words[:1], *words[-1:]) if _is_plain(word := each.strip(MARKS))]
    return f"*{max(outer, key=len)}*" if outer else None


def _may_hold(data: bytes, row: dict[str, Any]) -> bool:
    words = row["quote"].split()
    return bool(words) and max(words, key=len).encode("utf-8", "surrogatepass") in data


def _candidates(page: Any, data: bytes, row: dict[str, Any]) -> Iterator[_Place]:
    """(how many characters round it are as they were, page, begin, end) of each place where the text stands, whatever white space is in it."""
    import re

    if not _may_hold(data, row):
        return
    text = data.decode("utf-8", "surrogateescape")
    known = begin = 0  # characters, and the bytes that they are
    for found in re.finditer(r"\s+".join(map(re.escape, row["quote"].split())), text):
        before, after = _plain(text[max(0, found.start() - 2 * AROUND) : found.start()]), _plain(text[found.end() : found.end() + 2 * AROUND])
        begin += len(text[known : found.start()].encode("utf-8", "surrogateescape"))
        known = found.start()
        score = _agree(before[::-1], _plain(row["before"])[::-1]) + _agree(after, _plain(row["after"]))
        yield score, page, begin, begin + len(found.group().encode("utf-8", "surrogateescape"))
