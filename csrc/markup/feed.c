#include "markup/feed.h"

void pdx_feed_init(pdx_feed *feed) {
    pdx_buf_init(&feed->bytes);
    feed->due = 1;
}

void pdx_feed_deinit(pdx_feed *feed) { pdx_buf_deinit(&feed->bytes); }

bool pdx_feed_add(pdx_feed *feed, pdx_span piece) {
    pdx_buf_span(&feed->bytes, piece);
    return !feed->bytes.failed;
}

void pdx_feed_drop(pdx_feed *feed, size_t n) {
    const size_t rest = feed->bytes.len - n;
    assert(n <= feed->bytes.len);
    if (n > 0 && rest > 0) memmove(feed->bytes.data, feed->bytes.data + n, rest);
    feed->bytes.len = rest;
    feed->due = pdx_max_size(rest * 2, 1);
}
