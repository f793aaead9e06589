#include "archive/model/model.h"
#include "base/alloc.h"
#include "base/bits.h"

/* One without posts yet; retains the archive. */
static pdx_view *view_new(pdx_archive *archive, pdx_role_set roles) {
    pdx_view *view = pdx_alloc_zero(1, sizeof *view);
    if (view == NULL) return NULL;
    view->roles = roles;
    view->archive = archive;
    pdx_archive_retain(archive);
    pdx_atomic_store(&view->references, 1);
    return view;
}

/* All posts need no list of them: making it would take the longer the more there are. */
static pdx_status whole_make(pdx_archive *archive, pdx_role_set roles, pdx_view **out, pdx_error *err) {
    *out = view_new(archive, roles);
    if (*out == NULL) return pdx_fail_memory(err);
    (*out)->whole = true;
    (*out)->n_posts = (*out)->members.n = (uint32_t)archive->posts.len;
    return PDX_OK;
}

/* Makes the view of `members` (taken, also on failure). */
static pdx_status view_make(pdx_archive *archive, pdx_bitmap *members, pdx_role_set roles, pdx_view **out, pdx_error *err) {
    const uint32_t n = pdx_bitmap_count(members);
    pdx_view *view;
    *out = NULL;
    if (n == members->n) {
        pdx_bitmap_deinit(members);
        return whole_make(archive, roles, out, err);
    }
    view = view_new(archive, roles);
    if (view != NULL) view->posts = pdx_resize_array(NULL, n, sizeof *view->posts);
    if (view == NULL || view->posts == NULL) {
        pdx_view_release(view);
        pdx_bitmap_deinit(members);
        return pdx_fail_memory(err);
    }
    pdx_bitmap_list(members, view->posts);
    view->n_posts = n;
    view->members = *members;
    *out = view;
    return PDX_OK;
}

pdx_status pdx_view_all(pdx_archive *archive, pdx_view **out, pdx_error *err) { return whole_make(archive, PDX_ROLES_ALL, out, err); }

void pdx_view_retain(pdx_view *view) { (void)pdx_atomic_add(&view->references, 1); }

void pdx_view_release(pdx_view *view) {
    if (view == NULL || pdx_atomic_add(&view->references, -1) != 1) return;
    pdx_bitmap_deinit(&view->members);
    pdx_free(view->posts);
    pdx_free(view->tallies);
    pdx_free(view->distances);
    if (view->quotes != NULL) view->quotes_free(view->quotes);
    if (view->mentions != NULL) view->mentions_free(view->mentions);
    pdx_view_release(view->narrow); /* which has such a one in turn: as many as somebody asked one of the other */
    pdx_archive_release(view->archive);
    pdx_free(view);
}

pdx_archive *pdx_view_archive(const pdx_view *view) { return view->archive; }
uint32_t pdx_view_n_posts(const pdx_view *view) { return view->n_posts; }
bool pdx_view_has(const pdx_view *view, uint32_t post) { return view->whole ? post < view->n_posts : pdx_bitmap_has(&view->members, post); }
pdx_role_set pdx_view_roles(const pdx_view *view) { return view->roles; }

uint32_t pdx_view_post(const pdx_view *view, uint32_t i) {
    assert(i < view->n_posts);
    return view->whole ? i : view->posts[i];
}

pdx_status pdx_view_select(const pdx_view *view, const uint32_t *posts, size_t n, pdx_view **out, pdx_error *err) {
    pdx_bitmap members;
    uint64_t bits = 0; /* of the word in which the last post is: most follow each other */
    uint32_t word = 0;
    *out = NULL;
    if (!pdx_bitmap_init(&members, view->members.n, false)) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        if (!pdx_view_has(view, posts[i])) continue;
        if (posts[i] / 64 != word) {
            members.words[word] |= bits;
            word = posts[i] / 64;
            bits = 0;
        }
        bits |= (uint64_t)1 << posts[i] % 64;
    }
    if (bits != 0) members.words[word] |= bits;
    return view_make(view->archive, &members, view->roles, out, err);
}

pdx_status pdx_view_rest(const pdx_view *view, pdx_view **out, pdx_error *err) {
    pdx_bitmap members;
    *out = NULL;
    if (!pdx_bitmap_init(&members, view->members.n, !view->whole)) return pdx_fail_memory(err);
    if (!view->whole) pdx_bitmap_and_not(&members, &view->members);
    return view_make(view->archive, &members, view->roles, out, err);
}

uint32_t pdx_view_n_shared(const pdx_view *view, const pdx_view *other) {
    uint32_t n = 0;
    assert(view->archive == other->archive);
    if (view->whole || other->whole) return view->whole ? other->n_posts : view->n_posts;
    for (size_t i = 0; i < ((size_t)view->members.n + 63) / 64; i++) n += pdx_popcount(view->members.words[i] & other->members.words[i]);
    return n;
}

static pdx_status narrow_make(const pdx_view *view, pdx_role_set roles, pdx_view **out, pdx_error *err) {
    pdx_bitmap members;
    if (view->whole) return whole_make(view->archive, roles, out, err);
    *out = NULL;
    if (!pdx_bitmap_copy(&members, &view->members)) return pdx_fail_memory(err);
    return view_make(view->archive, &members, roles, out, err);
}

pdx_status pdx_view_within(const pdx_view *view, pdx_role_set roles, pdx_view **out, pdx_error *err) {
    pdx_view *keeper = (pdx_view *)(uintptr_t)view; /* what it remembers changes, not what it says */
    const pdx_role_set wanted = view->roles & roles;
    if (pdx_kept_is_made(&view->narrow_kept) && view->narrow->roles == wanted) {
        *out = view->narrow;
        pdx_view_retain(*out);
        return PDX_OK;
    }
    PDX_TRY(narrow_make(view, wanted, out, err));
    if (!pdx_kept_is_made(&view->narrow_kept) && pdx_kept_claim(&keeper->narrow_kept)) {
        keeper->narrow = *out;
        pdx_view_retain(*out);
        pdx_kept_done(&keeper->narrow_kept);
    }
    return PDX_OK;
}
