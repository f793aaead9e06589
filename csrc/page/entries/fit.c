#include "page/entries/fit.h"

#include <math.h>

enum { NEAR = PDX_FITS_NEAR, OFFSETS = 2 * NEAR + 1, SYMS = PDX_SYMBOLS, GAPS = PDX_FITS_GAPS, TEXTS = PDX_FITS_TEXTS, REACH = PDX_GROUND_REACH,
       REACHED = (1 << REACH) - 1, SHORTS = 2, SKIPPED = 12 };
enum { LEAST_LOOK = -50 }; /* what stands round a line can outweigh its look: a title may be a long sentence */

static const float hint_weight = 1.5f; /* of what other pages say */

void pdx_fits_init(pdx_fits *fits) { memset(fits, 0, sizeof *fits); }
void pdx_fits_deinit(pdx_fits *fits) {
    PDX_VEC_DEINIT(&fits->around);
    PDX_VEC_DEINIT(&fits->lines);
}
void pdx_fits_reset(pdx_fits *fits) {
    PDX_VEC_RESET(&fits->around);
    PDX_VEC_RESET(&fits->lines);
    fits->ground = NULL;
    fits->bodies = 0;
}

bool pdx_fits_body_follows(const pdx_sheet *sheet, size_t i) {
    unsigned shorts = 0;
    for (size_t k = i + 1; k < sheet->n && k <= i + REACH; k++) {
        if (pdx_sheet_is_meta(sheet, k) || pdx_sheet_same(sheet, i, k)) continue;
        if (sheet->facts[k].flags & PDX_FACT_PARA) return true;
        if (++shorts > SHORTS) return false;
    }
    return false;
}

static bool fits_reserve(pdx_fits *fits, size_t n) {
    if (!PDX_VEC_RESERVE(&fits->around, n + 2 * NEAR) || !PDX_VEC_RESERVE(&fits->lines, n)) return false;
    fits->around.len = n + 2 * NEAR;
    fits->lines.len = n;
    return true;
}

/* What each line is with the frame. Text bit 0: text since the last line of the frame's first member. None of this can be foreseen:
 * sums, not branches. */
static void kinds_read(pdx_fits *fits, const pdx_sheet *sheet) {
    const uint8_t *owners = sheet->frame->owner.data;
    const pdx_ground_line *ground = fits->ground->lines.data;
    const unsigned title_member = sheet->frame->title_member;
    uint8_t *around = fits->around.data + NEAR; /* where these lie is read once: for all that the compiler knows, writing bytes might change it */
    pdx_fits_line *line = fits->lines.data;
    unsigned text = 0;
    const size_t n = sheet->n;
    size_t bodies = 0, plain = n; /* plain: the last line that is no furniture */
    for (size_t i = 0; i < n; i++, ground++, line++) {
        const unsigned flags = ground->flags, owner = owners[i], owned = owner != PDX_NO_MEMBER;
        const unsigned member = owned & (owner != title_member) & ((flags & PDX_GROUND_TAIL) == 0);
        const unsigned meta = member | (flags & PDX_GROUND_META), body = ~meta & (flags / PDX_GROUND_PARA & 1);
        line->kind = (uint8_t)(meta * PDX_FITS_META | body * PDX_FITS_BODY);
        around[i] = owned ? (uint8_t)owner : ground->symbol;
        line->previous = (uint32_t)(i - plain - 1 <= SKIPPED ? plain : n);
        plain = meta ? plain : i;
        line->text = (uint8_t)text;
        text = (text & (owner != 0)) | body;
        bodies += body;
    }
    fits->bodies = bodies;
}

