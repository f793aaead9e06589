"""Arguments of an archive's verbs: what users give, checked, as C takes it."""

from __future__ import annotations

from . import _core
from ._errors import QueryError, UsageError, shown
from ._query import point_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

GROUPS = ("title", "tags", "body", "other")
TEXT_ROLES = ("heading", "paragraph", "quote", "list", "code", "table")


def number(given: Any, name: str, needed: str) -> float:
    """An argument that is a number."""
    if not (hasattr(given, "__float__") or hasattr(given, "__index__")):
        raise TypeError(f"{name}={shown(given)}: {needed} is needed, not a {type(given).__name__}")
    try:
        return float(given)
    except OverflowError as error:
        raise UsageError(f"{name} is too large: {needed} is needed") from error
    except ValueError as error:
        raise UsageError(f"{name}={shown(given)}: {needed} is needed") from error


def group_numbers(given: Any, defaults: tuple[float, ...], name: str) -> tuple[float, ...] | None:
    """One number per scoring group: a dict changes some."""
    if given is None:
        return None
    if not hasattr(given, "items"):
        raise TypeError(f"{name}={shown(given)}: a dict by scoring group is needed, such as {{{GROUPS[0]!r}: {defaults[0]}}}")
    unknown = [group for group in given if group not in GROUPS]
    if unknown:
        raise UsageError(f"{name}: there is no scoring group {shown(unknown[0])}; they are {', '.join(GROUPS)}")
    return tuple(
        number(given.get(group, default), f"{name}[{group!r}]", "a number")
        for group, default in zip(GROUPS, defaults, strict=True)
    )


MOST = 2**32 - 1
MOST_SLICES = 10**6
LONGEST_RUN = 8
FACETS = ("tag", "category", "month", "part", "source", "language")
NEAR = {"sentence": 1, "paragraph": 2}
SLICES = {"post": 0, "month": 1, "year": 2}


def count(given: Any, name: str, least: int = 0, most: int = MOST) -> int:
    """An argument that is a whole number."""
    if not hasattr(given, "__index__"):
        raise TypeError(f"{name}={shown(given)}: a whole number is needed, not a {type(given).__name__}")
    number: int = given.__index__()
    if not least <= number <= most:
        raise UsageError(f"{name}={shown(number)}: {least} to {most}")
    return number


def least(min_count: Any) -> int:
    return count(min_count, "min_count", 1)


def measure(given: Any) -> None:
    """Checks that it can be the name of a measure."""
    if not isinstance(given, str):
        raise TypeError(f"measure={shown(given)}: the name of a measure is needed, not a {type(given).__name__}")
    if not given.isascii() or "\0" in given:
        raise UsageError(f"measure={shown(given)}: no measure is called so")


def run(n: Any) -> int:
    """How many words side by side."""
    return count(n, "n", 1, LONGEST_RUN)


def facet(by: Any) -> None:
    """Checks by what is counted."""
    if not isinstance(by, str):
        raise TypeError(f"by={shown(by)}: a text is needed, not a {type(by).__name__}")
    if by not in FACETS:
        raise UsageError(f"there is no facet {shown(by)}: {', '.join(FACETS)}")


def roles(given: tuple[Any, ...], verb: str) -> list[str]:
    """The roles that were named, with those that "text" stands for."""
    odd = [role for role in given if not isinstance(role, str)]
    if odd:
        raise TypeError(f"{shown(odd[0])}: roles are given one after the other, as in {verb}('title', 'tags')")
    named = [role for name in given for role in (TEXT_ROLES if name == "text" else (name,))]
    wrong = [role for role in named if role not in _core.ROLES]
    if wrong or not named:
        what = f"{shown(wrong[0])} is not a role" if wrong else "a role is needed"
        raise UsageError(f"{what}; roles: {', '.join(_core.ROLES)}, text")
    return named


def rows(records: Any) -> None:
    """Checks that there can be rows in it."""
    if isinstance(records, (str, bytes)) or not (hasattr(records, "__iter__") or hasattr(records, "__getitem__")):
        raise TypeError(f"records={shown(records)}: rows are needed, each a dict, not a {type(records).__name__}")


def window(window: Any) -> tuple[int, int, int]:
    """What a window is to C: which kind, and so many words to the left and to the right."""
    if isinstance(window, str):
        if window not in NEAR:
            raise UsageError(f"window={shown(window)}: a number of words, (left, right), 'sentence' or 'paragraph'")
        return NEAR[window], 0, 0
    if isinstance(window, (tuple, list)):
        if len(window) != 2:
            raise UsageError(f"window={shown(window)}: two numbers, (left, right)")
        left, right = (count(side, "window") for side in window)
    else:
        left = right = count(window, "window")
    if not left and not right:
        raise UsageError(f"window={shown(window)}: a word at least, on one side")
    return 0, left, right


def slices(by: Any) -> tuple[int, int]:
    """What slices are to C: which kind, and how many."""
    if isinstance(by, str):
        if by not in SLICES:
            raise UsageError(f"by={shown(by)}: 'post', 'month', 'year' or a number of stretches")
        return SLICES[by], 0
    return len(SLICES), count(by, "by", 1, MOST_SLICES)


def given(arguments: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Of (value, default) the values that are not what they are anyway."""
    return {name: value for name, (value, default) in arguments.items() if value != default}


def point_out(error: QueryError, text: str) -> None:
    """Shows in the message where in the query it is."""
    if error.offset is not None:
        error.message += f"\n{point_at(text, error.offset)}"
        error.args = (error.message,)
