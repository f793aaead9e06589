#include "archive/build/counted_day.h"

#include "page/lexicon/dateline.h"
#include "post/dates/calendar.h"

/* So many months and days before a day; of a month that is shorter the last day. */
static int64_t day_before(int64_t day, uint32_t months, uint32_t days) {
    int32_t year;
    unsigned month, of_month;
    int64_t count;
    pdx_civil_from_days(day, &year, &month, &of_month);
    count = (int64_t)year * 12 + (int64_t)month - 1 - (int64_t)months;
    if (count < 0) count = 0; /* the year before the first one, of which nothing is said */
    year = (int32_t)(count / 12);
    month = (unsigned)(count % 12) + 1;
    if (of_month > pdx_month_length(PDX_GREGORIAN, year, month)) of_month = pdx_month_length(PDX_GREGORIAN, year, month);
    return pdx_days_from_civil(year, month, of_month) - days;
}

void archive_counted_day(pdx_span printed, int64_t captured, pdx_date *out) {
    enum { MONTHS_MOST = 1200 };
    pdx_date_ago ago;
    int64_t first, last;
    int32_t first_year, year;
    unsigned first_month, month, first_day, day;
    if (captured == PDX_NO_DAY || !pdx_dateline_ago(printed, &ago) || ago.finest < PDX_AGO_DAYS || ago.months > MONTHS_MOST) return;
    last = day_before(captured, ago.months, ago.days);
    first = last;
    if (ago.finest == PDX_AGO_WEEKS) first -= 6;
    if (ago.finest == PDX_AGO_MONTHS) first = day_before(last, 1, 0) + 1;
    if (ago.finest == PDX_AGO_YEARS) first = day_before(last, 12, 0) + 1;
    pdx_civil_from_days(first, &first_year, &first_month, &first_day);
    pdx_civil_from_days(last, &year, &month, &day);
    if (year < 1 || first_year != year) return;
    memset(out, 0, sizeof *out);
    out->year = year;
    out->precision = PDX_PRECISION_YEAR;
    if (first_month != month) return;
    out->month = (uint8_t)month;
    out->precision = PDX_PRECISION_MONTH;
    if (first != last) return;
    out->day = (uint8_t)day;
    out->precision = PDX_PRECISION_DAY;
}

bool archive_is_counted(pdx_span printed) {
    pdx_date_ago ago;
    return pdx_dateline_ago(printed, &ago);
}