/* The title look of line `i` with its neighbours: between two equal lines, or repeated itself (as pdx_sheet_title_look has it). */
static float look_of(const pdx_fits *fits, size_t i) {
    const unsigned rare =
        PDX_GROUND_ECHOED | PDX_GROUND_COMMON | PDX_GROUND_BETWEEN | PDX_GROUND_AGAIN | PDX_GROUND_COPY | PDX_GROUND_ABOVE | PDX_GROUND_BELOW;
    const pdx_ground_line *line = &fits->ground->lines.data[i];
    const unsigned flags = line->flags, meta = pdx_fits_is_meta(fits, i);
    float look = line->look;
    if (PDX_LIKELY((flags & rare) == 0 || meta)) return look - 60 * (float)meta;
    if (flags & PDX_GROUND_ECHOED) look += 35;
    if (flags & PDX_GROUND_COMMON) look -= PDX_SHEET_COMMON;
    if (flags & PDX_GROUND_BETWEEN && !pdx_fits_is_meta(fits, i - 1)) return look + 40;
    if (flags & PDX_GROUND_AGAIN) look -= 30;
    else if (flags & PDX_GROUND_COPY) look += 20;
    if ((flags & PDX_GROUND_ABOVE && !pdx_fits_is_meta(fits, i + 1)) || (flags & PDX_GROUND_BELOW && !pdx_fits_is_meta(fits, i - 1))) look -= 40;
    return look;
}

/* Whether text is among the next lines but furniture and repetitions, SHORTS others before it at most; of `plain` and `body` each bit is one of them,
 * the next one the lowest. */
static unsigned text_among(unsigned plain, unsigned body) {
    unsigned seen = 0;
    for (unsigned k = 0; k <= SHORTS; k++) {
        const unsigned lowest = plain & (0u - plain);
        seen |= lowest;
        plain ^= lowest;
    }
    return (seen & body) != 0;
}

/* From the last line back. Text bit 1: text until the next line of the frame's first member. */
static void behind_read(pdx_fits *fits, const pdx_sheet *sheet) {
    const uint8_t *owners = sheet->frame->owner.data, *around = fits->around.data + NEAR;
    const pdx_ground_line *grounds = fits->ground->lines.data;
    pdx_fits_line *lines = fits->lines.data;
    const size_t n = sheet->n;
    unsigned text = 0, plain = 0, bodies = 0;
    size_t next = n;
    for (size_t i = n; i-- > 0;) {
        pdx_fits_line *line = &lines[i];
        const unsigned kind = line->kind, body = kind / PDX_FITS_BODY & 1;
        const unsigned follows = text_among(plain & ~(unsigned)grounds[i].twins, bodies), texts = line->text | text << 1;
        const float look = look_of(fits, i);
        line->text = (uint8_t)texts;
        line->next = (uint32_t)(next - i - 1 <= SKIPPED ? next : n);
        next = kind & PDX_FITS_META ? next : i;
        fits->all[around[i]]++;
        fits->all_text[texts]++;
        line->look = look;
        line->follows = (uint8_t)follows;
        line->placed = pdx_clamp(look, -60, 60) + (-25.0f + 30.0f * (float)follows);
        line->alone = pdx_clamp(look, LEAST_LOOK, 80) / 14.0f - 2.0f * (float)(follows ^ 1);
        text = (text & (owners[i] != 0)) | body;
        plain = (plain << 1 | (~kind & PDX_FITS_META)) & REACHED;
        bodies = (bodies << 1 | body) & REACHED;
    }
}

pdx_status pdx_fits_begin(pdx_fits *fits, const pdx_ground *ground, const pdx_sheet *sheet, pdx_error *err) {
    const size_t n = sheet->n;
    if (!fits_reserve(fits, n)) return pdx_fail_memory(err);
    fits->ground = ground;
    memset(fits->all, 0, sizeof fits->all);
    memset(fits->all_text, 0, sizeof fits->all_text);
    memset(fits->around.data, PDX_SYMBOL_NOTHING, NEAR);
    memset(fits->around.data + NEAR + n, PDX_SYMBOL_NOTHING, NEAR);
    kinds_read(fits, sheet);
    behind_read(fits, sheet);
    for (size_t i = 0; i < ground->hint.len; i++) fits->lines.data[i].alone += hint_weight * ground->hint.data[i];
    return PDX_OK;
}

