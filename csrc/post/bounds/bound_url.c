#include "post/bounds/bound_url.h"

#include "post/dates/calendar.h"
#include "post/mentions/mention_lex.h"

/* `n` digits at `at` that end there. */
static bool digits_at(pdx_span url, size_t at, size_t n, uint32_t *value) {
    *value = 0;
    if (at + n > url.len) return false;
    for (size_t i = 0; i < n; i++) {
        if (!pdx_ascii_digit(url.data[at + i])) return false;
        *value = *value * 10 + (uint32_t)(url.data[at + i] - '0');
    }
    return at + n == url.len || !pdx_ascii_digit(url.data[at + n]);
}

static bool is_at(pdx_span url, size_t at, uint8_t c) { return at < url.len && url.data[at] == c; }
static bool is_end(pdx_span url, size_t at) {
    return at >= url.len || url.data[at] == '/' || url.data[at] == '?' || url.data[at] == '#' || url.data[at] == '&';
}

static bool days_of(uint32_t year, uint32_t month, uint32_t day, int64_t *first, int64_t *last) {
    if (year < 1991 || year >= 2100 || month > 12) return false;
    const unsigned length = pdx_month_length(PDX_GREGORIAN, (int32_t)year, month);
    if (month == 0) {
        *first = pdx_days_from_civil((int32_t)year, 1, 1);
        *last = pdx_days_from_civil((int32_t)year, 12, 31);
    } else if (day == 0) {
        *first = pdx_days_from_civil((int32_t)year, month, 1);
        *last = *first + length - 1;
    } else if (day <= length) *first = *last = pdx_days_from_civil((int32_t)year, month, day);
    else return false;
    return true;
}

/* /2019, /2019/02, /2019/02/13 at a slash. */
static bool path_days(pdx_span url, size_t slash, bool whole_year, int64_t *first, int64_t *last) {
    uint32_t year, month = 0, day = 0;
    if (!digits_at(url, slash + 1, 4, &year) || !is_end(url, slash + 5)) return false;
    if (is_at(url, slash + 5, '/') && digits_at(url, slash + 6, 2, &month) && is_end(url, slash + 8)) {
        if (!is_at(url, slash + 8, '/') || !digits_at(url, slash + 9, 2, &day) || !is_end(url, slash + 11)) day = 0;
    } else {
        month = 0;
        if (!whole_year) return false;
    }
    return days_of(year, month, day, first, last);
}

/* m=2019, m=201902, m=20190213 behind '?' or '&'. */
static bool query_days(pdx_span url, size_t mark, int64_t *first, int64_t *last) {
    uint32_t value;
    if (!is_at(url, mark + 1, 'm') || !is_at(url, mark + 2, '=')) return false;
    if (digits_at(url, mark + 3, 8, &value)) return days_of(value / 10000, value / 100 % 100, value % 100, first, last);
    if (digits_at(url, mark + 3, 6, &value)) return days_of(value / 100, value % 100, 0, first, last);
    return digits_at(url, mark + 3, 4, &value) && days_of(value, 0, 0, first, last);
}

bool pdx_url_days(pdx_span url, bool whole_year, int64_t *first, int64_t *last) {
    bool query = false;
    for (size_t i = 0; i < url.len; i++) {
        const uint8_t c = url.data[i];
        query = query || c == '?';
        if (c == '#') return false;
        if (c == '/' && !query && path_days(url, i, whole_year, first, last)) return true;
        if (query && (c == '?' || c == '&') && query_days(url, i, first, last)) return true;
    }
    return false;
}
