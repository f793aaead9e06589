#include "page/entries/oversections.h"

enum { LEAST_ENTRIES = 3, REACH = 8 /* entries on each side that a section is looked for in */, TITLE_BYTES = 240 };

/* The line above what was taken for the entry's title and its first line, where a blank line parts it from what stands before it, and none from
 * that; n where there is none. */
static size_t line_over(const pdx_starts *starts, const pdx_sheet *sheet, size_t k) {
    const pdx_start *s = &starts->starts.data[k];
    const size_t floor = k == 0 ? 0 : (size_t)starts->starts.data[k - 1].title + 1, t = s->title;
    if (s->line + 1u < t || t <= floor || sheet->lines[t - 1].gap < sheet->lines[t].gap) return sheet->n;
    if (k > 0 && sheet->lines[t - 1].gap == sheet->lines[t].gap) return sheet->n; /* above the first one, the page's own lines may be as near */
    if (pdx_sheet_is_meta(sheet, t - 1) || pdx_line_bytes(&sheet->lines[t - 1]) > TITLE_BYTES || pdx_sheet_same(sheet, t - 1, t)) return sheet->n;
    return t - 1;
}

/* Furniture of the entry stands right under what was taken for its title. */
static bool is_over_furniture(const pdx_sheet *sheet, const pdx_start *s) { return s->title + 1 < s->end && pdx_sheet_is_meta(sheet, s->title + 1); }

/* A line of another entry nearby is the same as the title of this one, or begins with the same two words. */
static bool comes_again(const pdx_starts *starts, const pdx_sheet *sheet, size_t k) {
    const uint64_t *heads = pdx_facts_form(sheet->table, PDX_FORM_HEAD2);
    const size_t t = starts->starts.data[k].title, first = k > REACH ? k - REACH : 0, end = pdx_min_size(k + REACH + 1, starts->starts.len);
    for (size_t j = first; j < end; j++) {
        const size_t other = starts->starts.data[j].title;
        if (j != k && (pdx_sheet_same(sheet, t, other) || (heads[t] != 0 && heads[t] == heads[other]))) return true;
    }
    return false;
}

/* Between the title and the entry's furniture stands one line. */
static bool has_section(const pdx_sheet *sheet, const pdx_start *s) {
    return s->title + 2 < s->end && !pdx_sheet_is_meta(sheet, s->title + 1) && sheet->lines[s->title + 1].gap == 0 &&
           pdx_sheet_is_meta(sheet, s->title + 2);
}

static void take(pdx_starts *starts, size_t k, size_t i) {
    pdx_start *s = &starts->starts.data[k];
    s->line = s->title = (uint32_t)i;
    if (k > 0) s[-1].end = s->line;
}

/* Most entries have a section under their titles: those that have their furniture there have a section for a title. What hides the title of the first
 * are the page's own lines right above it; of others, a day that it names. */
static void others_settle(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    size_t with = 0;
    for (size_t k = 0; k < n; k++) with += has_section(sheet, &starts->starts.data[k]);
    if (3 * with < 2 * n) return;
    for (size_t k = 0; k < n; k++) {
        const size_t i = line_over(starts, sheet, k);
        if (i < sheet->n && is_over_furniture(sheet, &starts->starts.data[k])) take(starts, k, i);
    }
}

void pdx_over_sections(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    size_t with = 0, again = 0, looks = 0, furnished = 0, same = 0, above = 0, below = 0, before = sheet->n;
    if (n < LEAST_ENTRIES) return;
    for (size_t k = 0; k < n; k++) {
        const size_t i = line_over(starts, sheet, k), t = starts->starts.data[k].title;
        if (i == sheet->n) continue;
        with++;
        looks += pdx_sheet_could_be_title(sheet, i);
        again += comes_again(starts, sheet, k);
        furnished += is_over_furniture(sheet, &starts->starts.data[k]);
        same += before < sheet->n && pdx_sheet_same(sheet, before, i);
        above += (size_t)pdx_line_bytes(&sheet->lines[i]);
        below += (size_t)pdx_line_bytes(&sheet->lines[t]);
        before = i;
    }
    if (5 * with >= 4 * n && 4 * looks >= 3 * with && 2 * again >= with && 5 * furnished >= 4 * with && 4 * same <= with && above >= below) {
        for (size_t k = 0; k < n; k++) {
            const size_t i = line_over(starts, sheet, k);
            if (i < sheet->n) take(starts, k, i);
        }
    }
    others_settle(starts, sheet);
}
