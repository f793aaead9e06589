#include "page/entries/rowcut.h"

#include "page/entries/fixed.h"
#include "page/entries/rowsweigh.h"
#include "page/entries/weigh.h"

enum { TEXT_LINES = 3, FIELD_LINES = 4, LEAST_PAIRS = 3, HEADING_LINES = 2 };
static const float least_of_two = 0.68f; /* as of frames */
static const float texts_price = 0.5f; /* logarithm of odds: where titles have texts, a frame that cuts the page is seldom wrong */
static const float certain = 0.975f; /* a frame's cut that is as sure is not doubted */

void pdx_rows_init(pdx_rows *rows) { memset(rows, 0, sizeof *rows); }
void pdx_rows_deinit(pdx_rows *rows) {
    PDX_VEC_DEINIT(&rows->rows);
    pdx_row_lines_deinit(&rows->lines);
}
void pdx_rows_reset(pdx_rows *rows) {
    PDX_VEC_RESET(&rows->rows);
    PDX_VEC_RESET(&rows->lines.lines);
    rows->form = 0;
    rows->taken = false;
}

/* How many lines of text stand under line `i`. One alone may look like a title. */
static unsigned texts_under(const pdx_rows *rows, size_t i) {
    const pdx_row_line *lines = rows->lines.lines.data;
    const size_t end = rows->lines.lines.len;
    unsigned n = 0;
    while (n < TEXT_LINES && i + n + 1 < end && (lines[i + n + 1].kind == PDX_ROW_TEXT || lines[i + n + 1].kind == PDX_ROW_OTHER)) n++;
    return n == 0 && i + 2 < end && lines[i + 1].kind == PDX_ROW_TITLE && lines[i + 2].kind != PDX_ROW_TITLE ? 1 : n;
}

/* How many lines of furniture of entries stand under line `i`: sections, comments. */
static unsigned fields_under(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    unsigned n = 0;
    while (n < FIELD_LINES && i + n + 1 < sheet->n && rows->lines.lines.data[i + n + 1].kind == PDX_ROW_META &&
           sheet->facts[i + n + 1].phrases & PDX_PHRASES_OF_ENTRY) {
        n++;
    }
    return n;
}

/* The lines from `i` on that make a row of the form: how many; 0: none. */
static unsigned row_at(const pdx_rows *rows, const pdx_sheet *sheet, pdx_row_form form, size_t i) {
    const pdx_row_line *line = &rows->lines.lines.data[i];
    const size_t left = sheet->n - i;
    const unsigned kind = line->kind, next = left > 1 ? line[1].kind : PDX_ROW_OTHER, third = left > 2 ? line[2].kind : PDX_ROW_OTHER;
    switch (form) {
    case PDX_ROWS_DATED: return kind == PDX_ROW_DATED ? 1 + fields_under(rows, sheet, i) : 0;
    case PDX_ROWS_DATED_TEXT: return kind == PDX_ROW_DATED ? 1 + texts_under(rows, i) : 0;
    case PDX_ROWS_DATE_TITLE: return kind == PDX_ROW_DATE && next == PDX_ROW_TITLE ? 2 : 0;
    case PDX_ROWS_TITLE_DATE: return kind == PDX_ROW_TITLE && next == PDX_ROW_DATE ? 2 : 0;
    case PDX_ROWS_TITLE_TEXT:
        if (kind != PDX_ROW_TITLE) return 0;
        return next == PDX_ROW_TEXT ? 2 : next == PDX_ROW_TITLE && third == PDX_ROW_TEXT ? 3 : 0;
    default: return kind == PDX_ROW_TITLE;
    }
}

static bool row_add(pdx_rows *rows, pdx_row_form form, size_t i, unsigned lines) {
    const pdx_row_line *line = &rows->lines.lines.data[i];
    pdx_start row = {.line = (uint32_t)i, .title = (uint32_t)i, .end = (uint32_t)i + lines, .margin = 1};
    if (form == PDX_ROWS_DATE_TITLE) row.title++;
    if (form == PDX_ROWS_DATED || form == PDX_ROWS_DATED_TEXT) row.words = line->words;
    if (form == PDX_ROWS_DATED || form == PDX_ROWS_DATED_TEXT || form == PDX_ROWS_DATE_TITLE) row.date = line->date;
    if (form == PDX_ROWS_TITLE_DATE) row.date = line[1].date;
    return PDX_VEC_PUSH(&rows->rows, row);
}

