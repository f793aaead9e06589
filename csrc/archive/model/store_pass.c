#include "archive/model/contents.h"
#include "archive/model/store_rows.h"
#include "base/alloc.h"

/* Going through more rows than an archive keeps: they are read into slots of one's own, and given back on the way. */

/* How much of its rows one keeps who only passes. */
#define PASSING ((uint64_t)PDX_LIMIT(16 << 20, 256))

/* Its own slots for the rows of a part, whose files are those of the archive. */
static pdx_status part_pass(const stored_part *part, stored_part *out, pdx_error *err) {
    memcpy(out, part, offsetof(stored_part, groups));
    return stored_slots_make(out, err);
}

static pdx_status stored_pass(const archive_stored *stored, archive_stored *out, pdx_error *err) {
    out->passing = stored;
    out->generation = stored->generation;
    out->n_ordinals = stored->n_ordinals;
    out->version = stored->version;
    out->additions = stored->additions;
    out->draft = stored->draft;
    out->by_ordinal = stored->by_ordinal;
    out->plain = stored->plain;
    out->numbers = stored->numbers; /* borrowed */
    if (pdx_kept_is_made(&stored->labels_kept) && pdx_kept_claim(&out->labels_kept)) {
        out->labels = stored->labels; /* the same */
        pdx_kept_done(&out->labels_kept);
    }
    out->most_rows = PASSING;
    out->parts = pdx_alloc_zero(stored->n_parts, sizeof *out->parts);
    if (out->parts == NULL) return pdx_fail_memory(err);
    while (out->n_parts < stored->n_parts) {
        out->n_parts++;
        PDX_TRY(part_pass(&stored->parts[out->n_parts - 1], &out->parts[out->n_parts - 1], err));
    }
    return PDX_OK;
}

pdx_status archive_pass_begin(const pdx_archive *archive, const pdx_archive **out, pdx_error *err) {
    pdx_archive *passing;
    pdx_status status;
    *out = archive;
    if (archive->stored == NULL || stored_rows_weight(archive->stored) <= archive->stored->most_rows) return PDX_OK;
    passing = pdx_alloc_zero(1, sizeof *passing);
    if (passing == NULL) return pdx_fail_memory(err);
    passing->stored = pdx_alloc_zero(1, sizeof *passing->stored);
    if (passing->stored == NULL) {
        pdx_free(passing);
        return pdx_fail_memory(err);
    }
    passing->snapshot = archive->snapshot; /* borrowed, like the next two */
    passing->analyzer = archive->analyzer;
    passing->language = archive->language;
    passing->n_words = archive->n_words;
    passing->sources.len = archive->sources.len;
    passing->pages.len = archive->pages.len;
    passing->layers.len = archive->layers.len;
    passing->appearances.len = archive->appearances.len;
    passing->posts.len = archive->posts.len;
    passing->remainders.len = archive->remainders.len;
    passing->label_items.len = archive->label_items.len;
    status = stored_pass(archive->stored, passing->stored, err);
    if (status == PDX_OK) *out = passing;
    else archive_pass_end(passing);
    return status;
}

void archive_pass_rest(const pdx_archive *passing) {
    if (passing->stored != NULL && passing->stored->passing != NULL && pdx_archive_must_rest(passing)) stored_rows_forget(passing->stored);
}

void archive_pass_end(const pdx_archive *passing) {
    archive_stored *stored = passing->stored;
    if (stored == NULL || stored->passing == NULL) return;
    for (uint32_t i = 0; i < stored->n_parts; i++) stored_stretches_free(&stored->parts[i]);
    if (stored->labels.same != stored->passing->labels.same) {
        pdx_free(stored->labels.same);
        pdx_free(stored->labels.posts);
    }
    pdx_free(stored->days);
    pdx_free(stored->parts);
    pdx_free(stored);
    pdx_free((void *)(uintptr_t)passing);
}
