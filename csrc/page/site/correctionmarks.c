#include <stdlib.h>

#include "page/lexicon/chars.h"
#include "page/site/corrections.h"
#include "page/entries/fixed.h"
#include "page/roles/furniture.h"

/* Takes back what was read of lines whose role has changed: their pieces and items. */
static void changed_drop(pdx_marks *marks, const bool *changed) {
    size_t kept = 0;
    for (size_t k = 0; k < marks->pieces.len; k++) {
        if (!changed[marks->pieces.data[k].line]) marks->pieces.data[kept++] = marks->pieces.data[k];
    }
    marks->pieces.len = kept;
    kept = 0;
    for (size_t k = 0; k < marks->items.len; k++) {
        if (!changed[marks->items.data[k].part]) marks->items.data[kept++] = marks->items.data[k];
    }
    marks->items.len = kept;
}

/* What a label leaves of a line: "Filed: a, b" holds "a, b". */
static pdx_range unlabelled(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    if (sheet->labels[i] == 0) return pdx_range_of(line->begin, line->end);
    for (uint64_t at = line->begin; at + 1 < line->end; at++) {
        if (sheet->text.data[at] == ':') return pdx_chars_trim(sheet->text, pdx_range_of(at + 1, line->end));
    }
    return pdx_range_of(line->begin, line->end);
}

static bool within(pdx_range range, const pdx_line *line) { return range.end > range.begin && range.begin >= line->begin && range.end <= line->end; }

/* The fields of the entry as the new role of line `i` has them: what other roles found in it is taken back. */
static bool fields_read(pdx_marks *marks, const pdx_sheet *sheet, size_t i) {
    const pdx_mark *mark = &marks->marks.data[i];
    const pdx_fact *fact = &sheet->facts[i];
    pdx_found *found;
    if (mark->entry == PDX_PAGE_NO_ENTRY) return true;
    found = &marks->found.data[mark->entry];
    if (within(found->author, &sheet->lines[i])) found->author = pdx_range_of(0, 0);
    switch (mark->role) {
    case PDX_ROLE_TAGS: case PDX_ROLE_CATEGORIES:
        return pdx_furniture_items(marks, sheet, i, unlabelled(sheet, i));
    case PDX_ROLE_DATE:
        if (fact->date.end > fact->date.begin) found->date = fact->date;
        return true;
    case PDX_ROLE_BYLINE:
        found->author = unlabelled(sheet, i);
        return true;
    case PDX_ROLE_READ_MORE:
        found->excerpt = true;
        return true;
    default:
        if (within(found->date, &sheet->lines[i])) found->date = pdx_range_of(0, 0);
        return true;
    }
}

/* Gives a line the role that is asked for; true when it had another. A role by likeness leaves that as the alternative. */
static bool line_mark(pdx_mark *mark, const pdx_wish *wish) {
    const pdx_mark before = *mark;
    if (before.role == wish->role && !wish->fixed) {
        if (before.probability < wish->probability) mark->probability = wish->probability;
        mark->why |= PDX_WHY(PDX_RULE_LIKE_CORRECTED);
        return false;
    }
    pdx_mark_set(mark, (pdx_role)wish->role, wish->probability, PDX_WHY(wish->fixed ? PDX_RULE_CORRECTED : PDX_RULE_LIKE_CORRECTED));
    if (!wish->fixed) pdx_mark_or(mark, (pdx_role)before.role, (1 - wish->probability) * before.probability);
    return before.role != wish->role;
}

static int by_begin(const void *a, const void *b) {
    const pdx_piece *x = a, *y = b;
    return x->range.begin < y->range.begin ? -1 : x->range.begin > y->range.begin;
}

static bool field_set(pdx_marks *marks, const pdx_sheet *sheet, size_t i, const pdx_page_field *field) {
    const uint32_t entry = marks->marks.data[i].entry;
    pdx_found *found = entry == PDX_PAGE_NO_ENTRY ? NULL : &marks->found.data[entry];
    if (found == NULL) return true;
    if (field->role == PDX_ROLE_DATE) {
        found->date = field->range;
        found->date_from_header = false;
    }
    if (field->role == PDX_ROLE_BYLINE) found->author = field->range;
    return (field->role != PDX_ROLE_TAGS && field->role != PDX_ROLE_CATEGORIES) || pdx_furniture_items(marks, sheet, i, field->range);
}

