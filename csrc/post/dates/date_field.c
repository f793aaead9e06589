#include "post/dates/date_numeric.h"

#include "base/ascii.h"

/* Texts that are told to be dates. What stands in running text must look like a date to be one; here a number is a year. */

enum { NONE = 0, YEAR_DIGITS = 4, DAY_DIGITS = 8, LONGEST = 9 }; /* bytes of ASCII that may be a year or a month and no day */

/* "-44", and "44 BC": years before the first are not told. */
static bool is_before_christ(pdx_span text) {
    if (text.len > 1 && text.data[0] == '-' && pdx_is_digit(text.data[1])) return true;
    for (size_t i = 1; i + 1 < text.len; i++) {
        const bool begins = text.data[i - 1] == ' ' || pdx_is_digit(text.data[i - 1]);
        if (!begins || (text.data[i] | 0x20) != 'b') continue;
        size_t at = i + 1;
        if (text.data[at] == '.') at++;
        if (at >= text.len || (text.data[at] | 0x20) != 'c') continue;
        at++;
        if (at < text.len && text.data[at] == '.') at++;
        if (at < text.len && (text.data[at] | 0x20) == 'e') at++;
        if (at == text.len || text.data[at] == ' ' || text.data[at] == '.' || text.data[at] == ',') return true;
    }
    return false;
}

static bool is_number(const pdx_date_token *token, unsigned least, unsigned most) {
    return token->kind == PDX_DATE_NUMBER && token->digits >= least && token->digits <= most && token->value != 0;
}

/* What three tokens say: a year and a month between marks, in either order; "1850.0", as tables write whole numbers. */
static bool year_and_month(const pdx_date_token *items, uint32_t *year, uint32_t *month) {
    const pdx_date_token *first = &items[0], *last = &items[2];
    const char mark = items[1].mark;
    if (items[1].kind != PDX_DATE_MARK || (mark != '-' && mark != '/' && mark != '.')) return false;
    *month = NONE;
    if (is_number(first, 3, YEAR_DIGITS) && mark == '.' && last->kind == PDX_DATE_NUMBER && last->digits == 1 && last->value == 0) {
        *year = first->value;
        return true;
    }
    const bool is_year_first = is_number(first, YEAR_DIGITS, YEAR_DIGITS) && is_number(last, 1, 2);
    if (!is_year_first && !(is_number(first, 1, 2) && is_number(last, YEAR_DIGITS, YEAR_DIGITS))) return false;
    *year = is_year_first ? first->value : last->value;
    *month = is_year_first ? last->value : first->value;
    return *month <= 12;
}

static bool set_year(pdx_date *date, pdx_calendar calendar, int32_t year) {
    if (!pdx_date_set(date, calendar, year, 1, 1)) return false;
    date->precision = PDX_PRECISION_YEAR;
    if (date->calendar == PDX_GREGORIAN || date->calendar == PDX_BUDDHIST) date->month = date->day = 0;
    return true;
}

static bool short_date(const pdx_date_tokens *tokens, pdx_lang language, const pdx_date_hints *hints, pdx_date *date) {
    uint32_t year, month = NONE;
    memset(date, 0, sizeof *date);
    if (tokens->n == 1 && is_number(&tokens->items[0], DAY_DIGITS, DAY_DIGITS)) {
        const uint32_t value = tokens->items[0].value;
        return value >= 10000101 && value % 100 != 0 && pdx_date_set(date, PDX_GREGORIAN, (int32_t)(value / 10000), value / 100 % 100, value % 100);
    }
    if (tokens->n == 1 && is_number(&tokens->items[0], 3, YEAR_DIGITS)) year = tokens->items[0].value;
    else if (tokens->n != 3 || !year_and_month(tokens->items, &year, &month)) return false;
    const pdx_calendar calendar =
        pdx_year_calendar((int32_t)year, month == NONE ? 1 : month, 0, language, tokens->items[0].eastern || tokens->items[0].arabic, hints);
    return month == NONE ? set_year(date, calendar, (int32_t)year) : pdx_date_set(date, calendar, (int32_t)year, month, 0);
}

/* Seconds, or thousandths, since 1970, as programs tell times: a number of ten digits, or thirteen, with a fraction or without. In Greenwich. */
static bool seconds_since(pdx_span text, pdx_date *date) {
    enum { SECONDS = 10, THOUSANDTHS = 13, DAY = 86400 };
    size_t n = 0;
    int64_t value = 0;
    unsigned month, day;
    for (; n < text.len && n <= THOUSANDTHS && pdx_is_digit(text.data[n]); n++) value = value * 10 + (text.data[n] - '0');
    if (n != SECONDS && n != THOUSANDTHS) return false;
    for (size_t i = n; i < text.len; i++) {
        if (i == n ? text.data[i] != '.' : !pdx_is_digit(text.data[i])) return false;
    }
    if (n == THOUSANDTHS) value /= 1000;
    memset(date, 0, sizeof *date);
    pdx_civil_from_days(value / DAY, &date->year, &month, &day);
    date->month = (uint8_t)month;
    date->day = (uint8_t)day;
    date->hour = (uint8_t)(value % DAY / 3600);
    date->minute = (uint8_t)(value % 3600 / 60);
    date->second = (uint8_t)(value % 60);
    date->precision = PDX_PRECISION_SECOND;
    return true;
}

bool pdx_date_field(pdx_span text, pdx_lang language, const pdx_date_hints *hints, pdx_date *date, pdx_range *found, bool *ambiguous) {
    pdx_date_tokens tokens;
    *ambiguous = false;
    if (is_before_christ(text)) return false;
    if (seconds_since(text, date)) {
        *found = pdx_range_of(0, text.len);
        return true;
    }
    if (text.len > 0 && (text.len <= LONGEST || !pdx_is_digit(text.data[0]))) {
        pdx_date_lex(text, language, &tokens);
        if (short_date(&tokens, language, hints, date)) {
            *found = pdx_range_of(0, text.len);
            return true;
        }
    }
    return pdx_date_parse_by(text, language, hints, date, found, ambiguous);
}
