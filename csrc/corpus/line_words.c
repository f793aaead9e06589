#include "corpus/line_words.h"

#include "base/alloc.h"

/* Where somebody who goes from word to word is, in a post. */
typedef struct walker {
    const pdx_running *running;
    const pdx_segment *segment;
    pdx_doc doc;
    uint32_t n_parts;    /* 0: nobody has asked for them yet */
    uint32_t part;
    uint64_t begin, end; /* places of the post */
    uint64_t place;
} walker;

bool pdx_line_words_has(const pdx_running *running, const pdx_match *match) {
    return match->doc < pdx_segment_n_posts(pdx_snapshot_segment(running->snapshot, match->segment));
}

enum { NEARLY = 6 }; /* words to each side of a node, in the lines of the cache that are called for */

void pdx_line_words_fetch(const pdx_running *running, const pdx_match *match) {
    if (!pdx_line_words_has(running, match)) return;
    const uint32_t *node = running->places + pdx_running_begin(running, match->segment, match->doc) + match->position;
    PDX_PREFETCH(node - NEARLY);
    PDX_PREFETCH(node + NEARLY);
}

static int64_t rank_at(const walker *self, uint64_t place) {
    return (int64_t)self->running->numbers.ranks[pdx_running_word(self->running, place)] + 1;
}
static bool is_word(const walker *self, uint64_t place) { return pdx_running_word(self->running, place) != self->running->none; }

/* From the edge of a part to the next, or the one before, that has words and stands in the same block; false: there is none. */
static pdx_status part_step(walker *self, bool forward, bool *stepped, pdx_error *err) {
    pdx_doc_part here, there;
    pdx_doc_info info;
    *stepped = false;
    if (self->n_parts == 0) {
        PDX_TRY(pdx_segment_doc(self->segment, self->doc, &info, err));
        self->n_parts = info.n_parts;
    }
    PDX_TRY(pdx_segment_part(self->segment, self->doc, self->part, &here, err));
    while (!*stepped) {
        if (forward ? self->part + 1 >= self->n_parts : self->part == 0) return PDX_OK;
        PDX_TRY(pdx_segment_part(self->segment, self->doc, forward ? self->part + 1 : self->part - 1, &there, err));
        if (there.block_begin != here.block_begin || there.block_end != here.block_end) return PDX_OK;
        if (self->begin + there.first_position + there.n_positions > self->end) {
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a part ends behind its post");
        }
        self->part = forward ? self->part + 1 : self->part - 1;
        self->place = self->begin + there.first_position + (forward ? 0 : there.n_positions);
        *stepped = there.n_positions > 0;
    }
    return PDX_OK;
}

/* What keys want of the words on one side, nearest first, as far as the furthest of them. */
static pdx_status side_read(walker self, bool forward, const pdx_context_key *keys, size_t n_keys, int64_t *values, pdx_error *err) {
    const uint8_t kind = forward ? PDX_CONTEXT_RIGHT : PDX_CONTEXT_LEFT;
    unsigned furthest = 0;
    for (size_t k = 0; k < n_keys; k++)
        if (keys[k].kind == kind && keys[k].nth > furthest) furthest = keys[k].nth;
    for (unsigned nth = 1; nth <= furthest; nth++) {
        bool is_there = is_word(&self, forward ? self.place : self.place - 1); /* before and behind each post stands none */
        if (!is_there) PDX_TRY(part_step(&self, forward, &is_there, err));
        if (!is_there) return PDX_OK;
        const int64_t rank = rank_at(&self, forward ? self.place++ : --self.place);
        for (size_t k = 0; k < n_keys; k++)
            if (keys[k].kind == kind && keys[k].nth == nth) values[k] = rank;
    }
    return PDX_OK;
}

pdx_status pdx_line_words_read(const pdx_running *running, const pdx_match *match, const pdx_context_key *keys, size_t n_keys, int64_t *values,
                               pdx_error *err) {
    const uint64_t begin = pdx_running_begin(running, match->segment, match->doc),
                   end = pdx_running_begin(running, match->segment, match->doc + 1) - 1, node = begin + match->position;
    walker self = {running, pdx_snapshot_segment(running->snapshot, match->segment), match->doc, 0, match->part, begin, end, node};
    if (match->length == 0 || node + match->length > end) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "an occurrence stands behind the end of its post");
    }
    for (size_t k = 0; k < n_keys; k++)
        if (pdx_context_is_word(&keys[k])) values[k] = keys[k].kind == PDX_CONTEXT_NODE ? rank_at(&self, node) : 0;
    PDX_TRY(side_read(self, false, keys, n_keys, values, err));
    self.place = node + match->length;
    return side_read(self, true, keys, n_keys, values, err);
}

pdx_status pdx_line_words_rank(const pdx_running *running, const pdx_context_words *words, uint32_t **ranks, pdx_error *err) {
    const size_t n = words->vocabulary.keys.len;
    pdx_status status = PDX_OK;
    *ranks = pdx_resize_array(NULL, n, sizeof **ranks);
    if (*ranks == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        uint32_t word;
        status = pdx_word_numbers_find(&running->numbers, words->vocabulary.keys.data[i], &word, err);
        if (status != PDX_OK) break;
        if (word == PDX_NO_WORD) status = pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a text has a word that the index has not");
        else (*ranks)[i] = running->numbers.ranks[word] + 1;
    }
    if (status == PDX_OK) return PDX_OK;
    pdx_free(*ranks);
    *ranks = NULL;
    return status;
}
