#include "page/fit.h"

#include <math.h>

/* What stands round titles; nothing, before the first line and after the last. */
enum { SYM_PARA = PDX_FRAME_ROOM, SYM_SENTENCE, SYM_SHORT, SYM_LIST, SYM_ENTRY, SYM_PAGE, SYM_DATE, SYM_TWIN, SYM_NOTHING };
enum { NEAR = PDX_FITS_NEAR, OFFSETS = 2 * NEAR + 1, SYMS = PDX_FITS_SYMBOLS, GAPS = PDX_FITS_GAPS, TEXTS = PDX_FITS_TEXTS };

/* Logarithms of how much more often a symbol stands there than anywhere. */
typedef struct table {
    float near[OFFSETS][SYMS + 1];
    float gap[2][GAPS + 1]; /* before the title; before the line after it */
    float text[TEXTS];
} table;

void pdx_fits_init(pdx_fits *fits) { memset(fits, 0, sizeof *fits); }
void pdx_fits_deinit(pdx_fits *fits) {
    PDX_VEC_DEINIT(&fits->around);
    PDX_VEC_DEINIT(&fits->gap);
    PDX_VEC_DEINIT(&fits->text);
    PDX_VEC_DEINIT(&fits->look);
    PDX_VEC_DEINIT(&fits->follows);
    PDX_VEC_DEINIT(&fits->alone);
    PDX_VEC_DEINIT(&fits->open);
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

static unsigned gap_bucket(const pdx_sheet *sheet, size_t i) {
    const unsigned gap = sheet->lines[i].gap;
    return i == 0 ? GAPS - 1 : gap < GAPS ? gap : GAPS - 1;
}

static bool fits_reserve(pdx_fits *fits, size_t n) {
    if (!PDX_VEC_RESERVE(&fits->around, n + 2 * NEAR) || !PDX_VEC_RESERVE(&fits->gap, n + 1) || !PDX_VEC_RESERVE(&fits->text, n)) return false;
    if (!PDX_VEC_RESERVE(&fits->look, n) || !PDX_VEC_RESERVE(&fits->follows, n)) return false;
    if (!PDX_VEC_RESERVE(&fits->alone, n) || !PDX_VEC_RESERVE(&fits->open, n) || !PDX_VEC_RESERVE(&fits->fit, n)) return false;
    fits->around.len = n + 2 * NEAR;
    fits->gap.len = n + 1;
    fits->text.len = fits->look.len = fits->follows.len = fits->alone.len = fits->open.len = fits->fit.len = n;
    return true;
}

/* Furniture of entries and dates are no titles. */
static bool is_open(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return !pdx_sheet_is_member(sheet, i) && !(fact->phrases & PDX_PHRASES_OF_ENTRY) && !(fact->flags & (PDX_FACT_DATE | PDX_FACT_HASHES));
}

pdx_status pdx_fits_begin(pdx_fits *fits, const pdx_sheet *sheet, pdx_error *err) {
    const size_t n = sheet->n;
    if (!fits_reserve(fits, n)) return pdx_fail_memory(err);
    memset(fits->all, 0, sizeof fits->all);
    memset(fits->all_gap, 0, sizeof fits->all_gap);
    memset(fits->all_text, 0, sizeof fits->all_text);
    memset(fits->around.data, SYM_NOTHING, NEAR);
    memset(fits->around.data + NEAR + n, SYM_NOTHING, NEAR);
    fits->gap.data[n] = GAPS; /* no line, no gap */
    text_read(fits, sheet);
    for (size_t i = 0; i < n; i++) {
        const unsigned s = symbol(sheet, i), gap = gap_bucket(sheet, i);
        fits->around.data[NEAR + i] = (uint8_t)s;
        fits->gap.data[i] = (uint8_t)gap;
        fits->all[s]++;
        fits->all_gap[gap]++;
        fits->all_text[fits->text.data[i]]++;
        fits->look.data[i] = pdx_sheet_title_look(sheet, i);
        fits->follows.data[i] = pdx_fits_body_follows(sheet, i);
        fits->alone.data[i] = clamp(fits->look.data[i], -80, 80) / 14.0f - (fits->follows.data[i] ? 0.0f : 2.0f);
        fits->open.data[i] = is_open(sheet, i);
    }
    return PDX_OK;
}

static float ratio(float seen, float of, float all, float of_all, float kinds) {
    const float usual = (all + 0.5f) / (of_all + 0.5f * kinds);
    return clamp(logf((seen + usual) / ((of + 1) * usual)), -3, 3);
}

static void table_learn(table *t, const pdx_fits *fits, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    static const float weight[OFFSETS] = {0.5f, 0.5f, 0.9f, 1.0f, 0.9f, 0.5f, 0.5f};
    const float of = (float)n, lines = (float)sheet->n;
    memset(t, 0, sizeof *t);
    for (size_t k = 0; k < n; k++) {
        const uint8_t *around = fits->around.data + titles[k];
        for (unsigned d = 0; d < OFFSETS; d++) t->near[d][around[d]]++;
        t->gap[0][fits->gap.data[titles[k]]]++;
        t->gap[1][fits->gap.data[titles[k] + 1]]++;
        t->text[fits->text.data[titles[k]]]++;
    }
    for (unsigned s = 0; s < SYMS; s++) {
        if (fits->all[s] == 0) continue; /* nobody will ask */
        for (unsigned d = 0; d < OFFSETS; d++) t->near[d][s] = weight[d] * ratio(t->near[d][s], of, fits->all[s], lines, SYMS);
    }
    for (unsigned d = 0; d < OFFSETS; d++) t->near[d][SYM_NOTHING] = 0;
    for (unsigned x = 0; x < TEXTS; x++) t->text[x] = ratio(t->text[x], of, fits->all_text[x], lines, TEXTS);
    for (unsigned side = 0; side < 2; side++) {
        for (unsigned g = 0; g < GAPS; g++) t->gap[side][g] = ratio(t->gap[side][g], of, fits->all_gap[g], lines, GAPS);
        t->gap[side][GAPS] = 0;
    }
}

static float fit_of(const pdx_fits *fits, const table *t, size_t i) {
    const uint8_t *around = fits->around.data + i;
    float score = fits->alone.data[i] + t->gap[0][fits->gap.data[i]] + t->text[fits->text.data[i]];
    score += t->gap[1][fits->gap.data[i + 1]];
    for (unsigned d = 0; d < OFFSETS; d++) score += t->near[d][around[d]];
    return score;
}

void pdx_fits_learn(pdx_fits *fits, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    table t;
    table_learn(&t, fits, sheet, titles, n);
    for (size_t i = 0; i < sheet->n; i++) {
        if (fits->open.data[i]) fits->fit.data[i] = fit_of(fits, &t, i);
    }
    for (size_t k = 0; k < n; k++) fits->fit.data[titles[k]] = fit_of(fits, &t, titles[k]);
}
