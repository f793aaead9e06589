#include "source/syntax/quote.h"

#include "kernels/quoted.h"

/* Of a byte that JSON cannot hold as it is. */
static void escape_put(uint8_t c, pdx_buf *out) {
    static const char bytes[] = "\"\\\n\r\t\f\b", letters[] = "\"\\nrtfb";
    const char *found = memchr(bytes, c, sizeof bytes - 1);
    if (found == NULL) {
        pdx_buf_format(out, "\\u%04x", c);
        return;
    }
    pdx_buf_byte(out, '\\');
    pdx_buf_byte(out, (uint8_t)letters[found - bytes]);
}

void pdx_json_quote(pdx_span text, pdx_buf *out) {
    size_t at = 0;
    bool ascii = true;
    if (!pdx_buf_reserve(out, text.len + 2)) return;
    out->data[out->len++] = '"';
    for (;;) {
        const pdx_span rest = pdx_span_slice(text, at, text.len);
        const size_t plain = pdx_quoted_plain(rest, &ascii);
        pdx_buf_append(out, rest.data, plain);
        at += plain;
        if (at == text.len) break;
        escape_put(text.data[at++], out);
    }
    pdx_buf_byte(out, '"');
}
