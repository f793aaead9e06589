/* Sixteen bytes at a time by NEON, which every 64-bit ARM has. Included by quoted.c alone. */
#ifndef PDX_KERNELS_QUOTED_ARM_H
#define PDX_KERNELS_QUOTED_ARM_H

#include <arm_neon.h>

enum { STEP = 16, STEPS = 4, MARK_BITS = 4 };

/* MARK_BITS bits for each byte. */
typedef struct step_marks {
    uint64_t special, high;
} step_marks;

/* Four bits of each byte, which are all ones or all zeros. */
static inline uint64_t bits_of(uint8x16_t ones) {
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(ones), 4)), 0);
}

static inline uint8x16_t special_of(uint8x16_t v) {
    const uint8x16_t quotes = vorrq_u8(vceqq_u8(v, vdupq_n_u8('"')), vceqq_u8(v, vdupq_n_u8('\\')));
    return vorrq_u8(quotes, vcltq_u8(v, vdupq_n_u8(0x20)));
}

static inline step_marks marks_at(const uint8_t *at) {
    const uint8x16_t v = vld1q_u8(at);
    step_marks marks;
    marks.special = bits_of(special_of(v));
    marks.high = bits_of(vcgeq_u8(v, vdupq_n_u8(0x80)));
    return marks;
}

/* Of STEPS steps together: which of them have a mark is not told. */
static inline step_marks marks_of_steps(const uint8_t *at) {
    const uint8x16_t a = vld1q_u8(at), b = vld1q_u8(at + STEP), c = vld1q_u8(at + 2 * STEP), d = vld1q_u8(at + 3 * STEP);
    step_marks marks;
    marks.special = bits_of(vorrq_u8(vorrq_u8(special_of(a), special_of(b)), vorrq_u8(special_of(c), special_of(d))));
    marks.high = bits_of(vcgeq_u8(vorrq_u8(vorrq_u8(a, b), vorrq_u8(c, d)), vdupq_n_u8(0x80)));
    return marks;
}

static size_t wide_plain_steps(pdx_span text, size_t at, bool *ascii) {
    (void)text, (void)ascii;
    return at;
}
static bool has_wide(void) { return false; }

#endif
