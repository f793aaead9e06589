#include "kernels/quoted.h"

#include "base/bits.h"

static bool is_plain(uint8_t c) { return c >= 0x20 && c != '"' && c != '\\'; }

static size_t plain_from(pdx_span text, size_t at, bool *ascii) {
    for (; at < text.len && is_plain(text.data[at]); at++) *ascii = *ascii && text.data[at] < 0x80;
    return at;
}

size_t pdx_quoted_plain_generic(pdx_span text, bool *ascii) { return plain_from(text, 0, ascii); }

#if defined(__SSE2__)
#include "kernels/quoted_x86.h"
#define VECTORS 1
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include "kernels/quoted_arm.h"
#define VECTORS 1
#else
#define VECTORS 0
#endif

#if VECTORS
/* Sixteen bytes at a time; of the last sixteen some are looked at again. */
static size_t vector_plain(pdx_span text, bool *ascii) {
    size_t at = 0;
    if (text.len < STEP) return plain_from(text, 0, ascii);
    for (;;) {
        const step_marks marks = marks_at(text.data + at);
        if (marks.special != 0) {
            const unsigned taken = pdx_trailing_zeros(marks.special) / MARK_BITS;
            *ascii = *ascii && (marks.high & (((uint64_t)1 << MARK_BITS * taken) - 1)) == 0;
            return at + taken;
        }
        *ascii = *ascii && marks.high == 0;
        if (at + STEP == text.len) return text.len;
        at = pdx_min_size(at + STEP, text.len - STEP);
    }
}

bool pdx_quoted_plain_vector(pdx_span text, bool *ascii, size_t *plain) {
    *plain = vector_plain(text, ascii);
    return true;
}

size_t pdx_quoted_plain(pdx_span text, bool *ascii) { return vector_plain(text, ascii); }
#else
bool pdx_quoted_plain_vector(pdx_span text, bool *ascii, size_t *plain) {
    (void)text, (void)ascii, (void)plain;
    return false;
}

size_t pdx_quoted_plain(pdx_span text, bool *ascii) { return plain_from(text, 0, ascii); }
#endif
