#include "page/lines/recurrence.h"

#include "base/alloc.h"
#include "base/hash.h"

enum { ROOM = PDX_LIMIT(128, 2) };

void pdx_recurrence_init(pdx_recurrence *recurrence) {
    memset(recurrence, 0, sizeof *recurrence);
    recurrence->seed = pdx_hash_key();
}

void pdx_recurrence_deinit(pdx_recurrence *recurrence) { pdx_free(recurrence->slots); }

static pdx_recurrence_slot *slot_of(const pdx_recurrence *recurrence, uint64_t key) {
    size_t at = (size_t)pdx_hash_u64(key, recurrence->seed) & recurrence->mask;
    while (recurrence->slots[at].key != 0 && recurrence->slots[at].key != key) at = (at + 1) & recurrence->mask;
    return &recurrence->slots[at];
}

static bool grow(pdx_recurrence *recurrence) {
    const size_t room = recurrence->slots == NULL ? ROOM : 2 * (recurrence->mask + 1);
    pdx_recurrence bigger = *recurrence;
    bigger.slots = pdx_alloc_zero(room, sizeof *bigger.slots);
    bigger.mask = room - 1;
    if (bigger.slots == NULL) return false;
    for (size_t i = 0; recurrence->slots != NULL && i <= recurrence->mask; i++) {
        if (recurrence->slots[i].key != 0) *slot_of(&bigger, recurrence->slots[i].key) = recurrence->slots[i];
    }
    pdx_free(recurrence->slots);
    *recurrence = bigger;
    return true;
}

bool pdx_recurrence_note(pdx_recurrence *recurrence, uint64_t key, uint32_t entry) {
    pdx_recurrence_slot *slot;
    if ((recurrence->slots == NULL || 2 * recurrence->used > recurrence->mask) && !grow(recurrence)) return false;
    slot = slot_of(recurrence, key | 1);
    recurrence->used += slot->key == 0;
    if (slot->key == 0 || slot->last != entry) slot->entries++;
    slot->key = key | 1;
    slot->last = entry;
    return true;
}

uint32_t pdx_recurrence_entries(const pdx_recurrence *recurrence, uint64_t key) {
    return recurrence->slots == NULL ? 0 : slot_of(recurrence, key | 1)->entries;
}

uint64_t pdx_recurrence_key(const pdx_recurrence *recurrence, const pdx_fold *item) {
    return pdx_recurrence_of_hash(pdx_fold_hash(item, recurrence->seed));
}
