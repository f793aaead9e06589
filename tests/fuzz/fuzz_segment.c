/* libFuzzer target: a segment from a stranger. An input that begins with 0 is a list of edits to a sound segment
 * (place, place, byte), so that no seeds are needed; any other is taken as it is. The frame is mended first, so that the
 * decoders are reached; then everything is verified and walked. What counts is what the sanitizers see, and that
 * no promise of segment.h is broken. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "segment/segment_mend.h"
#include "segment/segment_sample.h"
#include "segment/segment_walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t *edited(const uint8_t *data, size_t size, size_t *len) {
    static pdx_buf sample; /* made once, kept to the end */
    uint8_t *bytes;
    size_t i;
    if (sample.len == 0 && sample_make(3, &sample) != PDX_OK) abort();
    *len = sample.len;
    bytes = pdx_alloc(sample.len);
    if (bytes == NULL) return NULL;
    memcpy(bytes, sample.data, sample.len);
    for (i = 1; i + 2 < size; i += 3) bytes[(data[i] | (size_t)data[i + 1] << 8) % sample.len] = data[i + 2];
    return bytes;
}

static uint8_t *given(const uint8_t *data, size_t size, size_t *len) {
    uint8_t *bytes = pdx_alloc(size);
    *len = size;
    if (bytes != NULL && size > 0) memcpy(bytes, data, size);
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t len;
    uint8_t *bytes = size > 0 && data[0] == 0 ? edited(data, size, &len) : given(data, size, &len);
    pdx_segment *segment;
    if (bytes == NULL) return 0;
    segment_mend(bytes, len, 1);
    if (pdx_segment_open(pdx_span_of(bytes, len), &segment, NULL) == PDX_OK) {
        const pdx_status walked = segment_walk(segment), verified = pdx_segment_verify(segment, NULL, NULL);
        if (walked == PDX_EVALUE || verified == PDX_EVALUE) abort();
        if (verified == PDX_OK && walked != PDX_OK) abort(); /* what verify passes can be read */
        pdx_segment_close(segment);
    }
    pdx_free(bytes);
    return 0;
}