/* Two lines above the text, though most rows have one: the upper one is no part of the row. */
static void uppers_leave(pdx_rows *rows, const pdx_sheet *sheet) {
    size_t with = 0;
    for (size_t k = 1; k < rows->rows.len; k++) with += rows->rows.data[k].end - rows->rows.data[k].line > 2;
    for (size_t k = 0; k < rows->rows.len; k++) {
        pdx_start *row = &rows->rows.data[k];
        if (row->end - row->line < 3 || pdx_sheet_same(sheet, row->line, row->line + 1)) continue;
        if (5 * with < 2 * (rows->rows.len - 1) || (k == 0 && with < rows->rows.len - 1 && row->line == 0)) row->line = ++row->title;
    }
}

/* Titles alone are a list only where they follow each other: the longest stretch of them that nothing but headings breaks. Under
 * the first heading of a period, if there is one; what opens the page is its heading. */
static void longest_stay(pdx_rows *rows) {
    const pdx_row_line *lines = rows->lines.lines.data;
    size_t best = 0, best_from = 0, from = 0, next;
    for (; from < rows->rows.len; from = next) {
        size_t begin = from;
        for (next = from + 1; next < rows->rows.len; next++) {
            size_t i = rows->rows.data[next - 1].end;
            while (i < rows->rows.data[next].line && (lines[i].kind == PDX_ROW_PERIOD || lines[i].kind == PDX_ROW_DATE)) i++;
            if (i < rows->rows.data[next].line) break;
            if (begin == from && i > rows->rows.data[next - 1].end) begin = next;
        }
        if (rows->rows.data[from].line > 0 && lines[rows->rows.data[from].line - 1].kind == PDX_ROW_PERIOD) begin = from;
        if (begin == from && rows->rows.data[from].line == 0 && next > from + 1) begin++;
        if (next - begin <= best) continue;
        best = next - begin;
        best_from = begin;
    }
    if (best > 0) memmove(rows->rows.data, rows->rows.data + best_from, best * sizeof *rows->rows.data);
    rows->rows.len = best;
}

/* Whether most rows have a text under them, and three do: two such lines are soon found in one post, unless their dates are fields.
 * Where titles stand between the rows, their dates are those of signatures, with a name or a section beside them. */
static bool have_texts(const pdx_rows *rows) {
    size_t texts = 0, titled = 0, fields = 0;
    for (size_t k = 0; k < rows->rows.len; k++) {
        const pdx_start *row = &rows->rows.data[k];
        bool title = false;
        for (size_t i = row->line + 1; k + 1 < rows->rows.len && i < row[1].line; i++) {
            title = title || rows->lines.lines.data[i].kind == PDX_ROW_TITLE;
        }
        titled += title;
        fields += rows->lines.lines.data[row->line].is_field;
        texts += row->end - row->line > 1;
    }
    return (texts > 2 || (texts == 2 && fields == texts)) && 2 * texts > rows->rows.len && 4 * titled <= rows->rows.len;
}

/* A title may be a sentence: "How do we live?" */
static bool can_be_title(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    const unsigned kind = rows->lines.lines.data[i].kind;
    return kind == PDX_ROW_TITLE || (kind == PDX_ROW_TEXT && sheet->facts[i].flags & PDX_FACT_SENTENCE);
}

/* How many titles with one line under them follow each other from line `from` on, when they are all that the page has from there on:
 * some of these lines are texts for sure, the others have no stop and could be titles, but nearly all are longer than the title; and as
 * many are texts under every other title as under the rest, or two such pairs are one entry. 0: anything else. */
static size_t pairs_from(const pdx_rows *rows, const pdx_sheet *sheet, size_t from) {
    const pdx_row_line *lines = rows->lines.lines.data;
    size_t i = from, pairs = 0, longer = 0, all, texts[2] = {0};
    for (; i + 1 < sheet->n && can_be_title(rows, sheet, i); i += 2) {
        const unsigned under = lines[i + 1].kind;
        if (under != PDX_ROW_TITLE && under != PDX_ROW_TEXT && under != PDX_ROW_OTHER) break;
        texts[pairs++ & 1] += under == PDX_ROW_TEXT;
        longer += pdx_line_bytes(&sheet->lines[i + 1]) > pdx_line_bytes(&sheet->lines[i]);
    }
    for (; i < sheet->n; i++) {
        if (lines[i].kind == PDX_ROW_TITLE || lines[i].kind == PDX_ROW_TEXT) return 0;
    }
    all = texts[0] + texts[1];
    if (pairs < LEAST_PAIRS || 3 * all < pairs || 4 * longer < 3 * pairs) return 0;
    return 4 * texts[0] >= all && 4 * texts[1] >= all ? pairs : 0;
}

