#include "corpus/frequencies.h"

#include "base/alloc.h"
#include "base/map.h"
#include "base/sort.h"
#include "corpus/strength_order.h"
#include "segment/postings.h"
#include "segment/term_walk.h"
#include "text/tokens.h"

/* What a term and each of its documents take, as a pace counts. */
enum { N_FREQUENCIES = PDX_GROUP_COUNT + 1, TERM_WORK = 64, DOCUMENT_WORK = 4 };

typedef struct counter {
    const pdx_snapshot *snapshot;
    const pdx_frequency_options *options;
    const pdx_segment *segment;
    uint32_t number;             /* of the segment */
    const pdx_gone *gone;        /* of it; or NULL */
    bool whole[N_FREQUENCIES];
    bool partial[N_FREQUENCIES]; /* positions decide */
    pdx_pace pace;
    pdx_map words;               /* owned; of several segments */
    PDX_VEC(pdx_word_count) counts; /* owned; by number in `words`, or in the order of the one segment */
    pdx_positions positions;     /* owned; scratch */
    pdx_frequency_list *out;
} counter;

static void cover(counter *self) {
    unsigned role, g;
    bool some[N_FREQUENCIES];
    for (g = 0; g < N_FREQUENCIES; g++) self->whole[g] = !(some[g] = false);
    for (role = 0; role < PDX_ROLE_COUNT; role++) {
        const bool wanted = (self->options->roles & PDX_ROLE_BIT(role)) != 0;
        g = (unsigned)pdx_role_group((pdx_role)role);
        some[g] = some[g] || wanted;
        self->whole[g] = self->whole[g] && wanted;
    }
    for (g = 0; g < N_FREQUENCIES; g++) self->partial[g] = some[g] && !self->whole[g];
}

/* Positions in the roles asked for. */
static pdx_status count_positions(counter *self, pdx_postings *list, uint64_t *n, pdx_error *err) {
    pdx_doc_place place;
    uint64_t end = 0;
    size_t i;
    PDX_TRY(pdx_postings_positions(list, &self->positions, err));
    memset(&place, 0, sizeof place);
    for (i = 0; i < self->positions.len; i++) {
        const uint32_t position = self->positions.data[i];
        if (position >= end) {
            PDX_TRY(pdx_segment_place_of(self->segment, list->doc, position, &place, err));
            end = (uint64_t)place.first_position + place.n_positions;
        }
        *n += (self->options->roles & PDX_ROLE_BIT(place.role)) != 0;
    }
    return PDX_OK;
}

static pdx_status count_document(counter *self, pdx_postings *list, uint64_t *n, pdx_error *err) {
    bool maybe = false;
    unsigned g;
    *n = 0;
    for (g = 0; g < N_FREQUENCIES; g++) {
        maybe = maybe || (self->partial[g] && list->frequencies[g] > 0);
        if (self->whole[g]) *n += list->frequencies[g];
    }
    if (!maybe) return PDX_OK;
    *n = 0;
    return count_positions(self, list, n, err);
}

static pdx_status count_term(counter *self, pdx_ord ord, const pdx_list_place *place, pdx_word_count *count, pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(self->segment);
    const pdx_bitmap *posts = self->options->posts;
    pdx_postings list;
    PDX_TRY(pdx_postings_open_at(&list, self->segment, place, err));
    while (pdx_postings_next(&list) && list.doc < n_posts) {
        uint64_t n;
        PDX_TRY(pdx_pace_step(&self->pace, DOCUMENT_WORK, ord, err));
        if (self->gone != NULL && pdx_gone_has(self->gone, list.doc)) continue;
        if (posts != NULL && !pdx_bitmap_has(posts, pdx_snapshot_post_number(self->snapshot, self->number, list.doc))) continue;
        PDX_TRY(count_document(self, &list, &n, err));
        count->occurrences += n;
        count->n_posts += n > 0;
    }
    if (list.status == PDX_OK) return PDX_OK;
    return pdx_fail(err, list.status, PDX_NO_OFFSET, "the list of term %u cannot be read on", (unsigned)ord);
}

