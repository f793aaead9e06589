#include "query/streams/stream_steps.h"

/* Sets the bits of the block's set that lie in the window, whole words at a time. */
static void words_set(const pdx_blocks *blocks, pdx_window window, pdx_bits *bits) {
    const int64_t shift = (int64_t)blocks->first - window.begin; /* of bit 0 of the block, in the window */
    uint32_t w;
    for (w = 0; w < blocks->n_words; w++) {
        const int64_t at = shift + 64 * (int64_t)w;
        const int64_t to = at >= 0 ? at / 64 : (at - 63) / 64; /* rounded down */
        const unsigned by = (unsigned)(at - 64 * to);
        if (to >= 0 && to < PDX_WINDOW_WORDS) bits->words[to] |= blocks->words[w] << by;
        if (by > 0 && to + 1 >= 0 && to + 1 < PDX_WINDOW_WORDS) bits->words[to + 1] |= blocks->words[w] >> (64 - by);
    }
}

/* Sets the bits of documents [from, to) of the block: words are put together before they are stored. */
static void docs_set(const pdx_blocks *blocks, pdx_window window, uint32_t from, uint32_t to, pdx_bits *bits) {
    const pdx_doc *docs = blocks->docs;
    uint64_t word = 0;
    uint32_t at, i;
    if (from == to) return;
    at = (docs[from] - window.begin) >> 6;
    for (i = from; i < to; i++) {
        const uint32_t offset = docs[i] - window.begin;
        if (offset >> 6 != at) {
            bits->words[at] |= word;
            word = 0;
            at = offset >> 6;
        }
        word |= (uint64_t)1 << (offset & 63);
    }
    bits->words[at] |= word;
}

/* The same of those of them that count. */
static pdx_status some_set(pdx_stream *stream, pdx_window window, uint32_t from, uint32_t to, pdx_bits *bits, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    uint32_t i;
    pdx_blocks_expand(blocks);
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    for (i = from; i < to; i++) {
        double score;
        bool has;
        PDX_TRY(pdx_stream_doc_ask(stream, i, blocks->docs[i], NULL, &has, &score, err));
        if (has) pdx_bits_set(bits, blocks->docs[i] - window.begin);
    }
    return PDX_OK;
}

static pdx_status bits_set(pdx_stream *stream, pdx_window window, uint32_t from, uint32_t to, pdx_bits *bits, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    if (!stream->plain) return some_set(stream, window, from, to, bits, err);
    if (blocks->n_words > 0 && window.end - window.begin == PDX_WINDOW_DOCS) {
        words_set(blocks, window, bits); /* what lies outside the window falls away */
        return PDX_OK;
    }
    pdx_blocks_expand(&stream->blocks);
    docs_set(blocks, window, from, to, bits);
    return PDX_OK;
}

pdx_status pdx_stream_read(pdx_stream *stream, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    uint32_t i, to;
    bool is_doc;
    pdx_stream_go(stream, window.begin);
    for (; stream->at < n; stream->at++, stream->i = 0) {
        PDX_TRY(pdx_stream_block_read(stream, err));
        stream->i = pdx_blocks_seek(blocks, stream->i, window.begin, &is_doc);
        to = pdx_blocks_seek(blocks, stream->i, window.end, &is_doc);
        if (to > stream->i) {
            PDX_TRY(bits_set(stream, window, stream->i, to, bits, err));
            if (scores != NULL) {
                PDX_TRY(pdx_stream_block_score(stream, s, err));
                for (i = stream->i; i < to; i++) scores[blocks->docs[i] - window.begin] += stream->scores[i];
            }
        }
        stream->i = to;
        if (to < blocks->n || pdx_blocks_last(blocks, stream->at) + 1 >= window.end) break;
    }
    return PDX_OK;
}

/* Adds a bit set that begins at bit number `at` of `out`. */
static void words_add(const uint64_t *words, uint32_t n, uint32_t at, uint64_t *out) {
    const unsigned by = at % 64;
    uint64_t carried = 0;
    uint32_t w;
    out += at / 64;
    if (by == 0) {
        for (w = 0; w < n; w++) out[w] |= words[w];
        return;
    }
    for (w = 0; w < n; w++) {
        out[w] |= words[w] << by | carried;
        carried = words[w] >> (64 - by);
    }
    out[n] |= carried;
}

pdx_status pdx_stream_mark(pdx_stream *stream, pdx_window window, uint8_t *marks, uint64_t *words, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    for (; stream->at < n; stream->at++, stream->i = 0) {
        uint32_t i = stream->i;
        if (stream->at > 0 && pdx_blocks_last(blocks, stream->at - 1) + 1 >= window.end) return PDX_OK;
        PDX_TRY(pdx_stream_block_read(stream, err));
        if ((blocks->n_words > 0 ? blocks->first : blocks->docs[i]) < window.begin) return pdx_stream_disorder(err);
        if (blocks->n_words > 0) {
            words_add(blocks->words, blocks->n_words, blocks->first - window.begin, words);
            continue;
        }
        for (; i < blocks->n && blocks->docs[i] < window.end; i++) marks[blocks->docs[i] - window.begin] = 1;
        stream->i = i;
        if (i < blocks->n) return PDX_OK;
    }
    return PDX_OK;
}
