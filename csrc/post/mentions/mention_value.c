#include "post/mentions/mention_value.h"

#include <stdio.h>

#include "post/dates/calendar.h"
#include "post/dates/date_numeric.h"

/* A day, month or year in its calendar as a date; false when there is none such. */
static bool date_of(const pdx_wording_side *side, pdx_date *out) {
    memset(out, 0, sizeof *out);
    const pdx_calendar calendar = (pdx_calendar)side->calendar;
    if (side->month != 0 && side->year == 0 && calendar != PDX_GREGORIAN) {
        out->calendar = side->calendar; /* which day of which year it is, nobody knows */
        return side->day <= 31;
    }
    out->short_year = side->short_year;
    if (side->month != 0) return pdx_date_set(out, calendar, side->year, side->month, side->day);
    if (side->year == 0) return false;
    if (calendar == PDX_GREGORIAN) out->year = side->year;
    else if (!pdx_date_set(out, calendar, side->year, 1, 1)) return false;
    out->precision = PDX_PRECISION_YEAR;
    return true;
}

static uint8_t kind_of(const pdx_wording_side *side) {
    if (side->day != 0) return side->year != 0 ? PDX_MENTION_DAY : PDX_MENTION_MONTHDAY;
    return side->month != 0 ? PDX_MENTION_MONTH : PDX_MENTION_YEAR;
}

static bool foreign(const pdx_date *date) { return date->calendar != PDX_GREGORIAN; }

static void iso_days(const pdx_date *first, const pdx_date *last, char out[32]) {
    int64_t begin, end, other;
    int32_t y1, y2;
    unsigned m1, d1, m2, d2;
    out[0] = '\0';
    if (!pdx_date_interval(first, &begin, &other) || !pdx_date_interval(last, &other, &end)) return;
    pdx_civil_from_days(begin, &y1, &m1, &d1);
    pdx_civil_from_days(end, &y2, &m2, &d2);
    (void)snprintf(out, 32, "%04d-%02u-%02u/%04d-%02u-%02u", (int)y1, m1, d1, (int)y2, m2, d2);
}

/* Each end of a range takes from the other what only that one tells. */
static bool range_value(const pdx_wording_fields *fields, pdx_mention *out) {
    pdx_wording_side a = fields->sides[0], b = fields->sides[1];
    char first[32], last[32];
    if (b.day != 0 && b.month == 0) { /* the 3rd to 5th of a month */
        b.month = a.month;
        b.calendar = a.calendar;
    }
    if (a.month != 0 && b.month != 0 && b.year == 0) {
        /* One year is told, behind the last month. */
        b.year = a.year;
        b.short_year = a.short_year;
        if (a.year != 0 && a.month > b.month) a.year--;
    }
    if (kind_of(&a) != kind_of(&b) || !date_of(&a, &out->date) || !date_of(&b, &out->end)) return false;
    if (out->date.year == 0) {
        if (foreign(&out->date) || out->date.month > out->end.month || (out->date.month == out->end.month && out->date.day >= out->end.day)) {
            return foreign(&out->date);
        }
    } else if (out->end.year < out->date.year || (out->end.year == out->date.year && out->end.month < out->date.month)) return false;
    else if (out->end.year == out->date.year && out->end.month == out->date.month && out->end.day <= out->date.day) return false;
    if ((foreign(&out->date) || foreign(&out->end)) && kind_of(&a) != PDX_MENTION_DAY) {
        iso_days(&out->date, &out->end, out->value);
        return true;
    }
    pdx_date_iso(&out->date, first);
    pdx_date_iso(&out->end, last);
    const size_t n = strlen(first), m = strlen(last);
    if (n + 1 + m >= sizeof out->value) return false;
    memcpy(out->value, first, n);
    out->value[n] = '/';
    memcpy(out->value + n + 1, last, m + 1);
    return true;
}

static void year_set(pdx_date *date, int32_t year) {
    memset(date, 0, sizeof *date);
    date->year = year;
    date->precision = PDX_PRECISION_YEAR;
}

