/* What every file of the core starts from: fixed-width types, attributes, and the one switch
 * (PDX_SMALL) that shrinks block sizes so that small tests cross every limit.
 * Included by everything; promises to pull in nothing but freestanding headers. */
#ifndef PDX_BASE_BASE_H
#define PDX_BASE_BASE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
#define PDX_MUST __attribute__((warn_unused_result))
#define PDX_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define PDX_LIKELY(x) __builtin_expect(!!(x), 1)
#define PDX_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define PDX_UNUSED __attribute__((unused))
#define PDX_NOINLINE __attribute__((noinline)) /* what is rare, so that what is not has the registers */
#define PDX_INLINE static inline __attribute__((always_inline)) /* once for each of few callers, whose constants it is made for */
/* A hint: any address is allowed. A function that does nothing but give hints has no effect in the eyes of gcc, which leaves its calls out: the
 * empty statement is one. */
#define PDX_PREFETCH(at) __extension__({ __builtin_prefetch(at); __asm__ volatile(""); })
#else
#define PDX_MUST
#define PDX_PRINTF(fmt, args)
#define PDX_LIKELY(x) (x)
#define PDX_UNLIKELY(x) (x)
#define PDX_UNUSED
#define PDX_NOINLINE
#define PDX_INLINE static inline
#define PDX_PREFETCH(at) ((void)(at))
#endif

/* What rigs reach from outside the library, which hides all else: in test modes alone. */
#if defined(PDX_TESTING) && (defined(__GNUC__) || defined(__clang__)) && !defined(_WIN32)
#define PDX_FOR_RIGS __attribute__((visibility("default")))
#else
#define PDX_FOR_RIGS
#endif

#define PDX_COUNTOF(array) (sizeof(array) / sizeof((array)[0]))

/* A limit that tests want small: the small-constants build takes the second value. */
#ifdef PDX_SMALL
#define PDX_LIMIT(normal, small) (small)
#else
#define PDX_LIMIT(normal, small) (normal)
#endif

/* `v` between the two; in two steps, each of them a choice without a branch. */
static inline float pdx_clamp(float v, float low, float high) {
    const float least = v < low ? low : v;
    return least > high ? high : least;
}
static inline size_t pdx_min_size(size_t a, size_t b) { return a < b ? a : b; }
static inline size_t pdx_max_size(size_t a, size_t b) { return a > b ? a : b; }

#endif
