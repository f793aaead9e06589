/* Lists of occurrences in one document and what operators do with them.
 * Called by the cursors. Promises: sorted by start, then length; each span once. */
#ifndef PDX_QUERY_OCCURRENCES_H
#define PDX_QUERY_OCCURRENCES_H

#include "base/vec.h"

typedef struct pdx_occurrence {
    uint32_t start;
    uint32_t length; /* positions */
} pdx_occurrence;

typedef PDX_VEC(pdx_occurrence) pdx_occurrences;

static inline uint64_t pdx_occurrence_end(pdx_occurrence o) { return (uint64_t)o.start + o.length; }

/* Sorts and drops repeated spans. */
void pdx_occurrences_sort(pdx_occurrences *list);
/* Sorts; of equal starts only the longest stays. */
void pdx_occurrences_longest(pdx_occurrences *list);
bool pdx_occurrences_append(pdx_occurrences *list, const pdx_occurrences *more) PDX_MUST;
/* The number of the first occurrence that starts at or after `start`. */
size_t pdx_occurrences_from(const pdx_occurrences *list, uint64_t start);
/* The same, but the longest of those with that start. */
static inline size_t pdx_occurrences_longest_at(const pdx_occurrences *list, size_t i) {
    while (i + 1 < list->len && list->data[i + 1].start == list->data[i].start) i++;
    return i;
}

#endif
