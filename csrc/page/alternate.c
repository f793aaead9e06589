#include "page/alternate.h"

/* Line `i` is text that the page has cut, under a line that could be its title. */
static bool is_excerpt(const pdx_sheet *sheet, size_t i) {
    return i > 0 && sheet->facts[i].flags & PDX_FACT_PARA && sheet->facts[i].flags & PDX_FACT_CUT &&
           pdx_sheet_title_look(sheet, i - 1) > 20;
}

pdx_status pdx_alternate_read(pdx_choice *choice, pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) {
    size_t texts = 0, excerpts = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        texts += (sheet->facts[i].flags & PDX_FACT_PARA) != 0 && !pdx_sheet_is_meta(sheet, i);
        excerpts += is_excerpt(sheet, i);
    }
    if (excerpts < 2 || excerpts != texts) return PDX_OK;
    for (size_t i = 1; i < sheet->n; i++) {
        if (!is_excerpt(sheet, i)) continue;
        if (!PDX_VEC_PUSH(&titles->lines, (uint32_t)i - 1) || !PDX_VEC_PUSH(&titles->score, 0)) return pdx_fail_memory(err);
    }
    choice->why = PDX_WHY(PDX_RULE_CUT_ALTERNATION);
    choice->probability = 0.6f;
    return PDX_OK;
}
