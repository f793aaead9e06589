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
#else
static inline unsigned pdx_trailing_zeros(uint64_t x) { return (unsigned)__builtin_ctzll(x); } /* x is not 0 */
static inline unsigned pdx_popcount(uint64_t x) { return (unsigned)__builtin_popcountll(x); }
#endif

#endif
