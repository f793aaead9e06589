/* Sixteen bytes at a time by NEON, which every 64-bit ARM has. Included by quoted.c alone. */
#ifndef PDX_KERNELS_QUOTED_ARM_H
#define PDX_KERNELS_QUOTED_ARM_H

#include <arm_neon.h>

enum { STEP = 16, MARK_BITS = 4 };

/* MARK_BITS bits for each byte. */
typedef struct step_marks {
    uint64_t special, high;
} step_marks;

/* Four bits of each byte, which are all ones or all zeros. */
static inline uint64_t bits_of(uint8x16_t ones) {
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(ones), 4)), 0);
}

static inline step_marks marks_at(const uint8_t *at) {
    const uint8x16_t v = vld1q_u8(at);
    const uint8x16_t quotes = vorrq_u8(vceqq_u8(v, vdupq_n_u8('"')), vceqq_u8(v, vdupq_n_u8('\\')));
    step_marks marks;
    marks.special = bits_of(vorrq_u8(quotes, vcltq_u8(v, vdupq_n_u8(0x20))));
    marks.high = bits_of(vcgeq_u8(v, vdupq_n_u8(0x80)));
    return marks;
}

#endif
