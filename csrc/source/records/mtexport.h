/* Exports of Movable Type and TypePad: text in which entries stand one behind the other, each with lines `KEY: value`, then sections (`BODY:`,
 * `COMMENT:`) that end in five hyphens; eight end the entry. Called by reader.c and sniff.c.
 * Promises: linear, the same entries however the source is cut; whatever a section says between its marks is text. Memory for one entry. */
#ifndef PDX_SOURCE_MTEXPORT_H
#define PDX_SOURCE_MTEXPORT_H

#include "source/records/entry.h"

typedef struct pdx_mtexport {
    pdx_span source;   /* borrowed */
    uint64_t base;     /* of its first byte in the whole source */
    size_t at, seen;   /* where the next entry begins; how much of it was looked at */
    bool is_last;
    uint32_t line_number;
    /* The entry, when pdx_mtexport_next has given it. */
    pdx_entry entry;   /* borrows the next two */
    pdx_buf text;
    pdx_offsets map;
    pdx_range range;
    uint32_t line;
    bool is_cut_off;   /* its end is missing */
} pdx_mtexport;

void pdx_mtexport_init(pdx_mtexport *from);
void pdx_mtexport_deinit(pdx_mtexport *from);
static inline uint64_t pdx_mtexport_at(const pdx_mtexport *from) { return from->base + from->at; }
/* The bytes from pdx_mtexport_at on, borrowed until the next feed. */
void pdx_mtexport_feed(pdx_mtexport *from, pdx_span bytes, bool is_last);
/* The next entry; *more: there is one. */
pdx_status pdx_mtexport_next(pdx_mtexport *from, bool *more, pdx_error *err) PDX_MUST;

/* Whether a text begins so: lines of an entry, and a body behind them. */
bool pdx_mtexport_is(pdx_span text);

#endif
