#include "page/lines/turns.h"

#include "kernels/turnbits.h"

enum { SAMPLE = PDX_LIMIT(1024, 16) }; /* lines of a class that are measured by */

static bool same_lines(const pdx_classes *classes, const pdx_class *a, const pdx_class *b) {
    const uint32_t *p = classes->positions.data + a->first, *q = classes->positions.data + b->first;
    return a->count == b->count && p[0] == q[0] && memcmp(p, q, a->count * sizeof *p) == 0;
}

static uint64_t *bits_of(const pdx_turns *turns, size_t row) { return turns->bits + row * turns->words; }

static void row_add(pdx_turns *turns, uint32_t c) {
    const pdx_class *class = &turns->classes->classes.data[c];
    const uint32_t *p = turns->classes->positions.data + class->first;
    uint64_t *bits = bits_of(turns, turns->n_rows);
    for (uint32_t i = 0; i < class->count; i++) bits[p[i] / 64] |= UINT64_C(1) << p[i] % 64;
    turns->first[turns->n_rows++] = c;
}

static void rows_read(pdx_turns *turns) {
    const pdx_class *all = turns->classes->classes.data;
    for (size_t c = 0; c < turns->n; c++) {
        size_t row = 0;
        while (row < turns->n_rows && !same_lines(turns->classes, &all[turns->first[row]], &all[c])) row++;
        if (row == turns->n_rows) row_add(turns, (uint32_t)c);
        turns->row[c] = (uint8_t)row;
    }
}

/* Measuring by a class ends at its last line, or where its sample does. */
static uint32_t limit_of(const pdx_class *a, const uint32_t *p) { return a->count > SAMPLE ? p[SAMPLE] : p[a->count - 1] + 1; }

const pdx_turn *pdx_turns_read_at(pdx_turns *turns, size_t base_row, size_t other_row) {
    const pdx_class *all = turns->classes->classes.data, *a = &all[turns->first[base_row]], *b = &all[turns->first[other_row]];
    const uint32_t n = (uint32_t)pdx_min_size(a->count, SAMPLE), gaps = n < a->count ? n : n - 1;
    const pdx_turnbits seen =
        pdx_turnbits_count(bits_of(turns, base_row), bits_of(turns, other_row), limit_of(a, turns->classes->positions.data + a->first));
    pdx_turn *out = &turns->cells[base_row * turns->n_rows + other_row];
    *out = (pdx_turn){0, 0, (float)seen.shared / (float)pdx_min_size(n, b->count), gaps};
    if (gaps > 0) {
        const uint32_t one = seen.some - seen.many, none = gaps - seen.some;
        const float score = ((float)one - 1.5f * (float)seen.many - 0.4f * (float)none) / (float)gaps;
        out->share = score < 0 ? 0 : score;
        out->alike = (float)pdx_min_size(a->count, b->count) / (float)pdx_max_size(a->count, b->count);
    }
    return out;
}

pdx_status pdx_turns_read(pdx_turns *turns, const pdx_classes *classes, size_t lines, pdx_error *err) {
    size_t cells;
    memset(turns, 0, sizeof *turns);
    turns->classes = classes;
    turns->n = pdx_min_size(classes->classes.len, PDX_TURNS_CLASSES);
    if (turns->n == 0) return PDX_OK;
    turns->words = lines / 64 + 1;
    turns->bits = pdx_alloc_zero(turns->n * turns->words, sizeof *turns->bits);
    if (turns->bits == NULL) return pdx_fail_memory(err);
    rows_read(turns);
    cells = turns->n_rows * turns->n_rows;
    turns->cells = pdx_resize_array(NULL, cells, sizeof *turns->cells);
    if (turns->cells == NULL) {
        pdx_turns_deinit(turns);
        return pdx_fail_memory(err);
    }
    for (size_t i = 0; i < cells; i++) turns->cells[i].gaps = PDX_TURNS_UNREAD;
    return PDX_OK;
}

void pdx_turns_deinit(pdx_turns *turns) {
    pdx_free(turns->cells);
    pdx_free(turns->bits);
    turns->cells = NULL;
    turns->bits = NULL;
}
