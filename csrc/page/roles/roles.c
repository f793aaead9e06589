#include "page/roles/roles.h"

#include <stdlib.h>

#include "page/roles/body.h"
#include "page/roles/continued.h"
#include "page/lexicon/chars.h"
#include "page/roles/datehead.h"
#include "page/roles/dayheader.h"
#include "page/roles/furniture.h"
#include "page/roles/hashtails.h"
#include "page/roles/labelled.h"
#include "page/roles/meta.h"
#include "page/roles/remainder.h"
#include "page/roles/signedlists.h"
#include "page/roles/slots.h"
#include "page/roles/titleend.h"

/* The line of a row: its title, and what stands before and behind it, the date among that. */
static bool row_split(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, pdx_found *found) {
    const pdx_line *line = &sheet->lines[s->title];
    const pdx_range sides[] = {pdx_chars_trim(sheet->text, pdx_range_of(line->begin, s->words.begin)), s->words,
                               pdx_chars_trim(sheet->text, pdx_range_of(s->words.end, line->end))};
    pdx_found_date(found, sheet->text, s->date, PDX_DATE_USUAL);
    marks->marks.data[s->title].why |= PDX_WHY(PDX_RULE_TITLE_IN_LINE);
    for (unsigned k = 0; k < PDX_COUNTOF(sides); k++) {
        const bool dated = sides[k].begin <= s->date.begin && s->date.end <= sides[k].end;
        const pdx_piece piece = {.range = sides[k],
                                 .line = s->title,
                                 .role = (uint8_t)(k == 1  ? PDX_ROLE_TITLE
                                                   : dated ? PDX_ROLE_DATE
                                                           : PDX_ROLE_OTHER)};
        if (sides[k].begin < sides[k].end && !PDX_VEC_PUSH(&marks->pieces, piece)) return false;
    }
    return true;
}

/* The date of a row on a line of its own. */
static void date_line_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, pdx_found *found) {
    const size_t i = s->line == s->title ? s->line + 1u : s->line;
    pdx_mark_set(&marks->marks.data[i], PDX_ROLE_DATE, 0.95f, PDX_WHY(PDX_RULE_DATE_SHAPE) | PDX_WHY(PDX_RULE_SAME_SHAPE));
    pdx_found_date(found, sheet->text, s->date, PDX_DATE_USUAL);
}

/* A title that shares its line with the date before it. */
static bool title_split(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_found *found) {
    const pdx_range date = sheet->facts[i].date;
    pdx_piece first = {.role = PDX_ROLE_DATE}, second = {.role = PDX_ROLE_TITLE};
    first.range = pdx_chars_trim(sheet->text, date);
    second.range = pdx_chars_trim(sheet->text, pdx_range_of(date.end, sheet->lines[i].end));
    first.line = second.line = (uint32_t)i;
    if (second.range.begin >= second.range.end) return true;
    pdx_found_date(found, sheet->text, date, PDX_DATE_USUAL);
    marks->marks.data[i].why |= PDX_WHY(PDX_RULE_TITLE_IN_LINE);
    return PDX_VEC_PUSH(&marks->pieces, first) && PDX_VEC_PUSH(&marks->pieces, second);
}

static bool title_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, pdx_found *found) {
    const bool sandwich = s->title > s->line && s->title + 1 < s->end && pdx_sheet_same(sheet, s->title - 1, s->title + 1);
    pdx_mark_set(&marks->marks.data[s->title], PDX_ROLE_TITLE, sandwich ? 0.98f : 0.97f, /* as measured: tests/truth/reliability.py */
                 PDX_WHY(PDX_RULE_TITLE_LOOK) | (sandwich ? PDX_WHY(PDX_RULE_TITLE_SANDWICH) : 0));
    if (s->words.end > 0) return row_split(marks, sheet, s, found);
    if (s->date.end > 0) date_line_mark(marks, sheet, s, found);
    return !pdx_sheet_dated_title(sheet, s->title) || title_split(marks, sheet, s->title, found);
}

/* What words, dates and copies of the title's neighbours explain. */
static bool entry_known(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_start *s) {
    pdx_found found = {0};
    if (!pdx_meta_read(marks, terms, sheet, s, &found)) return false;
    if (s->title != PDX_PAGE_NO_LINE) {
        if (!title_mark(marks, sheet, s, &found)) return false;
        pdx_body_pictures(marks, sheet, s);
    }
    return PDX_VEC_PUSH(&marks->found, found);
}

