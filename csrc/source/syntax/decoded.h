/* A text that somebody decoded from another encoding than UTF-8, and where each of its characters stands in what it was decoded from. Called by
 * archive/ for sources whose bytes are kept as they were. The decoder is not ours: it says which bytes it could not take, and the shapes of the
 * encodings tell how long each character is.
 * Promises: reads within its bytes; linear in time; a map that covers both from end to end, or none. */
#ifndef PDX_SOURCE_DECODED_H
#define PDX_SOURCE_DECODED_H

#include "base/offsets.h"
#include "base/status.h"

/* How long characters are, by their first bytes. */
typedef enum pdx_encoding_shape {
    PDX_SHAPE_NONE,
    PDX_SHAPE_SINGLE, /* one byte each */
    PDX_SHAPE_SHIFT_JIS, PDX_SHAPE_EUC_JP, PDX_SHAPE_GB18030, PDX_SHAPE_BIG5, PDX_SHAPE_EUC_KR, PDX_SHAPE_ISO_2022_JP,
    PDX_SHAPE_UTF16_LE, PDX_SHAPE_UTF16_BE, PDX_SHAPE_UTF32,
    PDX_SHAPE_COUNT
} pdx_encoding_shape;

typedef struct pdx_decoded {
    pdx_span text;                /* borrowed, like the next: UTF-8 */
    const pdx_undecoded *bad;     /* ascending */
    size_t n_bad;
    pdx_encoding_shape shape;
    bool is_wide;                 /* ISO-2022-JP: an escape before it has said that characters have two bytes */
} pdx_decoded;

/* The map from the text back to `source`, whose `text` is that of `decoded`. PDX_EVALUE: these bytes in this shape cannot be that text. */
pdx_status pdx_decoded_map(const pdx_decoded *decoded, pdx_span source, pdx_offsets *map, pdx_error *err) PDX_MUST;

#endif
