/* Records that stand in a text one behind the other, told apart by their lines. Called by mtexport.c and chatlog.c, which know where one ends and
 * what it says, and by reader.c.
 * Promises: each byte is looked at as it comes; memory for one record. */
#ifndef PDX_SOURCE_LINEDRECORDS_H
#define PDX_SOURCE_LINEDRECORDS_H

#include "source/records/entry.h"

typedef struct pdx_lined {
    pdx_span source;   /* borrowed */
    uint64_t base;     /* of its first byte in the whole source */
    size_t at, seen;   /* where the next record begins; how much of it was looked at */
    bool is_last;
    uint32_t line_number;
    /* The record, once it was read. */
    pdx_entry entry;   /* borrows the next two */
    pdx_buf text;
    pdx_offsets map;
    pdx_range range;
    uint32_t line;
    bool is_cut_off;   /* its end is missing */
} pdx_lined;

void pdx_lined_init(pdx_lined *from);
void pdx_lined_deinit(pdx_lined *from);
static inline uint64_t pdx_lined_at(const pdx_lined *from) { return from->base + from->at; }
/* The bytes from pdx_lined_at on, borrowed until the next feed. */
void pdx_lined_feed(pdx_lined *from, pdx_span bytes, bool is_last);
/* The record's entry, empty, over its text, which begins where its range does. */
pdx_status pdx_lined_begin(pdx_lined *from, pdx_span text, pdx_error *err) PDX_MUST;

/* Behind the newline of the line at `at`. */
size_t pdx_lined_next_line(pdx_span text, size_t at);

#endif
