#include "page/roles/dayheader.h"

/* A line that is a full date and nothing else, above the title of entry `k` and below the text of the one before. */
static bool is_header(const pdx_sheet *sheet, size_t i) {
    const unsigned full = PDX_FACT_DATE | PDX_FACT_DATED;
    if (sheet->facts[i].flags & PDX_FACT_PERIOD) return true;
    return (sheet->facts[i].flags & full) == full && (sheet->facts[i].phrases & ~PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON)) == 0;
}

/* The last such line in [from, to); `to` when there is none. */
static size_t header_in(const pdx_sheet *sheet, size_t from, size_t to) {
    for (size_t i = to; i-- > from;) {
        if (is_header(sheet, i)) return i;
    }
    return to;
}

enum { REACH = 8 };

/* Where the lines above an entry's title begin: after the entry before, or a few lines above the first one. */
static size_t above(const pdx_starts *starts, size_t k) {
    const uint32_t line = starts->starts.data[k].line;
    const size_t from = k > 0 ? starts->starts.data[k - 1].end : line > REACH ? line - REACH : 0;
    return from < line ? from : line;
}

static bool is_in(pdx_range range, const pdx_sheet *sheet, size_t line) {
    return range.end > range.begin && range.begin >= sheet->lines[line].begin && range.end <= sheet->lines[line].end;
}

/* Headers are shared where some entries have one above them and no other date, and some have no date at all. */
static bool are_shared(const pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    size_t with = 0, without = 0, own = 0;
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        const size_t title = s->title == PDX_PAGE_NO_LINE ? s->line : s->title;
        const size_t header = header_in(sheet, above(starts, k), title);
        const pdx_range date = marks->found.data[k].date;
        const bool dated = date.end > date.begin;
        if (header < title && (!dated || is_in(date, sheet, header))) with++;
        else if (dated) own++;
        else without++;
    }
    return with > 0 && own * 4 <= with && (without > 0 || with > 1);
}

void pdx_dayheaders_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    size_t header = sheet->n;
    if (starts->starts.len < 2 || !are_shared(marks, sheet, starts)) return;
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        const size_t title = s->title == PDX_PAGE_NO_LINE ? s->line : s->title;
        const size_t found = header_in(sheet, above(starts, k), title);
        pdx_found *field = &marks->found.data[k];
        if (found < title) header = found;
        if (header == sheet->n || field->date.end > field->date.begin) continue;
        field->date = sheet->facts[header].date;
        field->date_from_header = marks->marks.data[header].entry != k;
        field->why |= PDX_WHY(PDX_RULE_DAY_HEADER);
    }
}