static void set_century(int32_t century, pdx_mention *out) {
    year_set(&out->date, (century - 1) * 100);
    year_set(&out->end, (century - 1) * 100 + 99);
    if (century == 1) out->date.year = 1;
    (void)snprintf(out->value, sizeof out->value, "%02dXX", (int)(century - 1));
}

/* Seasons are three months each: those of the Persian year begin with it, of the Islamic year there are none. */
static bool season_value(const pdx_wording_fields *fields, pdx_mention *out) {
    const pdx_wording_side *side = &fields->sides[0];
    out->season = fields->season;
    if (side->year == 0) (void)snprintf(out->value, sizeof out->value, "XXXX-%02u", (unsigned)fields->season);
    if (side->year == 0) return true;
    if (side->calendar == PDX_HIJRI) return false;
    if (side->calendar == PDX_GREGORIAN) {
        year_set(&out->date, side->year);
        (void)snprintf(out->value, sizeof out->value, "%04d-%02u", (int)side->year, (unsigned)fields->season);
        return true;
    }
    const unsigned month = (fields->season - 21u) * 3 + 1;
    if (!pdx_date_set(&out->date, PDX_JALALI, side->year, month, 1)) return false;
    if (!pdx_date_set(&out->end, PDX_JALALI, side->year, month + 2, pdx_month_length(PDX_JALALI, side->year, month + 2))) return false;
    iso_days(&out->date, &out->end, out->value);
    return true;
}

/* Two digits are of the last century, or of this one; in Persian of the Persian years 1300 and 1400. */
static bool decade_value(const pdx_wording_fields *fields, int32_t amount, pdx_lang language, pdx_mention *out) {
    int32_t decade = fields->decade + amount;
    const bool persian = language == PDX_LANG('f', 'a') && (decade < 100 || (decade >= 1200 && decade < 1500));
    if (decade < 100) decade += persian ? (decade < 20 ? 1400 : 1300) : decade >= 30 ? 1900 : 2000;
    if (!persian) {
        year_set(&out->date, decade);
        out->date.precision = PDX_PRECISION_DECADE;
        pdx_date_iso(&out->date, out->value);
        return decade >= 1000;
    }
    const pdx_wording_side first = {decade, 0, 0, PDX_JALALI, false}, last = {decade + 9, 0, 0, PDX_JALALI, false};
    if (!date_of(&first, &out->date) || !date_of(&last, &out->end)) return false;
    iso_days(&out->date, &out->end, out->value);
    return true;
}

static bool relative_value(const pdx_wording_pattern *pattern, const pdx_wording_fields *fields, pdx_mention *out) {
    /* Amounts beyond these say that it is counted from another date of the text, and how: 10 forward, -10 back. */
    const bool of_text = pattern->amount >= 10 || pattern->amount <= -10;
    out->from = of_text ? PDX_FROM_TEXT : PDX_FROM_WRITING;
    out->unit = pattern->unit != PDX_UNIT_NONE ? pattern->unit : fields->unit;
    out->count = of_text ? pattern->amount / 10 : pattern->amount;
    if (fields->count != 0) out->count *= fields->count;
    out->season = fields->season;
    out->date.weekday = fields->weekday;
    out->date.month = fields->sides[0].month;
    out->date.day = fields->sides[0].day;
    out->date.calendar = fields->sides[0].calendar;
    if (out->unit == PDX_UNIT_DAY && fields->count > 400) return false;
    return out->unit != PDX_UNIT_NONE;
}

bool pdx_wording_value(const pdx_wording_pattern *pattern, const pdx_wording_fields *fields, pdx_lang language, pdx_mention *out) {
    memset(out, 0, sizeof *out);
    out->kind = pattern->kind;
    switch (pattern->kind) {
    case PDX_MENTION_RANGE: return range_value(fields, out);
    case PDX_MENTION_SEASON: return season_value(fields, out);
    case PDX_MENTION_DECADE: return decade_value(fields, pattern->amount, language, out);
    case PDX_MENTION_RELATIVE: return relative_value(pattern, fields, out);
    case PDX_MENTION_WEEKDAY: out->date.weekday = fields->weekday; return true;
    case PDX_MENTION_CENTURY: {
        const int32_t century = fields->century + pattern->amount;
        if (century < 1 || century > 21) return false;
        set_century(century, out);
        return true;
    }
    default: break;
    }
    pdx_wording_side side = fields->sides[0];
    if (fields->sides[1].month != 0 && fields->sides[1].month != side.month) return false; /* two names, but not of one month */
    if (side.day != 0) side.day = (uint8_t)(side.day + pattern->amount);
    out->kind = kind_of(&side);
    if (!date_of(&side, &out->date)) return false;
    out->date.weekday = fields->weekday;
    pdx_date_iso(&out->date, out->value);
    return true;
}