/* Titles and texts that take turns line by line tell of each other. */
static bool pairs_take(pdx_rows *rows, const pdx_sheet *sheet) {
    for (size_t from = 0; from <= HEADING_LINES && from < sheet->n; from++) {
        const size_t pairs = pairs_from(rows, sheet, from);
        if (pairs == 0) continue;
        rows->rows.len = 0;
        for (size_t k = 0; k < pairs; k++) {
            if (!row_add(rows, PDX_ROWS_TITLE_TEXT, from + 2 * k, 2)) return false;
        }
        return true;
    }
    return true;
}

pdx_status pdx_rows_find(pdx_rows *rows, const pdx_sheet *sheet, pdx_row_form form, pdx_error *err) {
    rows->form = form;
    rows->rows.len = 0;
    for (size_t i = 0; i < sheet->n;) {
        const unsigned lines = row_at(rows, sheet, form, i);
        if (lines > 0 && !row_add(rows, form, i, lines)) return pdx_fail_memory(err);
        i += lines > 0 ? lines : 1;
    }
    if (form == PDX_ROWS_TITLE_TEXT) {
        uppers_leave(rows, sheet);
        if (!pairs_take(rows, sheet)) return pdx_fail_memory(err);
    }
    if (form == PDX_ROWS_TITLE) longest_stay(rows);
    if (form == PDX_ROWS_DATED_TEXT && !have_texts(rows)) rows->rows.len = 0;
    return PDX_OK;
}

pdx_status pdx_rows_take(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, float probability,
                         pdx_error *err) {
    rows->taken = true;
    titles->lines.len = titles->score.len = 0;
    for (size_t k = 0; k < rows->rows.len; k++) {
        if (!PDX_VEC_PUSH(&titles->lines, rows->rows.data[k].title) || !PDX_VEC_PUSH(&titles->score, 0)) return pdx_fail_memory(err);
    }
    while (frame->n_members > 0) pdx_frame_drop(frame, sheet->classes, frame->n_members - 1);
    frame->title_member = PDX_NO_MEMBER;
    choice->probability = probability;
    choice->why = PDX_WHY(rows->form == PDX_ROWS_TITLE_TEXT ? PDX_RULE_CUT_ALTERNATION : PDX_RULE_CUT_ROWS);
    return PDX_OK;
}

pdx_status pdx_rows_read(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err) {
    const float own = titles->lines.len > 0 ? choice->probability : PDX_CHOICE_LEAST;
    pdx_row_form best = PDX_ROWS_FORMS;
    float most = pdx_fixed_weigh(sheet, titles->lines.data, titles->lines.len, own), taken = own;
    if (own >= certain) return PDX_OK;
    PDX_TRY(pdx_row_lines_read(&rows->lines, sheet, err));
    for (unsigned form = 0; form < PDX_ROWS_FORMS; form++) {
        float probability, by_rows;
        PDX_TRY(pdx_rows_find(rows, sheet, (pdx_row_form)form, err));
        by_rows = pdx_rows_weigh(rows, sheet);
        probability = pdx_fixed_weigh_starts(sheet, rows->rows.data, rows->rows.len, by_rows);
        if (probability <= most || (rows->rows.len == 2 && probability < least_of_two)) continue;
        if (form == PDX_ROWS_TITLE_TEXT && titles->lines.len > 0 && pdx_odds_of(probability, 1e-6f) < pdx_odds_of(own, 1e-6f) + texts_price) continue;
        most = probability;
        taken = by_rows;
        best = (pdx_row_form)form;
    }
    if (best == PDX_ROWS_FORMS) return PDX_OK;
    PDX_TRY(pdx_rows_find(rows, sheet, best, err));
    return pdx_rows_take(rows, choice, titles, frame, sheet, taken, err);
}

pdx_status pdx_rows_starts(const pdx_rows *rows, pdx_starts *starts, const pdx_titles *titles, bool *known, pdx_error *err) {
    const size_t n = rows->rows.len;
    *known = rows->taken && titles->lines.len == n;
    for (size_t k = 0; *known && k < n; k++) *known = titles->lines.data[k] == rows->rows.data[k].title;
    if (!*known) return PDX_OK;
    if (!PDX_VEC_RESERVE(&starts->starts, n)) return pdx_fail_memory(err);
    memcpy(starts->starts.data, rows->rows.data, n * sizeof *starts->starts.data);
    starts->starts.len = n;
    return PDX_OK;
}
