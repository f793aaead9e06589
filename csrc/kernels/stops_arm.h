/* Sixteen bytes at a time by NEON, which every 64-bit ARM has. Included by stops.c alone. */
#ifndef PDX_KERNELS_STOPS_ARM_H
#define PDX_KERNELS_STOPS_ARM_H

#include <arm_neon.h>

/* MARK_BITS bits for each byte. */
enum { STEP = 16, MARK_BITS = 4 };
typedef uint8x16_t step;

static inline step step_load(const uint8_t *at) { return vld1q_u8(at); }
static inline step step_of(uint8_t byte) { return vdupq_n_u8(byte); }
static inline step step_same(step a, step b) { return vceqq_u8(a, b); }
static inline step step_or(step a, step b) { return vorrq_u8(a, b); }
static inline step step_low(step v) { return vcltq_u8(v, vdupq_n_u8(0x20)); }
static inline uint64_t step_bits(step ones) {
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(ones), 4)), 0);
}

static size_t wide_pass(pdx_span text, size_t at, pdx_stops stops, bool *odd) {
    (void)text, (void)stops, (void)odd;
    return at;
}
static bool has_wide(void) { return false; }

#endif
