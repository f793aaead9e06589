#include "archive/build/name_day.h"

enum { DAY_BYTES = 10 };

static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

/* What stands behind the folders and archives that it is in. */
static pdx_span own_name(pdx_span name) {
    size_t at = name.len;
    while (at > 0 && name.data[at - 1] != '/' && name.data[at - 1] != '\\' && name.data[at - 1] != '!') at--;
    return pdx_span_slice(name, at, name.len);
}

bool archive_name_day(pdx_span name, pdx_date *date) {
    const pdx_span own = own_name(name);
    pdx_range found;
    bool open;
    if (own.len <= DAY_BYTES || own.data[DAY_BYTES] != '-') return false;
    for (size_t i = 0; i < DAY_BYTES; i++) {
        if (i == 4 || i == 7 ? own.data[i] != '-' : !is_digit(own.data[i])) return false;
    }
    return pdx_date_parse(pdx_span_slice(own, 0, DAY_BYTES), PDX_LANG_NONE, PDX_ORDER_YMD, date, &found, &open) &&
           date->precision == PDX_PRECISION_DAY && date->calendar == PDX_GREGORIAN;
}
