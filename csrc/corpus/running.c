#include "corpus/running.h"

#include "base/alloc.h"
#include "corpus/word_windows.h"
#include "segment/blocks.h"
#include "segment/term_walk.h"

static_assert(PDX_RUNNING_FIRST == PDX_WINDOW_MARK, "what comes from a window is what running.h promises");

enum { BLOCK_WORK = 64, POSITION_WORK = 4, PLACES_PER_STEP = PDX_LIMIT(1 << 16, 16), PARTS_AT_ONCE = PDX_LIMIT(16, 2) };

/* One segment's lists being turned round. */
typedef struct turner {
    pdx_running *running;
    const pdx_segment *segment;
    const pdx_gone *gone;        /* or NULL */
    const uint32_t *begins;
    const uint32_t *numbers;     /* by ord */
    uint32_t n_posts;
    uint64_t stretch_end;        /* places before which the posts of the stretch begin whose occurrences are summed up */
    pdx_tally *stretch;          /* its tallies */
    pdx_tally sum;               /* what is not added to them yet */
    pdx_word_windows *windows;
    pdx_ord *ords;               /* owned, like the next; by number; PDX_NO_ORD: no term of the segment */
    pdx_blocks *blocks;
    pdx_positions positions;
    pdx_pace pace;
} turner;

static pdx_status damage(pdx_error *err) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a word stands behind the end of its post"); }

/* Where the places of all posts begin: a place more than each has positions. */
static pdx_status begins_make(pdx_running *running, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, 0);
    uint64_t at = 1;
    for (uint32_t s = 0; s < running->numbers.n_segments; s++) {
        const pdx_segment *segment = pdx_snapshot_segment(running->snapshot, s);
        const uint32_t n = pdx_segment_n_posts(segment);
        uint32_t *begins = running->begins[s] = pdx_resize_array(NULL, (size_t)n + 1, sizeof *begins);
        if (begins == NULL) return pdx_fail_memory(err);
        for (pdx_doc doc = 0; doc < n; doc++) {
            pdx_doc_info info;
            begins[doc] = (uint32_t)at; /* all have that room, as is seen below */
            PDX_TRY(pdx_segment_doc(segment, doc, &info, err));
            PDX_TRY(pdx_pace_step(&pace, BLOCK_WORK, 0, err));
            at += (uint64_t)info.n_positions + 1;
        }
        begins[n] = (uint32_t)at;
    }
    if (at > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more words than can be counted");
    running->n_places = at;
    return PDX_OK;
}

/* So many that their tallies take a sixteenth of what the places take, or less. */
enum { STRETCHES_MOST = 16, PLACES_PER_TALLY = 32 };

static pdx_status places_make(pdx_running *running, pdx_error *err) {
    running->none = pdx_word_numbers_count(&running->numbers);
    const uint64_t n = PDX_LIMIT(running->n_places / PLACES_PER_TALLY / ((uint64_t)running->none + 1), running->n_places / 4);
    running->n_stretches = n < 2 ? 1 : n > STRETCHES_MOST ? STRETCHES_MOST : (uint32_t)n;
    if (running->n_stretches > 1) {
        running->stretches = pdx_alloc_large_zero((size_t)running->n_stretches * ((size_t)running->none + 1), sizeof *running->stretches);
        if (running->stretches == NULL) return pdx_fail_memory(err);
    }
    running->whole = pdx_alloc_large_zero((size_t)running->none + 1, sizeof *running->whole);
    running->places = pdx_alloc_large((size_t)pdx_word_windows_room(running->n_places), sizeof *running->places);
    return running->whole == NULL || running->places == NULL ? pdx_fail_memory(err) : PDX_OK;
}

/* Adds what was summed up of a word. */
static void sum_settle(turner *self, uint32_t word) {
    self->running->whole[word] += self->sum;
    if (self->stretch != NULL) self->stretch[word] += self->sum;
    self->sum = 0;
}

/* To the stretch of a post that begins at `begin`. */
static void stretch_to(turner *self, uint32_t word, uint64_t begin) {
    const pdx_running *running = self->running;
    const uint32_t number = pdx_running_stretch_of(running, begin);
    sum_settle(self, word);
    self->stretch = running->stretches + (size_t)number * ((size_t)running->none + 1);
    self->stretch_end = ((uint64_t)number + 1) * running->n_places / running->n_stretches;
    while (pdx_running_stretch_of(running, self->stretch_end) == number) self->stretch_end++; /* rounded down above: one step at most */
}

