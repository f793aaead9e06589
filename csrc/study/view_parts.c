#include "archive/model/contents.h"

/* The parts of the posts of a view, of the appearance of each that the index has. */

static void post_parts(const pdx_view *view, uint32_t post, pdx_buf *out) {
    const pdx_archive *archive = view->archive;
    const archive_appearance *at = archive_appearance_at(archive, archive_post_at(archive, post)->main);
    const archive_page *page = archive_page_at(archive, at->page);
    const pdx_page_entry *entry = archive_entry_of(page, at->entry);
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        const uint64_t key = (uint64_t)at->page << 32 | i;
        if ((view->roles & PDX_ROLE_BIT(archive_page_part(page, i)->role)) != 0) pdx_buf_append(out, &key, sizeof key);
    }
}

pdx_status pdx_view_parts(const pdx_view *view, uint32_t begin, uint32_t end, pdx_buf *out, pdx_error *err) {
    for (uint32_t i = begin; i < end; i++) post_parts(view, pdx_view_post(view, i), out);
    if (out->failed) return pdx_fail_memory(err);
    return pdx_archive_sound(view->archive, err);
}
