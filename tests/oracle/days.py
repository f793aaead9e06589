"""Dates of filters and posts as days: the first and the last."""

import math
import re
from calendar import monthrange
from datetime import date

from oracle import query

NO, POSSIBLY, YES = 0, 1, 2
EVER = (-math.inf, math.inf)



def days_of_one(text: str) -> tuple[int, int]:
    """First and last day of a date at its precision."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    try:
        if not found:
            raise ValueError
        year, month, day = (int(x) if x else None for x in found.groups())
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        raise query.QueryError(f"date:{text}") from None
    return first.toordinal(), last.toordinal()


def days_of(value: str) -> tuple[float, float]:
    begin, dots, end = value.partition("..")
    if not dots:
        return days_of_one(value)
    if not begin and not end:
        raise query.QueryError(f"date:{value}")
    return (days_of_one(begin)[0] if begin else -math.inf), (days_of_one(end)[1] if end else math.inf)


def within_days(days: tuple[float, float], wanted: tuple[float, float]) -> int:
    if wanted[0] <= days[0] and days[1] <= wanted[1]:
        return YES
    return POSSIBLY if days[0] <= wanted[1] and wanted[0] <= days[1] else NO