/* The `n` fields of line `i`: each is a piece of it, with the words before it. */
static bool pieces_set(pdx_marks *marks, const pdx_sheet *sheet, size_t i, const pdx_page_field *fields, size_t n) {
    const pdx_line *line = &sheet->lines[i];
    uint64_t at = line->begin;
    for (size_t k = 0; k < n; k++) {
        const uint64_t end = k + 1 == n ? line->end : fields[k].range.end;
        const pdx_piece piece = {
            .range = pdx_chars_trim(sheet->text, pdx_range_of(at, end)), .line = (uint32_t)i, .role = fields[k].role, .probability = 1};
        if (!field_set(marks, sheet, i, &fields[k])) return false;
        if (n > 1 && !PDX_VEC_PUSH(&marks->pieces, piece)) return false;
        at = end;
    }
    return true;
}

/* How many of the fields from `k` on are of the same line; *i: its index. */
static size_t fields_of_line(const pdx_corrections *c, const pdx_sheet *sheet, size_t k, size_t *i) {
    size_t n = 0, held = 0;
    *i = pdx_sheet_find(sheet, c->fields[k].line);
    for (; k + n < c->n_fields && c->fields[k + n].line == c->fields[k].line; n++) {
        held += *i < sheet->n && within(c->fields[k + n].range, &sheet->lines[*i]);
    }
    if (held != n) *i = sheet->n; /* of another text */
    return n;
}

static bool fields_put(const pdx_corrections *c, pdx_marks *marks, const pdx_sheet *sheet) {
    size_t i, n;
    for (size_t k = 0; k < c->n_fields; k += n) {
        n = fields_of_line(c, sheet, k, &i);
        if (i < sheet->n && !pieces_set(marks, sheet, i, c->fields + k, n)) return false;
    }
    if (c->n_fields > 0 && marks->pieces.len > 1) qsort(marks->pieces.data, marks->pieces.len, sizeof *marks->pieces.data, by_begin);
    return true;
}

/* Lines whose fields are told are read by these alone. */
static void fields_mark(const pdx_corrections *c, const pdx_sheet *sheet, bool *changed, bool *told) {
    size_t i, n;
    for (size_t k = 0; k < c->n_fields; k += n) {
        n = fields_of_line(c, sheet, k, &i);
        if (i < sheet->n) changed[i] = told[i] = true;
    }
}

static int by_place(const void *a, const void *b) {
    const pdx_page_item *x = a, *y = b;
    return x->range.begin < y->range.begin ? -1 : x->range.begin > y->range.begin;
}

/* A title by likeness is what the entry took for it, and nothing else is. */
static bool is_heeded(const pdx_wish *wish, const pdx_start *s, size_t i) {
    if (wish->role == PDX_ROLE_COUNT) return false;
    return wish->fixed || (s != NULL && s->title == i) == (wish->role == PDX_ROLE_TITLE);
}

pdx_status pdx_corrections_mark(const pdx_corrections *c, pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    bool ok = true, *changed, *told;
    if (c->wishes.len == 0) return PDX_OK;
    changed = pdx_alloc_zero(2 * sheet->n, sizeof *changed);
    if (changed == NULL) return pdx_fail_memory(err);
    told = changed + sheet->n;
    for (size_t i = 0; i < sheet->n; i++) {
        const pdx_wish *wish = &c->wishes.data[i];
        pdx_mark *mark = &marks->marks.data[i];
        const pdx_start *s = mark->entry == PDX_PAGE_NO_ENTRY ? NULL : &starts->starts.data[mark->entry];
        if (is_heeded(wish, s, i)) changed[i] = line_mark(mark, wish);
        if (wish->starts && s != NULL && s->line == i) mark->why |= PDX_WHY(wish->fixed ? PDX_RULE_CORRECTED : PDX_RULE_LIKE_CORRECTED);
    }
    fields_mark(c, sheet, changed, told);
    changed_drop(marks, changed);
    for (size_t i = 0; ok && i < sheet->n; i++) ok = !changed[i] || told[i] || fields_read(marks, sheet, i);
    ok = ok && fields_put(c, marks, sheet);
    pdx_free(changed);
    if (!ok) return pdx_fail_memory(err);
    if (marks->items.len > 1) qsort(marks->items.data, marks->items.len, sizeof *marks->items.data, by_place);
    return PDX_OK;
}
