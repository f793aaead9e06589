#include "kernels/ascii_marks.h"

#include "kernels/ascii_words.h"

void pdx_ascii_marks_generic(const uint8_t *bytes, size_t n, uint64_t *out) {
    size_t i;
    unsigned k;
    for (i = 0; i < n; i++) {
        out[i] = 0;
        for (k = 0; k < PDX_ASCII_BLOCK; k++) {
            const uint8_t c = bytes[i * PDX_ASCII_BLOCK + k];
            const bool is_mark = c == '\'' || (c >= ',' && c <= '.') || c == ':' || c == ';';
            out[i] |= (uint64_t)is_mark << k;
        }
    }
}

#if defined(__SSE2__)
#include "kernels/ascii_marks_x86.h"
#else
static bool vector_marks(const uint8_t *bytes, size_t n, uint64_t *out) {
    (void)bytes, (void)n, (void)out;
    return false;
}
#endif

bool pdx_ascii_marks_vector(const uint8_t *bytes, size_t n, uint64_t *out) { return vector_marks(bytes, n, out); }

void pdx_ascii_marks(const uint8_t *bytes, size_t n, uint64_t *out) {
    if (!vector_marks(bytes, n, out)) pdx_ascii_marks_generic(bytes, n, out);
}
