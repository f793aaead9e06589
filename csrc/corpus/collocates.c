#include "corpus/collocates.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/radix.h"
#include "corpus/strength_order.h"

enum { MATCH_WORK = 32, MATCHES_PER_TICK = PDX_LIMIT(1 << 13, 4), AHEAD = 16, NEARLY = 5, WORDS_PER_TICK = PDX_LIMIT(1 << 15, 16) };

/* An occurrence with what is near it: [begin, node) before it, [node_end, end) behind it, as places. */
typedef struct surroundings {
    uint64_t begin, node, node_end, end;
    uint32_t post; /* one more than its number */
} surroundings;

typedef struct place_count {
    uint32_t left, right, posts;
    uint32_t last; /* one more than the number of the post in which it was counted last */
} place_count;

typedef struct counter {
    const pdx_running *running;
    const pdx_collocate_options *options;
    place_count *counts;   /* owned, like all below; by word */
    uint32_t *between;     /* by word: places that are both before and behind an occurrence; NULL: there are none yet */
    uint32_t *inside;      /* by word: places in an occurrence */
    uint32_t n_inside;
    const pdx_match *last; /* borrowed; of the part whose reach is known: NULL: of none */
    uint32_t from, to;     /* that */
    PDX_VEC(surroundings) near; /* that have been found and are not counted yet: of some posts */
    pdx_buf flags;         /* of places, where surroundings overlap */
    pdx_sentence_reader sentences;
} counter;

enum { IS_LEFT = 1, IS_RIGHT = 2, IS_INSIDE = 4 };

/* ------------------------------------------------------------------ what is near one occurrence */

/* Occurrences in one part of the post that begins there come one after the other. */
static pdx_status part_reach(counter *self, const pdx_match *match, uint64_t begin, pdx_error *err) {
    const pdx_match *last = self->last;
    pdx_doc_part part;
    if (last != NULL && last->part == match->part && last->doc == match->doc && last->segment == match->segment) return PDX_OK;
    self->last = NULL;
    PDX_TRY(pdx_segment_part(pdx_snapshot_segment(self->running->snapshot, match->segment), match->doc, match->part, &part, err));
    self->from = part.first_position;
    self->to = part.first_position + part.n_positions;
    self->last = match;
    pdx_running_fetch(self->running, begin + self->from, begin + self->to);
    return PDX_OK;
}

/* From the sentence of its first word to that of its last. */
static pdx_status sentence_reach(counter *self, const pdx_match *match, surroundings *near, pdx_error *err) {
    const uint64_t last = near->node_end - 1;
    uint64_t begin;
    PDX_TRY(pdx_sentence_round(&self->sentences, match->segment, match->doc, near->node, &near->begin, &near->end, err));
    return last < near->end ? PDX_OK : pdx_sentence_round(&self->sentences, match->segment, match->doc, last, &begin, &near->end, err);
}

/* What will be counted in when some more surroundings have been found. */
#define count_fetch(self, place) PDX_PREFETCH(&(self)->counts[pdx_running_word((self)->running, place)])

static void words_reach(const counter *self, surroundings *near) {
    const uint32_t *places = self->running->places, none = self->running->none;
    uint32_t n;
    for (n = self->options->left; n > 0 && places[near->begin - 1] != none; n--) count_fetch(self, --near->begin);
    for (n = self->options->right; n > 0 && places[near->end] != none; n--) count_fetch(self, near->end++);
}

