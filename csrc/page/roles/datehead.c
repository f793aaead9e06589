#include "page/roles/datehead.h"

#include <stdlib.h>

#include "page/lexicon/chars.h"
#include "page/lexicon/shortdate.h"

enum { HEAD_BYTES = 120, LEAST = 2, LEAST_SHORT = 3 };

/* The first paragraph under the title. */
static size_t first_text(const pdx_sheet *sheet, const pdx_start *s) {
    size_t i = s->title == PDX_PAGE_NO_LINE ? s->line : (size_t)s->title + 1;
    while (i < s->end && !(sheet->facts[i].flags & PDX_FACT_PARA)) i++;
    return i;
}

/* The date that the line's first words announce; empty: none. */
static pdx_range head_date(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const uint64_t end = line->end - line->begin > HEAD_BYTES ? line->begin + HEAD_BYTES : line->end;
    pdx_dateline date;
    pdx_phrase phrase;
    if (!pdx_dateline_find(pdx_span_slice(sheet->text, (size_t)line->begin, (size_t)end), &date) || date.year_only || date.month_year) {
        return pdx_range_of(0, 0);
    }
    if (!pdx_lexicon_line(pdx_span_slice(sheet->text, (size_t)line->begin, (size_t)(line->begin + date.range.end)), &phrase)) {
        return pdx_range_of(0, 0);
    }
    if (phrase.kind != PDX_PHRASE_POSTED_ON || phrase.language == PDX_LANG_NONE) return pdx_range_of(0, 0);
    return pdx_range_of(line->begin + date.range.begin, line->begin + date.range.end);
}

/* What stands behind the date stays what it is; a piece that begins the line gives its beginning to the date. */
static bool head_part(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_range date) {
    pdx_piece head = {.role = PDX_ROLE_DATE, .line = (uint32_t)i}, rest = {.role = marks->marks.data[i].role, .line = (uint32_t)i};
    head.range = pdx_range_of(sheet->lines[i].begin, date.end);
    for (size_t k = 0; k < marks->pieces.len; k++) {
        pdx_piece *piece = &marks->pieces.data[k];
        if (piece->line != i || piece->range.begin != head.range.begin) continue;
        if (piece->range.end <= head.range.end) return true;
        piece->range = pdx_chars_trim(sheet->text, pdx_range_of(head.range.end, piece->range.end));
        return PDX_VEC_PUSH(&marks->pieces, head);
    }
    rest.range = pdx_chars_trim(sheet->text, pdx_range_of(head.range.end, sheet->lines[i].end));
    return PDX_VEC_PUSH(&marks->pieces, head) && (rest.range.begin >= rest.range.end || PDX_VEC_PUSH(&marks->pieces, rest));
}

/* A month and a day in two digits each and nothing else: "08-13". */
static bool is_month_and_day(const pdx_sheet *sheet, size_t i) {
    const pdx_span line = pdx_span_slice(sheet->text, (size_t)sheet->lines[i].begin, (size_t)sheet->lines[i].end);
    return line.len < 8 && pdx_shortdate_find(line).end == line.len;
}

/* The one such line of an entry; s->end: there is none, or several. */
static size_t month_and_day(const pdx_sheet *sheet, const pdx_start *s) {
    size_t found = s->end;
    for (size_t i = s->line; i < s->end; i++) {
        if (i == s->title || !is_month_and_day(sheet, i)) continue;
        if (found != s->end) return s->end;
        found = i;
    }
    return found;
}

void pdx_date_short_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    const size_t n = starts->starts.len;
    size_t with = 0;
    for (size_t k = 0; k < n; k++) {
        with += marks->found.data[k].date_rank == 0 && month_and_day(sheet, &starts->starts.data[k]) < starts->starts.data[k].end;
    }
    if (with < LEAST_SHORT || 10 * with < 7 * n) return;
    for (size_t k = 0; k < n; k++) {
        const size_t i = month_and_day(sheet, &starts->starts.data[k]);
        if (marks->found.data[k].date_rank > 0 || i >= starts->starts.data[k].end) continue;
        pdx_mark_set(&marks->marks.data[i], PDX_ROLE_DATE, 0.9f, PDX_WHY(PDX_RULE_DATE_SHAPE) | PDX_WHY(PDX_RULE_SAME_SHAPE));
        pdx_found_date(&marks->found.data[k], sheet->text, pdx_range_of(sheet->lines[i].begin, sheet->lines[i].end), PDX_DATE_USUAL);
    }
}

static int by_place(const void *left, const void *right) {
    const pdx_piece *a = left, *b = right;
    return a->range.begin < b->range.begin ? -1 : a->range.begin > b->range.begin;
}

bool pdx_date_heads_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    const size_t n = starts->starts.len;
    size_t heads = 0;
    for (size_t k = 0; k < n; k++) {
        const size_t i = first_text(sheet, &starts->starts.data[k]);
        heads += marks->found.data[k].date_rank == 0 && i < starts->starts.data[k].end && head_date(sheet, i).end > 0;
    }
    if (heads < LEAST || 2 * heads < n) return true;
    for (size_t k = 0; k < n; k++) {
        const size_t i = first_text(sheet, &starts->starts.data[k]);
        pdx_range date;
        if (marks->found.data[k].date_rank > 0 || i >= starts->starts.data[k].end) continue;
        date = head_date(sheet, i);
        pdx_found_date(&marks->found.data[k], sheet->text, date, PDX_DATE_TOLD | PDX_DATE_USUAL);
        if (date.end > 0 && !head_part(marks, sheet, i, date)) return false;
    }
    if (marks->pieces.len > 1) qsort(marks->pieces.data, marks->pieces.len, sizeof *marks->pieces.data, by_place);
    return true;
}
