/* The frame of a segment: header, table, sections one after the other, footer. Called by index/.
 * A failed append shows as the buffer's flag, asked once by `finish`. */
#ifndef PDX_SEGMENT_SEGMENT_WRITER_H
#define PDX_SEGMENT_SEGMENT_WRITER_H

#include "base/buf.h"
#include "segment/segment.h"

typedef struct pdx_segment_writer {
    pdx_buf *out;    /* borrowed */
    size_t begin;    /* where the segment begins in it */
    size_t section;  /* where the open section begins */
    unsigned n;      /* sections ended */
} pdx_segment_writer;

/* Sections follow in the order of FORMAT.md: append one to the buffer, end it, append the next; then finish. */
void pdx_segment_writer_start(pdx_segment_writer *writer, pdx_buf *out);
void pdx_segment_writer_end(pdx_segment_writer *writer);
/* False: out of memory; then the buffer holds what it held before start, and its flag is up. */
bool pdx_segment_writer_finish(pdx_segment_writer *writer, uint64_t fingerprint) PDX_MUST;

#endif
