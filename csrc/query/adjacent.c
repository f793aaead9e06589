#include "query/adjacent.h"

/* Of so few positions each is compared with each, eight at a time: quicker than guessing where to look. */
enum { EIGHT = 8, FEW = PDX_LIMIT(64, 9) };

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

uint32_t pdx_starts_keep(uint32_t *starts, uint32_t n, const pdx_positions *list, uint32_t shift) {
    const bool few = list->len <= FEW;
    uint32_t kept = 0, i;
    size_t k;
    for (k = 0; few && k < EIGHT - 1; k++) list->data[list->len + k] = PDX_NO_DOC; /* which is no position */
    for (i = 0; i < n; i++) {
        const uint64_t wanted = (uint64_t)starts[i] + shift;
        if (wanted >= PDX_NO_DOC) break;
        starts[kept] = starts[i];
        kept += few ? has_few(list->data, list->len, (uint32_t)wanted) : has_many(list->data, list->len, (uint32_t)wanted);
    }
    return kept;
}

static uint32_t apart(uint32_t a, uint32_t b) { return a < b ? b - a : a - b; }

bool pdx_positions_are_near(const pdx_positions *left, const pdx_positions *right, uint32_t distance) {
    unsigned near = 0;
    size_t i, k = 0;
    for (i = 0; right->len <= FEW && i < left->len && near == 0; i++) {
        for (k = 0; k < right->len; k++) near |= apart(left->data[i], right->data[k]) - 1u <= distance; /* one is not near itself */
    }
    for (i = k = 0; right->len > FEW && i < left->len && near == 0; i++) { /* `k` is the first that is not before */
        while (k < right->len && right->data[k] < left->data[i]) k++;
        near |= k > 0 && left->data[i] - right->data[k - 1] - 1u <= distance;
        near |= k < right->len && apart(left->data[i], right->data[k]) - 1u <= distance;
        near |= k + 1 < right->len && right->data[k + 1] - left->data[i] - 1u <= distance; /* where that one is the same */
    }
    return near != 0;
}
