#include "archive/build/heading_day.h"

#include "page/lexicon/chars.h"
#include "page/lexicon/shortdate.h"
#include "post/dates/calendar.h"

enum { DAY_DIGITS = 2, DAYS = 31, MONTH_BYTES = 40 /* of a heading that is one */ };

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

/* The part is all that its entry prints of its own date, and heads no other. */
static bool is_own(const pdx_page *page, const pdx_page_part *part) {
    const pdx_page_entry *entry = part->entry == PDX_PAGE_NO_ENTRY ? NULL : &page->entries[part->entry];
    return entry != NULL && entry->date_printed.begin < part->range.end && entry->date_printed.end > part->range.begin;
}

static void month_note(archive_month_above *above, const pdx_page *page, const pdx_page_part *part) {
    pdx_date date;
    pdx_range found;
    bool open;
    if (part->role != PDX_ROLE_DATE || part->range.end - part->range.begin > MONTH_BYTES || is_own(page, part)) return;
    const pdx_span text = pdx_span_slice(page->text, (size_t)part->range.begin, (size_t)part->range.end);
    if (!pdx_date_parse(text, page->language, PDX_ORDER_UNKNOWN, &date, &found, &open)) return;
    if (date.precision == PDX_PRECISION_MONTH && date.calendar == PDX_GREGORIAN && date.year != 0) above->date = date;
}

/* The day that two fields of two digits say of a month; 0: they say another month, or none. */
static unsigned day_in(pdx_span printed, unsigned month) {
    const pdx_range range = pdx_shortdate_find(printed);
    const uint8_t *p = printed.data;
    if (range.begin != 0 || range.end == 0 || range.end != printed.len) return 0;
    const unsigned first = (p[0] - '0') * 10u + (p[1] - '0'), second = (p[3] - '0') * 10u + (p[4] - '0');
    return second == month ? first : first == month ? second : 0;
}

void archive_join_year(archive_month_above *above, const pdx_page *page, const pdx_page_entry *entry, pdx_span printed, pdx_date *date) {
    const uint32_t end = entry->title == PDX_PAGE_NO_PART ? entry->first_part : entry->title;
    const pdx_date *month = &above->date;
    const bool is_yearless = date->precision == PDX_PRECISION_DAY && date->year == 0 && date->calendar == PDX_GREGORIAN;
    if (!is_yearless && (date->precision != PDX_PRECISION_NONE || pdx_shortdate_find(printed).end == 0)) return;
    for (; above->part < end; above->part++) month_note(above, page, &page->parts[above->part]);
    if (month->year == 0) return;
    const unsigned day = !is_yearless ? day_in(printed, month->month) : date->month == month->month ? date->day : 0;
    if (day == 0 || day > pdx_month_length(PDX_GREGORIAN, month->year, month->month)) return;
    *date = *month;
    date->day = (uint8_t)day;
    date->precision = PDX_PRECISION_DAY;
}
