#include "archive/model/contents.h"
#include "base/tick.h"

/* The pages on which the posts of a view stand. */

enum { POST_WORK = 16 };

static pdx_status pages_mark(const pdx_view *view, pdx_bitmap *pages, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, view->n_posts);
    for (uint32_t i = 0; i < view->n_posts; i++) {
        const uint32_t post = pdx_view_post(view, i), n = archive_post_at(view->archive, post)->n_appearances;
        PDX_TRY(pdx_pace_step(&pace, POST_WORK + (uint64_t)n, i, err));
        for (uint32_t k = 0; k < n; k++) {
            const uint32_t page = archive_appearance_at(view->archive, archive_post_appearance(view->archive, post, k))->page;
            if (page < pages->n) pdx_bitmap_set(pages, page); /* else it is damaged, which is told below */
        }
    }
    return pdx_archive_sound(view->archive, err);
}

static pdx_status pages_list(const pdx_bitmap *pages, pdx_buf *out, pdx_error *err) {
    for (uint32_t page = 0; page < pages->n; page++)
        if (pdx_bitmap_has(pages, page)) pdx_buf_append(out, &page, sizeof page);
    return out->failed ? pdx_fail_memory(err) : PDX_OK;
}

pdx_status pdx_view_pages(const pdx_view *view, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    pdx_bitmap pages;
    pdx_status status;
    pdx_buf_reset(out);
    if (!pdx_bitmap_init(&pages, (uint32_t)view->archive->pages.len, false)) return pdx_fail_memory(err);
    status = pages_mark(view, &pages, tick, err);
    if (status == PDX_OK) status = pages_list(&pages, out, err);
    pdx_bitmap_deinit(&pages);
    return status;
}
