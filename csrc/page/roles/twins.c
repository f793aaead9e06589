#include "page/roles/twins.h"

#include "base/hash.h"

static pdx_twin *slot_of(const pdx_twins *t, uint64_t form) {
    size_t at = (size_t)pdx_hash_u64(form, t->key) & t->mask;
    while (t->slots[at].line != 0 && t->slots[at].form != form) at = (at + 1) & t->mask;
    return &t->slots[at];
}

static void note(pdx_twins *t, const pdx_sheet *sheet, size_t i, uint32_t entry, bool title) {
    pdx_twin *s;
    if (!(sheet->facts[i].flags & PDX_FACT_SHORT)) return;
    s = slot_of(t, sheet->facts[i].exact);
    if (s->line == 0) {
        s->form = sheet->facts[i].exact;
        s->line = (uint32_t)i + 1;
        s->entry = entry;
    } else if (s->entry != entry && s->other == 0) {
        s->other = (uint32_t)i + 1;
    }
    if (title && s->title == 0) s->title = (uint32_t)i + 1;
}

pdx_status pdx_twins_read(pdx_twins *twins, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    twins->mask = 15;
    twins->key = pdx_hash_key();
    while (twins->mask + 1 < 2 * sheet->n) twins->mask = 2 * twins->mask + 1;
    twins->slots = pdx_alloc_zero(twins->mask + 1, sizeof *twins->slots);
    if (twins->slots == NULL) return pdx_fail_memory(err);
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        for (size_t i = s->line; i < s->end; i++) note(twins, sheet, i, (uint32_t)k, i == s->title);
    }
    return PDX_OK;
}

void pdx_twins_deinit(pdx_twins *twins) { pdx_free(twins->slots); }

const pdx_twin *pdx_twins_find(const pdx_twins *twins, const pdx_sheet *sheet, size_t i) {
    const pdx_twin *s;
    if (!(sheet->facts[i].flags & PDX_FACT_SHORT)) return NULL;
    s = slot_of(twins, sheet->facts[i].exact);
    return s->line == 0 ? NULL : s;
}
