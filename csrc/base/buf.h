/* Growable bytes with a sticky out-of-memory flag: append freely, ask once at the end.
 * Called by builders and writers; promises that appending after a failure does nothing. */
#ifndef PDX_BASE_BUF_H
#define PDX_BASE_BUF_H

#include "base/span.h"

typedef struct pdx_buf {
    uint8_t *data; /* owned */
    size_t len;
    size_t capacity;
    bool failed; /* an append ran out of memory; contents are what came before */
} pdx_buf;

void pdx_buf_init(pdx_buf *buf);
void pdx_buf_deinit(pdx_buf *buf);
void pdx_buf_reset(pdx_buf *buf); /* keeps the capacity, clears the flag */

/* Room for `extra` more bytes; false (and the flag) when there is none. */
bool pdx_buf_grow(pdx_buf *buf, size_t extra);
static inline bool pdx_buf_reserve(pdx_buf *buf, size_t extra) {
    return PDX_LIKELY(extra <= buf->capacity - buf->len && !buf->failed) || pdx_buf_grow(buf, extra);
}
void pdx_buf_append(pdx_buf *buf, const void *bytes, size_t len);
void pdx_buf_span(pdx_buf *buf, pdx_span span);
void pdx_buf_str(pdx_buf *buf, const char *text);
static inline void pdx_buf_byte(pdx_buf *buf, uint8_t byte) {
    if (pdx_buf_reserve(buf, 1)) buf->data[buf->len++] = byte;
}
void pdx_buf_format(pdx_buf *buf, const char *format, ...) PDX_PRINTF(2, 3);

/* An empty buffer takes over a block from pdx_alloc and its like, whatever is in it, as room to write. */
void pdx_buf_adopt(pdx_buf *buf, void *block, size_t capacity);
/* Gives back the room behind the bytes where there is much of it, for what stays as it is. */
void pdx_buf_fit(pdx_buf *buf);

/* Hands the bytes to the caller, who frees them with pdx_free; leaves the buffer empty.
 * NULL after a failure. */
uint8_t *pdx_buf_take(pdx_buf *buf, size_t *len);

static inline pdx_span pdx_buf_view(const pdx_buf *buf) { return pdx_span_of(buf->data, buf->len); }

#endif
