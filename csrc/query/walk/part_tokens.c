#include "query/walk/part_tokens.h"

enum { PIECES_PER_TICK = PDX_LIMIT(4096, 16) };

void pdx_part_tokens_init(pdx_part_tokens *tokens, const pdx_analyzer *analyzer) {
    memset(tokens, 0, sizeof *tokens);
    tokens->analyzer = analyzer;
}

void pdx_part_tokens_deinit(pdx_part_tokens *tokens) {
    pdx_tokens_free(tokens->stream);
    PDX_VEC_DEINIT(&tokens->pieces);
    pdx_buf_deinit(&tokens->terms);
    tokens->stream = NULL;
    tokens->segment = NULL;
}

static pdx_status read_pieces(pdx_part_tokens *tokens, pdx_lang language, pdx_error *err) {
    const uint64_t from = tokens->info.begin;
    pdx_token token;
    pdx_tokens_ask(tokens->stream, tokens->tick);
    pdx_tokens_start(tokens->stream, pdx_span_slice(tokens->text, (size_t)from, (size_t)tokens->info.end), language);
    while (pdx_tokens_next(tokens->stream, &token)) {
        pdx_piece_range piece;
        if (token.n_pieces != 1) continue;
        pdx_buf_span(&tokens->terms, token.term);
        piece.begin = from + token.begin;
        piece.end = from + token.end;
        piece.term_end = tokens->terms.len;
        if (tokens->terms.failed || !PDX_VEC_PUSH(&tokens->pieces, piece)) return pdx_fail_memory(err);
        if (tokens->pieces.len % PIECES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tokens->tick, 0, 0, err));
    }
    PDX_TRY(pdx_tokens_end(tokens->stream, err));
    if (tokens->pieces.len == tokens->info.n_positions) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u: the text has other words than the index",
                    (unsigned)tokens->doc, (unsigned)tokens->part);
}

pdx_status pdx_part_tokens_load(pdx_part_tokens *tokens, const pdx_segment *segment, pdx_doc doc, uint32_t part,
                                pdx_error *err) {
    pdx_doc_info info;
    if (pdx_part_tokens_hold(tokens, segment, doc, part)) return PDX_OK;
    tokens->segment = NULL;
    tokens->pieces.len = 0;
    pdx_buf_reset(&tokens->terms);
    if (tokens->stream == NULL) PDX_TRY(pdx_tokens_new(tokens->analyzer, &tokens->stream, err));
    PDX_TRY(pdx_segment_doc(segment, doc, &info, err));
    PDX_TRY(pdx_segment_part(segment, doc, part, &tokens->info, err));
    if (tokens->info.begin > tokens->info.end || tokens->info.end > info.text.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u lies outside its text", (unsigned)doc,
                        (unsigned)part);
    }
    tokens->doc = doc;
    tokens->part = part;
    tokens->text = info.text;
    PDX_TRY(read_pieces(tokens, info.language, err));
    tokens->segment = segment;
    return PDX_OK;
}

pdx_status pdx_part_tokens_range(const pdx_part_tokens *tokens, uint32_t position, uint32_t length, pdx_range *range,
                                 pdx_error *err) {
    const uint64_t first = (uint64_t)position - tokens->info.first_position;
    if (position < tokens->info.first_position || length == 0 || first + length > tokens->pieces.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u has no position %u", (unsigned)tokens->doc,
                        (unsigned)tokens->part, (unsigned)position);
    }
    *range = pdx_range_of(tokens->pieces.data[first].begin, tokens->pieces.data[first + length - 1].end);
    return PDX_OK;
}
