#include <string.h>

#include "archive/build/replaced.h"
#include "archive/build/unite_fields.h"
#include "archive/model/steps.h"
#include "base/alloc.h"

enum { FACTS_WORK = 64 }; /* what the facts of an appearance take, as a pace counts */

/* Each appearance a post of its own. */
static void number_posts(pdx_archive *archive, uint32_t *n_posts) {
    uint32_t i;
    for (i = 0; i < archive->appearances.len; i++) archive->appearances.data[i].post = i;
    *n_posts = i;
}

static bool has_only_rows(const pdx_archive *archive) {
    size_t i;
    for (i = 0; i < archive->sources.len; i++) {
        if (archive->sources.data[i].form != PDX_SOURCE_JSONL) return false;
    }
    return true;
}

/* Posts that were decided stay what they are; what is new joins the first of those it is an appearance of. `groups` of appearances are
 * made the numbers of their posts. */
static pdx_status settle_posts(const pdx_archive *archive, uint32_t *groups, uint32_t n_groups, uint32_t *n_posts, pdx_error *err) {
    uint32_t *posts = pdx_resize_array(NULL, n_groups, sizeof *posts); /* of each group */
    if (posts == NULL) return pdx_fail_memory(err);
    memset(posts, 0xFF, n_groups * sizeof *posts);
    static_assert(PDX_NONE == UINT32_MAX, "all bits");
    for (uint32_t i = 0; i < archive->n_settled; i++) {
        const uint32_t post = archive->appearances.data[i].post;
        if (post < posts[groups[i]]) posts[groups[i]] = post;
        groups[i] = post;
    }
    *n_posts = (uint32_t)archive->whole.chosen.len;
    for (size_t i = archive->n_settled; i < archive->appearances.len; i++) {
        uint32_t *post = &posts[groups[i]];
        if (*post == PDX_NONE) *post = (*n_posts)++;
        groups[i] = *post;
    }
    pdx_free(posts);
    return PDX_OK;
}

/* Settled posts of other parts that have gained nothing, and lost nothing while they stand elsewhere, are left out: their appearances are of none
 * here, those behind move up. */
static pdx_status unchanged_leave(pdx_archive *archive, uint32_t *posts, uint32_t *n_posts, pdx_error *err) {
    archive_numbers *chosen = &archive->whole.chosen;
    uint32_t *numbers = pdx_alloc_zero(*n_posts, sizeof *numbers); /* 0: left out, until they are given */
    uint32_t n = 0;
    if (numbers == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < chosen->len; i++) numbers[i] = archive_post_row(archive->of[0], chosen->data[i]) >= archive->whole.first_row;
    for (size_t i = archive->n_settled; i < archive->appearances.len; i++) numbers[posts[i]] = 1;
    if (archive_replaced_mark(archive, posts, *n_posts, numbers, err) != PDX_OK) {
        pdx_free(numbers);
        return PDX_ENOMEM;
    }
    for (uint32_t i = 0; i < *n_posts; i++) {
        if (numbers[i] != 0 && i < chosen->len) chosen->data[n] = chosen->data[i];
        numbers[i] = numbers[i] == 0 ? PDX_NONE : n++;
    }
    for (size_t i = 0; i < archive->appearances.len; i++) {
        if (posts[i] != PDX_NONE) posts[i] = numbers[posts[i]];
    }
    while (chosen->len > 0 && numbers[chosen->len - 1] == PDX_NONE) chosen->len--;
    chosen->len = chosen->len == 0 ? 0 : numbers[chosen->len - 1] + 1;
    *n_posts = n;
    pdx_free(numbers);
    return PDX_OK;
}