/* ---- counted from the day of writing */

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

static void day_set(int64_t days, pdx_mention *out) {
    unsigned month, day;
    const uint8_t calendar = out->date.calendar;
    memset(&out->date, 0, sizeof out->date);
    pdx_civil_from_days(days, &out->date.year, &month, &day);
    out->date.month = (uint8_t)month;
    out->date.day = (uint8_t)day;
    out->date.precision = PDX_PRECISION_DAY;
    out->date.calendar = calendar;
    pdx_date_iso(&out->date, out->value);
}

/* The week of a day, in the ISO's counting: its first and last day, and "2019-W07". */
static void week_set(int64_t days, pdx_mention *out) {
    const int64_t monday = days - (int64_t)(pdx_weekday_of_days(days) - 1), thursday = monday + 3;
    int32_t year;
    unsigned month, day;
    pdx_civil_from_days(thursday, &year, &month, &day);
    const int64_t week = (thursday - pdx_days_from_civil(year, 1, 1)) / 7 + 1;
    day_set(monday, out);
    pdx_mention last = *out;
    day_set(monday + 6, &last);
    out->end = last.date;
    (void)snprintf(out->value, sizeof out->value, "%04d-W%02d", (int)year, (int)week);
}

static void month_set(int64_t months, pdx_mention *out) {
    memset(&out->date, 0, sizeof out->date);
    out->date.year = (int32_t)floor_div(months, 12);
    out->date.month = (uint8_t)(months - floor_div(months, 12) * 12 + 1);
    out->date.precision = PDX_PRECISION_MONTH;
    pdx_date_iso(&out->date, out->value);
}

/* The last, this or next of a name: `step` -1, 0, 1. The day of writing itself is neither last nor next. */
static bool named_weekday(pdx_mention *out, int64_t written) {
    const int64_t wanted = out->date.weekday, is = (int64_t)pdx_weekday_of_days(written);
    int64_t days = written + wanted - is; /* in the same week */
    if (out->count < 0 && days >= written) days -= 7;
    if (out->count > 0 && days <= written) days += 7;
    day_set(days, out);
    out->date.weekday = (uint8_t)wanted;
    return true;
}

static bool named_month(pdx_mention *out, const pdx_date *written) {
    const unsigned month = out->date.month, day = out->date.day;
    if (out->date.calendar != PDX_GREGORIAN || written->month == 0) return false;
    int32_t year = written->year;
    if (out->count < 0 && month >= written->month) year--;
    if (out->count > 0 && month <= written->month) year++;
    if (day != 0 && day <= pdx_month_length(PDX_GREGORIAN, year, month)) day_set(pdx_days_from_civil(year, month, day), out);
    else month_set((int64_t)year * 12 + month - 1, out);
    return true;
}

/* By the northern half of the world: spring begins in March; the winter of a year is its end. */
static bool named_season(pdx_mention *out, const pdx_date *written) {
    if (written->month == 0) return false;
    const unsigned now = written->month <= 2 ? 20 : 21 + (written->month - 3u) / 3; /* January and February are of the winter before */
    int32_t year = written->year;
    if (out->count < 0 && out->season >= now) year--;
    if (out->count > 0 && out->season <= now) year++;
    if (out->count == 0 && now == 20 && out->season == 24) year--;
    year_set(&out->date, year);
    (void)snprintf(out->value, sizeof out->value, "%04d-%02u", (int)year, (unsigned)out->season);
    return true;
}

