/* The few atomic operations that the core needs, in one place, so that a compiler without C11
 * atomics is one branch here and nowhere else. All are sequentially consistent. */
#ifndef PDX_BASE_ATOMIC_H
#define PDX_BASE_ATOMIC_H

#include "base/base.h"

#if defined(_MSC_VER) && !defined(__clang__)
#include <intrin.h>
typedef volatile __int64 pdx_atomic_i64;
static inline int64_t pdx_atomic_load(pdx_atomic_i64 *at) { return _InterlockedOr64(at, 0); }
static inline void pdx_atomic_store(pdx_atomic_i64 *at, int64_t v) { (void)_InterlockedExchange64(at, v); }
static inline int64_t pdx_atomic_add(pdx_atomic_i64 *at, int64_t v) { return _InterlockedExchangeAdd64(at, v); }
static inline void pdx_atomic_or(pdx_atomic_i64 *at, int64_t v) { (void)_InterlockedOr64(at, v); }
#else
#include <stdatomic.h>
typedef _Atomic int64_t pdx_atomic_i64;
static inline int64_t pdx_atomic_load(pdx_atomic_i64 *at) { return atomic_load(at); }
static inline void pdx_atomic_store(pdx_atomic_i64 *at, int64_t v) { atomic_store(at, v); }
/* Returns the value before the addition. */
static inline int64_t pdx_atomic_add(pdx_atomic_i64 *at, int64_t v) { return atomic_fetch_add(at, v); }
static inline void pdx_atomic_or(pdx_atomic_i64 *at, int64_t v) { (void)atomic_fetch_or(at, v); }
#endif

#endif
