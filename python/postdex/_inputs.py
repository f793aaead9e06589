"""What callers give about sources, checked and as the core takes it: paths, rows, days, corrections, encodings, profiles."""

from __future__ import annotations

import os

from . import _files
from ._errors import UsageError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ._profile import Profile
    from ._types import Path, Profiles, When, Written

DATES = ("date", "published")  # fields of rows
EPOCH = 719163  # 1970-01-01, as `datetime.date` counts days


def paths(given: Path | Iterable[Path]) -> list[str]:
    """The paths that `open` was given, one or several."""
    several = not isinstance(given, (str, bytes, os.PathLike)) and hasattr(given, "__iter__")
    paths = []
    for each in given if several else [given]:  # type: ignore[union-attr]
        if not isinstance(each, (str, os.PathLike)):
            raise TypeError(
                "a path is needed (of a file or a folder), a pattern, a list of these, or a file object, "
                f"and no {type(each).__name__}; for content in memory there is postdex.parse"
            )
        paths.append(_files.path_of(each))
    if not paths:
        raise UsageError("the list of paths is empty")
    return paths


def rows(records: Any) -> Any:
    """The rows of what holds them: of a table (pandas, polars, pyarrow, results of postdex) its rows as dicts, anything else as it is."""
    if hasattr(records, "iter_rows"):  # polars
        return records.iter_rows(named=True)
    for method in ("to_pylist", "to_dicts"):  # pyarrow, postdex
        if hasattr(records, method):
            return getattr(records, method)()
    if hasattr(records, "to_dict") and hasattr(records, "columns"):  # pandas, which gives the names of its columns when it is gone through
        return records.to_dict("records")
    if isinstance(records, dict):
        raise TypeError("records are a list of rows, each a dict, and this is one dict: put it in brackets")
    return records


def json_row(number: int, record: Any) -> str:
    """The JSON of a row that is more than a dict of strings."""
    import json

    if not hasattr(record, "keys"):
        raise UsageError(f"record {number} is a {type(record).__name__}, and a dict is needed; of a table its rows, as `.to_dict('records')` gives them")
    row = {str(key): _json_value(record[key], number, key) for key in record.keys()}  # noqa: SIM118
    row.update((key, _told(row[key])) for key in DATES if isinstance(row.get(key), str) and not isinstance(record[key], (str, bytes, bytearray, memoryview)))
    line = json.dumps(row, ensure_ascii=False, default=str)
    if (half := _half_pair(line)) is not None:
        where = next((key for key, value in row.items() if _half_pair(json.dumps({key: value}, ensure_ascii=False, default=str)) is not None), None)
        raise UsageError(f"record {number}, field {shown(where)}: {half!r} is half of a surrogate pair, which no text has: take it out, or decode what it came from with errors='replace'")
    return line


def _told(day: str) -> str | dict[str, str]:
    """The day of a date object, which is Gregorian: in years that other calendars count now it is said beside what is printed."""
    year = day.partition("-")[0]
    return {"printed": day, "value": day} if year.isascii() and year.isdigit() and (1200 <= int(year) < 1600 or int(year) >= 2400) else day


def _half_pair(text: str) -> str | None:
    """The first character that is no text by itself."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return text[error.start]
    return None


def _is_missing(value: Any) -> bool:
    """Whether a value is the mark of an empty cell: it is not equal to itself (NaN, NaT), or cannot say so (pandas.NA)."""
    try:
        differs = value != value  # noqa: PLR0124
    except ArithmeticError:  # a signalling NaN
        return True
    except (TypeError, ValueError):  # compared element by element, or not at all
        return False
    if type(differs).__name__ in ("bool", "bool_"):  # numpy has a truth of its own
        return bool(differs)
    return differs is value


def _json_value(value: Any, number: int, field: Any) -> Any:
    """Values as JSON has them: what is no finite number (an empty cell of a data frame) is null, bytes are text."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        try:
            return bytes(value).decode("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(
                f"record {number}, field {field!r}: bytes that are not UTF-8 (byte {error.start}); decode them first"
            ) from error
    if isinstance(value, dict):
        return {key: _json_value(item, number, field) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json_value(item, number, field) for item in value]
    if isinstance(value, (set, frozenset)):  # in an order of its own, so that the same rows are the same bytes tomorrow
        return sorted((_json_value(item, number, field) for item in value), key=lambda item: (type(item).__name__, str(item)))
    if _is_missing(value) or (isinstance(value, float) and not abs(value) < float("inf")):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if getattr(getattr(value, "dtype", None), "kind", "") == "M":  # tolist() makes numbers of times in nanoseconds
        return [_json_value(item, number, field) for item in value] if value.ndim else str(value)
    if hasattr(value, "tolist"):
        plain = value.tolist()
        return plain if type(plain) is type(value) else _json_value(plain, number, field)
    return value


def day_number(when: When) -> int | None:
    """Days since 1970-01-01."""
    import datetime

    if when is None:
        return None
    if isinstance(when, str):
        try:
            when = datetime.date.fromisoformat(when[:10])
        except ValueError as error:
            raise UsageError(f"{shown(when)} is not a date such as '2019-03-01'") from error
    if not isinstance(when, datetime.date):
        raise UsageError(f"a date is needed, not a {type(when).__name__}")
    return when.toordinal() - EPOCH


def fact(given: Any, name: str) -> Any:
    """A fact of a source: one for all, by name, or worked out from the name."""
    if given is None or isinstance(given, str):
        return given
    if hasattr(given, "get"):
        return given.get(name)
    return given(name) if callable(given) else given


def known_encoding(label: str | None) -> str | None:
    """The name of an encoding that somebody gives."""
    if label is None:
        return None
    from . import _encodings

    return _encodings.given(label)


def profiles_of(given: Profiles) -> list[Profile]:
    """The profiles that somebody gives."""
    if given is None:
        return []
    from . import _profile

    return _profile.of(given)


def decoding_of(written: Written | None, data: bytes) -> tuple[bytes, int, bytes] | None:
    """The text of a source whose bytes are kept in another encoding."""
    if written is None or not written[3]:
        return None
    from . import _encodings

    return _encodings.decoding(data, written[0])
