"""Queries as objects: composed with `&`, `|` and `~`, and used wherever a query is typed."""

from __future__ import annotations

from ._errors import QueryError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_QUOTES = dict.fromkeys(map(ord, "“”„«»"), '"')


def _balanced(text: str) -> str:
    """The same query with quotes and parentheses closed, so that it can stand inside another."""
    out, depth, quoted = [], 0, False
    for char in text.translate(_QUOTES):
        if char == '"':
            quoted = not quoted
        elif not quoted and char == "(":
            depth += 1
        elif not quoted and char == ")":
            if depth == 0:
                continue
            depth -= 1
        out.append(char)
    return "".join(out) + ('"' if quoted else "") + ")" * depth


def quoted(text: str) -> str:
    """A text in quotes. Quotation marks inside are no words and become spaces."""
    if not isinstance(text, str):
        raise TypeError(f"a text is needed, not a {type(text).__name__}")
    return '"' + " ".join(text.translate(_QUOTES).replace('"', " ").split()) + '"'


class Query:
    """A query of the language that `search` and `find` take (docs/query.md).

    >>> import postdex as pdx
    >>> harbour = pdx.Query("ferry | boat") & ~pdx.Query.tag("Council")
    >>> str(harbour)
    '(ferry | boat) AND (NOT (tag:"Council"))'
    >>> len(pdx.open(pdx.sample()).search(harbour)) >= 0
    True
    """

    __slots__ = {
        "text": "The query as it can be typed.",
    }

    text: str

    def __init__(self, text: str | Query) -> None:
        self.text = text.text if isinstance(text, Query) else text
        if not isinstance(self.text, str):
            raise TypeError(f"a query is a str, and not a {type(self.text).__name__}: {shown(self.text)}")

    @classmethod
    def phrase(cls, words: str, slop: int = 0) -> Query:
        """Exactly these words in this order, with at most `slop` others in between."""
        return cls(quoted(words) + (f"~{slop}" if slop else ""))

    @classmethod
    def near(cls, first: str, second: str, distance: int = 10) -> Query:
        """Both, in either order, with at most `distance` words in between."""
        return cls(f"{quoted(first)} NEAR/{distance} {quoted(second)}")

    @classmethod
    def tag(cls, tag: str) -> Query:
        """Posts that carry this whole tag."""
        return cls(f"tag:{quoted(tag)}")

    @classmethod
    def source(cls, part: str) -> Query:
        """Posts from sources whose name contains this."""
        return cls(f"source:{quoted(part)}")

    @classmethod
    def page(cls, words: str) -> Query:
        """Posts on pages whose heading has these words."""
        return cls(f"page:{quoted(words)}")

    @classmethod
    def date(cls, since: Any = None, until: Any = None) -> Query:
        """Posts published between two dates, both included; either may be left out."""
        days = f"{_date(since)}..{_date(until)}"
        return cls(f"date:{days if set(days) <= _OF_DAYS else quoted(days)}")  # quoted, it is one value, whatever stands in it

    def __and__(self, other: Query | str) -> Query:
        return Query(f"({_balanced(self.text)}) AND ({_balanced(Query(other).text)})")

    def __or__(self, other: Query | str) -> Query:
        return Query(f"({_balanced(self.text)}) OR ({_balanced(Query(other).text)})")

    def __rand__(self, other: str) -> Query:
        return Query(other) & self

    def __ror__(self, other: str) -> Query:
        return Query(other) | self

    def __invert__(self) -> Query:
        return Query(f"NOT ({_balanced(self.text)})")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Query({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Query) and self.text == other.text

    def __hash__(self) -> int:
        return hash((Query, self.text))


_OF_DAYS = frozenset("0123456789-.")


def _date(value: Any) -> str:
    if value is None:
        return ""
    return str(value.isoformat()[:10]) if hasattr(value, "isoformat") else str(value)


class Note:
    """Something in a query that was read otherwise than typed: `begin` and `end` in its characters, and what was done."""

    __slots__ = {
        "begin": "Where it begins, in characters of the query.",
        "end": "Where it ends.",
        "message": "How it was read.",
    }

    def __init__(self, begin: int, end: int, message: str) -> None:
        self.begin = begin
        self.end = end
        self.message = message

    def __repr__(self) -> str:
        return f"<Note {self.begin}–{self.end}: {self.message}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Note):
            return NotImplemented
        return (self.begin, self.end, self.message) == (other.begin, other.end, other.message)

    def __hash__(self) -> int:
        return hash((self.begin, self.end, self.message))


def notes(query: str, found: list[tuple[int, int, str]]) -> list[Note]:
    """Notes in characters."""
    data = query.encode("utf-8", "surrogatepass")

    def chars(offset: int) -> int:
        return len(data[:offset].decode("utf-8", "replace"))

    read = [Note(chars(begin), chars(end), message) for begin, end, message in found]
    return read + _symbols(query)


def refuse_signs(query: str, number: int | None = None) -> None:
    """Raises for the first sign that no index has, as the core does for whatever else is read otherwise than typed. `number`: of several queries."""
    for note in _symbols(query):
        error = QueryError(note.message, offset=len(query[: note.begin].encode("utf-8", "surrogatepass")))
        error.query = number
        raise error


def _symbols(query: str) -> list[Note]:
    """Signs that stand at a word as a part of it, and are none of the index: C#, C++, 50%, $5, @ida."""
    import re

    if query.isalnum():
        return []
    passed = r'(?<![\w/])/(?:[^/\\]|\\.)*(?:/|$)|\b(?:source|page|date|kind|status):(?:"[^"]*"|\S+)'  # whose signs count
    found = re.finditer(f"{passed}|({SIGNS})", query, re.IGNORECASE)
    notes = [Note(*at.span(), _passed_over(at[1])) for at in found if at[1]]
    if "!" in query:
        meant = re.finditer(rf'{passed}|["“”„«»][^"“”„«»]*(?:["“”„«»]|$)|(?<![^\s(:+-])(!)(?=\w)', query, re.IGNORECASE)
        notes += [Note(*at.span(), "! excludes nothing and is passed over: - before a word does") for at in meant if at[1]]
    return sorted(notes, key=lambda note: note.begin)


def years_of_others(query: str) -> list[Note]:
    """Years of the Persian and the Islamic calendar in the dates that a query asks for, where nothing was found: it takes years of the common one."""
    import re

    notes = []
    for asked in re.finditer(r'\bdate:("[^"]*"|[^\s()]+)', query, re.IGNORECASE):
        for year in re.finditer(r"(?<!\d)1[34]\d\d(?!\d)", asked[1]):
            n = int(year[0])
            persian, islamic = f"{n + 621}-03..{n + 622}-03", f"{int(n * 0.970224 + 621.5774)}..{int((n + 1) * 0.970224 + 621.5774)}"
            begin = asked.start(1) + year.start()
            message = f"date: takes years of the common calendar: {n} of the Persian one is date:{persian}, of the Islamic one date:{islamic}"
            notes.append(Note(begin, begin + len(year[0]), message))
    return notes


SIGNS = r'(?<=\w)[#%€$£¥°§]+|(?<=\w)\++(?=[\s")]|$)|[#@€$£¥§](?=\w)'


def _passed_over(sign: str) -> str:
    return f"{sign} is no part of a word and is passed over; archive.grep finds it"


def notes_of_names(names: list[str]) -> list[Note]:
    """What of names of a dictionary is looked for otherwise than they are written: places are in the name, which the message tells."""
    import re

    signs, word = re.compile(SIGNS), re.compile(r"[^\W_]")
    notes = []
    for name in names:
        if name.isalnum():
            continue
        if word.search(name) is None:
            notes.append(Note(0, len(name), f"{name!r} has no word and is found nowhere; archive.grep finds signs"))
        notes += [Note(*at.span(), f"{name!r}: {_passed_over(at[0])}") for at in signs.finditer(name)]
    return notes


_ROUND = 100  # characters to either side of what is wrong in a query


def point_at(query: str, offset: int) -> str:
    """The query on a line, of a long one what stands round it, with a caret under a byte of it."""
    column = len(query.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "replace"))
    line = "".join(" " if char in "\t\n\r" else char for char in query)
    if len(line) > 2 * _ROUND:
        begin, end = max(0, column - _ROUND), column + _ROUND
        line = f"{'…' * (begin > 0)}{line[begin:end]}{'…' * (end < len(line))}"
        column += (begin > 0) - begin
    return f"{line}\n{' ' * column}^"
