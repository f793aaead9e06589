"""Dates as sites print them: Gregorian and Jalali fields, filled into a language's templates."""

import re
from datetime import date, datetime

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def to_jalali(day: date) -> tuple[int, int, int]:
    """The Solar Hijri date of a Gregorian day, by the 33-year leap cycle (right for 1925 to 2088)."""
    days = day.toordinal() - date(1979, 3, 21).toordinal()  # 1 Farvardin 1358
    year, month = 1358, 1
    while True:
        length = 366 if is_jalali_leap(year) else 365
        if 0 <= days < length:
            break
        if days < 0:
            year -= 1
            days += 366 if is_jalali_leap(year) else 365
        else:
            days -= length
            year += 1
    while days >= jalali_month_length(year, month):
        days -= jalali_month_length(year, month)
        month += 1
    return year, month, days + 1


def is_jalali_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def jalali_month_length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month <= 11 or is_jalali_leap(year) else 29


def ordinal(n: int) -> str:
    if 10 <= n % 100 <= 20:
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"


def date_fields(lang, when: datetime) -> dict[str, str]:
    year, month, day = (to_jalali(when.date()) if lang.jalali else (when.year, when.month, when.day))
    hour12 = when.hour % 12 or 12
    return {
        "d": str(day), "dd": f"{day:02d}", "dth": ordinal(day), "m": str(month), "mm": f"{month:02d}",
        "mon": lang.months[month - 1], "mon_s": lang.months_short[month - 1],
        "mon_nom": lang.months_alone[month - 1], "yyyy": str(year), "yy": f"{year % 100:02d}",
        "wd": lang.weekdays[when.weekday()], "wd_s": lang.weekdays_short[when.weekday()],
        "H": str(when.hour), "HH": f"{when.hour:02d}", "MM": f"{when.minute:02d}", "h12": str(hour12),
        "ampm": lang.ampm[when.hour >= 12],
    }


def format_date(lang, when: datetime, style: str) -> str:
    """STYLE names one of the language's templates, or is a template itself."""
    template = lang.date_styles.get(style, style)
    fields = date_fields(lang, when)
    text = re.sub(r"\{(\w+)\}", lambda m: fields[m.group(1)], template)
    return lang.digits(text)
