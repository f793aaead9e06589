#include "page/entries/alternate.h"

enum { TEXT_WORDS = 12, LOOK = 20 };

/* Line `i` is text, and long enough to be told from a title that is a sentence. */
static bool is_text(const pdx_sheet *sheet, size_t i) {
    return sheet->facts[i].flags & PDX_FACT_PARA && !pdx_sheet_is_meta(sheet, i) &&
           (sheet->lines[i].words > TEXT_WORDS || !(sheet->facts[i].flags & PDX_FACT_CUT));
}

static bool is_cut(const pdx_sheet *sheet, size_t i) { return (sheet->facts[i].flags & PDX_FACT_CUT) != 0; }

/* A line that can be a title stands right above text `i`. */
static bool is_titled(const pdx_sheet *sheet, size_t i) {
    return i > 0 && !is_text(sheet, i - 1) && !pdx_sheet_is_meta(sheet, i - 1) && !(sheet->facts[i - 1].flags & PDX_FACT_FILE);
}

/* The texts of the page are excerpts, most of them cut, each under its title. */
static bool are_excerpts(const pdx_sheet *sheet) {
    size_t texts = 0, titled = 0, look = 0, cut = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        if (!is_text(sheet, i)) continue;
        texts++;
        cut += is_cut(sheet, i);
        titled += is_titled(sheet, i);
        look += is_titled(sheet, i) && pdx_sheet_title_look(sheet, i - 1) > LOOK;
    }
    if (texts < 2 || titled < texts) return false;
    return texts == 2 ? cut == texts && look == texts : 10 * cut >= 7 * texts && 10 * look >= 7 * texts;
}

pdx_status pdx_alternate_read(pdx_choice *choice, pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) {
    if (!are_excerpts(sheet)) return PDX_OK;
    for (size_t i = 1; i < sheet->n; i++) {
        if (!is_text(sheet, i)) continue;
        if (!PDX_VEC_PUSH(&titles->lines, (uint32_t)i - 1) || !PDX_VEC_PUSH(&titles->score, 0)) return pdx_fail_memory(err);
    }
    choice->why = PDX_WHY(PDX_RULE_CUT_ALTERNATION);
    choice->probability = 0.6f;
    return PDX_OK;
}
