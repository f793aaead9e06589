#include "archive/build/name_day.h"

static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static bool parts_names(uint8_t c) { return c == '/' || c == '\\' || c == '!'; }

/* What stands behind the last of the folders and archives that it is in; *rest is what stands before that. */
static pdx_span own_name(pdx_span name, pdx_span *rest) {
    size_t at = name.len;
    while (at > 0 && !parts_names(name.data[at - 1])) at--;
    *rest = pdx_span_slice(name, 0, at == 0 ? 0 : at - 1);
    return pdx_span_slice(name, at, name.len);
}

/* `index.md`: the folder has the post's name. */
static bool is_index(pdx_span own) { return pdx_span_starts(own, pdx_span_str("index.")); }

/* How many bytes at the beginning of a name are a day, of numbers with or without a zero before them; 0: none are. */
static size_t day_len(pdx_span own) {
    size_t at = 0;
    for (size_t part = 0; part < 3; part++) {
        size_t n = 0;
        while (at + n < own.len && is_digit(own.data[at + n])) n++;
        if (part == 0 ? n != 4 : n != 1 && n != 2) return 0;
        at += n;
        if (part < 2 && (at >= own.len || own.data[at++] != '-')) return 0;
    }
    return at == own.len || memchr("-_. ", own.data[at], 4) != NULL ? at : 0;
}

bool archive_name_day(pdx_span name, pdx_date *date) {
    pdx_span rest, own = own_name(name, &rest);
    pdx_range found;
    size_t len;
    bool open;
    if (is_index(own)) own = own_name(rest, &rest);
    len = day_len(own);
    return len > 0 && pdx_date_parse(pdx_span_slice(own, 0, len), PDX_LANG_NONE, PDX_ORDER_YMD, date, &found, &open) &&
           date->precision == PDX_PRECISION_DAY && date->calendar == PDX_GREGORIAN;
}