static pdx_status surroundings_find(counter *self, const pdx_match *match, surroundings *near, pdx_error *err) {
    const uint64_t begin = pdx_running_begin(self->running, match->segment, match->doc),
                   behind = pdx_running_begin(self->running, match->segment, match->doc + 1) - 1;
    near->begin = near->node = begin + match->position;
    near->end = near->node_end = near->node + match->length;
    if (near->node_end > behind) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "an occurrence stands behind the end of its post");
    if (self->options->span == PDX_SPAN_WORDS) {
        words_reach(self, near);
        return PDX_OK;
    }
    if (self->options->span == PDX_SPAN_SENTENCE) return sentence_reach(self, match, near, err);
    PDX_TRY(part_reach(self, match, begin, err));
    if (self->from > match->position || self->to < match->position + match->length || begin + self->to > behind) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "an occurrence stands outside its part");
    }
    near->begin = begin + self->from;
    near->end = begin + self->to;
    return PDX_OK;
}

/* ------------------------------------------------------------------ counting */

static inline void place_take(counter *self, uint32_t post, uint64_t place, uint32_t left, uint32_t right) {
    place_count *count = &self->counts[pdx_running_word(self->running, place)];
    count->left += left;
    count->right += right;
    count->posts += count->last != post;
    count->last = post;
}

static inline void inside_take(counter *self, uint64_t place) {
    self->inside[pdx_running_word(self->running, place)]++;
    self->n_inside++;
}

PDX_MUST static pdx_status between_take(counter *self, uint64_t place, pdx_error *err) {
    if (self->between == NULL) self->between = pdx_alloc_zero((size_t)self->running->none + 1, sizeof *self->between);
    if (self->between == NULL) return pdx_fail_memory(err);
    self->between[pdx_running_word(self->running, place)]++;
    return PDX_OK;
}

/* Places [from, to), all of which are the same to the occurrences. */
static inline void stretch_take(counter *self, uint32_t post, uint64_t from, uint64_t to, uint32_t left, uint32_t right) {
    for (uint64_t place = from; place < to; place++) {
        if (place + AHEAD < to) count_fetch(self, place + AHEAD); /* a few words to a side have been fetched already */
        place_take(self, post, place, left, right);
    }
}
static inline void stretch_inside(counter *self, uint64_t from, uint64_t to) {
    for (uint64_t place = from; place < to; place++) inside_take(self, place);
}

static void count_alone(counter *self, const surroundings *near) {
    stretch_take(self, near->post, near->begin, near->node, 1, 0);
    stretch_inside(self, near->node, near->node_end);
    stretch_take(self, near->post, near->node_end, near->end, 0, 1);
}

/* Whether all of them are the same, as those of a part are. */
static bool is_shared(const surroundings *near, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (near[i].begin != near[0].begin || near[i].end != near[0].end) return false;
    return true;
}

/* Of several occurrences in the same surroundings: what stands before the first has it to its right, what stands behind the last to its left, and
 * whatever is between two both. */
static pdx_status count_shared(counter *self, const surroundings *near, size_t n, pdx_error *err) {
    uint64_t done = near[0].begin;
    if (self->between == NULL) self->between = pdx_alloc_zero((size_t)self->running->none + 1, sizeof *self->between);
    if (self->between == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        for (uint64_t place = done; i > 0 && place < near[i].node; place++) self->between[pdx_running_word(self->running, place)]++;
        stretch_take(self, near->post, done, near[i].node, 1, i > 0);
        stretch_inside(self, done > near[i].node ? done : near[i].node, near[i].node_end);
        if (near[i].node_end > done) done = near[i].node_end;
    }
    stretch_take(self, near->post, done, near->end, 0, 1);
    return PDX_OK;
}

static int by_node_end(const void *left, const void *right) {
    const surroundings *a = left, *b = right;
    return a->node_end < b->node_end ? -1 : a->node_end > b->node_end;
}

/* Sets a flag on places [from, to), but for those before *done, which are passed. */
static void flag(uint8_t *flags, uint64_t from, uint64_t to, uint8_t which, uint64_t *done) {
    if (from < *done) from = *done;
    for (; from < to; from++) flags[from] |= which;
    if (to > *done) *done = to;
}

/* Surroundings that overlap: each place once, as what it is to any of the occurrences. Begins ascend, and so do ends once node ends do, so that
 * flags are set once per place and kind. */
