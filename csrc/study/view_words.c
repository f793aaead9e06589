#include "archive/model/contents.h"
#include "base/tick.h"
#include "study/word_tables.h"

/* How many words a view has: posts know theirs, parts are measured by where they begin and end. Kept by the view. */

enum { POST_WORK = 16, PART_WORK = 8, PARTS_AT_ONCE = PDX_LIMIT(16, 2) };

/* Of the posts that are in the view, or of those that are not. */
static pdx_status posts_sum(const pdx_view *view, bool others, const pdx_tick *tick, uint64_t *n, pdx_error *err) {
    const uint32_t n_posts = others ? view->members.n : view->n_posts;
    pdx_pace pace = pdx_pace_of(tick, n_posts);
    for (uint32_t i = 0; i < n_posts; i++) {
        const uint32_t post = others ? i : pdx_view_post(view, i);
        PDX_TRY(pdx_pace_step(&pace, POST_WORK, i, err));
        if (!others || !pdx_bitmap_has(&view->members, post)) *n += archive_post_at(view->archive, post)->n_words;
    }
    return pdx_archive_sound(view->archive, err);
}

/* Of some posts the words are those of all without those of the others, where that is quicker. */
static pdx_status words_of_posts(const pdx_view *view, const pdx_tick *tick, uint64_t *n, pdx_error *err) {
    uint64_t others = 0;
    if (view->whole || view->n_posts > view->members.n / 2) {
        if (!view->whole) PDX_TRY(posts_sum(view, true, tick, &others, err));
        *n = view->archive->n_words - others;
        return PDX_OK;
    }
    return posts_sum(view, false, tick, n, err);
}

static pdx_status post_parts_sum(const pdx_view *view, uint32_t post, pdx_pace *pace, uint64_t *n, pdx_error *err) {
    const pdx_snapshot *snapshot = view->archive->snapshot;
    pdx_doc_part parts[PARTS_AT_ONCE];
    uint32_t s, n_parts = PARTS_AT_ONCE;
    pdx_doc doc;
    if (!pdx_snapshot_post_place(snapshot, post, &s, &doc)) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "no segment has post %u", (unsigned)post);
    }
    for (uint32_t from = 0; n_parts == PARTS_AT_ONCE; from += n_parts) {
        PDX_TRY(pdx_segment_parts(pdx_snapshot_segment(snapshot, s), doc, from, parts, PARTS_AT_ONCE, &n_parts, err));
        PDX_TRY(pdx_pace_step(pace, POST_WORK + (uint64_t)PART_WORK * n_parts, post, err));
        for (uint32_t i = 0; i < n_parts; i++)
            if ((view->roles & PDX_ROLE_BIT(parts[i].role)) != 0) *n += parts[i].n_positions;
    }
    return PDX_OK;
}

static pdx_status words_of_parts(const pdx_view *view, const pdx_tick *tick, uint64_t *n, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, view->members.n);
    for (uint32_t i = 0; i < view->n_posts; i++) PDX_TRY(post_parts_sum(view, pdx_view_post(view, i), &pace, n, err));
    return PDX_OK;
}

pdx_status pdx_view_n_words(const pdx_view *view, const pdx_tick *tick, uint64_t *n, pdx_error *err) {
    pdx_view *keeper = (pdx_view *)(uintptr_t)view; /* what it remembers changes, not what it says */
    *n = 0;
    if (pdx_kept_is_made(&view->summed_kept)) {
        *n = view->summed;
        return PDX_OK;
    }
    if (pdx_kept_is_made(&view->words_kept)) *n = view->n_words;
    else if (view->roles == PDX_ROLES_ALL) PDX_TRY(words_of_posts(view, tick, n, err));
    else PDX_TRY(words_of_parts(view, tick, n, err));
    if (pdx_kept_claim(&keeper->summed_kept)) {
        keeper->summed = *n;
        pdx_kept_done(&keeper->summed_kept);
    }
    return PDX_OK;
}
