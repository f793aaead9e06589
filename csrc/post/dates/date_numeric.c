#include "post/dates/date_numeric.h"

#include "post/dates/calendar.h"

enum { FIRST_SHORT = 30 /* of two digits, the first of last century */, BUDDHIST_AHEAD = 543, FIRST_BUDDHIST = 2400 }; /* beside Thai months a smaller year is a Gregorian one */

int32_t pdx_full_year(uint32_t value, unsigned digits, pdx_calendar calendar) {
    if (digits > 2 || value > 99) return (int32_t)value;
    if (calendar == PDX_JALALI) return (int32_t)value + (value < 50 ? 1400 : 1300);
    if (calendar == PDX_HIJRI) return (int32_t)value + 1400;
    if (calendar == PDX_BUDDHIST && value > 42) return (int32_t)value + 2500; /* from 2000 on; less is a Gregorian year */
    return (int32_t)value + (value < FIRST_SHORT ? 2000 : 1900);
}

bool pdx_date_set(pdx_date *date, pdx_calendar calendar, int32_t year, unsigned month, unsigned day) {
    if (month < 1 || month > 12 || year < 0 || year > 9999) return false;
    if (calendar == PDX_BUDDHIST && year < FIRST_BUDDHIST) calendar = PDX_GREGORIAN;
    date->calendar = (uint8_t)calendar;
    if (calendar == PDX_BUDDHIST) {
        year -= BUDDHIST_AHEAD;
        calendar = PDX_GREGORIAN; /* its months and days */
    }
    if (calendar != PDX_GREGORIAN && year == 0) return false; /* cannot be told in Gregorian without its year */
    const unsigned longest = calendar == PDX_GREGORIAN && year == 0 && month == 2 ? 29 : pdx_month_length(calendar, year, month);
    if (day > longest) return false;
    unsigned m = month, d = day;
    if (calendar != PDX_GREGORIAN)
        pdx_civil_from_days(pdx_calendar_days(calendar, year, month, day == 0 ? 1 : day), &year, &m, &d);
    date->year = year;
    date->month = (uint8_t)m;
    date->day = (uint8_t)d;
    date->precision = day == 0 ? PDX_PRECISION_MONTH : PDX_PRECISION_DAY;
    return true;
}

static bool is_number(const pdx_date_tokens *tokens, size_t at) {
    return at < tokens->n && tokens->items[at].kind == PDX_DATE_NUMBER;
}

static char mark_at(const pdx_date_tokens *tokens, size_t at) {
    return at < tokens->n && tokens->items[at].kind == PDX_DATE_MARK ? tokens->items[at].mark : '\0';
}

/* Numbers joined to the date by the same mark make it something else: a version, an address. */
static bool part_of_longer(const pdx_date_tokens *tokens, const pdx_numeric_date *date) {
    const size_t first = date->first, last = date->last;
    if (first >= 2 && tokens->items[first].glued && mark_at(tokens, first - 1) == date->mark && is_number(tokens, first - 2) &&
        tokens->items[first - 1].glued)
        return true;
    return mark_at(tokens, last + 1) == date->mark && tokens->items[last + 1].glued && is_number(tokens, last + 2) &&
           tokens->items[last + 2].glued;
}

static void allow_orders(pdx_numeric_date *date) {
    const uint32_t *f = date->fields;
    const uint8_t *n = date->digits;
    const bool short_ends = n[0] <= 2 && (n[2] == 4 || n[2] == 2) && n[1] <= 2;
    date->ymd = (n[0] == 4 || n[0] == 2) && n[1] <= 2 && n[2] <= 2 && f[1] >= 1 && f[1] <= 12 && f[2] >= 1 && f[2] <= 31;
    date->dmy = short_ends && f[0] >= 1 && f[0] <= 31 && f[1] >= 1 && f[1] <= 12;
    date->mdy = short_ends && f[0] >= 1 && f[0] <= 12 && f[1] >= 1 && f[1] <= 31 && date->mark != '.';
    /* With two digits everywhere the year comes last, unless only the first field can be one. */
    if (n[0] == 2 && n[2] == 2 && (date->dmy || date->mdy)) date->ymd = false;
}

/* 28 02 2007, 7 02 2007, 2007 02 28: nothing parts the numbers, and nothing else stands there. */
static bool bare_date(const pdx_date_tokens *tokens, pdx_numeric_date *out) {
    memset(out, 0, sizeof *out);
    if (tokens->n != 3) return false;
    out->last = 2;
    out->mark = ' ';
    out->eastern = tokens->items[0].eastern;
    out->scripted = out->eastern || tokens->items[0].arabic;
    for (size_t i = 0; i < 3; i++) {
        if (tokens->items[i].kind != PDX_DATE_NUMBER) return false;
        out->fields[i] = tokens->items[i].value;
        out->digits[i] = tokens->items[i].digits;
    }
    const bool begins = out->digits[0] == 4 && out->digits[2] == 2, ends = out->digits[0] <= 2 && out->digits[2] == 4;
    if (out->digits[1] != 2 || (!begins && !ends)) return false;
    allow_orders(out);
    return out->dmy || out->mdy || out->ymd;
}

