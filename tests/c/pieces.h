/* A text that is fed to a tokenizer piece by piece, as a source that is read in chunks would be. */
#ifndef PDX_TESTS_PIECES_H
#define PDX_TESTS_PIECES_H

#include "markup/feed.h"

/* Reads what tokens `bytes` hold; gives how many of them it is past. */
typedef size_t (*pieces_reader)(void *context, pdx_span bytes, bool is_last);

/* A `piece` of 0: all at once, without a copy. False: out of memory. */
static inline bool read_in_pieces(pdx_span text, size_t piece, pieces_reader reader, void *context) {
    pdx_feed feed;
    bool fed = true;
    size_t at = 0, n;
    if (piece == 0) {
        (void)reader(context, text, true);
        return true;
    }
    pdx_feed_init(&feed);
    do {
        n = pdx_min_size(piece, text.len - at);
        fed = pdx_feed_add(&feed, pdx_span_slice(text, at, at + n));
        at += n;
        if (fed && (at == text.len || pdx_feed_is_due(&feed))) {
            pdx_feed_drop(&feed, reader(context, pdx_feed_view(&feed), at == text.len));
        }
    } while (fed && at < text.len);
    pdx_feed_deinit(&feed);
    return fed;
}

#endif
