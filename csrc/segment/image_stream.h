/* Writing an image (image.h) to an output, of which nothing is read back: sections are put bytes by bytes, and need not be in memory. Called by
 * docs_merge.c, archive/ and index/. Promises: the bytes that pdx_image_writer makes of the same sections. */
#ifndef PDX_SEGMENT_IMAGE_STREAM_H
#define PDX_SEGMENT_IMAGE_STREAM_H

#include "os/output.h"
#include "segment/image.h"

typedef struct pdx_image_stream {
    const pdx_image_form *form; /* borrowed, like the output */
    pdx_output *to;
    uint8_t head[PDX_IMAGE_HEADER + PDX_IMAGE_SECTIONS_MAX * PDX_IMAGE_ENTRY];
    uint64_t section;      /* where the open section begins */
    uint32_t crc;          /* of what it has */
    unsigned n;            /* sections ended */
    bool sums_open;        /* what is put now has sums of its pages */
    uint32_t page_crc;     /* of the page that is being filled, where they have */
    pdx_buf sums;          /* owned; the section of those before */
} pdx_image_stream;

pdx_status pdx_image_stream_start(pdx_image_stream *stream, const pdx_image_form *form, pdx_output *to, pdx_error *err) PDX_MUST;
void pdx_image_stream_deinit(pdx_image_stream *stream);
pdx_status pdx_image_stream_put(pdx_image_stream *stream, pdx_span bytes, pdx_error *err) PDX_MUST;
/* Puts what is in the buffer, which is empty afterwards; PDX_ENOMEM when its flag is up. */
pdx_status pdx_image_stream_take(pdx_image_stream *stream, pdx_buf *bytes, pdx_error *err) PDX_MUST;
/* A section that stands elsewhere. */
pdx_status pdx_image_stream_spilled(pdx_image_stream *stream, pdx_spill *spill, pdx_error *err) PDX_MUST;
pdx_status pdx_image_stream_end(pdx_image_stream *stream, pdx_error *err) PDX_MUST;
/* Closes the output; `last` as there. *id: as pdx_image_id gives it. */
pdx_status pdx_image_stream_finish(pdx_image_stream *stream, const pdx_image_facts *facts, bool last, uint64_t *id, pdx_error *err) PDX_MUST;

#endif
