/* For fuzz targets: what is left of an input. A span of nothing may point nowhere, and does here, so that a sanitizer sees who counts from there. */
#ifndef PDX_FUZZ_INPUT_H
#define PDX_FUZZ_INPUT_H

#include "base/span.h"

static inline pdx_span input_from(const uint8_t *data, size_t size, size_t begin) {
    return size <= begin ? pdx_span_of(NULL, 0) : pdx_span_of(data + begin, size - begin);
}

#endif
