#include "corpus/sentence_places.h"

#include "text/sentences.h"

enum { PIECE_WORK = 16 }; /* what cutting one takes, as a pace counts */

void pdx_sentence_places_init(pdx_sentence_places *sentences, const pdx_analyzer *analyzer, const pdx_tick *tick) {
    memset(sentences, 0, sizeof *sentences);
    sentences->analyzer = analyzer;
    sentences->tick = tick;
}

void pdx_sentence_places_deinit(pdx_sentence_places *sentences) {
    pdx_tokens_free(sentences->stream);
    PDX_VEC_DEINIT(&sentences->firsts);
    sentences->stream = NULL;
    sentences->segment = NULL;
}

/* Goes through words and sentences side by side: a word belongs to the sentence in which it begins. */
static pdx_status cut(pdx_sentence_places *self, pdx_span text, pdx_lang language, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, 0);
    pdx_sentences sentences;
    pdx_range sentence = {0, 0};
    pdx_token piece;
    uint32_t position = self->info.first_position;
    pdx_sentences_init(&sentences, text, language, PDX_SENTENCES_DEFAULT);
    sentences.tick = self->tick;
    pdx_tokens_ask(self->stream, self->tick);
    pdx_tokens_start(self->stream, text, language);
    self->firsts.len = 0;
    while (pdx_tokens_next(self->stream, &piece)) {
        const bool is_next = piece.n_pieces == 1 && (position == self->info.first_position || piece.begin >= sentence.end);
        if (piece.n_pieces != 1) continue;
        while (piece.begin >= sentence.end && pdx_sentences_next(&sentences, &sentence)) {}
        if (sentences.stopped) return pdx_tick_step(self->tick, 0, 0, err);
        if (is_next && !PDX_VEC_PUSH(&self->firsts, position)) return pdx_fail_memory(err);
        PDX_TRY(pdx_pace_step(&pace, PIECE_WORK, 0, err));
        position++;
    }
    PDX_TRY(pdx_tokens_end(self->stream, err));
    if (position - self->info.first_position == self->info.n_positions) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u: the text has other words than the index", (unsigned)self->doc, (unsigned)self->part);
}

static pdx_status open(pdx_sentence_places *self, const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_error *err) {
    pdx_span text;
    uint16_t language;
    if (self->segment == segment && self->doc == doc && self->part == part) return PDX_OK;
    self->segment = NULL;
    self->doc = doc;
    self->part = part;
    if (self->stream == NULL) PDX_TRY(pdx_tokens_new(self->analyzer, &self->stream, err));
    PDX_TRY(pdx_segment_part_text(segment, doc, part, &self->info, &text, &language, err));
    if (self->info.begin > self->info.end || self->info.end > text.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u lies outside its text", (unsigned)doc, (unsigned)part);
    }
    PDX_TRY(cut(self, pdx_span_slice(text, (size_t)self->info.begin, (size_t)self->info.end), language, err));
    self->segment = segment;
    return PDX_OK;
}

pdx_status pdx_sentence_places_round(pdx_sentence_places *self, const pdx_segment *segment, pdx_doc doc, uint32_t part, uint32_t position, uint32_t *from,
                                     uint32_t *to, pdx_error *err) {
    size_t low = 0, high;
    PDX_TRY(open(self, segment, doc, part, err));
    for (high = self->firsts.len; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (self->firsts.data[middle] <= position) low = middle + 1;
        else high = middle;
    }
    if (low == 0 || position >= self->info.first_position + self->info.n_positions) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u has no position %u", (unsigned)doc, (unsigned)part, (unsigned)position);
    }
    *from = self->firsts.data[low - 1];
    *to = low < self->firsts.len ? self->firsts.data[low] : self->info.first_position + self->info.n_positions;
    return PDX_OK;
}
