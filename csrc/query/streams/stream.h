/* One list of a scored word, read a window at a time: which documents, and what each gives to the score. Called by match/ and rank/. Promises:
 * windows and documents asked for ascend; a document counts when the word stands in one of the groups looked at; bounds are never below a score. */
#ifndef PDX_QUERY_STREAM_H
#define PDX_QUERY_STREAM_H

#include "kernels/saturate.h"
#include "query/streams/shares.h"
#include "query/streams/window.h"
#include "segment/blocks.h"

typedef struct pdx_stream {
    pdx_blocks blocks;
    const pdx_list_place *place; /* borrowed, like the next */
    pdx_shares *shares;
    unsigned groups;          /* a bit for each scoring group that is looked at */
    uint32_t n_posts;         /* posts in which it occurs in a scoring group */
    uint32_t n_gone;          /* of them: those that are gone */
    bool plain;               /* every post of the list has an occurrence there */
    bool scored;              /* `scores` are those of the block read last */
    uint32_t at;              /* the block that holds what comes next, or the number of blocks */
    uint32_t i;               /* in the block read last: what comes before has been passed */
    bool gained;              /* `gains` are those of the block read last */
    double scores[PDX_BLOCK_ROOM + 4];
    float gains[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
} pdx_stream;

/* After the blocks have been opened; `n_posts` of the list's `n_docs` that are posts count in the scoring groups. */
void pdx_stream_start(pdx_stream *stream, pdx_shares *shares, unsigned groups, uint32_t n_docs, uint32_t n_posts);

/* Back to where the stream was: documents asked for ascend from there again. */
static inline void pdx_stream_return(pdx_stream *stream, uint32_t at) {
    stream->at = at;
    stream->i = 0;
}

/* A document >= from before which the list has none from `from` on; PDX_NO_DOC when it ends. */
pdx_doc pdx_stream_next(pdx_stream *stream, pdx_doc from);

/* The most that a document of block number `block` gets. */
double pdx_stream_block_bound(const pdx_stream *stream, uint32_t block, double top);
/* The most that a document of the window gets; and the last document up to which that holds, at least the window's last. */
double pdx_stream_bound(pdx_stream *stream, pdx_window window, double top, pdx_doc *holds_to);

/* Sets the bits of the window's documents, and adds what they get to `scores` unless that is NULL. */
pdx_status pdx_stream_read(pdx_stream *stream, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores, pdx_error *err) PDX_MUST;

/* Marks the documents before window.end from where the stream is, all of which count: bit sets that begin before it as bits of `words`,
 * the rest of which lies behind the window, others as bytes that are 1. Both begin with the window. Windows follow one another. */
pdx_status pdx_stream_mark(pdx_stream *stream, pdx_window window, uint8_t *marks, uint64_t *words, pdx_error *err) PDX_MUST;

/* Whether sums of about what documents get can be made of it: shares stand in tables, and all groups are looked at. */
bool pdx_stream_is_summable(const pdx_stream *stream);
/* Adds about what the window's documents get to `sums`, which begin with it and have PDX_GAINS_SLACK more; documents that do not count
 * get 0. */
pdx_status pdx_stream_sum(pdx_stream *stream, pdx_window window, const pdx_gain_kernels *kernels, pdx_gain gain, float *sums, pdx_error *err)
    PDX_MUST;

/* All documents of the list before `end`, about what they get, and their occurrences where these are all in the body (else 0), into arrays
 * with PDX_BLOCK_SLACK more room than it has documents. */
pdx_status pdx_stream_all(pdx_stream *stream, pdx_doc end, const pdx_gain_kernels *kernels, pdx_gain gain, pdx_doc *docs, float *gains,
                          uint32_t *counts, uint32_t *n, pdx_error *err) PDX_MUST;

/* The tf of number `k` of those of the block read last whose occurrences are not all in the body, once its occurrences were read. */
double pdx_stream_other_tf(const pdx_stream *stream, uint32_t k);

/* Whether the list has `doc`, and what it gets. */
pdx_status pdx_stream_probe(pdx_stream *stream, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) PDX_MUST;

/* Documents that are being narrowed down, ascending, with what they have got so far. */
typedef struct pdx_candidates {
    pdx_doc *docs;  /* borrowed room */
    double *scores;
    uint32_t n;
    bool passed;    /* some were left out for what they can get */
} pdx_candidates;

/* Keeps those that come above `least`. */
void pdx_candidates_prune(pdx_candidates *candidates, double least);
/* The first of the candidates behind number k that does not lie in blocks up to the one that the stream is at. */
uint32_t pdx_stream_candidates_in(const pdx_stream *stream, const pdx_candidates *candidates, uint32_t k);
/* Reads a block and its documents, to be gone through by whoever asks for it. */
pdx_status pdx_stream_enter(pdx_stream *stream, uint32_t block, pdx_error *err) PDX_MUST;
/* Makes the documents before `end` of block number `block` the candidates; when `s` is not NULL, what they get are their scores, and those
 * that do not come above `least` may be left out. */
pdx_status pdx_stream_lead(pdx_stream *stream, uint32_t block, pdx_doc end, const pdx_saturation *s, double least, pdx_candidates *out,
                           pdx_error *err) PDX_MUST;
/* Adds what the list gives to the candidates, when `s` is not NULL; leaves out those that it does not have where it is `required`,
 * and those that cannot come, or do not come, above `least` by it. */
pdx_status pdx_stream_narrow(pdx_stream *stream, const pdx_saturation *s, bool required, double least, pdx_candidates *candidates,
                             pdx_error *err) PDX_MUST;
/* Of a stream of which sums can be made: adds what it gives to all candidates, which stay. */
pdx_status pdx_stream_score(pdx_stream *stream, const pdx_saturation *s, pdx_candidates *candidates, pdx_error *err) PDX_MUST;

#endif
