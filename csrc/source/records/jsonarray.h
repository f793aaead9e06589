/* Rows as one JSON array: `[{"title": ...}, {...}]`, each an object as JSON lines have them. Called by reader.c, jsonfeed.c and sniff.c.
 * Promises: the same records however the array is cut; what is no object, or is not parted by commas, is an error with its offset. */
#ifndef PDX_SOURCE_JSONARRAY_H
#define PDX_SOURCE_JSONARRAY_H

#include "source/records/record.h"

typedef struct pdx_jsonarray {
    pdx_span source;      /* borrowed: the stretch that is looked at */
    size_t at;
    uint64_t base;        /* of the stretch in the source */
    bool is_last;         /* behind it the source ends */
    uint32_t line_number; /* of what is at `at` */
    uint8_t state;        /* what may come; private */
    /* Of the object that begins at `at`, as far as it was looked at. */
    size_t seen, depth;
    bool in_string, in_escape;
} pdx_jsonarray;

/* Behind the name that an array was given so that a program can read it (`window.YTD.tweets.part0 = [...]`); as it is where it has none. */
pdx_span pdx_jsonarray_named(pdx_span text);

void pdx_jsonarray_init(pdx_jsonarray *array);
/* The bytes from base + at on. */
void pdx_jsonarray_feed(pdx_jsonarray *array, pdx_span bytes, bool is_last);
/* The next record; *more is false at the end, or when what is left of the stretch is no whole object and more may come. */
pdx_status pdx_jsonarray_next(pdx_jsonarray *array, pdx_record *record, bool *more, pdx_error *err) PDX_MUST;

#endif
