#include "query/walk/adjacent.h"

/* Of so few positions each is compared with each: quicker than guessing where to look. Of the fewest one by one, as they were written; of
 * more eight at a time. */
enum { FOUR = 4, EIGHT = 8, FEW = PDX_LIMIT(64, 9) };

static bool has_four(const uint32_t *list, uint32_t position) {
    return ((list[0] == position) | (list[1] == position) | (list[2] == position) | (list[3] == position)) != 0;
}

static bool has_few(const uint32_t *list, size_t n, uint32_t position) {
    uint32_t has[EIGHT] = {0}, all = 0, k;
    size_t i;
    for (i = 0; i < n; i += EIGHT) { /* loops of a known length become vectors */
        for (k = 0; k < EIGHT; k++) has[k] |= list[i + k] == position;
    }
    for (k = 0; k < EIGHT; k++) all |= has[k];
    return all != 0;
}

static bool has_many(const uint32_t *list, size_t n, uint32_t position) {
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (list[middle] < position) low = middle + 1;
        else high = middle;
    }
    return low < n && list[low] == position;
}

static bool has(const pdx_positions *list, uint32_t position) {
    if (list->len <= FOUR) return has_four(list->data, position);
    return list->len <= FEW ? has_few(list->data, list->len, position) : has_many(list->data, list->len, position);
}

uint32_t pdx_starts_keep(uint32_t *starts, uint32_t n, const pdx_positions *list, uint32_t shift) {
    uint32_t kept = 0, i;
    size_t k;
    for (k = 0; list->len <= FEW && k < EIGHT - 1; k++) list->data[list->len + k] = PDX_NO_DOC; /* which is no position */
    for (i = 0; i < n; i++) {
        const uint64_t wanted = (uint64_t)starts[i] + shift;
        if (wanted >= PDX_NO_DOC) break;
        starts[kept] = starts[i];
        kept += has(list, (uint32_t)wanted);
    }
    return kept;
}

static uint32_t apart(uint32_t a, uint32_t b) { return a < b ? b - a : a - b; }

size_t pdx_positions_near(const pdx_positions *left, const pdx_positions *right, uint32_t distance) {
    uint8_t near[FEW] = {0}; /* which of the right are */
    size_t n = 0, i, k;
    if (left->len > FEW || right->len > FEW) return left->len + right->len;
    for (i = 0; i < left->len; i++) {
        uint8_t any = 0;
        for (k = 0; k < right->len; k++) {
            const uint8_t is = apart(left->data[i], right->data[k]) - 1u <= distance; /* one is not near itself */
            near[k] |= is;
            any |= is;
        }
        n += any;
    }
    for (k = 0; k < right->len; k++) n += near[k];
    return n;
}
