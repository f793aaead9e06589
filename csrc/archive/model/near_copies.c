#include "archive/model/near_copies.h"

#include <stdlib.h>

#include "archive/model/bands.h"
#include "archive/model/contents.h"
#include "base/alloc.h"
#include "base/radix.h"

/* A post is compared with earlier ones that have a number of the bands in common with it and are no copies themselves; with no more than these:
 * among thousands that share a boilerplate alone, comparing all would never end. */
enum {
    CHAIN_MOST = PDX_LIMIT(64, 4),    /* of each band, the latest */
    COMPARED_MOST = PDX_LIMIT(32, 3), /* of all, those with the most bands in common */
    POST_WORK = 256                   /* what a post takes beside its words, as a pace counts */
};

void archive_copies_free(archive_copies *copies) {
    if (copies == NULL) return;
    pdx_free(copies->of);
    pdx_free(copies->likeness);
    pdx_free(copies);
}

/* A post with enough words, and what it was met with. */
typedef struct candidate {
    uint32_t item;     /* number among such posts */
    uint32_t n_bands;
} candidate;

typedef struct link {
    uint32_t item, next;
} link;

typedef struct finder {
    const pdx_archive *archive;
    archive_copies *copies;
    const pdx_tick *tick;
    pdx_shingles own, other;        /* owned, like all that follows */
    PDX_VEC(uint32_t) posts;        /* those with enough words: the items */
    PDX_VEC(uint32_t) bands;        /* of each item; then the group of those that share one, PDX_NONE: nobody does */
    uint32_t n_groups;
    uint32_t *heads;                /* of each group, its latest link */
    PDX_VEC(link) links;
    uint8_t *n_common;              /* of each item, while one is looked at: bands in common with it */
    PDX_VEC(candidate) candidates;
} finder;

static void finder_deinit(finder *self) {
    pdx_shingles_deinit(&self->own);
    pdx_shingles_deinit(&self->other);
    PDX_VEC_DEINIT(&self->posts);
    PDX_VEC_DEINIT(&self->bands);
    PDX_VEC_DEINIT(&self->links);
    PDX_VEC_DEINIT(&self->candidates);
    pdx_free(self->heads);
    pdx_free(self->n_common);
}

static pdx_status bands_read(finder *self, pdx_error *err) {
    const uint32_t n = (uint32_t)self->archive->posts.len;
    pdx_pace pace = pdx_pace_of(self->tick, n);
    uint32_t bands[PDX_LIKENESS_BANDS], post, b;
    PDX_TRY(archive_bands_ready(self->archive, err));
    for (post = 0; post < n; post++) {
        bool enough;
        self->copies->of[post] = PDX_NONE;
        if (self->archive->stored != NULL) archive_bands_stored(self->archive->stored, post, bands, &enough);
        else PDX_TRY(archive_post_bands(self->archive, post, &self->own, bands, &enough, self->tick, err));
        PDX_TRY(pdx_pace_step(&pace, POST_WORK + 8 * (uint64_t)self->own.n_words, post, err));
        if (!enough) continue;
        if (!PDX_VEC_PUSH(&self->posts, post)) return pdx_fail_memory(err);
        for (b = 0; b < PDX_LIKENESS_BANDS; b++) {
            if (!PDX_VEC_PUSH(&self->bands, bands[b])) return pdx_fail_memory(err);
        }
    }
    return archive_sound(self->archive, err);
}

/* Items with the same number in a band become a group; those alone in theirs have none. */
static pdx_status band_group(finder *self, uint32_t band, pdx_keyed **items, pdx_keyed **other, pdx_error *err) {
    const size_t n = self->posts.len;
    size_t i, end, k;
    for (i = 0; i < n; i++) (*items)[i] = (pdx_keyed){self->bands.data[i * PDX_LIKENESS_BANDS + band], (uint32_t)i};
    PDX_TRY(pdx_radix_sort(items, other, n, self->tick, err));
    for (i = 0; i < n; i = end) {
        for (end = i + 1; end < n && (*items)[end].key == (*items)[i].key; end++) {}
        for (k = i; k < end; k++) self->bands.data[(size_t)(*items)[k].item * PDX_LIKENESS_BANDS + band] = end - i > 1 ? self->n_groups : PDX_NONE;
        self->n_groups += end - i > 1;
    }
    return PDX_OK;
}

static pdx_status groups_make(finder *self, pdx_error *err) {
    const size_t n = self->posts.len;
    pdx_keyed *items = pdx_resize_array(NULL, n, sizeof *items), *other = pdx_resize_array(NULL, n, sizeof *other);
    pdx_status status = items == NULL || other == NULL ? pdx_fail_memory(err) : PDX_OK;
    for (uint32_t band = 0; status == PDX_OK && band < PDX_LIKENESS_BANDS; band++) status = band_group(self, band, &items, &other, err);
    pdx_free(items);
    pdx_free(other);
    if (status != PDX_OK) return status;
    self->heads = pdx_resize_array(NULL, self->n_groups, sizeof *self->heads);
    self->n_common = pdx_alloc_zero(n, sizeof *self->n_common);
    if (self->heads == NULL || self->n_common == NULL) return pdx_fail_memory(err);
    if (self->n_groups > 0) memset(self->heads, 0xFF, self->n_groups * sizeof *self->heads);
    return PDX_OK;
}