static pdx_status take_document(turner *self, uint32_t i, uint32_t word, pdx_error *err) {
    pdx_blocks *blocks = self->blocks;
    const pdx_doc doc = blocks->docs[i];
    const uint64_t begin = self->begins[doc], end = self->begins[doc + 1] - 1;
    uint32_t single;
    size_t k, n = 1;
    if (pdx_blocks_single(blocks, i, &single)) {
        if (begin + single >= end) return damage(err);
        PDX_TRY(pdx_word_windows_put(self->windows, begin + single, word | PDX_RUNNING_FIRST, err));
    } else {
        PDX_TRY(pdx_blocks_positions(blocks, i, &self->positions, err));
        n = self->positions.len;
        if (n == 0 || begin + self->positions.data[n - 1] >= end) return damage(err);
        PDX_TRY(pdx_word_windows_put(self->windows, begin + self->positions.data[0], word | PDX_RUNNING_FIRST, err));
        for (k = 1; k < n; k++) PDX_TRY(pdx_word_windows_put(self->windows, begin + self->positions.data[k], word, err));
    }
    if (begin >= self->stretch_end) stretch_to(self, word, begin);
    self->sum += (uint64_t)n << 32 | 1;
    return PDX_OK;
}

static pdx_status take_block(turner *self, uint32_t number, uint32_t word, pdx_error *err) {
    pdx_blocks *blocks = self->blocks;
    PDX_TRY(pdx_blocks_read(blocks, number, err));
    pdx_blocks_expand(blocks);
    PDX_TRY(pdx_blocks_open_positions(blocks, err));
    PDX_TRY(pdx_blocks_sum(blocks, err));
    PDX_TRY(pdx_pace_step(&self->pace, BLOCK_WORK + (uint64_t)POSITION_WORK * blocks->begins[blocks->n], 0, err));
    for (uint32_t i = 0; i < blocks->n && blocks->docs[i] < self->n_posts; i++) {
        if (self->gone != NULL && pdx_gone_has(self->gone, blocks->docs[i])) continue;
        PDX_TRY(take_document(self, i, word, err));
    }
    return PDX_OK;
}

/* The terms of the segment by the numbers of their words, as windows want them. */
static pdx_status ords_make(turner *self, pdx_error *err) {
    const uint32_t n_words = self->running->none, n_terms = pdx_segment_n_terms(self->segment);
    self->ords = pdx_resize_array(NULL, n_words, sizeof *self->ords);
    if (self->ords == NULL) return pdx_fail_memory(err);
    for (uint32_t word = 0; word < n_words; word++) self->ords[word] = PDX_NO_ORD;
    for (pdx_ord ord = 0; ord < n_terms; ord++)
        if (self->numbers[ord] != PDX_NO_WORD) self->ords[self->numbers[ord]] = ord;
    return PDX_OK;
}

static pdx_status take_lists(turner *self, pdx_term_walk *walk, pdx_error *err) {
    const uint32_t n_words = self->running->none;
    self->pace.total = n_words;
    for (uint32_t word = 0; word < n_words; word++) {
        const pdx_ord ord = self->ords[word];
        const pdx_list_place *place;
        if (ord == PDX_NO_ORD) continue;
        PDX_TRY(pdx_term_walk_to(walk, ord, err));
        PDX_TRY(pdx_term_walk_place(walk, &place, err));
        PDX_TRY(pdx_blocks_open(self->blocks, self->segment, place, err));
        if (word % PLACES_PER_STEP == 0) PDX_TRY(pdx_tick_step(self->pace.tick, word, n_words, err));
        self->stretch_end = self->running->stretches == NULL ? UINT64_MAX : 0;
        for (uint32_t b = 0; b < pdx_blocks_count(self->blocks); b++) PDX_TRY(take_block(self, b, word, err));
        sum_settle(self, word);
    }
    return PDX_OK;
}

static pdx_status turn(pdx_running *running, pdx_word_windows *windows, uint32_t s, const pdx_tick *tick, pdx_error *err) {
    turner self = {.running = running,
                   .windows = windows,
                   .segment = pdx_snapshot_segment(running->snapshot, s),
                   .gone = pdx_snapshot_gone(running->snapshot, s)};
    pdx_term_walk walk;
    pdx_status status;
    self.begins = running->begins[s];
    self.numbers = running->numbers.of[s];
    self.n_posts = pdx_segment_n_posts(self.segment);
    self.pace = pdx_pace_of(tick, 0);
    self.blocks = pdx_alloc_zero(1, sizeof *self.blocks);
    if (self.blocks == NULL) return pdx_fail_memory(err);
    pdx_term_walk_init(&walk, self.segment);
    status = ords_make(&self, err);
    if (status == PDX_OK) status = take_lists(&self, &walk, err);
    pdx_term_walk_deinit(&walk);
    pdx_free(self.ords);
    PDX_VEC_DEINIT(&self.positions);
    pdx_free(self.blocks);
    return status;
}

