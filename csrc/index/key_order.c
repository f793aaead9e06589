#include "index/key_order.h"

#include <stdlib.h>

#include "base/alloc.h"

/* A digit of eleven bits: six of them are the first eight bytes. FEW: sorted by comparing. */
enum { DIGIT = 11, DIGITS = 6, FEW = PDX_LIMIT(512, 4) };

typedef struct sortable {
    uint64_t head; /* the first eight bytes: few keys need a look at the rest */
    uint32_t id;
} sortable;

/* What comparing needs beside two items. */
typedef struct tie {
    pdx_span key;
    uint32_t id;
} tie;

static uint64_t key_head(pdx_span key) {
    uint64_t head = 0;
    size_t i;
    for (i = 0; i < 8; i++) head = head << 8 | (i < key.len ? key.data[i] : 0u);
    return head;
}

static int tie_compare(const void *a, const void *b) {
    const tie *x = a, *y = b;
    return pdx_span_compare(x->key, y->key);
}

/* Sorts by head, digit by digit from the last; digits that are all alike are passed over. Gives the array that holds the result. */
static sortable *heads_sort(sortable *items, sortable *other, size_t n, uint32_t *counts) {
    unsigned d;
    size_t i;
    memset(counts, 0, ((size_t)DIGITS << DIGIT) * sizeof *counts);
    for (i = 0; i < n; i++) {
        for (d = 0; d < DIGITS; d++) counts[(size_t)d << DIGIT | (items[i].head >> d * DIGIT & ((1u << DIGIT) - 1))]++;
    }
    for (d = 0; d < DIGITS; d++) {
        uint32_t *places = counts + ((size_t)d << DIGIT), sum = 0;
        sortable *swap = other;
        if (places[items[0].head >> d * DIGIT & ((1u << DIGIT) - 1)] == n) continue;
        for (i = 0; i < (size_t)1 << DIGIT; i++) {
            const uint32_t count = places[i];
            places[i] = sum;
            sum += count;
        }
        for (i = 0; i < n; i++) other[places[items[i].head >> d * DIGIT & ((1u << DIGIT) - 1)]++] = items[i];
        other = items;
        items = swap;
    }
    return items;
}

/* Orders each run of equal heads by whole keys. */
static bool ties_sort(const pdx_span *keys, sortable *items, size_t n) {
    tie *ties = NULL;
    size_t begin, end, i, room = 0;
    for (begin = 0; begin < n; begin = end) {
        for (end = begin + 1; end < n && items[end].head == items[begin].head; end++) {}
        if (end - begin < 2) continue;
        if (end - begin > room) {
            tie *more = pdx_resize_array(ties, (end - begin) * 2, sizeof *ties);
            if (more == NULL) {
                pdx_free(ties);
                return false;
            }
            ties = more;
            room = (end - begin) * 2;
        }
        for (i = begin; i < end; i++) {
            ties[i - begin].key = keys[items[i].id];
            ties[i - begin].id = items[i].id;
        }
        qsort(ties, end - begin, sizeof *ties, tie_compare);
        for (i = begin; i < end; i++) items[i].id = ties[i - begin].id;
    }
    pdx_free(ties);
    return true;
}

static int head_compare(const void *a, const void *b) {
    const sortable *x = a, *y = b;
    return x->head < y->head ? -1 : x->head > y->head;
}

static bool items_order(const pdx_span *keys, sortable *items, size_t n, uint32_t *ids) {
    sortable *sorted = items;
    size_t i;
    if (n <= FEW) {
        if (n > 1) qsort(items, n, sizeof *items, head_compare);
    } else {
        uint32_t *counts = pdx_resize_array(NULL, (size_t)DIGITS << DIGIT, sizeof *counts);
        if (counts == NULL) return false;
        sorted = heads_sort(items, items + n, n, counts);
        pdx_free(counts);
    }
    if (!ties_sort(keys, sorted, n)) return false;
    for (i = 0; i < n; i++) ids[i] = sorted[i].id;
    return true;
}

bool pdx_key_order(const pdx_span *keys, size_t n, uint32_t *ids) {
    sortable *items = n > SIZE_MAX / 2 ? NULL : pdx_resize_array(NULL, n * 2, sizeof *items);
    size_t i;
    bool ordered;
    if (items == NULL) return false;
    for (i = 0; i < n; i++) {
        items[i].head = key_head(keys[i]);
        items[i].id = (uint32_t)i;
    }
    ordered = items_order(keys, items, n, ids);
    pdx_free(items);
    return ordered;
}
