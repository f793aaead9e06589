#include "corpus/sentence_places.h"

#include <string.h>

enum { BYTES_A_WORD = 24 /* more than nearly all words take */ };

void pdx_sentence_places_init(pdx_sentence_places *sentences, const pdx_analyzer *analyzer, const pdx_tick *tick) {
    memset(sentences, 0, sizeof *sentences);
    sentences->analyzer = analyzer;
    sentences->tick = tick;
}

void pdx_sentence_places_deinit(pdx_sentence_places *sentences) {
    pdx_tokens_free(sentences->stream);
    sentences->stream = NULL;
    sentences->segment = NULL;
}

static pdx_status other_words(const pdx_sentence_places *self, pdx_error *err) {
    PDX_TRY(pdx_tokens_end(self->stream, err)); /* memory ran out, or somebody stops */
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u: the text has other words than the index", (unsigned)self->doc, (unsigned)self->part);
}

/* To the begin of the part. */
static void rewind_part(pdx_sentence_places *self) {
    pdx_sentences_init(&self->sentences, self->text, self->language, PDX_SENTENCES_DEFAULT);
    self->sentences.tick = self->tick;
    self->sentence = (pdx_range){0, 0};
    self->from = self->to = 0;
    self->mark = (pdx_tokens_mark){0, 0, false};
}

static pdx_status open(pdx_sentence_places *self, const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_error *err) {
    pdx_span text;
    if (self->segment == segment && self->doc == doc && self->part == part) return PDX_OK;
    self->segment = NULL;
    self->doc = doc;
    self->part = part;
    if (self->stream == NULL) PDX_TRY(pdx_tokens_new(self->analyzer, &self->stream, err));
    PDX_TRY(pdx_segment_part_text(segment, doc, part, &self->info, &text, &self->language, err));
    if (self->info.begin > self->info.end || self->info.end > text.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u lies outside its text", (unsigned)doc, (unsigned)part);
    }
    self->text = pdx_span_slice(text, (size_t)self->info.begin, (size_t)self->info.end);
    pdx_tokens_ask(self->stream, self->tick);
    pdx_tokens_start(self->stream, self->text, self->language);
    rewind_part(self);
    self->segment = segment;
    return PDX_OK;
}

/* The next piece that is one: joined forms are passed over. */
static bool piece_next(pdx_sentence_places *self, pdx_token *piece) {
    while (pdx_tokens_next(self->stream, piece))
        if (piece->n_pieces == 1) return true;
    return false;
}

/* Where word number `number`, which is not before the mark, begins. */
static pdx_status word_begin(pdx_sentence_places *self, uint32_t number, uint64_t *begin, pdx_error *err) {
    const uint32_t more = number - self->mark.position;
    pdx_token piece;
    pdx_tokens_return(self->stream, self->mark);
    if (pdx_tokens_skip(self->stream, more) < more || !piece_next(self, &piece)) return other_words(self, err);
    *begin = piece.begin;
    return PDX_OK;
}

/* How many words begin before a byte that is not before the mark: most are counted, the last are cut. The mark comes after. */
static pdx_status words_before(pdx_sentence_places *self, uint64_t byte, uint32_t *n, pdx_error *err) {
    pdx_token piece;
    for (;;) {
        const uint32_t sure = (uint32_t)((byte - self->mark.at) / BYTES_A_WORD);
        pdx_tokens_mark mark;
        pdx_tokens_return(self->stream, self->mark);
        if (sure == 0 || pdx_tokens_skip(self->stream, sure) < sure || !pdx_tokens_mark_here(self->stream, &mark) || mark.at > byte) break;
        self->mark = mark;
    }
    PDX_TRY(pdx_tokens_end(self->stream, err)); /* going back forgets it */
    pdx_tokens_return(self->stream, self->mark);
    *n = self->mark.position;
    while (piece_next(self, &piece)) {
        if (piece.begin >= byte) return PDX_OK;
        ++*n;
    }
    return pdx_tokens_end(self->stream, err);
}

/* The sentence in which word number `number` of the part stands. */
static pdx_status sentence_find(pdx_sentence_places *self, uint32_t number, pdx_error *err) {
    uint64_t begin = 0;
    if (number < self->from) rewind_part(self);
    if (self->sentences.at == 0 && !pdx_sentences_next(&self->sentences, &self->sentence)) return pdx_tick_step(self->tick, 0, 0, err);
    if (self->sentence.begin > 0 || self->sentence.end < self->text.len) PDX_TRY(word_begin(self, number, &begin, err)); /* else there is but one */
    while (begin >= self->sentence.end && pdx_sentences_next(&self->sentences, &self->sentence)) {}
    if (self->sentences.stopped) return pdx_tick_step(self->tick, 0, 0, err);
    self->from = 0;
    self->to = self->info.n_positions;
    if (self->sentence.begin > 0) PDX_TRY(words_before(self, self->sentence.begin, &self->from, err));
    if (self->sentence.end < self->text.len) PDX_TRY(words_before(self, self->sentence.end, &self->to, err));
    return self->from <= number && number < self->to ? PDX_OK : other_words(self, err);
}

pdx_status pdx_sentence_places_round(pdx_sentence_places *self, const pdx_segment *segment, pdx_doc doc, uint32_t part, uint32_t position, uint32_t *from,
                                     uint32_t *to, pdx_error *err) {
    pdx_status status;
    PDX_TRY(open(self, segment, doc, part, err));
    if (position < self->info.first_position || position - self->info.first_position >= self->info.n_positions) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u has no position %u", (unsigned)doc, (unsigned)part, (unsigned)position);
    }
    const uint32_t number = position - self->info.first_position;
    if (number < self->from || number >= self->to) {
        status = sentence_find(self, number, err);
        if (status != PDX_OK) {
            self->segment = NULL;
            return status;
        }
    }
    *from = self->info.first_position + self->from;
    *to = self->info.first_position + self->to;
    return PDX_OK;
}
