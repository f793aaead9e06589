#include "page/fit.h"

#include <math.h>

/* What stands round titles. */
enum { SYM_PARA = PDX_FRAME_ROOM, SYM_SENTENCE, SYM_SHORT, SYM_LIST, SYM_ENTRY, SYM_PAGE, SYM_DATE, SYM_TWIN, SYMS, NEAR = 3, TEXTS = 4, OFFSETS = 2 * NEAR + 1, GAPS = 4 };

/* Logarithms of how much more often a symbol stands there than anywhere. */
typedef struct table {
    float near[OFFSETS][SYMS];
    float gap[2][GAPS]; /* before the title; before the line after it */
    float text[TEXTS];
} table;

void pdx_fits_init(pdx_fits *fits) { memset(fits, 0, sizeof *fits); }
void pdx_fits_deinit(pdx_fits *fits) {
    PDX_VEC_DEINIT(&fits->symbol);
    PDX_VEC_DEINIT(&fits->text);
    PDX_VEC_DEINIT(&fits->look);
    PDX_VEC_DEINIT(&fits->fit);
}

static float clamp(float v, float low, float high) { return v < low ? low : v > high ? high : v; }

bool pdx_fits_body_follows(const pdx_sheet *sheet, size_t i) {
    unsigned shorts = 0;
    for (size_t k = i + 1; k < sheet->n && k < i + 9; k++) {
        if (pdx_sheet_is_meta(sheet, k) || pdx_sheet_same(sheet, i, k)) continue;
        if (sheet->facts[k].flags & PDX_FACT_PARA) return true;
        if (++shorts > 2) return false;
    }
    return false;
}

static unsigned symbol(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    if (sheet->frame->owner.data[i] != PDX_NO_MEMBER) return sheet->frame->owner.data[i];
    if (fact->flags & PDX_FACT_DATE) return SYM_DATE;
    if (pdx_sheet_is_meta(sheet, i)) return fact->phrases & PDX_PHRASES_OF_ENTRY ? SYM_ENTRY : fact->flags & PDX_FACT_HASHES ? SYM_LIST : SYM_PAGE;
    if (i + 1 < sheet->n && pdx_sheet_same(sheet, i, i + 1)) return SYM_TWIN;
    if (i + 2 < sheet->n && pdx_sheet_same(sheet, i, i + 2)) return SYM_TWIN;
    if (i >= 2 && pdx_sheet_same(sheet, i, i - 2)) return SYM_TWIN;
    if (fact->flags & PDX_FACT_PARA) return fact->flags & PDX_FACT_SENTENCE ? SYM_SENTENCE : SYM_PARA;
    return fact->flags & (PDX_FACT_LIST | PDX_FACT_TIGHT) ? SYM_LIST : SYM_SHORT;
}

/* Bit 0: text since the last line of the frame's first member; bit 1: text until the next one. */
static void text_read(pdx_fits *fits, const pdx_sheet *sheet) {
    bool text = false;
    for (size_t i = 0; i < sheet->n; i++) {
        fits->text.data[i] = text;
        if (sheet->frame->owner.data[i] == 0) text = false;
        text = text || pdx_sheet_is_body(sheet, i);
    }
    text = false;
    for (size_t i = sheet->n; i-- > 0;) {
        if (text) fits->text.data[i] |= 2;
        if (sheet->frame->owner.data[i] == 0) text = false;
        text = text || pdx_sheet_is_body(sheet, i);
    }
}

pdx_status pdx_fits_begin(pdx_fits *fits, const pdx_sheet *sheet, pdx_error *err) {
    const size_t n = sheet->n;
    if (!PDX_VEC_RESERVE(&fits->symbol, n) || !PDX_VEC_RESERVE(&fits->text, n)) return pdx_fail_memory(err);
    if (!PDX_VEC_RESERVE(&fits->look, n) || !PDX_VEC_RESERVE(&fits->fit, n)) return pdx_fail_memory(err);
    fits->symbol.len = fits->text.len = fits->look.len = fits->fit.len = n;
    text_read(fits, sheet);
    for (size_t i = 0; i < n; i++) {
        fits->symbol.data[i] = (uint8_t)symbol(sheet, i);
        fits->look.data[i] = clamp(pdx_sheet_title_look(sheet, i), -80, 80) / 14.0f - (pdx_fits_body_follows(sheet, i) ? 0.0f : 2.0f);
    }
    return PDX_OK;
}

static unsigned gap_bucket(const pdx_sheet *sheet, size_t i) {
    const unsigned gap = sheet->lines[i].gap;
    return i == 0 ? GAPS - 1 : gap < GAPS ? gap : GAPS - 1;
}

static float ratio(float seen, float of, float all, float of_all, float kinds) {
    const float usual = (all + 0.5f) / (of_all + 0.5f * kinds);
    return clamp(logf((seen + usual) / ((of + 1) * usual)), -3, 3);
}

/* Neighbour `d - NEAR` lines from line `i`, or the number of lines. */
static size_t neighbour(const pdx_sheet *sheet, size_t i, unsigned d) {
    if (i + d < NEAR || i + d - NEAR >= sheet->n) return sheet->n;
    return i + d - NEAR;
}

static void table_learn(table *t, const pdx_fits *fits, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    static const float weight[OFFSETS] = {0.5f, 0.5f, 0.9f, 1.0f, 0.9f, 0.5f, 0.5f};
    float all[SYMS] = {0}, all_gap[GAPS] = {0}, all_text[TEXTS] = {0};
    memset(t, 0, sizeof *t);
    for (size_t i = 0; i < sheet->n; i++) {
        all[fits->symbol.data[i]]++;
        all_gap[gap_bucket(sheet, i)]++;
        all_text[fits->text.data[i]]++;
    }
    for (size_t k = 0; k < n; k++) {
        for (unsigned d = 0; d < OFFSETS; d++) {
            const size_t i = neighbour(sheet, titles[k], d);
            if (i < sheet->n) t->near[d][fits->symbol.data[i]]++;
        }
        t->gap[0][gap_bucket(sheet, titles[k])]++;
        t->text[fits->text.data[titles[k]]]++;
        if (titles[k] + 1 < sheet->n) t->gap[1][gap_bucket(sheet, titles[k] + 1)]++;
    }
    for (unsigned d = 0; d < OFFSETS; d++) {
        for (unsigned s = 0; s < SYMS; s++) t->near[d][s] = weight[d] * ratio(t->near[d][s], (float)n, all[s], (float)sheet->n, SYMS);
    }
    for (unsigned x = 0; x < TEXTS; x++) t->text[x] = ratio(t->text[x], (float)n, all_text[x], (float)sheet->n, TEXTS);
    for (unsigned side = 0; side < 2; side++) {
        for (unsigned g = 0; g < GAPS; g++) t->gap[side][g] = ratio(t->gap[side][g], (float)n, all_gap[g], (float)sheet->n, GAPS);
    }
}

void pdx_fits_learn(pdx_fits *fits, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    table t;
    table_learn(&t, fits, sheet, titles, n);
    for (size_t i = 0; i < sheet->n; i++) {
        float score = fits->look.data[i] + t.gap[0][gap_bucket(sheet, i)] + t.text[fits->text.data[i]];
        if (i + 1 < sheet->n) score += t.gap[1][gap_bucket(sheet, i + 1)];
        for (unsigned d = 0; d < OFFSETS; d++) {
            const size_t near = neighbour(sheet, i, d);
            if (near < sheet->n) score += t.near[d][fits->symbol.data[near]];
        }
        fits->fit.data[i] = score;
    }
}