/* Of a term of which every occurrence in a post counts: what the dictionary says, without what stands in the documents behind the posts. */
static pdx_status count_told(counter *self, const pdx_list_place *place, pdx_word_count *count, pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(self->segment);
    uint64_t occurrences = place->n_occurrences;
    uint32_t posts = place->n_docs;
    if (n_posts < pdx_segment_n_docs(self->segment)) {
        pdx_postings list;
        PDX_TRY(pdx_postings_open_at(&list, self->segment, place, err));
        for (bool more = pdx_postings_seek(&list, n_posts); more; more = pdx_postings_next(&list), posts--) {
            uint64_t here = 0;
            for (unsigned g = 0; g < N_FREQUENCIES; g++) here += list.frequencies[g];
            if (posts == 0 || here > occurrences) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a list has more than the dictionary says");
            occurrences -= here;
            PDX_TRY(pdx_pace_step(&self->pace, DOCUMENT_WORK, 0, err));
        }
        if (list.status != PDX_OK) return pdx_fail(err, list.status, PDX_NO_OFFSET, "the list of a term cannot be read on");
    }
    if (posts > n_posts || posts > occurrences) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a word is in more posts than there are, or than it occurs");
    }
    count->occurrences += occurrences;
    count->n_posts += posts;
    return PDX_OK;
}