static pdx_status count_cluster(counter *self, surroundings *near, size_t n, uint64_t end, pdx_error *err) {
    const uint64_t begin = near[0].begin;
    uint64_t left = 0, inside = 0, right = 0, i;
    pdx_buf_reset(&self->flags);
    if (!pdx_buf_reserve(&self->flags, (size_t)(end - begin))) return pdx_fail_memory(err);
    memset(self->flags.data, 0, (size_t)(end - begin));
    for (i = 0; i < n; i++) {
        flag(self->flags.data, near[i].begin - begin, near[i].node - begin, IS_LEFT, &left);
        flag(self->flags.data, near[i].node - begin, near[i].node_end - begin, IS_INSIDE, &inside);
    }
    qsort(near, n, sizeof *near, by_node_end);
    for (i = 0; i < n; i++) flag(self->flags.data, near[i].node_end - begin, near[i].end - begin, IS_RIGHT, &right);
    for (i = 0; i < end - begin; i++) {
        const uint8_t flags = self->flags.data[i];
        if ((flags & IS_INSIDE) != 0) {
            inside_take(self, begin + i);
        } else if (flags != 0) {
            place_take(self, near->post, begin + i, flags & IS_LEFT, flags / IS_RIGHT);
            if (flags == (IS_LEFT | IS_RIGHT)) PDX_TRY(between_take(self, begin + i, err));
        }
    }
    return PDX_OK;
}

static pdx_status count_found(counter *self, pdx_error *err) {
    size_t i, j;
    for (i = 0; i < self->near.len; i = j) {
        surroundings *near = &self->near.data[i];
        uint64_t end = near->end;
        for (j = i + 1; j < self->near.len && self->near.data[j].post == near->post && self->near.data[j].begin < end; j++) {
            if (self->near.data[j].end > end) end = self->near.data[j].end;
        }
        if (j == i + 1) count_alone(self, near);
        else if (is_shared(near, j - i)) PDX_TRY(count_shared(self, near, j - i, err));
        else PDX_TRY(count_cluster(self, near, j - i, end, err));
    }
    return PDX_OK;
}

/* A place that is read soon: occurrences lie far from each other. */
static inline const uint32_t *place_of(const counter *self, const pdx_match *match) {
    return self->running->places + pdx_running_begin(self->running, match->segment, match->doc) + match->position;
}

/* So many are found before they are counted, or somewhat more: those of a post are counted together. */
enum { FOUND_AT_ONCE = PDX_LIMIT(24, 2) };

static pdx_status count_all(counter *self, const pdx_match_list *list, pdx_error *err) {
    for (size_t i = 0; i < list->n; i++) {
        const pdx_match *match = &list->matches[i];
        surroundings near;
        if (list->n - i > AHEAD) { /* two lines of the cache, where they are two */
            const uint32_t *place = place_of(self, &list->matches[i + AHEAD]);
            PDX_PREFETCH(place - NEARLY);
            PDX_PREFETCH(place + NEARLY);
        }
        if (i % MATCHES_PER_TICK == 0) PDX_TRY(pdx_tick_step(self->options->tick, i, list->n, err));
        near.post = pdx_snapshot_post_number(self->running->snapshot, match->segment, match->doc) + 1;
        if (self->near.len >= FOUND_AT_ONCE && self->near.data[self->near.len - 1].post != near.post) {
            PDX_TRY(count_found(self, err));
            self->near.len = 0;
        }
        PDX_TRY(surroundings_find(self, match, &near, err));
        if (!PDX_VEC_PUSH(&self->near, near)) return pdx_fail_memory(err);
    }
    return count_found(self, err);
}

/* ------------------------------------------------------------------ the rows */

/* Places near an occurrence: those between two are before one and behind the other. */
static uint32_t near_of(const counter *self, uint32_t word) {
    return self->counts[word].left + self->counts[word].right - (self->between == NULL ? 0 : self->between[word]);
}

