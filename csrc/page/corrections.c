#include "page/corrections.h"

/* The index of the line with number `number`, or n when that line is blank or not there. */
static size_t line_find(const pdx_sheet *sheet, uint32_t number) {
    size_t low = 0, high = sheet->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sheet->lines[middle].number < number) low = middle + 1;
        else high = middle;
    }
    return low < sheet->n && sheet->lines[low].number == number ? low : sheet->n;
}

/* Lines that begin an entry because they read like one that was fixed. */
static bool is_like(const pdx_sheet *sheet, size_t i, size_t fixed) {
    return i == fixed || (sheet->facts[i].flags & PDX_FACT_SHORT && pdx_sheet_same(sheet, i, fixed));
}

static size_t title_of(const pdx_sheet *sheet, size_t line, size_t end) {
    for (size_t i = line; i < end && i < line + 6; i++) {
        if (pdx_sheet_title_look(sheet, i) > 0) return i;
    }
    return PDX_PAGE_NO_LINE;
}

static bool start_add(pdx_starts *out, const pdx_start *from, size_t line, size_t end) {
    pdx_start s = *from;
    const bool holds = from->title != PDX_PAGE_NO_LINE && from->title >= line && from->title < end;
    s.line = (uint32_t)line;
    s.end = (uint32_t)end;
    return PDX_VEC_PUSH(&out->starts, s) ? (holds || (out->starts.data[out->starts.len - 1].title = PDX_PAGE_NO_LINE, true)) : false;
}

/* Cuts the page anew at the lines of `opens`; entries that were found stay where nothing was fixed. */
static bool starts_split(pdx_starts *out, const pdx_starts *in, const pdx_sheet *sheet, const bool *opens) {
    for (size_t k = 0; k <= in->starts.len; k++) {
        const bool tail = k == in->starts.len;
        const size_t from = tail ? (k == 0 ? 0 : in->starts.data[k - 1].end) : in->starts.data[k].line;
        const size_t gap = k == 0 ? 0 : in->starts.data[k - 1].end;
        const size_t to = tail ? sheet->n : in->starts.data[k].end;
        const pdx_start none = {0, PDX_PAGE_NO_LINE, 0, 0};
        size_t begin = sheet->n;
        for (size_t i = gap; i < from; i++) { /* outside the entries: an entry reaches to the next one */
            if (!opens[i]) continue;
            if (begin < sheet->n && !start_add(out, &none, begin, i)) return false;
            begin = i;
        }
        if (begin < sheet->n && !start_add(out, &none, begin, from)) return false;
        begin = tail ? sheet->n : from;
        for (size_t i = from; i < to; i++) {
            if (!opens[i] || i == from) {
                if (opens[i]) begin = i;
                continue;
            }
            if (begin < sheet->n && !start_add(out, tail ? &none : &in->starts.data[k], begin, i)) return false;
            begin = i;
        }
        if (begin < sheet->n && begin < to && !start_add(out, tail ? &none : &in->starts.data[k], begin, to)) return false;
    }
    return true;
}

static void titles_fix(pdx_starts *starts, const pdx_sheet *sheet, const pdx_page_options *options) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        pdx_start *s = &starts->starts.data[k];
        if (s->title == PDX_PAGE_NO_LINE) s->title = (uint32_t)title_of(sheet, s->line, s->end);
    }
    for (size_t c = 0; c < options->n_corrections; c++) {
        const pdx_page_correction *fix = &options->corrections[c];
        const size_t i = line_find(sheet, fix->line);
        if (i == sheet->n || fix->role >= PDX_ROLE_COUNT) continue;
        for (size_t k = 0; k < starts->starts.len; k++) {
            pdx_start *s = &starts->starts.data[k];
            if (i < s->line || i >= s->end) continue;
            if (fix->role == PDX_ROLE_TITLE) s->title = (uint32_t)i;
            else if (s->title == i) s->title = PDX_PAGE_NO_LINE;
        }
    }
}

pdx_status pdx_corrections_start(pdx_starts *starts, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) {
    pdx_starts made;
    bool any = false, ok = true;
    bool *opens;
    if (options->n_corrections == 0 || sheet->n == 0) return PDX_OK;
    opens = pdx_alloc_zero(sheet->n, sizeof *opens);
    if (opens == NULL) return pdx_fail_memory(err);
    for (size_t c = 0; c < options->n_corrections; c++) {
        const size_t fixed = options->corrections[c].starts ? line_find(sheet, options->corrections[c].line) : sheet->n;
        if (fixed == sheet->n) continue;
        any = true;
        for (size_t i = 0; i < sheet->n; i++) opens[i] = opens[i] || is_like(sheet, i, fixed);
    }
    if (any) {
        pdx_starts_init(&made);
        ok = starts_split(&made, starts, sheet, opens);
        if (ok) {
            pdx_starts_deinit(starts);
            *starts = made;
        } else {
            pdx_starts_deinit(&made);
        }
    }
    pdx_free(opens);
    if (!ok) return pdx_fail_memory(err);
    titles_fix(starts, sheet, options);
    return PDX_OK;
}

void pdx_corrections_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_page_options *options) {
    for (size_t c = 0; c < options->n_corrections; c++) {
        const size_t i = line_find(sheet, options->corrections[c].line);
        if (i == sheet->n || options->corrections[c].role >= PDX_ROLE_COUNT) continue;
        pdx_mark_set(&marks->marks.data[i], (pdx_role)options->corrections[c].role, 1, PDX_WHY(PDX_RULE_CORRECTED));
    }
}