static float ratio(float seen, float of, float all, float of_all, float kinds) {
    const float usual = (all + 0.5f) / (of_all + 0.5f * kinds);
    return pdx_clamp(logf((seen + usual) / ((of + 1) * usual)), -3, 3);
}

static void table_count(pdx_fit_table *t, const pdx_fits *fits, const uint32_t *titles, size_t n) {
    memset(t, 0, sizeof *t);
    for (size_t k = 0; k < n; k++) {
        const uint8_t *around = fits->around.data + titles[k];
        const pdx_ground_line *ground = fits->ground->lines.data + titles[k];
        for (unsigned d = 0; d < OFFSETS; d++) t->near[d][around[d]]++;
        t->gap[0][ground[0].gap]++;
        t->gap[1][ground[1].gap]++;
        t->text[fits->lines.data[titles[k]].text]++;
    }
}

/* From the counts of gaps: of most lengths no line has one, and titles have as many before them as behind. */
static void gaps_learn(pdx_fit_table *t, const pdx_fits *fits, float of) {
    const float lines = (float)fits->lines.len, never = ratio(0, of, 0, lines, GAPS);
    for (unsigned g = 0; g < GAPS; g++) {
        const float all = fits->ground->gaps[g], before = t->gap[0][g], after = t->gap[1][g];
        t->gap[0][g] = all == 0 ? never : ratio(before, of, all, lines, GAPS);
        t->gap[1][g] = after == before ? t->gap[0][g] : ratio(after, of, all, lines, GAPS);
    }
    t->gap[0][GAPS] = t->gap[1][GAPS] = 0;
}

void pdx_fits_learn(pdx_fit_table *t, const pdx_fits *fits, const uint32_t *titles, size_t n) {
    static const float weight[OFFSETS] = {0.5f, 0.5f, 0.9f, 1.0f, 0.9f, 0.5f, 0.5f};
    const float of = (float)n, lines = (float)fits->lines.len;
    table_count(t, fits, titles, n);
    for (unsigned s = 0; s < SYMS; s++) {
        if (fits->all[s] == 0) continue; /* nobody will ask */
        const float unseen = ratio(0, of, fits->all[s], lines, SYMS);
        float before = 0, told = unseen; /* most places have seen it as often as the one before */
        for (unsigned d = 0; d < OFFSETS; d++) {
            const float seen = t->near[d][s];
            if (seen != before) told = seen == 0 ? unseen : ratio(seen, of, fits->all[s], lines, SYMS);
            before = seen;
            t->near[d][s] = weight[d] * told;
        }
    }
    for (unsigned d = 0; d < OFFSETS; d++) t->near[d][PDX_SYMBOL_NOTHING] = 0;
    for (unsigned x = 0; x < TEXTS; x++) t->text[x] = ratio(t->text[x], of, fits->all_text[x], lines, TEXTS);
    gaps_learn(t, fits, of);
}

static inline float fit_of(const uint8_t *around, const pdx_ground_line *ground, const pdx_fits_line *line, const pdx_fit_table *t) {
    float score = line->alone + t->gap[0][ground[0].gap] + t->text[line->text];
    score += t->gap[1][ground[1].gap];
    score += t->near[0][around[0]]; /* one by one: this is asked of every line again and again */
    score += t->near[1][around[1]];
    score += t->near[2][around[2]];
    score += t->near[3][around[3]];
    score += t->near[4][around[4]];
    score += t->near[5][around[5]];
    return score + t->near[6][around[6]];
}

void pdx_fits_apply(pdx_fits *fits, const pdx_fit_table *table) {
    const uint8_t *around = fits->around.data;
    const pdx_ground_line *grounds = fits->ground->lines.data;
    pdx_fits_line *lines = fits->lines.data;
    for (size_t i = 0; i < fits->lines.len; i++) lines[i].fit = fit_of(around + i, grounds + i, &lines[i], table);
}
