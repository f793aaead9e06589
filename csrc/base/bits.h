/* Counting bits, with the compiler's instruction where it has one. */
#ifndef PDX_BASE_BITS_H
#define PDX_BASE_BITS_H

#include "base/base.h"

#if defined(_MSC_VER) && !defined(__clang__)
#include <intrin.h>
static inline unsigned pdx_trailing_zeros(uint64_t x) { /* x is not 0 */
    unsigned long at;
    _BitScanForward64(&at, x);
    return (unsigned)at;
}
static inline unsigned pdx_popcount(uint64_t x) { return (unsigned)__popcnt64(x); }
static inline unsigned pdx_bit_width(uint64_t x) { /* the bits that x needs; 0 for 0 */
    unsigned long at;
    return _BitScanReverse64(&at, x) ? (unsigned)at + 1 : 0;
}
#else
static inline unsigned pdx_bit_width(uint64_t x) { return x == 0 ? 0 : 64 - (unsigned)__builtin_clzll(x); } /* the bits that x needs */
static inline unsigned pdx_trailing_zeros(uint64_t x) { return (unsigned)__builtin_ctzll(x); } /* x is not 0 */
#if defined(__POPCNT__) || !defined(__x86_64__)
static inline unsigned pdx_popcount(uint64_t x) { return (unsigned)__builtin_popcountll(x); }
#else /* without the instruction the compiler calls a function with a table: sums of neighbours are quicker */
static inline unsigned pdx_popcount(uint64_t x) {
    x -= x >> 1 & UINT64_C(0x5555555555555555);
    x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
    return (unsigned)(((x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F)) * UINT64_C(0x0101010101010101) >> 56);
}
#endif
#endif

#endif
