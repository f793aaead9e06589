#include "corpus/part_scan.h"

#include <string.h>

enum {
    PIECES_AT_ONCE = PDX_LIMIT(1 << 14, 4), /* between two questions whether to go on */
    PIECE_WORK = 8                          /* what passing one takes, as a pace counts */
};

void pdx_part_scan_init(pdx_part_scan *scan, const pdx_analyzer *analyzer) {
    memset(scan, 0, sizeof *scan);
    scan->analyzer = analyzer;
}

void pdx_part_scan_deinit(pdx_part_scan *scan) {
    pdx_tokens_free(scan->stream);
    scan->stream = NULL;
    scan->segment = NULL;
}

static pdx_status other_words(const pdx_part_scan *scan, pdx_error *err) {
    PDX_TRY(pdx_tokens_end(scan->stream, err)); /* memory ran out, or somebody stops */
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u: the text has other words than the index", (unsigned)scan->doc,
                    (unsigned)scan->part);
}

pdx_status pdx_part_scan_open(pdx_part_scan *scan, const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_error *err) {
    uint16_t language;
    scan->segment = NULL;
    if (scan->stream == NULL) PDX_TRY(pdx_tokens_new(scan->analyzer, &scan->stream, err));
    PDX_TRY(pdx_segment_part_text(segment, doc, part, &scan->info, &scan->text, &language, err));
    if (scan->info.begin > scan->info.end || scan->info.end > scan->text.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u lies outside its text", (unsigned)doc, (unsigned)part);
    }
    pdx_tokens_ask(scan->stream, scan->tick);
    pdx_tokens_start(scan->stream, pdx_span_slice(scan->text, (size_t)scan->info.begin, (size_t)scan->info.end), language);
    scan->segment = segment;
    scan->doc = doc;
    scan->part = part;
    scan->has_mark = false;
    return PDX_OK;
}

/* Passes over as many as `n` pieces. */
static pdx_status skip(pdx_part_scan *scan, uint32_t n, uint32_t *passed, pdx_error *err) {
    uint32_t more = PIECES_AT_ONCE;
    pdx_pace pace = pdx_pace_of(scan->tick, 0);
    for (*passed = 0; *passed < n && more == PIECES_AT_ONCE; *passed += more) {
        const uint32_t wanted = n - *passed < PIECES_AT_ONCE ? n - *passed : PIECES_AT_ONCE;
        if (*passed > 0) PDX_TRY(pdx_pace_step(&pace, (uint64_t)PIECE_WORK * PIECES_AT_ONCE, 0, err));
        more = pdx_tokens_skip(scan->stream, wanted);
        if (more < wanted) PDX_TRY(pdx_tokens_end(scan->stream, err));
    }
    return PDX_OK;
}

pdx_status pdx_part_scan_go(pdx_part_scan *scan, uint32_t position, pdx_error *err) {
    const uint32_t number = position - scan->info.first_position;
    uint32_t passed;
    if (number < pdx_tokens_count(scan->stream)) { /* what the match before has read already */
        if (scan->has_mark && scan->mark.position <= number) pdx_tokens_return(scan->stream, scan->mark);
        else pdx_tokens_again(scan->stream);
    }
    PDX_TRY(skip(scan, number - pdx_tokens_count(scan->stream), &passed, err));
    if (pdx_tokens_count(scan->stream) != number) return other_words(scan, err);
    scan->has_mark = pdx_tokens_mark_here(scan->stream, &scan->mark);
    return PDX_OK;
}

pdx_status pdx_part_scan_pieces(pdx_part_scan *scan, uint32_t n, pdx_range *range, pdx_word *words, pdx_buf *keys, pdx_error *err) {
    pdx_token piece;
    uint32_t i = 0;
    while (i < n) {
        if (!pdx_tokens_next(scan->stream, &piece)) return other_words(scan, err);
        if (piece.n_pieces != 1) continue;
        if (i == 0) range->begin = scan->info.begin + piece.begin;
        range->end = scan->info.begin + piece.end;
        if (words != NULL && !pdx_word_set(&words[i], piece.term, 1, keys)) return pdx_fail_memory(err);
        i++;
    }
    return PDX_OK;
}

pdx_status pdx_part_scan_words(pdx_part_scan *scan, uint32_t n, pdx_word *words, pdx_buf *keys, pdx_error *err) {
    uint32_t have = 0;
    while (have < n) {
        const size_t more = pdx_tokens_words(scan->stream, words + have, n - have, keys);
        if (more == 0) return other_words(scan, err);
        for (size_t i = 0, from = have; i < more; i++) {
            if (words[from + i].n_pieces == 1) words[have++] = words[from + i]; /* joined forms stand where their first piece does */
        }
    }
    return PDX_OK;
}

pdx_status pdx_part_scan_close(pdx_part_scan *scan, pdx_error *err) {
    uint32_t passed;
    if (scan->segment == NULL) return PDX_OK;
    PDX_TRY(skip(scan, UINT32_MAX, &passed, err));
    if (pdx_tokens_count(scan->stream) != scan->info.n_positions) return other_words(scan, err);
    scan->segment = NULL;
    return PDX_OK;
}
