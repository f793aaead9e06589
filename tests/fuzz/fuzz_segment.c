/* libFuzzer target: a segment from a stranger. The frame is mended first, so that the decoders are reached; then everything is
 * verified and walked. What counts is what the sanitizers see, and that no promise of segment.h is broken. */
#include <stdlib.h>
#include <string.h>

#include "segment/segment_mend.h"
#include "segment/segment_walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t *bytes = pdx_alloc(size);
    pdx_segment *segment;
    if (bytes == NULL) return 0;
    if (size > 0) memcpy(bytes, data, size);
    segment_mend(bytes, size, 1);
    if (pdx_segment_open(pdx_span_of(bytes, size), &segment, NULL) == PDX_OK) {
        const pdx_status walked = segment_walk(segment), verified = pdx_segment_verify(segment, NULL);
        if (walked == PDX_EVALUE || verified == PDX_EVALUE) abort();
        if (verified == PDX_OK && walked != PDX_OK) abort(); /* what verify passes can be read */
        pdx_segment_close(segment);
    }
    pdx_free(bytes);
    return 0;
}
