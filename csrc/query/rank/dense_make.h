/* The list of a word laid out over the posts of its segment, made and looked at. Called by dense_ask.c, dense_best.c, dense_exact.c and dense_meet.c.
 * Promises: what it gives for a post is the same to the last bit as what the list gives. */
#ifndef PDX_QUERY_DENSE_MAKE_H
#define PDX_QUERY_DENSE_MAKE_H

#include "index/dense_lists.h"
#include "query/streams/stream.h"

/* Whether what is laid out holds for what the stream is asked by: the default scoring, in all groups. */
bool pdx_dense_fits(const pdx_stream *stream);

/* From a stream that nobody has read of yet, or that is returned afterwards. `once`: it lies in the arena. */
pdx_status pdx_dense_make(pdx_stream *stream, uint32_t n_posts, bool once, pdx_arena *arena, pdx_dense_list **out, pdx_error *err) PDX_MUST;

/* Adds what the word gives to each of the posts, which ascend. */
void pdx_dense_score(const pdx_dense_list *dense, const pdx_doc *docs, uint32_t n, const float *shares, const pdx_saturation *s, double *scores);

#endif
