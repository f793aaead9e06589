#include "corpus/near_words.h"

#include <string.h>

#include "base/alloc.h"
#include "corpus/frequencies.h"
#include "corpus/part_scan.h"
#include "corpus/word_ranks.h"

enum { MATCHES_PER_TICK = PDX_LIMIT(1 << 10, 2), GAP = 8 /* words between two stretches that are read with them */ };

#define NO_WORD (PDX_RUNNING_FIRST - 1) /* until it is known how many words there are */

typedef struct reader {
    pdx_near_words *words;
    const pdx_snapshot *snapshot;
    uint32_t left, right;
    PDX_VEC(uint32_t) places; /* owned, handed over at the end */
    uint64_t begin;           /* where the places of the post begin that is read */
    pdx_part_scan scan;       /* owned */
    uint32_t from, to, next;  /* positions: the stretch that is to be read, and behind what was */
    pdx_buf long_keys;        /* owned */
} reader;

/* ------------------------------------------------------------------ texts */

static pdx_status words_read(reader *self, uint32_t position, uint32_t n, pdx_error *err) {
    pdx_word words[PDX_VOCABULARY_BATCH];
    pdx_buf_reset(&self->long_keys);
    PDX_TRY(pdx_part_scan_words(&self->scan, n, words, &self->long_keys, err));
    const bool there = pdx_vocabulary_take(&self->words->vocabulary, words, n, &self->long_keys, self->places.data + self->begin + position);
    return there ? PDX_OK : pdx_fail_memory(err);
}

/* The stretch that was noted; back to the begin of the part where it does not come behind the one before. */
static pdx_status stretch_read(reader *self, pdx_error *err) {
    pdx_part_scan *scan = &self->scan;
    if (self->from == self->to) return PDX_OK;
    if (self->from < self->next) PDX_TRY(pdx_part_scan_open(scan, scan->segment, scan->doc, scan->part, err));
    PDX_TRY(pdx_part_scan_go(scan, self->from, err));
    for (uint32_t at = self->from; at < self->to;) {
        const uint32_t n = self->to - at < PDX_VOCABULARY_BATCH ? self->to - at : PDX_VOCABULARY_BATCH;
        PDX_TRY(words_read(self, at, n, err));
        at += n;
    }
    self->next = self->to;
    self->from = self->to = 0;
    return PDX_OK;
}

/* To the part of an occurrence, and to its post: there is room for the words of that, and behind them stands none. */
static pdx_status part_begin(reader *self, const pdx_segment *segment, const pdx_match *match, pdx_error *err) {
    pdx_running *running = self->words->running;
    const bool same_post = self->scan.segment == segment && self->scan.doc == match->doc;
    PDX_TRY(stretch_read(self, err));
    if (!same_post) {
        pdx_doc_info info;
        PDX_TRY(pdx_segment_doc(segment, match->doc, &info, err));
        self->begin = self->places.len;
        if (self->begin + info.n_positions >= UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more words than can be counted");
        if (!PDX_VEC_RESERVE(&self->places, self->places.len + info.n_positions + 1)) return pdx_fail_memory(err);
        for (uint32_t i = 0; i <= info.n_positions; i++) self->places.data[self->places.len++] = NO_WORD;
        running->begins[match->segment][match->doc] = (uint32_t)self->begin;
        running->begins[match->segment][match->doc + 1] = (uint32_t)self->places.len;
    }
    self->next = 0;
    return pdx_part_scan_open(&self->scan, segment, match->doc, match->part, err);
}

static pdx_status match_note(reader *self, const pdx_match *match, pdx_error *err) {
    const pdx_segment *segment = pdx_snapshot_segment(self->snapshot, match->segment);
    if (match->doc >= pdx_segment_n_posts(segment)) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "an occurrence stands in no post");
    if (!pdx_part_scan_is_at(&self->scan, segment, match->doc, match->part)) PDX_TRY(part_begin(self, segment, match, err));
    const uint32_t first = self->scan.info.first_position, end = first + self->scan.info.n_positions;
    if (match->position < first || match->length > end - match->position || match->position >= end || self->begin + end >= self->places.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "an occurrence stands outside its part");
    }
    const uint32_t before = match->position - first, behind = end - match->position - match->length;
    const uint32_t from = match->position - (before < self->left ? before : self->left),
                   to = match->position + match->length + (behind < self->right ? behind : self->right);
    if (self->from < self->to && from >= self->from && from <= self->to + GAP) {
        if (to > self->to) self->to = to;
        return PDX_OK;
    }
    PDX_TRY(stretch_read(self, err));
    self->from = from;
    self->to = to;
    return PDX_OK;
}

