#include "query/walk/occurrences.h"

#include <stdlib.h>
#include <string.h>

static int occurrence_order(const void *left, const void *right) {
    const pdx_occurrence *a = left, *b = right;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    return a->length < b->length ? -1 : a->length > b->length ? 1 : 0;
}

/* Few are put in order one by one. */
static void sort_few(pdx_occurrences *list) {
    size_t i, k;
    for (i = 1; i < list->len; i++) {
        const pdx_occurrence moved = list->data[i];
        for (k = i; k > 0 && occurrence_order(&list->data[k - 1], &moved) > 0; k--) list->data[k] = list->data[k - 1];
        list->data[k] = moved;
    }
}

enum { FEW = PDX_LIMIT(16, 3) };

static void sort_spans(pdx_occurrences *list) {
    size_t i;
    if (list->len <= FEW) {
        sort_few(list);
        return;
    }
    for (i = 1; i < list->len; i++) { /* most lists come in order */
        if (occurrence_order(&list->data[i - 1], &list->data[i]) > 0) {
            qsort(list->data, list->len, sizeof *list->data, occurrence_order);
            return;
        }
    }
}

void pdx_occurrences_sort(pdx_occurrences *list) {
    size_t i, kept = 0;
    sort_spans(list);
    for (i = 0; i < list->len; i++) {
        if (kept > 0 && occurrence_order(&list->data[kept - 1], &list->data[i]) == 0) continue;
        list->data[kept++] = list->data[i];
    }
    list->len = kept;
}

void pdx_occurrences_longest(pdx_occurrences *list) {
    size_t i, kept = 0;
    sort_spans(list);
    for (i = 0; i < list->len; i++) {
        if (kept > 0 && list->data[kept - 1].start == list->data[i].start) kept--;
        list->data[kept++] = list->data[i];
    }
    list->len = kept;
}

bool pdx_occurrences_append(pdx_occurrences *list, const pdx_occurrences *more) {
    if (more->len == 0) return true;
    if (!PDX_VEC_RESERVE(list, list->len + more->len)) return false;
    memcpy(list->data + list->len, more->data, more->len * sizeof *more->data);
    list->len += more->len;
    return true;
}

size_t pdx_occurrences_from(const pdx_occurrences *list, uint64_t start) {
    size_t low = 0, high = list->len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (list->data[middle].start < start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
