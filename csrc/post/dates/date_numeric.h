/* Dates written in numbers alone (20/9/08, 2019-02-13, 13.2.2019): which three numbers, which may be
 * the day, how an order reads them. Called by date_field.c, date_named.c, date_order.c, date_read.c and mentions/. */
#ifndef PDX_POST_DATE_NUMERIC_H
#define PDX_POST_DATE_NUMERIC_H

#include "post/dates/date_lex.h"
#include "post/dates/date.h"

typedef struct pdx_numeric_date {
    uint32_t fields[3]; /* as printed, left to right */
    uint8_t digits[3];
    size_t first, last; /* tokens */
    char mark;          /* between the numbers */
    bool eastern;       /* in Persian digits */
    bool scripted;      /* in Persian or Arabic digits, or beside words in that script */
    bool dmy, mdy, ymd; /* the fields and the way they are written allow this order */
} pdx_numeric_date;

/* Three numbers that can be a date, beginning at token `at`. */
bool pdx_numeric_date_at(const pdx_date_tokens *tokens, size_t at, pdx_numeric_date *out);
/* The same for a text that is nothing but a date of ISO 8601 in a year that no other calendar counts now: what most records have. */
bool pdx_numeric_iso(pdx_span text, pdx_numeric_date *out);
/* Reads the fields in `order` (that of the hints does not count here); false when they are no such date. */
bool pdx_numeric_date_read(const pdx_numeric_date *numeric, pdx_date_order order, pdx_lang language, const pdx_date_hints *hints, pdx_date *date);

/* Years of four digits that the Persian and the Islamic calendar count by now, and the Gregorian did long ago. */
enum { PDX_OTHER_YEARS_BEGIN = 1200, PDX_OTHER_YEARS_END = 1600 };
/* The calendar of a numeric date with a year of four digits: the Gregorian, unless language, script (`scripted`), other dates of the site or the
 * capture speak for another one, and the day that it would be there is not still to come. `day` 0: none is printed. */
pdx_calendar pdx_year_calendar(int32_t year, unsigned month, unsigned day, pdx_lang language, bool scripted, const pdx_date_hints *hints);

/* A year as printed with `digits` digits in `calendar`: two digits are 1930..2029 (docs/dates.md). */
int32_t pdx_full_year(uint32_t value, unsigned digits, pdx_calendar calendar);
/* Fills year, month and day (Gregorian) and the calendar; false when the calendar has no such day.
 * `day` 0 leaves the precision at the month. */
bool pdx_date_set(pdx_date *date, pdx_calendar calendar, int32_t year, unsigned month, unsigned day);

#endif
