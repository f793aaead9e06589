#include "archive/build/heading_day.h"

#include "page/lexicon/chars.h"
#include "post/dates/calendar.h"

enum { DAY_DIGITS = 2, DAYS = 31 };

/* One or two digits and nothing else, but for a dot behind them; 0: something else. */
static unsigned day_of(pdx_span text) {
    const uint8_t *p = text.data, *end = text.data + text.len;
    unsigned day = 0, digits = 0;
    while (p < end) {
        uint32_t cp;
        const size_t n = pdx_char_decode(p, end, &cp);
        if (pdx_char_digit(cp) < 0) break;
        if (++digits > DAY_DIGITS) return 0;
        day = day * 10 + (unsigned)pdx_char_digit(cp);
        p += n;
    }
    if (p < end && *p == '.') p++;
    return p == end && day <= DAYS ? day : 0;
}

unsigned archive_heading_day(const pdx_page *page, const pdx_page_entry *entry, pdx_range *range) {
    *range = pdx_range_of(0, 0);
    if (entry->date_printed.end <= entry->date_printed.begin) return 0;
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        const pdx_page_part *part = &page->parts[i];
        if (part->role != PDX_ROLE_DATE || (part->range.begin < entry->date_printed.end && part->range.end > entry->date_printed.begin)) continue;
        const unsigned day = day_of(pdx_span_slice(page->text, (size_t)part->range.begin, (size_t)part->range.end));
        if (day == 0) continue;
        *range = part->range;
        return day;
    }
    return 0;
}

void archive_join_day(const pdx_page *page, const pdx_page_entry *entry, pdx_date *date) {
    pdx_range range;
    if (date->precision != PDX_PRECISION_MONTH || date->calendar != PDX_GREGORIAN || date->month == 0) return;
    const unsigned day = archive_heading_day(page, entry, &range);
    if (day == 0 || day > pdx_month_length(PDX_GREGORIAN, date->year == 0 ? 2000 : date->year, date->month)) return; /* of any year: one with a leap day */
    date->day = (uint8_t)day;
    date->precision = PDX_PRECISION_DAY;
}
