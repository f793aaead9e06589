/* Views of bytes. A span never owns; whoever stores one says from whom it is borrowed.
 * Passed by value everywhere. A range is a begin and an end in some text, 64-bit on every machine. */
#ifndef PDX_BASE_SPAN_H
#define PDX_BASE_SPAN_H

#include <string.h>

#include "base/base.h"

typedef struct pdx_span {
    const uint8_t *data; /* may be NULL when len is 0 */
    size_t len;
} pdx_span;

typedef struct pdx_range {
    uint64_t begin;
    uint64_t end; /* exclusive */
} pdx_range;

static inline pdx_span pdx_span_of(const void *data, size_t len) {
    pdx_span span;
    span.data = (const uint8_t *)data;
    span.len = len;
    return span;
}

/* The span of a string literal or another NUL-terminated text. */
static inline pdx_span pdx_span_str(const char *text) { return pdx_span_of(text, strlen(text)); }

/* Behind its last byte; NULL for one that points nowhere, from where C does not count, not even by 0. */
static inline const uint8_t *pdx_span_end(pdx_span span) { return span.data == NULL ? NULL : span.data + span.len; }

/* The bytes [begin, end) of `whole`; the caller has checked begin <= end <= whole.len. */
static inline pdx_span pdx_span_slice(pdx_span whole, size_t begin, size_t end) {
    assert(begin <= end && end <= whole.len);
    return pdx_span_of(whole.data == NULL ? NULL : whole.data + begin, end - begin);
}

static inline bool pdx_span_equal(pdx_span a, pdx_span b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* Order by unsigned bytes, a prefix before its extensions. */
static inline int pdx_span_compare(pdx_span a, pdx_span b) {
    const size_t n = pdx_min_size(a.len, b.len);
    const int order = n == 0 ? 0 : memcmp(a.data, b.data, n);
    if (order != 0) return order;
    return a.len < b.len ? -1 : a.len > b.len ? 1 : 0;
}

static inline bool pdx_span_starts(pdx_span text, pdx_span head) {
    return text.len >= head.len && (head.len == 0 || memcmp(text.data, head.data, head.len) == 0);
}

static inline bool pdx_span_ends(pdx_span text, pdx_span tail) {
    return tail.len <= text.len && (tail.len == 0 || memcmp(text.data + text.len - tail.len, tail.data, tail.len) == 0);
}

/* Whether `part` stands anywhere in `text`; an empty one does. A rolling hash tells where to look, so that no text makes it slow. */
bool pdx_span_contains(pdx_span text, pdx_span part);

static inline pdx_range pdx_range_of(uint64_t begin, uint64_t end) {
    pdx_range range;
    range.begin = begin;
    range.end = end;
    return range;
}

#endif
