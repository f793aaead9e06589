#include "query/streams/stream_steps.h"

void pdx_stream_start(pdx_stream *stream, pdx_shares *shares, unsigned groups, uint32_t n_docs, uint32_t n_posts) {
    stream->shares = shares;
    stream->groups = groups;
    stream->n_posts = n_posts;
    stream->n_gone = 0;
    stream->plain = n_docs == n_posts && groups == PDX_STREAM_ALL_GROUPS;
    stream->scored = stream->gained = false;
    stream->at = stream->i = 0;
}

pdx_doc pdx_stream_next(pdx_stream *stream, pdx_doc from) {
    const pdx_blocks *blocks = &stream->blocks;
    bool is_doc;
    pdx_stream_go(stream, from);
    if (stream->at == blocks->block) {
        stream->i = pdx_blocks_seek(blocks, stream->i, from, &is_doc);
        if (stream->i == blocks->n) stream->at++, stream->i = 0; /* only a list of one block ends so */
        else if (is_doc || !blocks->expanded) return from;
        else return blocks->docs[stream->i];
    }
    if (stream->at >= pdx_blocks_count(blocks)) return PDX_NO_DOC;
    if (stream->at > 0) {
        const pdx_doc before = pdx_blocks_last(blocks, stream->at - 1);
        if (before >= from) return before + 1;
    }
    return from;
}

double pdx_stream_block_bound(const pdx_stream *stream, uint32_t block, double top) {
    return top * pdx_shares_saturated(stream->shares, pdx_blocks_top(&stream->blocks, block));
}

double pdx_stream_bound(pdx_stream *stream, pdx_window window, double top, pdx_doc *holds_to) {
    const pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    uint8_t most = 0;
    uint32_t block;
    pdx_stream_go(stream, window.begin);
    *holds_to = PDX_NO_DOC;
    for (block = stream->at; block < n; block++) {
        const uint8_t here = pdx_blocks_top(blocks, block);
        if (here > most) most = here;
        *holds_to = pdx_blocks_last(blocks, block);
        if (*holds_to + 1 >= window.end) break;
        *holds_to = PDX_NO_DOC;
    }
    return top * pdx_shares_saturated(stream->shares, most);
}

pdx_status pdx_stream_probe(pdx_stream *stream, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    *has = false;
    *score = 0.0;
    pdx_stream_go(stream, doc);
    if (stream->at >= pdx_blocks_count(blocks)) return PDX_OK;
    PDX_TRY(pdx_stream_block_read(stream, err));
    stream->i = pdx_blocks_seek(blocks, stream->i, doc, has);
    return *has ? pdx_stream_doc_ask(stream, stream->i, doc, s, has, score, err) : PDX_OK;
}

pdx_status pdx_stream_enter(pdx_stream *stream, uint32_t block, pdx_error *err) {
    pdx_stream_return(stream, block);
    PDX_TRY(pdx_stream_block_read(stream, err));
    pdx_blocks_expand(&stream->blocks);
    return PDX_OK;
}
