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
/* One step, whose marks are given: how many of its bytes stand for themselves, STEP when all do. */
static inline size_t step_plain(step_marks marks, bool *ascii) {
    const size_t taken = marks.special == 0 ? STEP : pdx_trailing_zeros(marks.special) / MARK_BITS;
    const uint64_t before = marks.special == 0 ? UINT64_MAX : ((uint64_t)1 << MARK_BITS * taken) - 1;
    if ((marks.high & before) != 0) *ascii = false;
    return taken;
}

/* Passes over several steps at a time, as long as they hold nothing special. */
static size_t plain_steps(pdx_span text, size_t at, bool *ascii) {
    for (; text.len - at >= STEPS * STEP; at += STEPS * STEP) {
        const step_marks marks = marks_of_steps(text.data + at);
        if (marks.special != 0) break;
        if (marks.high != 0) *ascii = false;
    }
    return at;
}

/* A step first, since many strings are short; then several at a time; then one by one. Of the last sixteen bytes some are looked at again. */
static inline size_t plain_by(size_t (*steps)(pdx_span text, size_t at, bool *ascii), pdx_span text, bool *ascii) {
    size_t at = STEP, taken;
    if (text.len < STEP) return plain_from(text, 0, ascii);
    taken = step_plain(marks_at(text.data), ascii);
    if (taken < STEP) return taken;
    at = steps(text, at, ascii);
    while (at < text.len) {
        at = pdx_min_size(at, text.len - STEP);
        taken = step_plain(marks_at(text.data + at), ascii);
        at += taken;
        if (taken < STEP) break;
    }
    return at;
}

bool pdx_quoted_plain_vector(pdx_span text, bool *ascii, size_t *plain) {
    *plain = plain_by(plain_steps, text, ascii);
    return true;
}

bool pdx_quoted_plain_wide(pdx_span text, bool *ascii, size_t *plain) {
    if (!has_wide()) return false;
    *plain = plain_by(wide_plain_steps, text, ascii);
    return true;
}

size_t pdx_quoted_plain(pdx_span text, bool *ascii) {
    return has_wide() ? plain_by(wide_plain_steps, text, ascii) : plain_by(plain_steps, text, ascii);
}
#else
bool pdx_quoted_plain_wide(pdx_span text, bool *ascii, size_t *plain) {
    (void)text, (void)ascii, (void)plain;
    return false;
}

bool pdx_quoted_plain_vector(pdx_span text, bool *ascii, size_t *plain) {
    (void)text, (void)ascii, (void)plain;
    return false;
}

size_t pdx_quoted_plain(pdx_span text, bool *ascii) { return plain_from(text, 0, ascii); }
#endif
