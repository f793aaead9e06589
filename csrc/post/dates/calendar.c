#include "post/dates/calendar.h"

/* 1970-01-01 in the day numbers used below. */
enum {
    CIVIL_EPOCH = 719468, /* days from 0000-03-01 (proleptic Gregorian) */
    JALALI_EPOCH = 492268, /* days from 1 Farvardin of year 1, by the 33-year rule */
    HIJRI_EPOCH = 492148   /* days from 1 Muharram 1, which is 16 July 622 (Julian) */
};

static int64_t floor_div(int64_t a, int64_t b) {
    const int64_t q = a / b;
    return a % b < 0 ? q - 1 : q;
}

int64_t pdx_days_from_civil(int32_t year, unsigned month, unsigned day) {
    /* Years begin in March here, so that the leap day is the last day of a year. */
    const int64_t y = (int64_t)year - (month <= 2 ? 1 : 0);
    const int64_t era = floor_div(y, 400);
    const int64_t in_era = y - era * 400;
    const int64_t from_march = ((int64_t)month + 9) % 12;
    const int64_t in_year = (153 * from_march + 2) / 5 + (int64_t)day - 1;
    return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - CIVIL_EPOCH;
}

void pdx_civil_from_days(int64_t days, int32_t *year, unsigned *month, unsigned *day) {
    const int64_t from_march_0 = days + CIVIL_EPOCH;
    const int64_t era = floor_div(from_march_0, 146097);
    const int64_t in_era = from_march_0 - era * 146097;
    const int64_t y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const int64_t in_year = in_era - (365 * y + y / 4 - y / 100);
    const int64_t from_march = (5 * in_year + 2) / 153;
    *day = (unsigned)(in_year - (153 * from_march + 2) / 5 + 1);
    *month = (unsigned)(from_march < 10 ? from_march + 3 : from_march - 9);
    *year = (int32_t)(y + era * 400 + (*month <= 2 ? 1 : 0));
}

unsigned pdx_weekday_of_days(int64_t days) {
    const int64_t since_monday = days + 3; /* 1970-01-01 was a Thursday */
    return (unsigned)(since_monday - floor_div(since_monday, 7) * 7) + 1;
}

/* Leap years among the years 1 .. year-1 of the 33-year rule: eight in each cycle, four years apart,
 * five at the turn. */
static int64_t jalali_leaps_before(int64_t year) {
    const int64_t cycles = floor_div(year - 1, 33);
    const int64_t rest = year - 1 - cycles * 33; /* years of the open cycle, at places 1 .. rest */
    const int64_t in_rest = rest < 17 ? (rest + 3) / 4 : rest < 22 ? 5 : 5 + (rest - 18) / 4;
    return cycles * 8 + in_rest;
}

static int64_t jalali_year_start(int32_t year) {
    return ((int64_t)year - 1) * 365 + jalali_leaps_before(year) - JALALI_EPOCH;
}

static int64_t hijri_year_start(int32_t year) {
    return ((int64_t)year - 1) * 354 + floor_div(3 + 11 * (int64_t)year, 30) - HIJRI_EPOCH;
}

static int64_t year_start(pdx_calendar calendar, int32_t year) {
    switch (calendar) {
    case PDX_JALALI: return jalali_year_start(year);
    case PDX_HIJRI: return hijri_year_start(year);
    default: return pdx_days_from_civil(year, 1, 1);
    }
}

bool pdx_calendar_leap(pdx_calendar calendar, int32_t year) {
    const int64_t days = year_start(calendar, year + 1) - year_start(calendar, year);
    return days == 366 || days == 355;
}

unsigned pdx_month_length(pdx_calendar calendar, int32_t year, unsigned month) {
    static const uint8_t civil[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    const unsigned leap = pdx_calendar_leap(calendar, year) ? 1 : 0;
    switch (calendar) {
    case PDX_JALALI: return month <= 6 ? 31 : month <= 11 ? 30 : 29 + leap;
    case PDX_HIJRI: return month == 12 ? 29 + leap : month % 2 == 1 ? 30 : 29;
    default: return civil[month - 1] + (month == 2 ? leap : 0);
    }
}

int64_t pdx_calendar_days(pdx_calendar calendar, int32_t year, unsigned month, unsigned day) {
    const int64_t m = month;
    switch (calendar) {
    case PDX_JALALI:
        return jalali_year_start(year) + (m <= 7 ? (m - 1) * 31 : 186 + (m - 7) * 30) + (int64_t)day - 1;
    case PDX_HIJRI: return hijri_year_start(year) + (59 * (m - 1) + 1) / 2 + (int64_t)day - 1;
    default: return pdx_days_from_civil(year, month, day);
    }
}

void pdx_calendar_split(pdx_calendar calendar, int64_t days, int32_t *year, unsigned *month, unsigned *day) {
    if (calendar == PDX_GREGORIAN) {
        pdx_civil_from_days(days, year, month, day);
        return;
    }
    /* A first guess from the mean length of a year is at most one year off. */
    const bool jalali = calendar == PDX_JALALI;
    int32_t y = (int32_t)(jalali ? floor_div((days + JALALI_EPOCH) * 33, 12053) + 1
                                 : floor_div((days + HIJRI_EPOCH) * 30, 10631) + 1);
    while (year_start(calendar, y) > days) y--;
    while (year_start(calendar, y + 1) <= days) y++;
    unsigned m = 12;
    while (m > 1 && pdx_calendar_days(calendar, y, m, 1) > days) m--;
    *year = y;
    *month = m;
    *day = (unsigned)(days - pdx_calendar_days(calendar, y, m, 1)) + 1;
}
