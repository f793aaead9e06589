#include "page/entries/shadows.h"

enum { REACH = 4, TITLE_BYTES = 160 };

static uint64_t begins_with(const pdx_sheet *sheet, size_t i) { return pdx_facts_form(sheet->table, PDX_FORM_HEAD2)[i]; }

/* Furniture without a date, or a line with the two first words (0: any) of one that is. */
static bool is_between(const pdx_sheet *sheet, size_t i, uint64_t first_words) {
    if (sheet->facts[i].flags & (PDX_FACT_DATE | PDX_FACT_DATED)) return false;
    return pdx_sheet_is_meta(sheet, i) || (first_words != 0 && begins_with(sheet, i) == first_words);
}

/* Words that could be a title; where the place is known to be that of titles, all that is as short as one. */
static bool could_be_title(const pdx_sheet *sheet, size_t i, bool known) {
    if (known) return !pdx_sheet_is_meta(sheet, i) && pdx_line_bytes(&sheet->lines[i]) <= TITLE_BYTES;
    return pdx_sheet_could_be_title(sheet, i) && !(sheet->facts[i].flags & (PDX_FACT_PARA | PDX_FACT_COMMON | PDX_FACT_FILE));
}

/* The line that shadows title `t`: words that could be one right under the entry's day, furniture without a date between the two; `t` itself where
 * there is none. With the first words of what stands between in other entries (else 0), it is known that there are titles there. */
static size_t shadow_of(const pdx_sheet *sheet, size_t t, size_t floor, uint64_t first_words) {
    size_t i = t;
    while (i > floor && t - i < REACH && is_between(sheet, i - 1, first_words)) i--;
    if (i == t || i < floor + 2 || !(sheet->facts[i - 2].flags & PDX_FACT_DATE)) return t;
    return could_be_title(sheet, i - 1, first_words != 0) && !pdx_sheet_same(sheet, i - 1, t) ? i - 1 : t;
}

void pdx_shadows_settle(pdx_titles *titles, const pdx_sheet *sheet) {
    const size_t n = titles->lines.len;
    uint32_t *lines = titles->lines.data;
    uint64_t above = 0, below = 0, first_words = 0;
    size_t with = 0;
    if (n < 2 || sheet->n_fixed > 0) return;
    for (size_t k = 0; k < n; k++) {
        const size_t i = shadow_of(sheet, lines[k], k == 0 ? 0 : lines[k - 1] + 1, 0);
        if (i == lines[k]) continue;
        with++;
        first_words = begins_with(sheet, lines[k] - 1);
        above += pdx_line_bytes(&sheet->lines[i]);
        below += pdx_line_bytes(&sheet->lines[lines[k]]);
    }
    if (2 * with <= n || 10 * above < 6 * below) return; /* sections are short beside titles */
    for (size_t k = n; k > 0; k--) lines[k - 1] = (uint32_t)shadow_of(sheet, lines[k - 1], k == 1 ? 0 : lines[k - 2] + 1, first_words);
}
