#include "archive/model/store_rows.h"

/* Rows that were read, given back when they have become many and nobody looks at any: who goes through an archive needs as much memory as one who
 * goes through its first posts. */

/* How many calls are under way in the process; far below zero while rows are given back, which takes milliseconds. */
static pdx_atomic_i64 n_calls;
#define RESTING ((int64_t)1 << 40)

void pdx_calls_enter(void) {
    if (PDX_LIKELY(pdx_atomic_add(&n_calls, 1) >= 0)) return;
    while (pdx_atomic_load(&n_calls) < 0) {
    }
}

void pdx_calls_leave(void) { (void)pdx_atomic_add(&n_calls, -1); }

static bool rest_begin(void) {
    if (pdx_atomic_load(&n_calls) != 0) return false;
    if (pdx_atomic_add(&n_calls, -RESTING) == 0) return true;
    (void)pdx_atomic_add(&n_calls, RESTING); /* a call has begun in between */
    return false;
}

/* All that weighs something; what could not be read stays as it is. */
static void group_forget(const stored_group *group, stored_kind_of kind) {
    for (uint32_t i = 0; group->slots != NULL && i < STORED_GROUP_SLOTS; i++) {
        stored_slot *slot = &group->slots[i];
        if (slot->weight == 0) continue;
        stored_stretch_free(kind, slot->rows);
        memset(slot, 0, sizeof *slot);
    }
}

void stored_rows_forget(archive_stored *stored) {
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        for (unsigned kind = 0; kind < STORED_KINDS; kind++) {
            const uint32_t n = stored_n_groups(&stored->parts[i], (stored_kind_of)kind);
            for (uint32_t g = 0; g < n; g++) group_forget(&stored->parts[i].groups[kind][g], (stored_kind_of)kind);
        }
    }
    pdx_atomic_store(&stored->n_read, 0);
}

void pdx_archive_keep_rows(pdx_archive *archive, uint64_t most) {
    if (archive->stored != NULL) archive->stored->most_rows = most;
}

bool pdx_archive_must_rest(const pdx_archive *archive) {
    const archive_stored *stored = archive->stored;
    return stored != NULL && (uint64_t)pdx_atomic_load((pdx_atomic_i64 *)(uintptr_t)&stored->n_read) > stored->most_rows;
}

bool pdx_archive_has_rested(const pdx_archive *archive) { return archive->stored != NULL && archive->stored->has_rested; }

void pdx_archive_rest(const pdx_archive *archive) {
    if (PDX_LIKELY(!pdx_archive_must_rest(archive)) || pdx_atomic_load(&archive->stored->n_joined) != 0 || !rest_begin()) return;
    stored_rows_forget(archive->stored);
    archive->stored->has_rested = true;
    (void)pdx_atomic_add(&n_calls, RESTING);
}
