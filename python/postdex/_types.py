"""Names for what arguments may be. For type checkers alone: nothing imports this while a program runs."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping
from typing import IO, Any, Literal, Protocol

Path = str | os.PathLike[str]
Target = str | os.PathLike[str] | IO[str]  # where to write
Progress = bool | Callable[[int, int], object] | None

Url = str | Mapping[str, str] | Callable[[str], str | None] | None
When = datetime.date | str | None
Captured = When | Mapping[str, When] | Callable[[str], When]
Fix = str | tuple[str, ...]
Decoding = tuple[bytes, int, bytes]  # a text in UTF-8, the shape of its encoding, what was no text
Fixes = dict[int, tuple[str | None, bool]]  # line -> role, whether a post begins
Said = dict[int, str]  # line -> its text
Fields = list[tuple[int, str, int, int]]  # line, role, begin, end
Hole = tuple[str, int, int]  # of a template: its name, and where what fills it stands in the line
Profiles = Any  # a Profile, the path of one, a list of these; None
Corrections = Mapping[str, Mapping[int, Fix]] | Path | None
SourceFacts = tuple[str, str, int | None, bytes, str | None]  # name, url, day captured, bytes, path
Written = tuple[str, str, float, bool]  # the encoding of a source, why it is taken to be that, how sure; whether its bytes are kept as they were
Report = Callable[[str, str], None]  # is told of what is skipped: its name, and why

Day = str | datetime.date
# Unions of words: a checker of stubs takes a Literal of many for something else than it is at run time.
Facet = (
    Literal["tag"] | Literal["category"] | Literal["month"] | Literal["part"] | Literal["source"] | Literal["language"]
)
Order = (
    Literal["relevance"] | Literal["date"] | Literal["title"] | Literal["position"]
    | Literal["-relevance"] | Literal["-date"] | Literal["-title"] | Literal["-position"]
)  # fmt: skip

MentionKind = Literal["day"] | Literal["month"] | Literal["monthday"] | Literal["year"] | Literal["decade"] | Literal["range"] | Literal["weekday"] | Literal["season"] | Literal["century"] | Literal["relative"]
QuoteKind = Literal["direct"] | Literal["scare"] | Literal["title"]
Attribution = Literal["name"] | Literal["pronoun"] | Literal["noun"] | Literal["carried"]
Window = int | tuple[int, int] | Literal["sentence"] | Literal["paragraph"]
Measure = (
    Literal["log_dice"] | Literal["mi"] | Literal["mi3"] | Literal["npmi"] | Literal["t"] | Literal["z"] | Literal["chi2"] | Literal["log_likelihood"]
    | Literal["dice"] | Literal["jaccard"] | Literal["delta_p"] | Literal["delta_p_back"] | Literal["fisher"]
)  # fmt: skip


class Readable(Protocol):
    """What gives bytes, or text, until there are no more."""

    def read(self, n: int, /) -> Any: ...
KeyMeasure = (
    Literal["log_likelihood"] | Literal["chi2"] | Literal["log_ratio"] | Literal["difference"] | Literal["odds_ratio"] | Literal["fisher"]
)  # fmt: skip
Period = Literal["day"] | Literal["week"] | Literal["month"] | Literal["year"]
Slices = Literal["post"] | Literal["month"] | Literal["year"] | int


class Described(Protocol):
    """What can be shown."""

    def _describe(self) -> Any: ...
