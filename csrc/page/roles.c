#include "page/roles.h"

#include <stdlib.h>

#include "page/body.h"
#include "page/chars.h"
#include "page/furniture.h"
#include "page/remainder.h"

static bool is_name_like(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return sheet->lines[i].words <= 5 && sheet->lines[i].digits == 0 &&
           !(fact->flags & (PDX_FACT_STOP | PDX_FACT_COLON | PDX_FACT_LOWER | PDX_FACT_CUT | PDX_FACT_LIST | PDX_FACT_HASHES));
}

/* The list after a label that many entries have: "Tags: a, b". */
static pdx_range after_label(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    for (uint64_t at = line->begin; at + 1 < line->end && at < line->begin + 60; at++) {
        if (sheet->text.data[at] == ':') return pdx_range_of(at + 1, line->end);
    }
    return pdx_range_of(0, 0);
}

/* A line of the frame that no phrase explains: what its form and place say. */
static bool member_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t i) {
    pdx_mark *mark = &marks->marks.data[i];
    const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, sheet->frame->owner.data[i]);
    const pdx_fact *fact = &sheet->facts[i];
    if (fact->flags & (PDX_FACT_HASHES | PDX_FACT_TIGHT) || c->form == PDX_FORM_LIST) {
        pdx_mark_set(mark, PDX_ROLE_TAGS, 0.85f, PDX_WHY(PDX_RULE_TAG_LIST) | PDX_WHY(PDX_RULE_SAME_SHAPE));
    } else if (c->form == PDX_FORM_LABEL && !(fact->flags & PDX_FACT_DATED)) {
        const pdx_range list = after_label(sheet, i);
        pdx_mark_set(mark, PDX_ROLE_TAGS, 0.6f, PDX_WHY(PDX_RULE_LABEL) | PDX_WHY(PDX_RULE_SAME_SHAPE));
        pdx_mark_or(mark, PDX_ROLE_CATEGORIES, 0.3f);
        return pdx_furniture_items(marks, sheet, i, list);
    } else if (fact->flags & PDX_FACT_DATED) {
        pdx_mark_set(mark, PDX_ROLE_DATE, 0.85f, PDX_WHY(PDX_RULE_DATE_SHAPE) | PDX_WHY(PDX_RULE_SAME_SHAPE));
    } else if (c->form == PDX_FORM_ECHO) {
        pdx_mark_set(mark, PDX_ROLE_READ_MORE, 0.6f, PDX_WHY(PDX_RULE_TITLE_ECHO));
        pdx_mark_or(mark, PDX_ROLE_COMMENTS, 0.3f);
    } else if (c->form == PDX_FORM_EXACT && is_name_like(sheet, i) && i > s->title && (i == s->title + 1 || marks->marks.data[i - 1].role == PDX_ROLE_BLANK)) {
        pdx_mark_set(mark, PDX_ROLE_BYLINE, 0.7f, PDX_WHY(PDX_RULE_REPEATED_LINE) | PDX_WHY(PDX_RULE_SLOT));
        pdx_mark_or(mark, PDX_ROLE_OTHER, 0.2f);
    } else {
        pdx_mark_set(mark, PDX_ROLE_OTHER, 0.6f, PDX_WHY(c->form == PDX_FORM_EXACT ? PDX_RULE_REPEATED_LINE : PDX_RULE_SAME_SHAPE));
    }
    return true;
}

/* Terms printed one a line under their label. */
static bool terms_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t label, pdx_role role) {
    for (size_t i = label + 1; i < s->end && !pdx_sheet_is_meta(sheet, i) && sheet->lines[i].words <= 6; i++) {
        if (sheet->facts[i].flags & PDX_FACT_PARA) break;
        pdx_mark_set(&marks->marks.data[i], role, 0.8f, PDX_WHY(PDX_RULE_LABEL));
        if (!pdx_furniture_items(marks, sheet, i, pdx_range_of(sheet->lines[i].begin, sheet->lines[i].end))) return false;
    }
    return true;
}

static bool meta_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t i, pdx_found *found) {
    const pdx_fact *fact = &sheet->facts[i];
    pdx_mark *mark = &marks->marks.data[i];
    const bool dated = fact->flags & PDX_FACT_DATED;
    const size_t items = marks->items.len;
    if (fact->phrases != 0) {
        if (!pdx_furniture_phrases(marks, sheet, i, found)) return false;
        if (marks->items.len == items && (mark->role == PDX_ROLE_TAGS || mark->role == PDX_ROLE_CATEGORIES) && !terms_mark(marks, sheet, s, i, (pdx_role)mark->role)) return false;
    } else if (fact->flags & PDX_FACT_DATE) {
        pdx_mark_set(mark, PDX_ROLE_DATE, 0.9f, PDX_WHY(PDX_RULE_DATE_SHAPE));
    } else if (sheet->frame->owner.data[i] != PDX_NO_MEMBER) {
        if (!member_mark(marks, sheet, s, i)) return false;
    } else if (fact->flags & PDX_FACT_HASHES) {
        pdx_mark_set(mark, PDX_ROLE_TAGS, 0.85f, PDX_WHY(PDX_RULE_TAG_LIST));
    }
    if (dated && mark->role != PDX_ROLE_BLANK && found->date.end == found->date.begin) found->date = fact->date;
    if (mark->role == PDX_ROLE_TAGS && marks->items.len == items) {
        return pdx_furniture_items(marks, sheet, i, pdx_range_of(sheet->lines[i].begin, sheet->lines[i].end));
    }
    return true;
}