static pdx_status matches_read(reader *self, const pdx_match_list *list, const pdx_tick *tick, pdx_error *err) {
    if (!PDX_VEC_PUSH(&self->places, NO_WORD)) return pdx_fail_memory(err);
    for (size_t i = 0; i < list->n; i++) {
        if (i % MATCHES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, list->n, err));
        PDX_TRY(match_note(self, &list->matches[i], err));
    }
    return stretch_read(self, err);
}

/* ------------------------------------------------------------------ words */

/* The order of the words, and how often each is there at all. */
static pdx_status words_know(pdx_near_words *words, const pdx_snapshot *snapshot, const pdx_tick *tick, pdx_error *err) {
    const uint32_t n = words->running->none;
    const pdx_span *keys = words->vocabulary.keys.data;
    uint32_t *by_bytes = words->running->numbers.by_bytes = pdx_resize_array(NULL, n, sizeof *by_bytes);
    pdx_span *sorted = pdx_resize_array(NULL, n, sizeof *sorted);
    pdx_word_count *counts = pdx_resize_array(NULL, n, sizeof *counts);
    words->tallies = pdx_alloc_zero((size_t)n + 1, sizeof *words->tallies);
    pdx_status status = by_bytes == NULL || sorted == NULL || counts == NULL || words->tallies == NULL ? pdx_fail_memory(err) : PDX_OK;
    if (status == PDX_OK) status = pdx_word_ranks_make(keys, n, tick, &words->running->numbers.ranks, err);
    for (uint32_t word = 0; status == PDX_OK && word < n; word++) {
        by_bytes[words->running->numbers.ranks[word]] = word;
        sorted[words->running->numbers.ranks[word]] = keys[word];
    }
    if (status == PDX_OK) status = pdx_frequencies_of(snapshot, sorted, n, tick, counts, err);
    for (uint32_t rank = 0; status == PDX_OK && rank < n; rank++) {
        words->tallies[by_bytes[rank]] = counts[rank].occurrences << 32 | counts[rank].n_posts;
    }
    pdx_free(sorted);
    pdx_free(counts);
    return status;
}

/* ------------------------------------------------------------------ all of it */

static pdx_status running_begin(pdx_near_words *words, const pdx_snapshot *snapshot, pdx_error *err) {
    PDX_TRY(pdx_running_blank(snapshot, &words->running, err));
    for (uint32_t s = 0; s < pdx_snapshot_n_segments(snapshot); s++) {
        uint32_t *begins = words->running->begins[s] =
            pdx_alloc_zero((size_t)pdx_segment_n_posts(pdx_snapshot_segment(snapshot, s)) + 1, sizeof *begins);
        if (begins == NULL) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* What was read, as words that run. */
static void running_end(reader *self) {
    pdx_running *running = self->words->running;
    running->none = (uint32_t)self->words->vocabulary.keys.len;
    running->places = self->places.data;
    running->n_places = self->places.len;
    self->places.data = NULL;
    for (uint64_t place = 0; place < running->n_places; place++)
        if (running->places[place] == NO_WORD) running->places[place] = running->none;
}

pdx_status pdx_near_words_read(pdx_near_words *words, const pdx_snapshot *snapshot, const pdx_match_list *list, uint32_t left, uint32_t right,
                               const pdx_tick *tick, pdx_error *err) {
    reader self = {.words = words, .snapshot = snapshot, .left = left, .right = right};
    memset(words, 0, sizeof *words);
    assert(pdx_snapshot_ascends(snapshot));
    pdx_vocabulary_init(&words->vocabulary);
    pdx_buf_init(&self.long_keys);
    pdx_part_scan_init(&self.scan, pdx_snapshot_analyzer(snapshot));
    self.scan.tick = tick;
    pdx_status status = running_begin(words, snapshot, err);
    if (status == PDX_OK) status = matches_read(&self, list, tick, err);
    if (status == PDX_OK) running_end(&self);
    if (status == PDX_OK) status = words_know(words, snapshot, tick, err);
    PDX_VEC_DEINIT(&self.places);
    pdx_part_scan_deinit(&self.scan);
    pdx_buf_deinit(&self.long_keys);
    return status;
}

void pdx_near_words_deinit(pdx_near_words *words) {
    pdx_running_free(words->running);
    pdx_free(words->tallies);
    pdx_vocabulary_deinit(&words->vocabulary);
    memset(words, 0, sizeof *words);
}
