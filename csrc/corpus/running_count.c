#include "base/alloc.h"
#include "corpus/running.h"

/* How often words occur in some posts: what stretches of the running words say as a whole is added, the rest is counted place by place. */

/* Of a word: what is counted, and one more than the post in which it was counted last; both in one line of the cache. */
typedef struct part_tally {
    pdx_tally tally;
    uint32_t last;
} part_tally;

typedef struct tallier {
    const pdx_running *running;
    part_tally *words; /* owned */
} tallier;

enum { AHEAD = 16, PLACES_AHEAD = 512 };

static pdx_status tally_parts(void *context, uint32_t post, uint64_t from, uint64_t to, pdx_error *err) {
    const tallier *self = context;
    (void)err;
    pdx_running_fetch(self->running, from + PLACES_AHEAD, to + PLACES_AHEAD);
    for (uint64_t i = from; i < to; i++) {
        if (i + AHEAD < self->running->n_places) PDX_PREFETCH(&self->words[pdx_running_word(self->running, i + AHEAD)]);
        part_tally *word = &self->words[pdx_running_word(self->running, i)];
        word->tally += ((pdx_tally)1 << 32) + (word->last != post + 1);
        word->last = post + 1;
    }
    return PDX_OK;
}

static pdx_status count_parts(const pdx_running *running, const pdx_running_scope *scope, const pdx_tick *tick, pdx_tally *tallies, pdx_error *err) {
    tallier self = {running, pdx_alloc_large_zero((size_t)running->none + 1, sizeof *self.words)};
    if (self.words == NULL) return pdx_fail_memory(err);
    const pdx_status status = pdx_running_each(running, scope, tick, tally_parts, &self, err);
    for (uint32_t word = 0; word < running->none; word++) tallies[word] = self.words[word].tally;
    pdx_free(self.words);
    return status;
}

/* ------------------------------------------------------------------ whole posts */

/* The posts of a stretch in one segment. */
typedef struct some_posts {
    const pdx_running *running;
    const pdx_bitmap *wanted; /* NULL: all */
    uint32_t segment;
    pdx_doc from, to;
} some_posts;

static bool is_there(const pdx_gone *gone, pdx_doc doc) { return gone == NULL || !pdx_gone_has(gone, doc); }

static bool is_wanted(const some_posts *self, pdx_doc doc) {
    return self->wanted == NULL || pdx_bitmap_has(self->wanted, pdx_snapshot_post_number(self->running->snapshot, self->segment, doc));
}

/* Places of all posts that are there, and of those that are wanted. */
static void places_sum(const some_posts *self, uint64_t *all, uint64_t *wanted) {
    const uint32_t *begins = self->running->begins[self->segment];
    const pdx_gone *gone = pdx_snapshot_gone(self->running->snapshot, self->segment);
    for (pdx_doc doc = self->from; doc < self->to; doc++) {
        if (!is_there(gone, doc)) continue;
        *all += begins[doc + 1] - begins[doc];
        if (is_wanted(self, doc)) *wanted += begins[doc + 1] - begins[doc];
    }
}

/* Counts the places of the posts that are wanted, or takes away those of the others; the marks say which is the first of its word in its post. */
static pdx_status posts_tally(const some_posts *self, bool others, pdx_tally *tallies, pdx_pace *pace, pdx_error *err) {
    const uint32_t *begins = self->running->begins[self->segment], *places = self->running->places;
    const pdx_gone *gone = pdx_snapshot_gone(self->running->snapshot, self->segment);
    const pdx_tally one = others ? (pdx_tally)0 - ((pdx_tally)1 << 32) : (pdx_tally)1 << 32, post = others ? (pdx_tally)0 - 1 : 1;
    uint64_t fetched = 0; /* up to which places were called for */
    for (pdx_doc doc = self->from; doc < self->to; doc++) {
        if (!is_there(gone, doc) || is_wanted(self, doc) == others) continue;
        if (fetched < begins[doc]) fetched = begins[doc];
        pdx_running_fetch(self->running, fetched, begins[doc + 1] + (uint64_t)PLACES_AHEAD);
        fetched = begins[doc + 1] + (uint64_t)PLACES_AHEAD;
        for (uint64_t i = begins[doc]; i < begins[doc + 1] - 1; i++) {
            const uint32_t here = places[i];
            tallies[here & (PDX_RUNNING_FIRST - 1)] += one + (post & ((pdx_tally)0 - (here >> PDX_WORD_NUMBER_BITS)));
        }
        PDX_TRY(pdx_pace_step(pace, begins[doc + 1] - begins[doc], begins[doc], err));
    }
    return PDX_OK;
}

