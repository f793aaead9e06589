#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"

void pdx_buf_init(pdx_buf *buf) { memset(buf, 0, sizeof *buf); }

void pdx_buf_deinit(pdx_buf *buf) {
    pdx_free(buf->data);
    pdx_buf_init(buf);
}

void pdx_buf_reset(pdx_buf *buf) {
    buf->len = 0;
    buf->failed = false;
}

bool pdx_buf_grow(pdx_buf *buf, size_t extra) {
    size_t wanted, capacity;
    uint8_t *data;
    if (buf->failed) return false;
    wanted = buf->len + extra;
    if (wanted < buf->len) {
        buf->failed = true;
        return false;
    }
    capacity = pdx_max_size(wanted, buf->capacity + buf->capacity / 2 + PDX_LIMIT(64, 4));
    data = pdx_grow(buf->data, &capacity);
    if (data == NULL) {
        buf->failed = true;
        return false;
    }
    buf->data = data;
    buf->capacity = capacity;
    return true;
}

void pdx_buf_append(pdx_buf *buf, const void *bytes, size_t len) {
    if (len == 0 || !pdx_buf_reserve(buf, len)) return;
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
}

void pdx_buf_span(pdx_buf *buf, pdx_span span) { pdx_buf_append(buf, span.data, span.len); }

void pdx_buf_str(pdx_buf *buf, const char *text) { pdx_buf_append(buf, text, strlen(text)); }

void pdx_buf_format(pdx_buf *buf, const char *format, ...) {
    va_list args;
    int len;
    va_start(args, format);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0 || !pdx_buf_reserve(buf, (size_t)len + 1)) return; /* 1: the NUL of vsnprintf */
    va_start(args, format);
    (void)vsnprintf((char *)buf->data + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

void pdx_buf_adopt(pdx_buf *buf, void *block, size_t capacity) {
    assert(buf->len == 0);
    pdx_free(buf->data);
    buf->data = block;
    buf->capacity = block == NULL ? 0 : capacity;
}

void pdx_buf_fit(pdx_buf *buf) {
    const size_t len = pdx_max_size(buf->len, 1);
    uint8_t *data;
    if (buf->failed || buf->capacity / 16 * 15 <= len) return;
    data = pdx_resize(buf->data, len);
    if (data == NULL) {
        buf->failed = true;
        return;
    }
    buf->data = data;
    buf->capacity = len;
}

uint8_t *pdx_buf_take(pdx_buf *buf, size_t *len) {
    uint8_t *data = buf->data;
    if (buf->failed || (data == NULL && (data = pdx_alloc(1)) == NULL)) {
        pdx_buf_deinit(buf);
        *len = 0;
        return NULL;
    }
    *len = buf->len;
    pdx_buf_init(buf);
    return data;
}