static pdx_status turn_all(pdx_running *running, const pdx_tick *tick, pdx_error *err) {
    pdx_word_windows windows;
    pdx_status status = pdx_word_windows_init(&windows, running->places, running->n_places, err);
    for (uint32_t s = 0; s < running->numbers.n_segments && status == PDX_OK; s++) status = turn(running, &windows, s, tick, err);
    if (status == PDX_OK) status = pdx_word_windows_settle(&windows, running->none, tick, err);
    pdx_word_windows_deinit(&windows);
    return status;
}

/* Goes through all places once. */
static pdx_status ranks_make(pdx_running *running, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, running->n_places);
    uint32_t rank = 0;
    for (uint32_t s = 0; s < running->numbers.n_segments; s++) {
        const uint32_t n = pdx_segment_n_posts(pdx_snapshot_segment(running->snapshot, s)), *begins = running->begins[s];
        uint32_t *ranks = running->ranks[s] = pdx_resize_array(NULL, (size_t)n + 1, sizeof *ranks);
        if (ranks == NULL) return pdx_fail_memory(err);
        for (pdx_doc doc = 0; doc < n; doc++) {
            ranks[doc] = rank;
            rank += pdx_running_count_words(running, begins[doc], begins[doc + 1]);
            PDX_TRY(pdx_pace_step(&pace, begins[doc + 1] - begins[doc], begins[doc], err));
        }
        ranks[n] = rank;
    }
    return PDX_OK;
}

static pdx_status running_make(pdx_running *running, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(pdx_word_numbers_init(&running->numbers, running->snapshot, tick, err));
    running->begins = pdx_alloc_zero(running->numbers.n_segments, sizeof *running->begins);
    running->ranks = pdx_alloc_zero(running->numbers.n_segments, sizeof *running->ranks);
    if (running->begins == NULL || running->ranks == NULL) return pdx_fail_memory(err);
    PDX_TRY(begins_make(running, tick, err));
    PDX_TRY(places_make(running, err));
    PDX_TRY(pdx_sentence_marks_init(&running->sentences, running->snapshot, running->n_places, err));
    PDX_TRY(turn_all(running, tick, err));
    PDX_TRY(ranks_make(running, tick, err));
    for (uint32_t word = 0; word < running->none; word++) running->n_words += pdx_tally_count(running->whole[word]);
    return PDX_OK;
}

pdx_status pdx_running_new(const pdx_snapshot *snapshot, const pdx_tick *tick, pdx_running **out, pdx_error *err) {
    pdx_running *running = pdx_alloc_zero(1, sizeof *running);
    pdx_status status;
    *out = NULL;
    if (running == NULL) return pdx_fail_memory(err);
    running->snapshot = snapshot;
    status = running_make(running, tick, err);
    if (status == PDX_OK) *out = running;
    else pdx_running_free(running);
    return status;
}

/* ------------------------------------------------------------------ without words */

pdx_status pdx_running_blank(const pdx_snapshot *snapshot, pdx_running **out, pdx_error *err) {
    const uint32_t n = pdx_snapshot_n_segments(snapshot);
    pdx_running *running = *out = pdx_alloc_zero(1, sizeof *running);
    if (running == NULL) return pdx_fail_memory(err);
    running->snapshot = running->numbers.snapshot = snapshot;
    running->n_stretches = 1;
    running->begins = pdx_alloc_zero(n, sizeof *running->begins);
    running->ranks = pdx_alloc_zero(n, sizeof *running->ranks);
    running->numbers.of = pdx_alloc_zero(n, sizeof *running->numbers.of);
    if (running->begins != NULL && running->ranks != NULL && running->numbers.of != NULL) {
        running->numbers.n_segments = n;
        return PDX_OK;
    }
    pdx_running_free(running);
    *out = NULL;
    return pdx_fail_memory(err);
}

/* Every place of a part has a word. */
static pdx_status post_words(const pdx_segment *segment, pdx_doc doc, uint32_t *n_words, pdx_error *err) {
    pdx_doc_part parts[PARTS_AT_ONCE];
    uint32_t n = PARTS_AT_ONCE;
    *n_words = 0;
    for (uint32_t from = 0; n == PARTS_AT_ONCE; from += n) {
        PDX_TRY(pdx_segment_parts(segment, doc, from, parts, PARTS_AT_ONCE, &n, err));
        for (uint32_t i = 0; i < n; i++) *n_words += parts[i].n_positions;
    }
    return PDX_OK;
}