/* Tags at the head are found only when the body is read; items stay in order of lines. */
static bool head_items(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s) {
    if (s->title == PDX_PAGE_NO_LINE || marks->marks.data[s->line].role != PDX_ROLE_TAGS || s->line == s->title) return true;
    if (pdx_sheet_is_meta(sheet, s->line)) return true;
    return pdx_furniture_items(marks, sheet, s->line, pdx_range_of(sheet->lines[s->line].begin, sheet->lines[s->line].end));
}

static int by_place(const pdx_page_item *a, const pdx_page_item *b) { return a->range.begin < b->range.begin ? -1 : a->range.begin > b->range.begin; }

/* Insertion sort of the entry's items: they come in at most two runs that are in order. */
static void items_sort(pdx_page_item *items, size_t n) {
    size_t cut = 1;
    while (cut < n && by_place(&items[cut - 1], &items[cut]) < 0) cut++;
    for (size_t i = cut; i < n; i++) {
        const pdx_page_item item = items[i];
        size_t k = i;
        for (; k > 0 && by_place(&item, &items[k - 1]) < 0; k--) items[k] = items[k - 1];
        items[k] = item;
    }
}

/* A title that shares its line with the date before it. */
static bool title_split(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_found *found) {
    const pdx_range date = sheet->facts[i].date;
    pdx_piece first = {{0, 0}, 0, PDX_ROLE_DATE}, second = {{0, 0}, 0, PDX_ROLE_TITLE};
    first.range = pdx_chars_trim(sheet->text, date);
    second.range = pdx_chars_trim(sheet->text, pdx_range_of(date.end, sheet->lines[i].end));
    first.line = second.line = (uint32_t)i;
    if (second.range.begin >= second.range.end) return true;
    if (found->date.end == found->date.begin) found->date = date;
    marks->marks.data[i].why |= PDX_WHY(PDX_RULE_TITLE_IN_LINE);
    return PDX_VEC_PUSH(&marks->pieces, first) && PDX_VEC_PUSH(&marks->pieces, second);
}

static bool entry_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, const pdx_twins *twins, const pdx_habits *habits) {
    const size_t first_item = marks->items.len;
    pdx_found found = {0};
    for (size_t i = s->line; i < s->end; i++) {
        if (i == s->title || marks->marks.data[i].role != PDX_ROLE_BLANK || !pdx_sheet_is_meta(sheet, i)) continue;
        if (!meta_mark(marks, sheet, s, i, &found)) return false;
    }
    if (s->title != PDX_PAGE_NO_LINE) {
        const bool sandwich = s->title > s->line && s->title + 1 < s->end && pdx_sheet_same(sheet, s->title - 1, s->title + 1);
        pdx_mark_set(&marks->marks.data[s->title], PDX_ROLE_TITLE, sandwich ? 0.98f : 0.9f,
                     PDX_WHY(PDX_RULE_TITLE_LOOK) | (sandwich ? PDX_WHY(PDX_RULE_TITLE_SANDWICH) : 0));
    }
    if (s->title != PDX_PAGE_NO_LINE && pdx_sheet_dated_title(sheet, s->title) && !title_split(marks, sheet, s->title, &found)) return false;
    pdx_body_read(marks, sheet, s, twins, habits);
    if (!head_items(marks, sheet, s)) return false;
    if (marks->items.len > first_item) items_sort(marks->items.data + first_item, marks->items.len - first_item);
    return PDX_VEC_PUSH(&marks->found, found);
}

static int piece_order(const void *a, const void *b) {
    const pdx_piece *x = a, *y = b;
    return x->range.begin < y->range.begin ? -1 : x->range.begin > y->range.begin;
}

/* Furniture at the end of text lines. */
static bool tails_read(pdx_marks *marks, const pdx_sheet *sheet) {
    for (size_t i = 0; i < sheet->n; i++) {
        const uint32_t entry = marks->marks.data[i].entry;
        if (sheet->facts[i].tail == PDX_PHRASE_NONE || entry == PDX_PAGE_NO_ENTRY) continue;
        if (marks->marks.data[i].role == PDX_ROLE_TITLE) continue;
        if (!pdx_furniture_tail(marks, sheet, i, &marks->found.data[entry])) return false;
    }
    if (marks->pieces.len > 1) qsort(marks->pieces.data, marks->pieces.len, sizeof *marks->pieces.data, piece_order);
    return true;
}

pdx_status pdx_roles_read(pdx_marks *marks, pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    pdx_twins twins = {NULL, 0, 0};
    pdx_habits habits;
    pdx_status status;
    bool ok = true;
    size_t k = 0;
    if (!PDX_VEC_RESERVE(&marks->marks, sheet->n)) return pdx_fail_memory(err);
    for (size_t i = 0; i < sheet->n; i++) {
        pdx_mark mark = {0};
        while (k < starts->starts.len && i >= starts->starts.data[k].end) k++;
        mark.entry = k < starts->starts.len && i >= starts->starts.data[k].line ? (uint32_t)k : PDX_PAGE_NO_ENTRY;
        marks->marks.data[marks->marks.len++] = mark;
    }
    status = pdx_twins_read(&twins, sheet, starts, err);
    pdx_habits_read(&habits, sheet, starts);
    for (k = 0; status == PDX_OK && ok && k < starts->starts.len; k++) ok = entry_read(marks, sheet, &starts->starts.data[k], &twins, &habits);
    pdx_twins_deinit(&twins);
    if (status != PDX_OK) return status;
    if (!ok || !tails_read(marks, sheet)) return pdx_fail_memory(err);
    pdx_remainder_read(marks, page, sheet, starts);
    return PDX_OK;
}