static pdx_status rows_make(counter *self, const pdx_tally *tallies, uint64_t n_words, pdx_collocates *out, pdx_error *err) {
    const uint32_t least = self->options->min_count > 1 ? self->options->min_count : 1;
    uint32_t word;
    size_t n = 0;
    for (word = 0; word < self->running->none; word++) {
        const uint32_t count = near_of(self, word);
        out->n_near += count;
        n += count >= least;
    }
    if (n_words < self->n_inside) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "occurrences have more words than there are");
    out->n_words = (uint32_t)n_words - self->n_inside;
    out->rows = pdx_resize_array(NULL, n, sizeof *out->rows);
    if (out->rows == NULL) return pdx_fail_memory(err);
    for (uint32_t rank = 0; rank < self->running->none; rank++) {
        word = self->running->numbers.by_bytes[rank];
        const place_count *here = &self->counts[word];
        const uint32_t count = near_of(self, word), all = pdx_tally_count(tallies[word]);
        if (count < least) continue;
        if (all < self->inside[word] || all - self->inside[word] < count) {
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a word stands near more often than at all");
        }
        out->rows[out->n++] =
            (pdx_collocate){word, count, here->left, here->right, here->posts, all - self->inside[word], pdx_tally_posts(tallies[word])};
    }
    return PDX_OK;
}

static pdx_status rows_sort(pdx_collocates *collocates, const pdx_collocate_options *options, pdx_error *err) {
    pdx_strength_order order;
    pdx_status status = pdx_strength_order_init(&order, collocates->n, err);
    for (size_t i = 0; status == PDX_OK && i < collocates->n; i++) {
        const pdx_contingency table = pdx_collocate_table(collocates, &collocates->rows[i]);
        if (i % WORDS_PER_TICK == 0) status = pdx_tick_step(options->tick, i, collocates->n, err);
        pdx_strength_set(&order, i, pdx_association(options->measure, &table), collocates->rows[i].count);
    }
    if (status == PDX_OK) status = pdx_strength_order_sort(&order, options->tick, err);
    if (status == PDX_OK) status = pdx_strength_order_apply(&order, (void **)&collocates->rows, sizeof *collocates->rows, err);
    pdx_strength_order_deinit(&order);
    return status;
}

static pdx_status tables_make(counter *self, pdx_error *err) {
    const size_t n = (size_t)self->running->none + 1;
    self->counts = pdx_alloc_large_zero(n, sizeof *self->counts);
    self->inside = pdx_alloc_zero(n, sizeof *self->inside);
    return self->counts != NULL && self->inside != NULL ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_collocates_count(const pdx_running *running, const pdx_match_list *list, const pdx_tally *tallies, uint64_t n_words,
                                const pdx_collocate_options *options, pdx_collocates *out, pdx_error *err) {
    counter self;
    pdx_status status;
    memset(&self, 0, sizeof self);
    memset(out, 0, sizeof *out);
    self.running = running;
    self.options = options;
    out->n_nodes = list->n;
    pdx_buf_init(&self.flags);
    pdx_sentence_reader_init(&self.sentences, running, options->tick);
    status = tables_make(&self, err);
    if (status == PDX_OK) status = count_all(&self, list, err);
    if (status == PDX_OK) status = rows_make(&self, tallies, n_words, out, err);
    if (status == PDX_OK) status = rows_sort(out, options, err);
    pdx_sentence_reader_deinit(&self.sentences);
    pdx_buf_deinit(&self.flags);
    PDX_VEC_DEINIT(&self.near);
    pdx_free(self.counts);
    pdx_free(self.between);
    pdx_free(self.inside);
    if (status != PDX_OK) pdx_collocates_deinit(out);
    return status;
}

void pdx_collocates_deinit(pdx_collocates *collocates) {
    pdx_free(collocates->rows);
    memset(collocates, 0, sizeof *collocates);
}
