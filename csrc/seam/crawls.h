/* Captures out of crawls. */
#ifndef PDX_SEAM_CRAWLS_H
#define PDX_SEAM_CRAWLS_H

#include "seam/handles.h"

/* A record of a WARC or ARC file, or bytes that are none. Spans live until the next call. */
typedef struct pdx_web_record {
    pdx_range source;
    const char *problem;  /* why these bytes are no record (static); NULL: they are one, and the rest is said: */
    pdx_span type, uri, date; /* as they stand; of ARC "response", or "filedesc" */
    pdx_span media, charset;  /* of the payload, and what it says of its encoding */
    pdx_span coding;          /* how the payload was made smaller; empty: it was not */
    uint32_t status;          /* of an answer: 200 and the like; 0: none */
    bool is_page;             /* it holds what may be a page: an answer that succeeded, a resource, a conversion; of text */
    const char *damage;       /* why the payload is not whole (static), or NULL */
    pdx_span payload;
} pdx_web_record;

typedef struct pdx_web_reader pdx_web_reader;

/* `most`: bytes of a record; larger ones are problems. */
pdx_status pdx_web_reader_new(uint64_t most, pdx_web_reader **out, pdx_error *err) PDX_MUST;
void pdx_web_reader_free(pdx_web_reader *reader);
/* Something that was compressed by itself begins at this offset, which was not fed yet. */
pdx_status pdx_web_reader_mark(pdx_web_reader *reader, uint64_t offset, pdx_error *err) PDX_MUST;
/* The bytes are borrowed until there are no more records in them; who stops before that feeds no others. */
pdx_status pdx_web_reader_feed(pdx_web_reader *reader, pdx_span bytes, bool is_last, pdx_error *err) PDX_MUST;
/* The next record of what was fed; *more is false when there is none yet. */
pdx_status pdx_web_reader_next(pdx_web_reader *reader, pdx_web_record *out, bool *more, pdx_error *err) PDX_MUST;

#endif
