/* The bytes of a source that comes in pieces, from the first token on that is not whole yet. Called by whoever feeds a tokenizer.
 * Promises: holds no more than the longest token and a piece, twice at most; everything that is read again is linear in the source, however
 * small the pieces are.
 *
 *     pdx_feed_add(&feed, piece), and when it is due or the piece was the last:
 *     feed pdx_feed_view(&feed), take tokens until there are no more, pdx_feed_drop what the tokenizer is past. */
#ifndef PDX_MARKUP_FEED_H
#define PDX_MARKUP_FEED_H

#include "base/buf.h"

typedef struct pdx_feed {
    pdx_buf bytes; /* owned */
    size_t due;    /* so many must there be before it is worth reading again */
} pdx_feed;

void pdx_feed_init(pdx_feed *feed);
void pdx_feed_deinit(pdx_feed *feed);
/* False: out of memory. */
bool pdx_feed_add(pdx_feed *feed, pdx_span piece) PDX_MUST;
static inline bool pdx_feed_is_due(const pdx_feed *feed) { return feed->bytes.len >= feed->due; }
static inline pdx_span pdx_feed_view(const pdx_feed *feed) { return pdx_buf_view(&feed->bytes); }
/* The first `n` bytes have been read. */
void pdx_feed_drop(pdx_feed *feed, size_t n);

#endif
