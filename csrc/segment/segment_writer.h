/* The image that a segment is. Called by index/, which writes its sections. */
#ifndef PDX_SEGMENT_SEGMENT_WRITER_H
#define PDX_SEGMENT_SEGMENT_WRITER_H

#include "segment/image.h"

/* Its sections follow in the order of FORMAT.md. */
extern const pdx_image_form pdx_segment_form;
/* What its header says; the fingerprint is the analyzer's. */
pdx_image_facts pdx_segment_facts(uint64_t fingerprint);

#endif