bool pdx_numeric_date_at(const pdx_date_tokens *tokens, size_t at, pdx_numeric_date *out) {
    if (at == 0 && bare_date(tokens, out)) return true;
    if (!is_number(tokens, at) || !is_number(tokens, at + 2) || !is_number(tokens, at + 4)) return false;
    const char first = mark_at(tokens, at + 1), second = mark_at(tokens, at + 3);
    const bool signs = first == 'Y' && second == 'M';
    if (!signs && (first != second || (first != '/' && first != '.' && first != '-'))) return false;
    out->first = at;
    out->last = at + 4;
    out->mark = first;
    out->eastern = tokens->items[at].eastern;
    out->scripted = out->eastern || tokens->items[at].arabic;
    for (size_t i = 0; i < 3; i++) {
        out->fields[i] = tokens->items[at + 2 * i].value;
        out->digits[i] = tokens->items[at + 2 * i].digits;
    }
    allow_orders(out);
    if (signs) {
        if (mark_at(tokens, at + 5) == 'D') out->last = at + 5;
        out->ymd = out->ymd || out->digits[0] == 4;
        out->dmy = out->mdy = false;
    }
    return (out->dmy || out->mdy || out->ymd) && !part_of_longer(tokens, out);
}

enum { ISO_LENGTH = 10 };

bool pdx_numeric_iso(pdx_span text, pdx_numeric_date *out) {
    static const char form[ISO_LENGTH + 1] = "0000-00-00";
    uint32_t number = 0;
    if (text.len != ISO_LENGTH) return false;
    for (size_t i = 0; i < ISO_LENGTH; i++) {
        const uint32_t digit = (uint32_t)text.data[i] - '0';
        if (form[i] == '-' ? text.data[i] != '-' : digit > 9) return false;
        if (form[i] != '-') number = number * 10 + digit;
    }
    memset(out, 0, sizeof *out);
    out->fields[0] = number / 10000;
    out->fields[1] = number / 100 % 100;
    out->fields[2] = number % 100;
    out->digits[0] = 4;
    out->digits[1] = out->digits[2] = 2;
    out->last = 4;
    out->mark = '-';
    allow_orders(out);
    return out->ymd && out->fields[0] >= PDX_OTHER_YEARS_END;
}

pdx_date_hints pdx_date_hints_of(pdx_date_order order) {
    enum { FAR_YEAR = 2050 };
    const pdx_date_hints hints = {order, PDX_GREGORIAN, false, pdx_days_from_civil(FAR_YEAR, 1, 1) - 1};
    return hints;
}

static bool is_persian(pdx_lang language) { return language == PDX_LANG('f', 'a') || language == PDX_LANG('p', 's'); }

pdx_calendar pdx_year_calendar(int32_t year, unsigned month, unsigned day, pdx_lang language, bool scripted, const pdx_date_hints *hints) {
    enum { WEB_YEAR = 1990 }; /* no page is older */
    pdx_calendar calendar = hints->calendar;
    bool is_by_capture = false;
    if (language == PDX_LANG('t', 'h') && year >= FIRST_BUDDHIST) return PDX_BUDDHIST;
    if (year < PDX_OTHER_YEARS_BEGIN || year >= PDX_OTHER_YEARS_END || month < 1 || month > 12) return PDX_GREGORIAN;
    if (language == PDX_LANG('a', 'r')) calendar = PDX_HIJRI;
    else if (scripted || is_persian(language)) calendar = PDX_JALALI;
    else if (calendar == PDX_GREGORIAN && hints->is_captured) {
        calendar = PDX_JALALI;
        is_by_capture = true;
    }
    if (calendar == PDX_GREGORIAN) return calendar;
    const int64_t days = pdx_calendar_days(calendar, year, month, day == 0 ? 1 : day);
    return days > hints->latest || (is_by_capture && days < pdx_days_from_civil(WEB_YEAR, 1, 1)) ? PDX_GREGORIAN : calendar;
}

bool pdx_numeric_date_read(const pdx_numeric_date *numeric, pdx_date_order order, pdx_lang language, const pdx_date_hints *hints, pdx_date *date) {
    static const uint8_t places[4][3] = {{2, 1, 0}, {2, 1, 0}, {2, 0, 1}, {0, 1, 2}}; /* year, month, day */
    const bool allowed = order == PDX_ORDER_DMY ? numeric->dmy : order == PDX_ORDER_MDY ? numeric->mdy
                       : order == PDX_ORDER_YMD && numeric->ymd;
    if (!allowed) return false;
    const uint8_t *place = places[order];
    const uint32_t printed = numeric->fields[place[0]];
    const unsigned digits = numeric->digits[place[0]];
    pdx_calendar calendar = PDX_GREGORIAN;
    if (digits == 4)
        calendar = pdx_year_calendar((int32_t)printed, numeric->fields[place[1]], numeric->fields[place[2]], language, numeric->scripted, hints);
    else if (digits == 2 && order == PDX_ORDER_YMD && (numeric->eastern || language == PDX_LANG('f', 'a')))
        calendar = PDX_JALALI;
    date->short_year = digits <= 2;
    return pdx_date_set(date, calendar, pdx_full_year(printed, digits, calendar), numeric->fields[place[1]],
                        numeric->fields[place[2]]);
}
