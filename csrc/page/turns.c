#include "page/turns.h"

enum { SAMPLE = PDX_LIMIT(1024, 16) }; /* lines of a class that are measured by */

/* In which gap of a class a line lies: 1 after its first line, 2 after its second; 0 before the first. */
enum { OWN = 0x8000 }; /* it is a line of the class */

static bool same_lines(const pdx_classes *classes, const pdx_class *a, const pdx_class *b) {
    const uint32_t *p = classes->positions.data + a->first, *q = classes->positions.data + b->first;
    return a->count == b->count && p[0] == q[0] && memcmp(p, q, a->count * sizeof *p) == 0;
}

static void rows_read(pdx_turns *turns, const pdx_classes *classes) {
    for (size_t c = 0; c < turns->n; c++) {
        size_t row = 0;
        while (row < turns->n_rows && !same_lines(classes, &classes->classes.data[turns->first[row]], &classes->classes.data[c])) row++;
        if (row == turns->n_rows) turns->first[turns->n_rows++] = (uint32_t)c;
        turns->row[c] = (uint8_t)row;
    }
}

/* Fills `gap` for the lines before `limit`, where measuring by `a` ends. */
static size_t gaps_fill(uint16_t *gap, const pdx_classes *classes, const pdx_class *a) {
    const uint32_t *p = classes->positions.data + a->first;
    const size_t n = pdx_min_size(a->count, SAMPLE);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        for (; at < p[i]; at++) gap[at] = (uint16_t)i;
        gap[at++] = (uint16_t)(i + 1) | OWN;
    }
    if (n < a->count) {
        for (; at < p[n]; at++) gap[at] = (uint16_t)n;
    }
    return at;
}

static pdx_turn turn_read(const uint16_t *gap, size_t limit, const pdx_classes *classes, const pdx_class *a, const pdx_class *b) {
    const uint32_t *q = classes->positions.data + b->first;
    const uint32_t n = (uint32_t)pdx_min_size(a->count, SAMPLE), gaps = n < a->count ? n : n - 1;
    uint32_t one = 0, many = 0, shared = 0;
    unsigned last = 0, inside = 0; /* the gap that was met last, and how many lines were met in it */
    pdx_turn out = {0, 0, 0, gaps};
    for (uint32_t j = 0; j < b->count && q[j] < limit; j++) {
        const unsigned in = gap[q[j]], own = in >> 15;
        const unsigned counts = (in != 0) & (own == 0), mask = 0u - counts, again = 0u - (in == last); /* none of this can be foreseen: sums, not branches */
        shared += own;
        inside = (((inside & again) + 1) & mask) | (inside & ~mask);
        last = (in & mask) | (last & ~mask);
        one += counts & (inside == 1);
        many += counts & (inside == 2);
    }
    one -= many;
    if (gaps > 0) {
        const uint32_t none = gaps - one - many;
        const float score = ((float)one - 1.5f * (float)many - 0.4f * (float)none) / (float)gaps;
        out.share = score < 0 ? 0 : score;
        out.alike = (float)pdx_min_size(a->count, b->count) / (float)pdx_max_size(a->count, b->count);
    }
    out.overlap = (float)shared / (float)pdx_min_size(n, b->count);
    return out;
}

const pdx_turn *pdx_turns_read_at(pdx_turns *turns, size_t base_row, size_t other_row) {
    const pdx_class *classes = turns->classes->classes.data, *base = &classes[turns->first[base_row]];
    pdx_turn *cell = &turns->cells[base_row * turns->n_rows + other_row];
    if (turns->gap_row != base_row) turns->limit = gaps_fill(turns->gap, turns->classes, base);
    turns->gap_row = base_row;
    *cell = turn_read(turns->gap, turns->limit, turns->classes, base, &classes[turns->first[other_row]]);
    return cell;
}

pdx_status pdx_turns_read(pdx_turns *turns, const pdx_classes *classes, size_t lines, pdx_error *err) {
    size_t cells;
    memset(turns, 0, sizeof *turns);
    turns->classes = classes;
    turns->n = pdx_min_size(classes->classes.len, PDX_TURNS_CLASSES);
    if (turns->n == 0) return PDX_OK;
    rows_read(turns, classes);
    turns->gap_row = turns->n_rows;
    cells = turns->n_rows * turns->n_rows;
    turns->gap = pdx_resize_array(NULL, lines, sizeof *turns->gap);
    turns->cells = pdx_resize_array(NULL, cells, sizeof *turns->cells);
    if (turns->gap == NULL || turns->cells == NULL) {
        pdx_turns_deinit(turns);
        return pdx_fail_memory(err);
    }
    for (size_t i = 0; i < cells; i++) turns->cells[i].gaps = PDX_TURNS_UNREAD;
    return PDX_OK;
}

void pdx_turns_deinit(pdx_turns *turns) {
    pdx_free(turns->cells);
    pdx_free(turns->gap);
    turns->cells = NULL;
    turns->gap = NULL;
}
