/* Steps of reading a list: what the files of a stream share (stream.c, stream_bits.c, stream_sums.c, stream_narrow.c). Included by these only. */
#ifndef PDX_QUERY_STREAM_STEPS_H
#define PDX_QUERY_STREAM_STEPS_H

#include "query/streams/stream.h"

#define PDX_STREAM_ALL_GROUPS ((1u << PDX_GROUP_COUNT) - 1)

/* Goes to the block that holds the first document >= from, without reading it. */
static inline void pdx_stream_go(pdx_stream *stream, pdx_doc from) {
    const uint32_t block = pdx_blocks_find(&stream->blocks, stream->at, from);
    if (block == stream->at) return;
    stream->at = block;
    stream->i = 0;
}

static inline pdx_status pdx_stream_block_read(pdx_stream *stream, pdx_error *err) {
    if (stream->blocks.block == stream->at) return PDX_OK;
    stream->scored = stream->gained = false;
    return pdx_blocks_read(&stream->blocks, stream->at, err);
}

/* stream_score.c. What the block's documents get. */
pdx_status pdx_stream_block_score(pdx_stream *stream, const pdx_saturation *s, pdx_error *err) PDX_MUST;
/* The same of one document, by its occurrences in each group. */
pdx_status pdx_stream_doc_weigh(pdx_stream *stream, uint32_t i, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err)
    PDX_MUST;

/* Whether document i of the block, which is `doc`, counts, and what it gets: the same as it would get with all others. */
static inline pdx_status pdx_stream_doc_ask(pdx_stream *stream, uint32_t i, pdx_doc doc, const pdx_saturation *s, bool *has, double *score,
                                            pdx_error *err) {
    if (!stream->plain || (s != NULL && !stream->scored)) return pdx_stream_doc_weigh(stream, i, doc, s, has, score, err);
    *has = true;
    *score = s == NULL ? 0.0 : stream->scores[i];
    return PDX_OK;
}

static inline pdx_status pdx_stream_disorder(pdx_error *err) {
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "the blocks of a list do not ascend");
}

#endif