static pdx_status decide_posts(pdx_archive *archive, const pdx_tick *tick, uint32_t *n_posts, pdx_error *err) {
    const size_t n = archive->appearances.len;
    pdx_appearance_facts *facts = pdx_resize_array(NULL, n, sizeof *facts);
    uint32_t *posts = pdx_resize_array(NULL, n, sizeof *posts);
    pdx_pace pace = pdx_pace_of(tick, 0);
    pdx_status status = PDX_ENOMEM;
    size_t i;
    if (facts != NULL && posts != NULL) {
        status = PDX_OK;
        for (i = 0; i < n && status == PDX_OK; i++) {
            facts[i] = archive_facts_now(archive, (uint32_t)i);
            status = pdx_pace_step(&pace, FACTS_WORK, 0, err);
        }
        if (status == PDX_OK) status = pdx_identity_unite(facts, n, posts, n_posts, tick, err);
        if (status == PDX_OK) status = archive_same_addresses(archive, posts, n_posts, err);
        if (status == PDX_OK && archive->n_settled > 0) status = settle_posts(archive, posts, *n_posts, n_posts, err);
        if (status == PDX_OK && archive->n_settled > 0) status = archive_replaced_match(archive, posts, *n_posts, tick, err);
        if (status == PDX_OK && archive->n_settled > 0) status = unchanged_leave(archive, posts, n_posts, err);
        for (i = 0; status == PDX_OK && i < n; i++) {
            archive->appearances.data[i].post = archive_is_replaced(archive, (uint32_t)i) ? PDX_NONE : posts[i];
        }
    } else {
        (void)pdx_fail_memory(err);
    }
    pdx_free(facts);
    pdx_free(posts);
    return status;
}

/* Which posts there are, in the numbers of appearances. */
static pdx_status know_posts(pdx_archive *archive, bool apart, const pdx_tick *tick, uint32_t *n_posts, pdx_error *err) {
    if (archive->n_settled == archive->appearances.len && archive->of[0] != NULL &&
        pdx_bitmap_next(&archive->whole.replaced, 0) >= archive->whole.replaced.n) {
        *n_posts = (uint32_t)archive->whole.chosen.len; /* all are decided */
        return PDX_OK;
    }
    if (archive->n_settled > 0 || !(apart || has_only_rows(archive))) return decide_posts(archive, tick, n_posts, err);
    number_posts(archive, n_posts); /* they are compared with nothing */
    return PDX_OK;
}

/* Settled posts keep their ordinals, new ones are given the next. */
static pdx_status give_ordinals(pdx_archive *archive, uint32_t n_posts, pdx_error *err) {
    archive_whole *whole = &archive->whole;
    if (archive->of[0] == NULL) return PDX_OK;
    whole->n_ordinals = archive_n_ordinals(archive->of[0]);
    if (!PDX_VEC_RESERVE(&whole->ordinals, n_posts)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < n_posts; i++) {
        whole->ordinals.data[i] = i < whole->chosen.len ? archive_post_ordinal(archive->of[0], whole->chosen.data[i]) : whole->n_ordinals++;
    }
    whole->ordinals.len = n_posts;
    return PDX_OK;
}

/* Lists each post's appearances in order (a counting sort). */
static pdx_status list_appearances(pdx_archive *archive, uint32_t n_posts, pdx_error *err) {
    uint32_t i, at = 0, n = 0;
    if (!PDX_VEC_RESERVE(&archive->posts, n_posts) || !PDX_VEC_RESERVE(&archive->post_appearances, archive->appearances.len)) {
        return pdx_fail_memory(err);
    }
    if (n_posts > 0) memset(archive->posts.data, 0, n_posts * sizeof *archive->posts.data);
    archive->posts.len = n_posts;
    for (i = 0; i < archive->appearances.len; i++) {
        if (archive->appearances.data[i].post == PDX_NONE) continue;
        archive->posts.data[archive->appearances.data[i].post].n_appearances++;
        n++;
    }
    archive->post_appearances.len = n;
    for (i = 0; i < n_posts; i++) {
        archive->posts.data[i].first_appearance = at;
        at += archive->posts.data[i].n_appearances;
        archive->posts.data[i].n_appearances = 0;
    }
    for (i = 0; i < archive->appearances.len; i++) {
        if (archive->appearances.data[i].post == PDX_NONE) continue;
        archive_post *post = &archive->posts.data[archive->appearances.data[i].post];
        archive->post_appearances.data[post->first_appearance + post->n_appearances++] = i;
    }
    for (i = 0; i < n_posts; i++) { /* bytes from a disk may say that a post is there, and no page that it stands on */
        if (archive->posts.data[i].n_appearances == 0) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a post stands on no page");
    }
    return PDX_OK;
}

pdx_status archive_unite(pdx_archive *archive, bool apart, const pdx_tick *tick, pdx_error *err) {
    uint32_t n_posts = 0;
    PDX_TRY(know_posts(archive, apart, tick, &n_posts, err));
    PDX_TRY(give_ordinals(archive, n_posts, err));
    PDX_TRY(list_appearances(archive, n_posts, err));
    return archive_unite_fields(archive, tick, err);
}
