/* In how many entries of a page a word, a list item or a line stands. Filled and asked by slots.c and terms.c, entry by
 * entry in page order. Promises: constant time per question, memory in proportion to what is noted. */
#ifndef PDX_PAGE_RECURRENCE_H
#define PDX_PAGE_RECURRENCE_H

#include "page/lines/linefold.h"

typedef struct pdx_recurrence_slot {
    uint64_t key; /* 0: empty */
    uint32_t entries, last;
} pdx_recurrence_slot;

typedef struct pdx_recurrence {
    pdx_recurrence_slot *slots; /* owned */
    size_t mask, used;
    uint64_t seed;
} pdx_recurrence;

void pdx_recurrence_init(pdx_recurrence *recurrence);
void pdx_recurrence_deinit(pdx_recurrence *recurrence);
/* `key` stands in `entry`; entries ascend. False when out of memory. */
bool pdx_recurrence_note(pdx_recurrence *recurrence, uint64_t key, uint32_t entry);
/* The number of entries in which it stands. */
uint32_t pdx_recurrence_entries(const pdx_recurrence *recurrence, uint64_t key);
uint64_t pdx_recurrence_key(const pdx_recurrence *recurrence, const pdx_fold *item);
/* The same, by pdx_fold_hash of the item under the process's key. */
static inline uint64_t pdx_recurrence_of_hash(uint64_t hash) { return hash | 1; }

#endif