/* Years and months of another calendar, when the day of writing is printed in it. */
static bool by_calendar(pdx_mention *out, const pdx_date *written) {
    const pdx_calendar calendar = (pdx_calendar)written->calendar;
    int32_t year;
    unsigned month, day;
    pdx_calendar_split(calendar, pdx_days_from_civil(written->year, written->month, written->day), &year, &month, &day);
    pdx_wording_side side = {year, 0, 0, written->calendar, false};
    pdx_wording_fields fields = {.season = out->season};
    if (out->unit == PDX_UNIT_MONTH) {
        const int64_t months = (int64_t)year * 12 + month - 1 + out->count;
        side.year = (int32_t)floor_div(months, 12);
        side.month = (uint8_t)(months - floor_div(months, 12) * 12 + 1);
    } else side.year += out->count;
    if (side.year < 1) return false;
    if (out->season == 0) {
        if (!date_of(&side, &out->date)) return false;
        pdx_date_iso(&out->date, out->value);
        return true;
    }
    fields.sides[0] = side;
    return season_value(&fields, out);
}

static bool by_year(pdx_mention *out, int32_t year) {
    if (out->season != 0) {
        year_set(&out->date, year);
        (void)snprintf(out->value, sizeof out->value, "%04d-%02u", (int)year, (unsigned)out->season);
    } else if (out->date.month != 0) {
        const unsigned month = out->date.month, day = out->date.day;
        if (out->date.calendar != PDX_GREGORIAN) return false;
        if (day != 0 && day <= pdx_month_length(PDX_GREGORIAN, year, month)) day_set(pdx_days_from_civil(year, month, day), out);
        else month_set((int64_t)year * 12 + month - 1, out);
    } else {
        year_set(&out->date, year);
        pdx_date_iso(&out->date, out->value);
    }
    return true;
}

bool pdx_mention_resolve(pdx_mention *mention, const pdx_date *written) {
    if (mention->kind != PDX_MENTION_RELATIVE || mention->from != PDX_FROM_WRITING || written->year == 0 || written->precision < PDX_PRECISION_YEAR) {
        return false;
    }
    const bool foreign_span = written->calendar != PDX_GREGORIAN && written->precision < PDX_PRECISION_DAY; /* months and years that begin on other days */
    if (foreign_span || written->year < 100 || written->year > 9000) return false;
    const bool has_day = written->precision >= PDX_PRECISION_DAY, has_month = written->precision >= PDX_PRECISION_MONTH;
    const int64_t day = has_day ? pdx_days_from_civil(written->year, written->month, written->day) : 0;
    const int32_t year = written->year;
    if (mention->count > 3000 || mention->count < -3000) return false;
    if (has_day && (written->calendar == PDX_JALALI || written->calendar == PDX_HIJRI) &&
        (mention->unit == PDX_UNIT_YEAR || mention->unit == PDX_UNIT_MONTH) && mention->date.month == 0) {
        return by_calendar(mention, written);
    }
    switch (mention->unit) {
    case PDX_UNIT_DAY:
        if (has_day) day_set(day + mention->count, mention);
        return has_day;
    case PDX_UNIT_WEEK:
        if (has_day) week_set(day + 7 * (int64_t)mention->count, mention);
        return has_day;
    case PDX_UNIT_MONTH:
        if (has_month) month_set((int64_t)year * 12 + written->month - 1 + mention->count, mention);
        return has_month;
    case PDX_UNIT_YEAR: return year + mention->count > 0 && by_year(mention, year + mention->count);
    case PDX_UNIT_DECADE:
        if (year / 10 + mention->count <= 0) return false;
        year_set(&mention->date, (year / 10 + mention->count) * 10);
        mention->date.precision = PDX_PRECISION_DECADE;
        pdx_date_iso(&mention->date, mention->value);
        return true;
    case PDX_UNIT_CENTURY:
        if (year / 100 + mention->count < 0) return false;
        set_century(year / 100 + 1 + mention->count, mention);
        return true;
    case PDX_UNIT_NAMED:
        if (mention->season != 0) return named_season(mention, written);
        if (mention->date.month != 0) return has_month && named_month(mention, written);
        return mention->date.weekday != 0 && has_day && named_weekday(mention, day);
    default: return false;
    }
}
