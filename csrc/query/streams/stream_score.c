/* What documents get by one list: all of a block at once, or one. */
#include "query/streams/stream_steps.h"

static bool has_body(const pdx_stream *stream) { return (stream->groups >> PDX_GROUP_BODY & 1) != 0; }

/* tf of a document of the block with these occurrences, in the groups looked at, which mostly are all. */
static double tf_of(const pdx_stream *stream, pdx_doc doc, const uint32_t *frequencies) {
    uint32_t occurrences[PDX_GROUP_COUNT];
    int g;
    if (stream->groups == PDX_STREAM_ALL_GROUPS) return pdx_shares_tf(stream->shares, doc, frequencies);
    for (g = 0; g < PDX_GROUP_COUNT; g++) occurrences[g] = (stream->groups >> g & 1) != 0 ? frequencies[g] : 0;
    return pdx_shares_tf(stream->shares, doc, occurrences);
}

double pdx_stream_other_tf(const pdx_stream *stream, uint32_t k) {
    const pdx_blocks *blocks = &stream->blocks;
    uint32_t frequencies[PDX_GROUP_COUNT];
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) frequencies[g] = blocks->others[g][k];
    return tf_of(stream, blocks->docs[blocks->other_at[k]], frequencies);
}

static void body_shares(const pdx_stream *stream, float *out) {
    const pdx_blocks *blocks = &stream->blocks;
    const float *made = stream->shares->body;
    uint32_t i;
    if (made != NULL) {
        for (i = 0; i < blocks->n; i++) out[i] = made[blocks->docs[i]];
    } else {
        for (i = 0; i < blocks->n; i++) out[i] = (float)pdx_shares_of(stream->shares, PDX_GROUP_BODY, blocks->docs[i]);
    }
}

pdx_status pdx_stream_block_score(pdx_stream *stream, const pdx_saturation *s, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    float shares[PDX_BLOCK_ROOM];
    uint32_t k;
    if (stream->scored) return PDX_OK;
    pdx_blocks_expand(blocks);
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    if (has_body(stream)) {
        body_shares(stream, shares);
        pdx_saturate(blocks->body, shares, blocks->n, s, stream->scores);
    } else {
        memset(stream->scores, 0, blocks->n * sizeof *stream->scores);
    }
    for (k = 0; k < blocks->n_others; k++) stream->scores[blocks->other_at[k]] = pdx_saturate_one(pdx_stream_other_tf(stream, k), s);
    stream->scored = true;
    return PDX_OK;
}

/* Whether occurrences count: they stand in a group that is looked at. */
static bool counts(const pdx_stream *stream, const uint32_t *frequencies) {
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if ((stream->groups >> g & 1) != 0 && frequencies[g] > 0) return true;
    }
    return false;
}

pdx_status pdx_stream_doc_weigh(pdx_stream *stream, uint32_t i, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    uint32_t frequencies[PDX_GROUP_COUNT + 1];
    *has = stream->plain;
    *score = 0.0;
    PDX_TRY(pdx_blocks_frequencies(&stream->blocks, i, frequencies, err));
    if (!stream->plain) *has = counts(stream, frequencies);
    if (*has && s != NULL) *score = pdx_saturate_one(tf_of(stream, doc, frequencies), s);
    return PDX_OK;
}