static pdx_status outline_ranks(pdx_running *running, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, running->n_places);
    uint32_t rank = 0, more;
    for (uint32_t s = 0; s < running->numbers.n_segments; s++) {
        const pdx_segment *segment = pdx_snapshot_segment(running->snapshot, s);
        const pdx_gone *gone = pdx_snapshot_gone(running->snapshot, s);
        const uint32_t n = pdx_segment_n_posts(segment);
        uint32_t *ranks = running->ranks[s] = pdx_resize_array(NULL, (size_t)n + 1, sizeof *ranks);
        if (ranks == NULL) return pdx_fail_memory(err);
        for (pdx_doc doc = 0; doc < n; doc++) {
            ranks[doc] = rank;
            PDX_TRY(post_words(segment, doc, &more, err));
            rank += gone != NULL && pdx_gone_has(gone, doc) ? 0 : more;
            PDX_TRY(pdx_pace_step(&pace, BLOCK_WORK, running->begins[s][doc], err));
        }
        ranks[n] = rank;
    }
    running->n_words = rank;
    return PDX_OK;
}

pdx_status pdx_running_outline(const pdx_snapshot *snapshot, const pdx_tick *tick, pdx_running **out, pdx_error *err) {
    PDX_TRY(pdx_running_blank(snapshot, out, err));
    pdx_status status = begins_make(*out, tick, err);
    if (status == PDX_OK) status = outline_ranks(*out, tick, err);
    if (status == PDX_OK) return PDX_OK;
    pdx_running_free(*out);
    *out = NULL;
    return status;
}

void pdx_running_free(pdx_running *running) {
    if (running == NULL) return;
    for (uint32_t s = 0; running->begins != NULL && s < running->numbers.n_segments; s++) pdx_free(running->begins[s]);
    for (uint32_t s = 0; running->ranks != NULL && s < running->numbers.n_segments; s++) pdx_free(running->ranks[s]);
    pdx_free(running->begins);
    pdx_free(running->ranks);
    pdx_free(running->places);
    pdx_free(running->whole);
    pdx_free(running->stretches);
    pdx_sentence_marks_deinit(&running->sentences);
    pdx_word_numbers_deinit(&running->numbers);
    pdx_free(running);
}

/* ------------------------------------------------------------------ some of it */

/* The parts of a post that have wanted roles. */
static pdx_status parts_each(const pdx_running *running, uint32_t s, pdx_doc doc, uint32_t post, pdx_role_set roles, pdx_running_take take,
                             void *context, pdx_error *err) {
    const pdx_segment *segment = pdx_snapshot_segment(running->snapshot, s);
    const uint64_t begin = running->begins[s][doc], end = running->begins[s][doc + 1] - 1;
    pdx_doc_part parts[PARTS_AT_ONCE];
    uint32_t n = PARTS_AT_ONCE;
    for (uint32_t from = 0; n == PARTS_AT_ONCE; from += n) {
        PDX_TRY(pdx_segment_parts(segment, doc, from, parts, PARTS_AT_ONCE, &n, err));
        for (uint32_t i = 0; i < n; i++) {
            const uint64_t first = begin + parts[i].first_position;
            if ((roles & PDX_ROLE_BIT(parts[i].role)) == 0) continue;
            if (first + parts[i].n_positions > end) return damage(err);
            PDX_TRY(take(context, post, first, first + parts[i].n_positions, err));
        }
    }
    return PDX_OK;
}

pdx_status pdx_running_each(const pdx_running *running, const pdx_running_scope *scope, const pdx_tick *tick, pdx_running_take take, void *context,
                            pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, running->n_places);
    for (uint32_t s = 0; s < running->numbers.n_segments; s++) {
        const uint32_t *begins = running->begins[s];
        const pdx_gone *gone = pdx_snapshot_gone(running->snapshot, s);
        const uint32_t n = pdx_segment_n_posts(pdx_snapshot_segment(running->snapshot, s));
        for (pdx_doc doc = 0; doc < n; doc++) {
            const uint32_t post = pdx_snapshot_post_number(running->snapshot, s, doc);
            if ((gone != NULL && pdx_gone_has(gone, doc)) || (scope->posts != NULL && !pdx_bitmap_has(scope->posts, post))) continue;
            if (scope->roles == PDX_ROLES_ALL) PDX_TRY(take(context, post, begins[doc], begins[doc + 1] - 1, err));
            else PDX_TRY(parts_each(running, s, doc, post, scope->roles, take, context, err));
            PDX_TRY(pdx_pace_step(&pace, begins[doc + 1] - begins[doc], begins[doc], err));
        }
    }
    return PDX_OK;
}
