/* The list of a frequent word laid out over all posts of its segment: the one that the snapshot keeps, or one that is made now. Called by
 * dense_best.c, dense_leaves.c, dense_meet.c and dense_rares.c. */
#ifndef PDX_QUERY_DENSE_ASK_H
#define PDX_QUERY_DENSE_ASK_H

#include "index/dense_lists.h"
#include "query/streams/stream.h"
#include "query/walk/scan.h"

enum {
    PDX_DENSE_FREQUENT_SHARE = PDX_LIMIT(64, 8), /* a word in more documents than one of so many is laid out */
    PDX_DENSE_UNITS = 60000 /* that all words of a query can give together: sums of 16 bits, with what is rounded up of each word */
};

static inline bool pdx_dense_is_frequent(const pdx_scan *scan, uint64_t n_docs) { return n_docs * PDX_DENSE_FREQUENT_SHARE > scan->n_posts; }

/* *dense NULL: it is not laid out. */
pdx_status pdx_dense_ask(pdx_scan *scan, pdx_stream *stream, pdx_dense_use use, const pdx_dense_list **dense, pdx_error *err) PDX_MUST;

#endif
