#include "corpus/sentence_marks.h"

#include "base/alloc.h"
#include "base/bits.h"
#include "corpus/running.h"
#include "text/sentences.h"

enum { BITS = 64 };

pdx_status pdx_sentence_marks_init(pdx_sentence_marks *marks, const pdx_snapshot *snapshot, uint64_t n_places, pdx_error *err) {
    marks->n_segments = pdx_snapshot_n_segments(snapshot);
    marks->marks = pdx_alloc_zero((size_t)(n_places / BITS) + 1, sizeof *marks->marks);
    marks->known = pdx_alloc_zero(marks->n_segments, sizeof *marks->known);
    if (marks->marks == NULL || marks->known == NULL) return pdx_fail_memory(err);
    for (uint32_t s = 0; s < marks->n_segments; s++) {
        const uint32_t n_posts = pdx_segment_n_posts(pdx_snapshot_segment(snapshot, s));
        marks->known[s] = pdx_alloc_zero((size_t)n_posts / BITS + 1, sizeof **marks->known);
        if (marks->known[s] == NULL) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

void pdx_sentence_marks_deinit(pdx_sentence_marks *marks) {
    for (uint32_t s = 0; marks->known != NULL && s < marks->n_segments; s++) pdx_free((void *)(uintptr_t)marks->known[s]);
    pdx_free((void *)(uintptr_t)marks->known);
    pdx_free((void *)(uintptr_t)marks->marks);
}

static uint64_t some_of(pdx_atomic_i64 *set, uint64_t at) { return (uint64_t)pdx_atomic_load(&set[at / BITS]); }
static bool has(pdx_atomic_i64 *set, uint64_t at) { return (some_of(set, at) >> at % BITS & 1) != 0; }
static void put(pdx_atomic_i64 *set, uint64_t at) { pdx_atomic_or(&set[at / BITS], (int64_t)((uint64_t)1 << at % BITS)); }

/* ------------------------------------------------------------------ marking a post */

/* A part whose sentences are found: words are counted up to where each begins and not cut, where that can be. */
typedef struct part_marker {
    pdx_tokens *stream;
    pdx_span text;
    pdx_tokens_mark mark; /* behind it are no words that have been counted */
} part_marker;

static pdx_status other_words(pdx_doc doc, uint32_t part, pdx_error *err) {
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u: the text has other words than the index", (unsigned)doc, (unsigned)part);
}

/* The next piece that is one: joined forms are passed over. */
static bool piece_next(part_marker *self, pdx_token *piece) {
    while (pdx_tokens_next(self->stream, piece))
        if (piece->n_pieces == 1) return true;
    return false;
}

/* How many words begin before a byte that is not before the mark: most are counted, those that need a closer look are cut. The mark comes after. */
static pdx_status words_before(part_marker *self, uint64_t byte, uint32_t *n, pdx_error *err) {
    pdx_token piece;
    pdx_tokens_return(self->stream, self->mark);
    for (;;) {
        pdx_tokens_mark mark;
        pdx_tokens_skip_to(self->stream, byte);
        if (pdx_tokens_mark_here(self->stream, &mark) && mark.at <= byte) self->mark = mark;
        if (!piece_next(self, &piece)) break;
        if (piece.begin < byte) continue;
        *n = piece.position;
        return PDX_OK;
    }
    *n = pdx_tokens_count(self->stream);
    return pdx_tokens_end(self->stream, err);
}

/* Of a part whose words stand at [begin, begin + n). */
static pdx_status sentences_mark(pdx_sentence_reader *self, part_marker *part, uint16_t language, uint64_t begin, uint32_t n, bool *agrees,
                                 pdx_error *err) {
    pdx_atomic_i64 *marks = self->running->sentences.marks;
    pdx_sentences sentences;
    pdx_range sentence;
    uint32_t before;
    put(marks, begin);
    put(marks, begin + n);
    pdx_sentences_init(&sentences, part->text, language, PDX_SENTENCES_DEFAULT);
    sentences.tick = self->tick;
    while (pdx_sentences_next(&sentences, &sentence) && sentence.end < part->text.len) { /* the last one ends with the part */
        PDX_TRY(words_before(part, sentence.end, &before, err));
        *agrees = before <= n;
        if (!*agrees) return PDX_OK;
        put(marks, begin + before);
    }
    return sentences.stopped ? pdx_tick_step(self->tick, 0, 0, err) : PDX_OK;
}

static pdx_status part_mark(pdx_sentence_reader *self, const pdx_segment *segment, pdx_doc doc, uint32_t number, uint64_t begin, uint64_t behind,
                            pdx_error *err) {
    part_marker part = {.stream = self->stream, .mark = {0, 0, false}};
    bool agrees = true;
    uint16_t language;
    pdx_doc_part info;
    pdx_span text;
    PDX_TRY(pdx_segment_part_text(segment, doc, number, &info, &text, &language, err));
    if (info.n_positions == 0) return PDX_OK;
    if (info.begin > info.end || info.end > text.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u lies outside its text", (unsigned)doc, (unsigned)number);
    }
    if (begin + info.first_position + info.n_positions > behind) return other_words(doc, number, err);
    part.text = pdx_span_slice(text, (size_t)info.begin, (size_t)info.end);
    pdx_tokens_ask(self->stream, self->tick);
    pdx_tokens_start(self->stream, part.text, language);
    PDX_TRY(sentences_mark(self, &part, language, begin + info.first_position, info.n_positions, &agrees, err));
    return agrees ? PDX_OK : other_words(doc, number, err);
}

/* Whoever does so at once with others sets the same marks. */
static pdx_status post_mark(pdx_sentence_reader *self, uint32_t s, pdx_doc doc, pdx_error *err) {
    const pdx_segment *segment = pdx_snapshot_segment(self->running->snapshot, s);
    const uint64_t begin = pdx_running_begin(self->running, s, doc), behind = pdx_running_begin(self->running, s, doc + 1) - 1;
    pdx_doc_info info;
    PDX_TRY(pdx_segment_doc(segment, doc, &info, err));
    if (self->stream == NULL) PDX_TRY(pdx_tokens_new(pdx_snapshot_analyzer(self->running->snapshot), &self->stream, err));
    for (uint32_t part = 0; part < info.n_parts; part++) PDX_TRY(part_mark(self, segment, doc, part, begin, behind, err));
    put(self->running->sentences.known[s], doc);
    return PDX_OK;
}

/* ------------------------------------------------------------------ asking */

void pdx_sentence_reader_init(pdx_sentence_reader *reader, const pdx_running *running, const pdx_tick *tick) {
    *reader = (pdx_sentence_reader){.running = running, .tick = tick};
}

void pdx_sentence_reader_deinit(pdx_sentence_reader *reader) {
    pdx_tokens_free(reader->stream);
    reader->stream = NULL;
}

/* The last mark that is not behind `place`, and the first that is; one of them missing from [begin, behind]: false. */
static bool marks_round(pdx_atomic_i64 *marks, uint64_t place, uint64_t begin, uint64_t behind, uint64_t *from, uint64_t *to) {
    uint64_t i = place / BITS, some = some_of(marks, place) & UINT64_MAX >> (BITS - 1 - place % BITS);
    while (some == 0 && i > begin / BITS) some = some_of(marks, --i * BITS);
    *from = i * BITS + pdx_bit_width(some) - 1;
    if (some == 0 || *from < begin) return false;
    i = (place + 1) / BITS;
    some = some_of(marks, place + 1) & UINT64_MAX << (place + 1) % BITS;
    while (some == 0 && i < behind / BITS) some = some_of(marks, ++i * BITS);
    if (some == 0) return false;
    *to = i * BITS + pdx_trailing_zeros(some);
    return *to <= behind;
}

pdx_status pdx_sentence_round(pdx_sentence_reader *reader, uint32_t segment, pdx_doc doc, uint64_t place, uint64_t *from, uint64_t *to,
                              pdx_error *err) {
    const pdx_running *running = reader->running;
    const uint64_t begin = pdx_running_begin(running, segment, doc), behind = pdx_running_begin(running, segment, doc + 1) - 1;
    if (!has(running->sentences.known[segment], doc)) PDX_TRY(post_mark(reader, segment, doc, err));
    if (place < begin || place >= behind || !marks_round(running->sentences.marks, place, begin, behind, from, to)) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u has no word at position %llu", (unsigned)doc,
                        (unsigned long long)(place - begin));
    }
    return PDX_OK;
}
