#include "archive/mend/salvage_steps.h"
#include "base/alloc.h"

/* Posts that had been deleted, where the list that says so is damaged. A post that was written again by a later part is gone of the part before,
 * too; how many are gone of a part the manifest says; so how many had been deleted is known, though not which. */

/* Of each ordinal the last part that has it, plus one. */
static uint32_t *lasts_make(const salvager *s) {
    uint32_t *lasts = pdx_alloc_zero(s->alive.n, sizeof *lasts);
    for (uint32_t p = 0; lasts != NULL && p < salvage_stored(s)->n_parts; p++) {
        const stored_part *part = &salvage_stored(s)->parts[p];
        if (!salvage_ordinals_known(s, part)) continue;
        for (uint32_t row = 0; row < stored_part_n(part, STORED_N_POSTS); row++) {
            const uint32_t ordinal = salvage_row_ordinal(part, row);
            if (ordinal < s->alive.n) lasts[ordinal] = p + 1;
        }
    }
    return lasts;
}

/* Posts of part `p` that no later part has go. */
static void part_drop(salvager *s, uint32_t p, const uint32_t *lasts) {
    for (uint32_t i = 0; i < s->alive.n; i++) {
        if (lasts[i] != p + 1) continue;
        pdx_bitmap_clear(&s->alive, i);
        s->n_found[i] = 0;
    }
}

static void part_judge(salvager *s, uint32_t p, const uint32_t *lasts) {
    const uint32_t n_rows = stored_part_n(&salvage_stored(s)->parts[p], STORED_N_POSTS);
    const uint64_t n_gone = s->parts[p].n_gone;
    uint64_t own = 0, kept = 0, deleted;
    for (uint32_t i = 0; i < s->alive.n; i++) {
        own += lasts[i] == p + 1;
        kept += lasts[i] == p + 1 && s->n_found[i] > 0;
    }
    if (n_gone == UINT64_MAX || n_gone > n_rows) {
        s->n_back_most += kept;
        return;
    }
    deleted = n_gone > n_rows - own ? n_gone - (n_rows - own) : 0; /* the others were written again */
    s->n_deleted += deleted;
    if (deleted == own) {
        s->n_deleted -= deleted; /* nobody says that they were there */
        part_drop(s, p, lasts);
        return;
    }
    s->n_back_least += deleted > own - kept ? deleted - (own - kept) : 0;
    s->n_back_most += deleted < kept ? deleted : kept;
}

pdx_status salvage_deleted_find(salvager *s, pdx_error *err) {
    uint32_t *lasts = NULL;
    for (uint32_t p = 0; p < salvage_stored(s)->n_parts; p++) {
        if (!s->parts[p].gone_unknown) continue;
        if (lasts == NULL && (lasts = lasts_make(s)) == NULL) return pdx_fail_memory(err);
        if (salvage_ordinals_known(s, &salvage_stored(s)->parts[p])) part_judge(s, p, lasts);
        else s->doubt = true;
    }
    pdx_free(lasts);
    return PDX_OK;
}
