#include "page/entries/boxes.h"

#include "page/lexicon/dateline.h"

static const float sure = 0.97f; /* that boxes are entries: a guess, until there are pages of many themes with a truth (of 82 pages of two, all are) */

void pdx_asides_mark(pdx_facts *facts, const pdx_lines *lines, const pdx_page_options *options) {
    enum { LOOK = 20 }; /* of titles, at most */
    size_t i = 0;
    for (size_t k = 0; k < options->n_asides; k++) {
        while (i < lines->lines.len && lines->lines.data[i].begin < options->asides[k].begin) i++;
        for (; i < lines->lines.len && lines->lines.data[i].begin < options->asides[k].end; i++) {
            pdx_fact *fact = &facts->facts.data[i];
            fact->phrases = (fact->phrases & ~(uint32_t)PDX_PHRASES_OF_ENTRY) | PDX_PHRASE_BIT(PDX_PHRASE_NAV);
            if (fact->title > LOOK) fact->title = LOOK;
        }
    }
}

/* The first line that begins at or behind `at`. */
static uint32_t line_at(const pdx_sheet *sheet, uint64_t at) {
    size_t low = 0, high = sheet->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sheet->lines[middle].begin < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low;
}

/* What stands in the title's line beside it may be the date. */
static void date_beside(pdx_start *start, const pdx_sheet *sheet, const pdx_line *line) {
    const pdx_range sides[] = {pdx_range_of(start->words.end, line->end), pdx_range_of(line->begin, start->words.begin)};
    for (size_t i = 0; i < PDX_COUNTOF(sides); i++) {
        pdx_dateline date;
        if (sides[i].end <= sides[i].begin || !pdx_dateline_find(pdx_span_slice(sheet->text, (size_t)sides[i].begin, (size_t)sides[i].end), &date)) {
            continue;
        }
        if (date.range.end <= date.range.begin || date.year_only) continue;
        start->date = pdx_range_of(sides[i].begin + date.range.begin, sides[i].begin + date.range.end);
        return;
    }
}

/* The line that holds the title, and which of its words are it. */
static void title_set(pdx_start *start, const pdx_sheet *sheet, pdx_range title) {
    uint32_t line = line_at(sheet, title.begin + 1);
    start->title = PDX_PAGE_NO_LINE;
    if (title.end <= title.begin || line == 0) return;
    line--; /* it begins at the title or before */
    if (line < start->line || line >= start->end || title.begin >= sheet->lines[line].end) return;
    start->title = line;
    if (title.begin <= sheet->lines[line].begin && title.end >= sheet->lines[line].end) return;
    start->words = title;
    date_beside(start, sheet, &sheet->lines[line]);
}

/* An entry ends before an aside that goes on to its end. */
static uint32_t end_before(const pdx_start *start, const pdx_sheet *sheet, const pdx_page_options *options) {
    const uint32_t head = start->title == PDX_PAGE_NO_LINE ? start->line : start->title;
    uint32_t end = start->end;
    for (size_t i = options->n_asides; i-- > 0;) {
        const uint32_t begin = line_at(sheet, options->asides[i].begin);
        if (begin <= head) break;
        if (begin < end && line_at(sheet, options->asides[i].end) >= end) end = begin;
    }
    return end;
}

static bool is_aside(uint64_t at, const pdx_page_options *options) {
    size_t low = 0, high = options->n_asides;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (options->asides[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < options->n_asides && options->asides[low].begin <= at;
}

void pdx_asides_drop(pdx_starts *starts, const pdx_sheet *sheet, const pdx_page_options *options) {
    const size_t n = starts->starts.len;
    size_t kept = 0;
    for (size_t i = 0; options->n_asides > 0 && i < n; i++) {
        pdx_start start = starts->starts.data[i];
        const uint32_t head = start.title == PDX_PAGE_NO_LINE ? start.line : start.title;
        if (n > 1 && is_aside(sheet->lines[head].begin, options)) continue;
        start.end = end_before(&start, sheet, options);
        starts->starts.data[kept++] = start;
    }
    if (options->n_asides > 0) starts->starts.len = kept;
}

pdx_status pdx_boxes_read(pdx_starts *starts, pdx_choice *choice, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) {
    size_t before = 0;
    if (options->n_boxes == 0) return PDX_OK;
    if (!PDX_VEC_RESERVE(&starts->starts, options->n_boxes)) return pdx_fail_memory(err);
    starts->starts.len = 0;
    for (size_t i = 0; i < options->n_boxes; i++) {
        const pdx_page_box *box = &options->boxes[i];
        pdx_start start = {0};
        start.line = line_at(sheet, box->range.begin);
        start.end = line_at(sheet, box->range.end);
        start.margin = 4;
        if (start.line < before || start.end <= start.line) continue; /* it has no line of its own */
        title_set(&start, sheet, box->title);
        starts->starts.data[starts->starts.len++] = start;
        before = start.end;
    }
    choice->probability = sure;
    choice->why = PDX_WHY(PDX_RULE_BOXES);
    choice->n_like = 0;
    return PDX_OK;
}
