#include "index/key_order.h"

#include <stdlib.h>

#include "base/alloc.h"

typedef struct sortable {
    uint64_t head; /* the first eight bytes: most comparisons end here, without a look at the key */
    pdx_span key;
    uint32_t id;
} sortable;

static uint64_t key_head(pdx_span key) {
    uint64_t head = 0;
    size_t i;
    for (i = 0; i < 8; i++) head = head << 8 | (i < key.len ? key.data[i] : 0u);
    return head;
}

static int sortable_compare(const void *a, const void *b) {
    const sortable *x = a, *y = b;
    if (x->head != y->head) return x->head < y->head ? -1 : 1;
    return pdx_span_compare(x->key, y->key);
}

bool pdx_key_order(const pdx_span *keys, size_t n, uint32_t *ids) {
    sortable *items = pdx_resize_array(NULL, n, sizeof *items);
    size_t i;
    if (items == NULL) return false;
    for (i = 0; i < n; i++) {
        items[i].key = keys[i];
        items[i].head = key_head(items[i].key);
        items[i].id = (uint32_t)i;
    }
    qsort(items, n, sizeof *items, sortable_compare);
    for (i = 0; i < n; i++) ids[i] = items[i].id;
    pdx_free(items);
    return true;
}