/* The count of the word `key`, new when it was not met before: of one segment each is. */
static pdx_status word_of(counter *self, pdx_span key, pdx_word_count **count, pdx_error *err) {
    const bool several = pdx_snapshot_n_segments(self->snapshot) > 1;
    const uint32_t id = several ? pdx_map_intern(&self->words, key) : (uint32_t)self->counts.len;
    pdx_word_count fresh = {{NULL, 0}, 0, 0};
    if (id == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (id == self->counts.len) {
        if (!several && !pdx_arena_copy(&self->out->arena, key, &fresh.word)) return pdx_fail_memory(err);
        if (!PDX_VEC_PUSH(&self->counts, fresh)) return pdx_fail_memory(err);
    }
    *count = &self->counts.data[id];
    if (several) (*count)->word = pdx_map_key(&self->words, id);
    return PDX_OK;
}

static pdx_status count_terms(counter *self, pdx_term_walk *walk, pdx_error *err) {
    const uint32_t n_terms = pdx_segment_n_terms(self->segment);
    const bool told = self->options->posts == NULL && self->gone == NULL && self->options->roles == PDX_ROLES_ALL;
    pdx_ord ord;
    self->pace = pdx_pace_of(self->options->tick, n_terms);
    PDX_TRY(pdx_segment_lower_bound(self->segment, self->options->prefix, &ord, err));
    for (; ord < n_terms; ord++) {
        const pdx_list_place *place;
        pdx_word_count *count = NULL;
        PDX_TRY(pdx_pace_step(&self->pace, TERM_WORK, ord, err));
        PDX_TRY(pdx_term_walk_to(walk, ord, err));
        const pdx_span key = pdx_buf_view(&walk->key);
        if (!pdx_span_starts(key, self->options->prefix)) break;
        if (key.len > 0 && memchr(key.data, PDX_JOINED_MARK, key.len) != NULL) continue;
        PDX_TRY(word_of(self, key, &count, err));
        PDX_TRY(pdx_term_walk_place(walk, &place, err));
        PDX_TRY(told ? count_told(self, place, count, err) : count_term(self, ord, place, count, err));
    }
    return PDX_OK;
}

static pdx_status count_segment(counter *self, pdx_error *err) {
    pdx_term_walk walk;
    pdx_term_walk_init(&walk, self->segment);
    const pdx_status status = count_terms(self, &walk, err);
    pdx_term_walk_deinit(&walk);
    return status;
}

/* ------------------------------------------------------------------ the order */

static int word_order(const void *left, const void *right, const void *context) {
    const pdx_word_count *a = left, *b = right;
    (void)context;
    return pdx_span_compare(a->word, b->word);
}

/* Words, which stand in the order of their bytes, by occurrences. */
static pdx_status hand_over(const pdx_word_count *words, size_t n, const pdx_tick *tick, pdx_frequency_list *out, pdx_error *err) {
    pdx_strength_order order;
    pdx_status status = pdx_strength_order_init(&order, n, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) pdx_strength_set(&order, i, (double)words[i].occurrences, 0);
    if (status == PDX_OK) status = pdx_strength_order_sort(&order, tick, err);
    if (status == PDX_OK) {
        out->words = pdx_arena_array(&out->arena, n, sizeof *out->words);
        if (out->words == NULL) status = pdx_fail_memory(err);
        else out->n = n;
        for (size_t i = 0; i < out->n; i++) out->words[i] = words[pdx_strength_item(&order, i)];
    }
    pdx_strength_order_deinit(&order);
    return status;
}

static pdx_status count_all(counter *self, pdx_error *err) {
    const uint32_t n_segments = pdx_snapshot_n_segments(self->snapshot);
    size_t kept = 0;
    cover(self);
    for (uint32_t s = 0; s < n_segments; s++) {
        self->segment = pdx_snapshot_segment(self->snapshot, s);
        self->number = s;
        self->gone = pdx_snapshot_gone(self->snapshot, s);
        PDX_TRY(count_segment(self, err));
    }
    for (size_t i = 0; i < self->counts.len; i++) {
        pdx_word_count *count = &self->counts.data[i];
        if (count->occurrences == 0 || count->occurrences < self->options->min_occurrences) continue;
        if (n_segments > 1 && !pdx_arena_copy(&self->out->arena, count->word, &count->word)) return pdx_fail_memory(err);
        self->counts.data[kept++] = *count;
    }
    if (n_segments > 1) PDX_TRY(pdx_sort(self->counts.data, kept, sizeof *self->counts.data, word_order, NULL, self->options->tick, err));
    return hand_over(self->counts.data, kept, self->options->tick, self->out, err);
}

pdx_status pdx_frequencies_count(const pdx_snapshot *snapshot, const pdx_frequency_options *options,
                                 pdx_frequency_list *out, pdx_error *err) {
    counter self;
    pdx_status status;
    memset(out, 0, sizeof *out);
    pdx_arena_init(&out->arena);
    memset(&self, 0, sizeof self);
    self.snapshot = snapshot;
    self.options = options;
    self.out = out;
    pdx_map_init(&self.words);
    status = count_all(&self, err);
    if (status != PDX_OK) pdx_frequency_list_deinit(out);
    pdx_map_deinit(&self.words);
    PDX_VEC_DEINIT(&self.counts);
    PDX_VEC_DEINIT(&self.positions);
    return status;
}

/* ------------------------------------------------------------------ some words */

/* Goes through a dictionary from word to word. */
static pdx_status count_some(counter *self, pdx_term_walk *walk, const pdx_span *words, size_t n, pdx_word_count *counts, pdx_error *err) {
    const uint32_t n_terms = pdx_segment_n_terms(self->segment);
    pdx_ord ord = 0;
    if (n_terms > 0) PDX_TRY(pdx_term_walk_to(walk, 0, err));
    for (size_t i = 0; i < n && ord < n_terms; i++) {
        const pdx_list_place *place;
        PDX_TRY(pdx_pace_step(&self->pace, TERM_WORK, i, err));
        if (pdx_span_compare(pdx_buf_view(&walk->key), words[i]) < 0) PDX_TRY(pdx_term_walk_seek(walk, words[i], &ord, err));
        if (ord == n_terms || !pdx_span_equal(pdx_buf_view(&walk->key), words[i])) continue;
        PDX_TRY(pdx_term_walk_place(walk, &place, err));
        PDX_TRY(self->gone == NULL ? count_told(self, place, &counts[i], err) : count_term(self, walk->ord, place, &counts[i], err));
    }
    return PDX_OK;
}

pdx_status pdx_frequencies_of(const pdx_snapshot *snapshot, const pdx_span *words, size_t n, const pdx_tick *tick, pdx_word_count *counts,
                              pdx_error *err) {
    const pdx_frequency_options all = {.roles = PDX_ROLES_ALL, .tick = tick};
    counter self = {.snapshot = snapshot, .options = &all};
    pdx_status status = PDX_OK;
    cover(&self);
    for (size_t i = 0; i < n; i++) counts[i] = (pdx_word_count){words[i], 0, 0};
    for (uint32_t s = 0; s < pdx_snapshot_n_segments(snapshot) && status == PDX_OK; s++) {
        pdx_term_walk walk;
        self.segment = pdx_snapshot_segment(snapshot, s);
        self.number = s;
        self.gone = pdx_snapshot_gone(snapshot, s);
        self.pace = pdx_pace_of(tick, n);
        pdx_term_walk_init(&walk, self.segment);
        status = count_some(&self, &walk, words, n, counts, err);
        pdx_term_walk_deinit(&walk);
    }
    PDX_VEC_DEINIT(&self.positions);
    return status;
}

/* ------------------------------------------------------------------ words that were counted as they run */

/* Gives every word that occurs its bytes, going through the dictionaries side by side. */
static pdx_status words_name(const pdx_running *running, const pdx_tally *tallies, pdx_term_walk *walks, pdx_word_count *words, size_t *n,
                             const pdx_tick *tick, pdx_frequency_list *out, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, running->none);
    for (uint32_t rank = 0; rank < running->none; rank++) {
        const uint32_t word = running->numbers.by_bytes[rank];
        const pdx_word_place place = running->numbers.places.data[word];
        pdx_word_count *here = &words[*n];
        if (tallies[word] >> 32 == 0) continue;
        *here = (pdx_word_count){{NULL, 0}, pdx_tally_count(tallies[word]), pdx_tally_posts(tallies[word])};
        PDX_TRY(pdx_term_walk_to(&walks[place.segment], place.ord, err));
        if (!pdx_arena_copy(&out->arena, pdx_buf_view(&walks[place.segment].key), &here->word)) return pdx_fail_memory(err);
        PDX_TRY(pdx_pace_step(&pace, TERM_WORK, rank, err));
        ++*n;
    }
    return PDX_OK;
}

