#include "page/entries/topline.h"

enum { WORDS = 8, LOOK = 10 };

static bool could_be_title(const pdx_sheet *sheet, size_t i) {
    return !pdx_sheet_is_meta(sheet, i) && !(sheet->facts[i].flags & (PDX_FACT_LIST | PDX_FACT_TIGHT | PDX_FACT_FILE)) &&
           sheet->facts[i].title >= LOOK;
}

/* The first entry has its title in the page's first line, and could have it in the second. */
static bool is_open(const pdx_start *first, const pdx_sheet *sheet) {
    if (first->title > 0 || first->end < 3 || sheet->lines[0].words > WORDS || sheet->facts[0].flags & PDX_FACT_ECHOED) return false;
    return could_be_title(sheet, 1) && pdx_sheet_is_body(sheet, 2) && !pdx_sheet_same(sheet, 0, 1);
}

void pdx_topline_leave(pdx_starts *starts, const pdx_sheet *sheet) {
    pdx_start *first = starts->starts.data;
    const size_t n = starts->starts.len;
    size_t bodies = 0;
    if (n < 2 || !is_open(first, sheet)) return;
    for (size_t k = 1; k < n; k++) bodies += first[k].title + 1u < sheet->n && pdx_sheet_is_body(sheet, first[k].title + 1u);
    if (2 * bodies >= n - 1) first->line = first->title = 1;
}
