#include "post/dates/calendar.h"

#include <stdio.h>

bool pdx_date_interval(const pdx_date *date, int64_t *first, int64_t *last) {
    if (date->year == 0) return false;
    const pdx_calendar calendar = (pdx_calendar)date->calendar;
    /* A month or a year of another calendar is kept as its first day. */
    const bool foreign = calendar != PDX_GREGORIAN && date->month != 0 && date->day != 0;
    switch (date->precision) {
    case PDX_PRECISION_NONE: return false;
    case PDX_PRECISION_DECADE:
        *first = pdx_days_from_civil(date->year, 1, 1);
        *last = pdx_days_from_civil(date->year + 10, 1, 1) - 1;
        return true;
    case PDX_PRECISION_YEAR:
    case PDX_PRECISION_MONTH: break;
    default:
        *first = *last = pdx_days_from_civil(date->year, date->month, date->day);
        return true;
    }
    int32_t year = date->year;
    unsigned month = date->month, day = 1;
    if (foreign)
        pdx_calendar_split(calendar, pdx_days_from_civil(date->year, date->month, date->day), &year, &month, &day);
    const pdx_calendar counted = foreign ? calendar : PDX_GREGORIAN;
    if (date->precision == PDX_PRECISION_YEAR) {
        *first = pdx_calendar_days(counted, year, 1, 1);
        *last = pdx_calendar_days(counted, year + 1, 1, 1) - 1;
    } else {
        if (month < 1 || month > 12) return false;
        *first = pdx_calendar_days(counted, year, month, 1);
        *last = *first + pdx_month_length(counted, year, month) - 1;
    }
    return true;
}

static void iso_interval(const pdx_date *date, char out[32]) {
    int64_t first, last;
    int32_t y1, y2;
    unsigned m1, d1, m2, d2;
    out[0] = '\0';
    if (!pdx_date_interval(date, &first, &last)) return;
    pdx_civil_from_days(first, &y1, &m1, &d1);
    pdx_civil_from_days(last, &y2, &m2, &d2);
    (void)snprintf(out, 32, "%04d-%02u-%02u/%04d-%02u-%02u", (int)y1, m1, d1, (int)y2, m2, d2);
}

static char *put_two(char *at, unsigned number, char mark) {
    *at++ = (char)('0' + number / 10);
    *at++ = (char)('0' + number % 10);
    *at++ = mark;
    return at;
}

/* A day or a moment of a year of four digits, which most dates are; false: it is none. */
static bool iso_usual(const pdx_date *date, char *out) {
    if (date->year < 1000 || date->year > 9999 || date->precision < PDX_PRECISION_DAY || date->precision > PDX_PRECISION_SECOND) return false;
    if (date->month > 99 || date->day > 99 || date->hour > 99 || date->minute > 99 || date->second > 99) return false;
    out = put_two(out, (unsigned)date->year / 100, '\0') - 1;
    out = put_two(out, (unsigned)date->year % 100, '-');
    out = put_two(out, date->month, '-');
    out = put_two(out, date->day, date->precision == PDX_PRECISION_DAY ? '\0' : 'T');
    if (date->precision == PDX_PRECISION_DAY) return true;
    out = put_two(out, date->hour, ':');
    out = put_two(out, date->minute, date->precision == PDX_PRECISION_MINUTE ? '\0' : ':');
    if (date->precision == PDX_PRECISION_SECOND) (void)put_two(out, date->second, '\0');
    return true;
}

void pdx_date_century_until(pdx_date *date, int64_t day) {
    int64_t first, last;
    if (!date->short_year || date->calendar != PDX_GREGORIAN) return;
    for (int32_t years = 100; years >= -100; years -= 100) {
        pdx_date other = *date;
        other.year += years;
        if (other.day > pdx_month_length(PDX_GREGORIAN, other.year, other.month == 0 ? 1 : other.month)) continue;
        if (!pdx_date_interval(&other, &first, &last) || first > day) continue;
        *date = other;
        return;
    }
}

void pdx_date_iso(const pdx_date *date, char out[32]) {
    char year[12];
    if (iso_usual(date, out)) return;
    out[0] = '\0';
    if (date->year == 0) (void)snprintf(year, sizeof year, "XXXX");
    else (void)snprintf(year, sizeof year, "%04d", (int)date->year);
    const unsigned month = date->month, day = date->day;
    const bool foreign = date->calendar != PDX_GREGORIAN && date->day != 0;
    switch (date->precision) {
    case PDX_PRECISION_DECADE: (void)snprintf(out, 32, "%ss", year); break;
    case PDX_PRECISION_YEAR:
        if (foreign) iso_interval(date, out);
        else (void)snprintf(out, 32, "%s", year);
        break;
    case PDX_PRECISION_MONTH:
        if (foreign) iso_interval(date, out);
        else (void)snprintf(out, 32, "%s-%02u", year, month);
        break;
    case PDX_PRECISION_DAY: (void)snprintf(out, 32, "%s-%02u-%02u", year, month, day); break;
    case PDX_PRECISION_MINUTE:
        (void)snprintf(out, 32, "%s-%02u-%02uT%02u:%02u", year, month, day, (unsigned)date->hour, (unsigned)date->minute);
        break;
    case PDX_PRECISION_SECOND:
        (void)snprintf(out, 32, "%s-%02u-%02uT%02u:%02u:%02u", year, month, day, (unsigned)date->hour,
                       (unsigned)date->minute, (unsigned)date->second);
        break;
    default: break;
    }
}
