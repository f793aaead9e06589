#include "markup/unescape.h"

#include "kernels/stops.h"
#include "text/utf8.h"

static const uint8_t replacement[3] = {0xEF, 0xBF, 0xBD};

typedef struct writer {
    pdx_buf *out;
    pdx_offsets *map; /* NULL: not wanted */
} writer;

static bool put(const writer *to, const void *text, size_t len, uint64_t source, size_t source_len, bool linear) {
    pdx_buf_append(to->out, text, len);
    return !to->out->failed && (to->map == NULL || pdx_offsets_add(to->map, len, source, source_len, linear));
}

/* The byte at `at` is one that may mean something else; gives how many bytes it took in *taken. */
static bool put_special(const writer *to, pdx_span bytes, size_t at, uint64_t source, pdx_unescape how, size_t *taken) {
    const uint8_t c = bytes.data[at];
    *taken = 1;
    if (c == '&' && how.references) {
        const pdx_reference found = pdx_reference_read(pdx_span_slice(bytes, at, bytes.len), how.kind);
        if (found.len > 0) {
            *taken = found.len;
            return put(to, found.text, found.text_len, source + at, found.len, false);
        }
    } else if (c == '\r') {
        *taken = at + 1 < bytes.len && bytes.data[at + 1] == '\n' ? 2 : 1;
        return put(to, how.spaces ? " " : "\n", 1, source + at, *taken, false);
    } else if ((c == '\n' || c == '\t') && how.spaces) {
        return put(to, " ", 1, source + at, 1, true);
    } else if (c == 0 && how.nul) {
        return put(to, replacement, sizeof replacement, source + at, 1, false);
    }
    return put(to, bytes.data + at, 1, source + at, 1, true);
}

bool pdx_unescape_append(pdx_span bytes, uint64_t source, pdx_unescape how, pdx_buf *out, pdx_offsets *map) {
    const pdx_stops stops = {how.references ? '&' : '\r', {'\r', how.spaces ? '\n' : '\r', how.spaces ? '\t' : how.nul ? 0 : '\r'}};
    const writer to = {out, map};
    size_t at = 0;
    while (at < bytes.len) {
        size_t taken = pdx_stops_any(pdx_span_slice(bytes, at, bytes.len), stops);
        if (taken > 0 && !put(&to, bytes.data + at, taken, source + at, taken, true)) return false;
        at += taken;
        if (at == bytes.len) break;
        if (!put_special(&to, bytes, at, source, how, &taken)) return false;
        at += taken;
    }
    return !out->failed;
}

bool pdx_unescape_plain(pdx_span bytes, uint64_t source, pdx_buf *out, pdx_offsets *map) {
    const writer to = {out, map};
    return bytes.len == 0 ? !out->failed : put(&to, bytes.data, bytes.len, source, bytes.len, true);
}

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

void pdx_unescape_name(pdx_span bytes, pdx_buf *out) {
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] == 0) {
            pdx_buf_append(out, replacement, sizeof replacement);
        } else {
            pdx_buf_byte(out, small(bytes.data[i]));
        }
    }
}

bool pdx_unescape_name_is(pdx_span bytes, const char *name) {
    for (size_t i = 0; i < bytes.len; i++) {
        if (name[i] == 0 || small(bytes.data[i]) != (uint8_t)name[i]) return false;
    }
    return name[bytes.len] == 0;
}
