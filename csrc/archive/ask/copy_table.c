#include "archive/model/contents.h"
#include "base/alloc.h"

/* Posts of a view that nearly repeat an earlier one. */

struct pdx_copy_table {
    pdx_archive *archive; /* counted */
    PDX_VEC(uint32_t) posts;
};

static pdx_status table_fill(pdx_copy_table *table, const pdx_view *view, double least, pdx_error *err) {
    const archive_copies *copies = table->archive->copies;
    for (uint32_t i = 0; i < view->n_posts; i++) {
        const uint32_t post = pdx_view_post(view, i);
        if (copies->of[post] == PDX_NONE || copies->likeness[post] < least) continue;
        if (!PDX_VEC_PUSH(&table->posts, post)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

pdx_status pdx_view_copies(const pdx_view *view, double least, const pdx_tick *tick, pdx_copy_table **out, pdx_error *err) {
    pdx_copy_table *table;
    pdx_status status;
    *out = NULL;
    PDX_TRY(pdx_archive_know_copies(view->archive, tick, err));
    table = pdx_alloc_zero(1, sizeof *table);
    if (table == NULL) return pdx_fail_memory(err);
    table->archive = view->archive;
    pdx_archive_retain(view->archive);
    status = table_fill(table, view, least, err);
    if (status == PDX_OK) *out = table;
    else pdx_copy_table_free(table);
    return status;
}

size_t pdx_copy_count(const pdx_copy_table *table) { return table->posts.len; }

uint32_t pdx_copy_get(const pdx_copy_table *table, size_t i) {
    assert(i < table->posts.len);
    return table->posts.data[i];
}

void pdx_copy_table_free(pdx_copy_table *table) {
    if (table == NULL) return;
    PDX_VEC_DEINIT(&table->posts);
    pdx_archive_release(table->archive);
    pdx_free(table);
}