pdx_status pdx_frequencies_tallied(const pdx_running *running, const pdx_tally *tallies, const pdx_tick *tick, pdx_frequency_list *out,
                                   pdx_error *err) {
    const uint32_t n_segments = running->numbers.n_segments;
    pdx_term_walk *walks = pdx_alloc_zero(n_segments, sizeof *walks);
    pdx_word_count *words = pdx_resize_array(NULL, (size_t)running->none + 1, sizeof *words);
    pdx_status status = walks == NULL || words == NULL ? pdx_fail_memory(err) : PDX_OK;
    size_t n = 0;
    memset(out, 0, sizeof *out);
    pdx_arena_init(&out->arena);
    for (uint32_t s = 0; walks != NULL && s < n_segments; s++) pdx_term_walk_init(&walks[s], pdx_snapshot_segment(running->snapshot, s));
    if (status == PDX_OK) status = words_name(running, tallies, walks, words, &n, tick, out, err);
    if (status == PDX_OK) status = hand_over(words, n, tick, out, err);
    if (status != PDX_OK) pdx_frequency_list_deinit(out);
    for (uint32_t s = 0; walks != NULL && s < n_segments; s++) pdx_term_walk_deinit(&walks[s]);
    pdx_free(walks);
    pdx_free(words);
    return status;
}

void pdx_frequency_list_deinit(pdx_frequency_list *list) {
    pdx_arena_deinit(&list->arena);
    memset(list, 0, sizeof *list);
}