/* Those with most in common first; the earliest of equals. */
static int candidate_order(const void *left, const void *right) {
    const candidate *a = left, *b = right;
    if (a->n_bands != b->n_bands) return a->n_bands > b->n_bands ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

static pdx_status candidates_find(finder *self, uint32_t item, pdx_error *err) {
    const uint32_t *groups = &self->bands.data[(size_t)item * PDX_LIKENESS_BANDS];
    size_t i;
    self->candidates.len = 0;
    for (uint32_t b = 0; b < PDX_LIKENESS_BANDS; b++) {
        uint32_t at = groups[b] == PDX_NONE ? PDX_NONE : self->heads[groups[b]];
        for (int n = 0; at != PDX_NONE && n < CHAIN_MOST; n++, at = self->links.data[at].next) {
            const candidate found = {self->links.data[at].item, 0};
            if (self->n_common[found.item]++ == 0 && !PDX_VEC_PUSH(&self->candidates, found)) return pdx_fail_memory(err);
        }
    }
    for (i = 0; i < self->candidates.len; i++) {
        candidate *found = &self->candidates.data[i];
        found->n_bands = self->n_common[found->item];
        self->n_common[found->item] = 0;
    }
    if (self->candidates.len > 1) qsort(self->candidates.data, self->candidates.len, sizeof *self->candidates.data, candidate_order);
    return PDX_OK;
}

/* The one that `item` is most like, if it is like one; the earliest of equals. */
static pdx_status item_compare(finder *self, uint32_t item, pdx_error *err) {
    const uint32_t post = self->posts.data[item];
    double best = 0.0;
    PDX_TRY(archive_post_shingles(self->archive, post, &self->own, self->tick, err));
    PDX_TRY(pdx_shingles_end(&self->own, self->tick, err));
    for (size_t i = 0; i < self->candidates.len && i < COMPARED_MOST && best < 1.0; i++) {
        const uint32_t of = self->posts.data[self->candidates.data[i].item];
        double likeness;
        PDX_TRY(archive_post_shingles(self->archive, of, &self->other, self->tick, err));
        PDX_TRY(pdx_shingles_end(&self->other, self->tick, err));
        likeness = pdx_shingles_likeness(&self->own, &self->other);
        if (likeness < PDX_NEAR_COPY || likeness < best || (likeness == best && of > self->copies->of[post])) continue;
        best = likeness;
        self->copies->of[post] = of;
        self->copies->likeness[post] = likeness;
    }
    return PDX_OK;
}

/* Later ones are compared with it. */
static pdx_status item_offer(finder *self, uint32_t item, pdx_error *err) {
    const uint32_t *groups = &self->bands.data[(size_t)item * PDX_LIKENESS_BANDS];
    for (uint32_t b = 0; b < PDX_LIKENESS_BANDS; b++) {
        if (groups[b] == PDX_NONE) continue;
        const link made = {item, self->heads[groups[b]]};
        self->heads[groups[b]] = (uint32_t)self->links.len;
        if (!PDX_VEC_PUSH(&self->links, made)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status items_compare(finder *self, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, self->posts.len);
    for (uint32_t item = 0; item < self->posts.len; item++) {
        PDX_TRY(candidates_find(self, item, err));
        if (self->candidates.len > 0) PDX_TRY(item_compare(self, item, err));
        if (self->copies->of[self->posts.data[item]] == PDX_NONE) PDX_TRY(item_offer(self, item, err));
        PDX_TRY(pdx_pace_step(&pace, POST_WORK, item, err));
    }
    return archive_sound(self->archive, err);
}

static pdx_status copies_find(finder *self, pdx_error *err) {
    const size_t n = self->archive->posts.len;
    self->copies->of = pdx_resize_array(NULL, n, sizeof *self->copies->of);
    self->copies->likeness = pdx_alloc_zero(n, sizeof *self->copies->likeness);
    if (self->copies->of == NULL || self->copies->likeness == NULL) return pdx_fail_memory(err);
    PDX_TRY(pdx_shingles_init(&self->own, self->archive->analyzer, err));
    PDX_TRY(pdx_shingles_init(&self->other, self->archive->analyzer, err));
    PDX_TRY(bands_read(self, err));
    PDX_TRY(groups_make(self, err));
    return items_compare(self, err);
}

pdx_status pdx_archive_know_copies(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *keeper = (pdx_archive *)(uintptr_t)archive; /* what it remembers changes, not what it says */
    finder self = {.archive = archive, .tick = tick};
    pdx_status status;
    if (pdx_kept_is_made(&archive->copies_kept)) return PDX_OK;
    self.copies = pdx_alloc_zero(1, sizeof *self.copies);
    if (self.copies == NULL) return pdx_fail_memory(err);
    status = copies_find(&self, err);
    finder_deinit(&self);
    if (status != PDX_OK) {
        archive_copies_free(self.copies);
    } else if (pdx_kept_claim(&keeper->copies_kept)) {
        keeper->copies = self.copies;
        pdx_kept_done(&keeper->copies_kept);
    } else { /* another thread was first */
        archive_copies_free(self.copies);
    }
    return status;
}

pdx_copy_info pdx_post_copy(const pdx_archive *archive, uint32_t post) {
    assert(post < archive->posts.len && pdx_kept_is_made(&archive->copies_kept));
    return (pdx_copy_info){archive->copies->of[post], archive->copies->likeness[post]};
}