/* The first post of a segment, from `from` on, that begins in a stretch behind `stretch`. */
static pdx_doc stretch_end(const pdx_running *running, uint32_t segment, pdx_doc from, uint32_t stretch) {
    const uint32_t *begins = running->begins[segment];
    pdx_doc low = from, high = pdx_segment_n_posts(pdx_snapshot_segment(running->snapshot, segment));
    while (low < high) {
        const pdx_doc middle = low + (high - low) / 2;
        if (pdx_running_stretch_of(running, begins[middle]) <= stretch) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* A stretch, which may go through several segments. */
typedef struct stretch_count {
    const pdx_running *running;
    const pdx_bitmap *wanted;
    uint32_t number;
    pdx_doc *next;         /* owned; of each segment: its first post that is in no stretch before */
    uint64_t all, in_view; /* places */
    pdx_pace pace;
} stretch_count;

static some_posts posts_of(const stretch_count *self, uint32_t s) {
    return (some_posts){self->running, self->wanted, s, self->next[s], stretch_end(self->running, s, self->next[s], self->number)};
}

static void stretch_add(const stretch_count *self, pdx_tally *tallies) {
    const size_t n = (size_t)self->running->none + 1;
    const pdx_tally *whole = self->running->n_stretches == 1 ? self->running->whole : self->running->stretches + self->number * n;
    for (size_t word = 0; word < n; word++) tallies[word] += whole[word];
}

/* Where most of a stretch is wanted the others are taken from the whole. */
static pdx_status stretch_tally(stretch_count *self, pdx_tally *tallies, pdx_error *err) {
    const uint32_t n_segments = self->running->numbers.n_segments;
    self->all = self->in_view = 0;
    for (uint32_t s = 0; s < n_segments; s++) {
        const some_posts posts = posts_of(self, s);
        places_sum(&posts, &self->all, &self->in_view);
    }
    const bool others = self->in_view > self->all / 2;
    if (others) stretch_add(self, tallies);
    for (uint32_t s = 0; s < n_segments; s++) {
        const some_posts posts = posts_of(self, s);
        if (self->in_view != 0 && self->in_view != self->all) PDX_TRY(posts_tally(&posts, others, tallies, &self->pace, err));
        self->next[s] = posts.to;
    }
    return PDX_OK;
}

static pdx_status count_posts(const pdx_running *running, const pdx_bitmap *wanted, const pdx_tick *tick, pdx_tally *tallies, pdx_error *err) {
    stretch_count self = {.running = running, .wanted = wanted, .pace = pdx_pace_of(tick, running->n_places)};
    pdx_status status = PDX_OK;
    self.next = pdx_alloc_zero(running->numbers.n_segments, sizeof *self.next);
    if (self.next == NULL) return pdx_fail_memory(err);
    for (self.number = 0; self.number < running->n_stretches && status == PDX_OK; self.number++) status = stretch_tally(&self, tallies, err);
    pdx_free(self.next);
    return status;
}

pdx_status pdx_running_count(const pdx_running *running, const pdx_running_scope *scope, const pdx_tick *tick, pdx_tally *tallies, uint64_t *n_words,
                             pdx_error *err) {
    if (pdx_running_is_whole(scope)) {
        memcpy(tallies, running->whole, ((size_t)running->none + 1) * sizeof *tallies);
    } else {
        memset(tallies, 0, ((size_t)running->none + 1) * sizeof *tallies);
        if (scope->roles == PDX_ROLES_ALL) PDX_TRY(count_posts(running, scope->posts, tick, tallies, err));
        else PDX_TRY(count_parts(running, scope, tick, tallies, err));
    }
    tallies[running->none] = 0;
    *n_words = 0;
    for (uint32_t word = 0; word < running->none; word++) *n_words += pdx_tally_count(tallies[word]);
    return PDX_OK;
}
