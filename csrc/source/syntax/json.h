/* JSON as pull tokens that keep source offsets (RFC 8259, strict). Called by source/records.
 * Promises: no recursion, a stated nesting limit, every error with its offset; strings are decoded on
 * request with a map from decoded bytes back to source bytes. */
#ifndef PDX_SOURCE_JSON_H
#define PDX_SOURCE_JSON_H

#include "base/buf.h"
#include "base/offsets.h"
#include "base/status.h"

enum { PDX_JSON_DEPTH_MAX = 512 };

typedef enum pdx_json_kind {
    PDX_JSON_END, PDX_JSON_OBJECT, PDX_JSON_OBJECT_END, PDX_JSON_ARRAY, PDX_JSON_ARRAY_END, PDX_JSON_KEY,
    PDX_JSON_STRING, PDX_JSON_NUMBER, PDX_JSON_TRUE, PDX_JSON_FALSE, PDX_JSON_NULL
} pdx_json_kind;

typedef struct pdx_json_token {
    pdx_json_kind kind;
    size_t begin, end; /* in the text; of a string or key: between the quotes */
    uint32_t depth;    /* containers open around it; of a container's begin and end: not counting itself */
} pdx_json_token;

typedef struct pdx_json {
    pdx_span text; /* borrowed */
    size_t at;
    uint32_t depth;
    uint8_t expect; /* what may come next; private to json.c */
    bool takes_controls; /* control characters in strings are taken as they are; off unless the caller says so */
    uint64_t arrays[PDX_JSON_DEPTH_MAX / 64]; /* bit per open container: 1 an array */
} pdx_json;

void pdx_json_init(pdx_json *json, pdx_span text);
/* The next token of one JSON value; PDX_JSON_END after it. PDX_EFORMAT with the offset on any error. */
pdx_status pdx_json_next(pdx_json *json, pdx_json_token *token, pdx_error *err) PDX_MUST;
/* Skips the value that `token` has begun (nothing for scalars). */
pdx_status pdx_json_skip(pdx_json *json, const pdx_json_token *token, pdx_error *err) PDX_MUST;

/* Appends the decoded bytes of a string to `out` as UTF-8. Unpaired surrogates become U+FFFD. `map` (may be NULL) is told
 * where each stretch came from; `base` is added to source offsets. */
pdx_status pdx_json_decode(pdx_span text, size_t begin, size_t end, uint64_t base, pdx_buf *out, pdx_offsets *map,
                           pdx_error *err) PDX_MUST;
/* Whether what is escaped in a JSON value, beyond ASCII, is UTF-8 byte by byte throughout (`\u00c3\u00b6` for "ö"), as some programs write all
 * they export. Hardly anything that is written as it should be is: letters of Latin-1 have no such bytes behind them; "É" has, at the end of
 * what is in capitals, and is no such byte there. */
bool pdx_json_escapes_bytes(pdx_span text);
/* pdx_json_decode of such a value: the characters that are meant. */
pdx_status pdx_json_decode_bytes(pdx_span text, size_t begin, size_t end, uint64_t base, pdx_buf *out, pdx_offsets *map,
                                 pdx_error *err) PDX_MUST;

#endif
