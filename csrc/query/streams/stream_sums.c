#include "query/streams/stream_steps.h"

bool pdx_stream_is_summable(const pdx_stream *stream) {
    return stream->groups == PDX_STREAM_ALL_GROUPS && stream->shares->body != NULL;
}

/* About what number [k, k + n) of those with occurrences in several groups get, who are the documents `docs`. */
static void others_gain(const pdx_stream *stream, uint32_t k, uint32_t n, const pdx_doc *docs, const pdx_gain_kernels *kernels, pdx_gain gain,
                        float *out) {
    const uint32_t *counts[PDX_GAINS_GROUPS];
    float shares[PDX_GAINS_GROUPS * PDX_BLOCK_ROOM];
    uint32_t rows[PDX_BLOCK_ROOM], i;
    int g;
    for (i = 0; i < n; i++) rows[i] = i;
    for (g = 0; g < PDX_GAINS_GROUPS; g++) {
        counts[g] = stream->blocks.others[g] + k;
        for (i = 0; i < n; i++) { /* where there is no occurrence, any share adds nothing */
            shares[PDX_GAINS_GROUPS * i + (uint32_t)g] = counts[g][i] > 0 ? (float)pdx_shares_of(stream->shares, (pdx_group)g, docs[i]) : 0.0F;
        }
    }
    kernels->of_groups(counts, rows, n, shares, gain, out);
}

/* About what the block's documents get. */
static void block_gain(const pdx_stream *stream, const pdx_gain_kernels *kernels, pdx_gain gain, float *out) {
    const pdx_blocks *blocks = &stream->blocks;
    pdx_doc docs[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    float gains[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    uint32_t k;
    for (k = 0; k < blocks->n_others; k++) docs[k] = blocks->docs[blocks->other_at[k]];
    kernels->of(blocks->body, blocks->docs, blocks->n, stream->shares->body, gain, out);
    if (blocks->n_others == 0) return;
    others_gain(stream, 0, blocks->n_others, docs, kernels, gain, gains);
    for (k = 0; k < blocks->n_others; k++) out[blocks->other_at[k]] = gains[k];
}

/* A block that is a bit set: documents side by side, without looking at single ones but for those with occurrences in several groups. */
static void set_sum(pdx_stream *stream, pdx_window window, uint32_t i, const pdx_gain_kernels *kernels, pdx_gain gain, float *sums) {
    const pdx_blocks *blocks = &stream->blocks;
    const uint32_t from = window.begin > blocks->first ? window.begin - blocks->first : 0;
    const uint32_t end = window.end - blocks->first, all = 64 * blocks->n_words, to = end < all ? end : all;
    const pdx_doc begin = blocks->first + from;
    pdx_doc docs[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    float gains[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    uint32_t n, k, other = 0;
    n = kernels->add(blocks->words, from, to, blocks->body + i, stream->shares->body + begin, gain, sums + (begin - window.begin), docs);
    if (n == 0) return;
    while (blocks->other_at[other] < i) other++;
    for (k = 0; k < n; k++) docs[k] += blocks->first;
    others_gain(stream, other, n, docs, kernels, gain, gains);
    for (k = 0; k < n; k++) sums[docs[k] - window.begin] += gains[k];
}

/* Documents [from, to) of the block, which lie in the window. */
static void docs_sum(pdx_stream *stream, pdx_window window, uint32_t from, uint32_t to, float *sums) {
    const pdx_doc *docs = stream->blocks.docs;
    const float *gains = stream->gains;
    uint32_t i = from;
    for (; i + 4 <= to; i += 4) { /* four different documents: none waits for another */
        float *a = &sums[docs[i] - window.begin], *b = &sums[docs[i + 1] - window.begin];
        float *c = &sums[docs[i + 2] - window.begin], *d = &sums[docs[i + 3] - window.begin];
        const float sum_a = *a + gains[i], sum_b = *b + gains[i + 1], sum_c = *c + gains[i + 2], sum_d = *d + gains[i + 3];
        *a = sum_a;
        *b = sum_b;
        *c = sum_c;
        *d = sum_d;
    }
    for (; i < to; i++) sums[docs[i] - window.begin] += gains[i];
}

pdx_status pdx_stream_sum(pdx_stream *stream, pdx_window window, const pdx_gain_kernels *kernels, pdx_gain gain, float *sums, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    uint32_t to;
    bool is_doc;
    pdx_stream_go(stream, window.begin);
    for (; stream->at < n; stream->at++, stream->i = 0) {
        PDX_TRY(pdx_stream_block_read(stream, err));
        PDX_TRY(pdx_blocks_read_counts(blocks, err));
        stream->i = pdx_blocks_seek(blocks, stream->i, window.begin, &is_doc);
        to = pdx_blocks_seek(blocks, stream->i, window.end, &is_doc);
        if (to > stream->i && blocks->n_words > 0) {
            set_sum(stream, window, stream->i, kernels, gain, sums);
        } else if (to > stream->i) {
            if (!stream->gained) block_gain(stream, kernels, gain, stream->gains);
            stream->gained = true;
            docs_sum(stream, window, stream->i, to, sums);
        }
        stream->i = to;
        if (to < blocks->n || pdx_blocks_last(blocks, stream->at) + 1 >= window.end) break;
    }
    return PDX_OK;
}

pdx_status pdx_stream_all(pdx_stream *stream, pdx_doc end, const pdx_gain_kernels *kernels, pdx_gain gain, pdx_doc *docs, float *gains,
                          uint32_t *counts, uint32_t *n, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    const uint32_t n_blocks = pdx_blocks_count(blocks);
    uint32_t block;
    *n = 0;
    for (block = 0; block < n_blocks && (*n == 0 || docs[*n - 1] < end); block++) {
        pdx_stream_return(stream, block);
        PDX_TRY(pdx_stream_block_read(stream, err));
        pdx_blocks_expand(blocks);
        PDX_TRY(pdx_blocks_read_counts(blocks, err));
        if (*n > 0 && blocks->docs[0] <= docs[*n - 1]) return pdx_stream_disorder(err);
        memcpy(docs + *n, blocks->docs, blocks->n * sizeof *docs);
        memcpy(counts + *n, blocks->body, blocks->n * sizeof *counts);
        block_gain(stream, kernels, gain, gains + *n);
        *n += blocks->n;
    }
    while (*n > 0 && docs[*n - 1] >= end) --*n;
    return PDX_OK;
}
