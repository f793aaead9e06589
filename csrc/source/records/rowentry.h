/* A row of somebody's own, one JSON object, as the values of an entry: by the names that people and programs give to what posts have. Called by
 * records.c and jsonfeed.c.
 * Promises: of several keys of one field the first of those that are its own names counts, else the first of others; what is HTML is known by its
 * tags; what no field has is left alone. */
#ifndef PDX_SOURCE_ROWENTRY_H
#define PDX_SOURCE_ROWENTRY_H

#include "source/records/entry.h"

typedef struct pdx_row_says {
    pdx_lang language;   /* PDX_LANG_NONE: nothing */
    pdx_range published; /* in the object: ISO 8601, of what is printed as postdex writes it; empty: nothing */
} pdx_row_says;

/* Appends what the object says to the entry's text and map, of which `base` is the source's place of the object. The entry was begun. */
pdx_status pdx_row_read(pdx_entry *entry, pdx_buf *text, pdx_offsets *map, pdx_span object, uint64_t base, pdx_row_says *says, pdx_error *err)
    PDX_MUST;

#endif