static int piece_order(const void *a, const void *b) {
    const pdx_piece *x = a, *y = b;
    return x->range.begin < y->range.begin ? -1 : x->range.begin > y->range.begin;
}

/* Furniture at the end of text lines. */
static bool tails_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    for (size_t i = 0; i < sheet->n; i++) {
        const uint32_t entry = marks->marks.data[i].entry;
        if (sheet->facts[i].tail == PDX_PHRASE_NONE || entry == PDX_PAGE_NO_ENTRY) continue;
        if (marks->marks.data[i].role == PDX_ROLE_TITLE) continue;
        if (!pdx_furniture_tail(marks, sheet, i, &marks->found.data[entry])) return false;
    }
    if (!pdx_continued_read(marks, sheet, starts)) return false;
    if (marks->pieces.len > 1) qsort(marks->pieces.data, marks->pieces.len, sizeof *marks->pieces.data, piece_order);
    return true;
}

/* Which entry each line stands in. */
static bool marks_init(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    size_t k = 0;
    if (!PDX_VEC_RESERVE(&marks->marks, sheet->n)) return false;
    for (size_t i = 0; i < sheet->n; i++) {
        pdx_mark mark = {0};
        while (k < starts->starts.len && i >= starts->starts.data[k].end) k++;
        mark.entry = k < starts->starts.len && i >= starts->starts.data[k].line ? (uint32_t)k : PDX_PAGE_NO_ENTRY;
        marks->marks.data[marks->marks.len++] = mark;
    }
    return true;
}

static pdx_status body_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    pdx_twins twins = {NULL, 0, 0};
    pdx_habits habits;
    PDX_TRY(pdx_twins_read(&twins, sheet, starts, err));
    pdx_habits_read(&habits, sheet, starts);
    for (size_t k = 0; k < starts->starts.len; k++) {
        pdx_meta_repeated(marks, sheet, &starts->starts.data[k], &marks->found.data[k]);
        pdx_body_read(marks, sheet, &starts->starts.data[k], &twins, &habits);
    }
    pdx_twins_deinit(&twins);
    return PDX_OK;
}

/* Lines that nothing has explained: no line that says something is without a role, and so out of what is searched. */
static void rest_mark(pdx_marks *marks, const pdx_sheet *sheet) {
    for (size_t i = 0; i < marks->marks.len; i++) {
        if (marks->marks.data[i].role != PDX_ROLE_BLANK) continue;
        pdx_mark_set(&marks->marks.data[i], sheet->facts[i].flags & PDX_FACT_PARA ? PDX_ROLE_PARAGRAPH : PDX_ROLE_OTHER, 0.5f,
                     PDX_WHY(PDX_RULE_LOOK));
    }
}

static pdx_status roles_read(pdx_marks *marks, pdx_terms *terms, pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    if (!marks_init(marks, sheet, starts)) return pdx_fail_memory(err);
    pdx_heading_read(marks, page, terms, sheet, starts);
    for (size_t k = 0; k < starts->starts.len; k++) {
        if (!entry_known(marks, terms, sheet, &starts->starts.data[k])) return pdx_fail_memory(err);
    }
    if (!pdx_titleends_read(marks, page, sheet, starts) || !pdx_signedlists_read(marks, terms, sheet, starts)) return pdx_fail_memory(err);
    pdx_date_short_read(marks, sheet, starts);
    PDX_TRY(pdx_labelled_read(marks, terms, sheet, starts, err));
    PDX_TRY(pdx_slots_read(marks, terms, sheet, starts, err));
    PDX_TRY(body_read(marks, sheet, starts, err));
    pdx_dayheaders_read(marks, sheet, starts);
    if (!pdx_hashtails_read(marks, terms, sheet, starts)) return pdx_fail_memory(err);
    if (!tails_read(marks, sheet, starts) || !pdx_date_heads_read(marks, sheet, starts)) return pdx_fail_memory(err);
    if (!pdx_terms_names(marks, sheet)) return pdx_fail_memory(err);
    pdx_terms_order(marks);
    pdx_terms_weigh(marks, terms, sheet);
    pdx_terms_prove(marks, terms, sheet);
    pdx_remainder_read(marks, page, sheet, starts);
    rest_mark(marks, sheet);
    return PDX_OK;
}

pdx_status pdx_roles_read(pdx_marks *marks, pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    pdx_terms terms;
    pdx_status status;
    pdx_terms_init(&terms);
    status = roles_read(marks, &terms, page, sheet, starts, err);
    pdx_terms_deinit(&terms);
    return status;
}
