/* An answer of HTTP as it stands in an archive of the web: its head, and its body without chunks. Called by archive/.
 * Promises: reads anything; what is no answer is a body alone. */
#ifndef PDX_SOURCE_HTTP_H
#define PDX_SOURCE_HTTP_H

#include "base/buf.h"

typedef struct pdx_http {
    bool is_http;      /* it begins as an answer does */
    uint32_t status;   /* 200 and the like; 0: none */
    pdx_span media;    /* its content type, with parameters */
    pdx_span coding;   /* how the body was made smaller, as it stands */
    bool is_chunked;   /* the body is said to stand in chunks */
    pdx_span body;
} pdx_http;

void pdx_http_read(pdx_span block, pdx_http *out);

typedef enum pdx_http_chunks {
    PDX_HTTP_WHOLE,    /* what the chunks hold is all in `out` */
    PDX_HTTP_NONE,     /* there are none: the body stands as it is */
    PDX_HTTP_DAMAGED   /* `out` has those before the damage */
} pdx_http_chunks;

/* Appends what the chunks of a body hold. Out of memory is a flag of `out`. */
pdx_http_chunks pdx_http_dechunk(pdx_span body, pdx_buf *out);

#endif
