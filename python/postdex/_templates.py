"""Lines with holes: `Posted on {date} by {author} in {tags}`, as profiles have them."""

from __future__ import annotations

from . import _core
from ._errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ._types import Hole

# Names of holes, with the role of what fills them; None: it is no field of a post.
HOLES: Final = {
    "date": "date", "author": "byline", "tags": "tags", "categories": "categories",
    "title": None, "tag": None, "name": None, "n": None, "text": None,
}  # fmt: skip
LONGEST = 1000  # characters of a line that a template is tried on
_MOST = {"date": 60, "author": 120, "n": 20, "name": 120}
# What typesetting makes of the same character: a template has either.
_SAME = {ord(a): b for characters, b in (("’‘ʼ´`", "'"), ("“”„«»", '"'), ("–—−‐‑", "-"), ("\u00a0\u2007\u202f\u2009\t", " ")) for a in characters}


def plain(text: str) -> str:
    """The same number of characters, with one quotation mark, one dash and one blank."""
    return text.translate(_SAME)


def _fits(hole: str, filled: str) -> bool:
    """Whether this can fill a hole of that name."""
    if not filled or len(filled) > _MOST.get(hole, LONGEST):
        return False
    if hole == "n":
        return all(character.isdigit() or character in ".,'" for character in filled) and filled[0].isdigit()
    if hole == "date":
        date = _core._date(filled.encode("utf-8", "replace"), "")
        return date is not None and date[1] not in ("year", "decade")
    return True


class Template:
    """What a line looks like: words as they are, and holes. Two braces stand for one of the text.

    Between words and holes any white space stands for any other, and typographic quotation marks and dashes for plain ones. What fills a hole is as short as
    can be. Reading a line takes time in proportion to its length, whatever it is.
    """

    __slots__ = ("_literals", "holes", "text")

    def __init__(self, text: str) -> None:
        import re

        self.text = text
        literals, self.holes = self.parts(text)
        if not self.holes and not literals[0].strip():
            raise UsageError("a template has words, or holes such as {date}")
        if not any(character.isalnum() for literal in literals for character in literal) and not any(literal.strip() for literal in literals) and not {"date", "n"} & set(self.holes):
            raise UsageError(f"template {text!r} would be every line: it needs words")
        self._literals = [re.compile(self._pattern(literal)) for literal in literals]

    @staticmethod
    def parts(text: str) -> tuple[list[str], list[str]]:
        """Its words and its holes: words, hole, words, hole, words."""
        literals, at = [""], 0
        holes: list[str] = []
        while at < len(text):
            here = text[at]
            if text[at : at + 2] in ("{{", "}}"):
                literals[-1] += here
                at += 2
            elif here == "{":
                end = text.find("}", at)
                name = text[at + 1 : end] if end > 0 else ""
                if name not in HOLES:
                    raise UsageError(f"template {text!r}: {text[at : end + 1 if end > 0 else None]!r} is no hole; there are {{{'}, {'.join(HOLES)}}}; a brace of the text is two")
                if holes and not literals[-1].strip():
                    raise UsageError(f"template {text!r}: nothing stands between two of its holes to tell them apart")
                holes.append(name)
                literals.append("")
                at = end + 1
            elif here == "}":
                raise UsageError(f"template {text!r}: a brace of the text is two: }}}}")
            else:
                literals[-1] += here
                at += 1
        literals[0], literals[-1] = literals[0].lstrip(), literals[-1].rstrip()
        return literals, holes

    @staticmethod
    def _pattern(literal: str) -> str:
        import re

        words = r"\s+".join(map(re.escape, plain(literal).split()))
        if not words:
            return r"\s*"
        return (r"(?<!\S)" if literal[:1].isspace() else "") + words + (r"(?!\S)" if literal[-1:].isspace() else "")

    def match(self, line: str) -> list[Hole] | None:
        """What fills its holes in a line that looks so; None: it does not."""
        if len(line) > LONGEST:
            return None
        text = plain(line)
        begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
        found = self._literals[0].match(text, begin, end)
        if found is None or (not self.holes and found.end() != end):
            return None
        at, filled = found.end(), []
        for hole, literal in zip(self.holes, self._literals[1:], strict=True):
            last = literal is self._literals[-1]
            taken = self._fill(hole, literal, text, at, end, last)
            if taken is None:
                return None
            filled.append((hole, taken[0], taken[1]))
            at = taken[2]
        return filled

    @staticmethod
    def _fill(hole: str, literal: object, text: str, at: int, end: int, last: bool) -> tuple[int, int, int] | None:
        """Where what fills a hole begins and ends, and where the words behind it end."""
        while at < end and text[at].isspace():
            at += 1
        for found in literal.finditer(text, at, end) if literal.pattern != r"\s*" else _Ends(text, end):  # type: ignore[attr-defined]
            stop = found.start()
            if last and found.end() != end:
                continue
            while stop > at and text[stop - 1].isspace():
                stop -= 1
            if stop > at and _fits(hole, text[at:stop]):
                return at, stop, found.end()
            if stop - at > LONGEST:
                break
        return None

    def __repr__(self) -> str:
        return f"Template({self.text!r})"


class _Ends:
    """The end of a line, where nothing stands behind the last hole."""

    def __init__(self, text: str, end: int) -> None:
        self._end = end

    def __iter__(self) -> Iterator[_Ends]:
        yield self

    def start(self) -> int:
        return self._end

    end = start


def escaped(text: str) -> str:
    """Text as a template has it."""
    return text.replace("{", "{{").replace("}", "}}")
