/* The places of the ones of a byte, for kernels that take eight numbers at a time. Included by kernels of x86-64 with AVX2 and BMI2. */
#ifndef PDX_KERNELS_OCTET_X86_H
#define PDX_KERNELS_OCTET_X86_H

#include <immintrin.h>

/* Lowest first, as eight numbers; behind them anything. A table of them would be fetched: pext and pdep make it as they go. */
__attribute__((target("avx2,bmi2,popcnt"))) static inline __m256i places_of(unsigned byte) {
    const uint64_t ones = _pdep_u64(byte, UINT64_C(0x0101010101010101)) * 0xFF; /* a full byte for each one */
    return _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)_pext_u64(UINT64_C(0x0706050403020100), ones)));
}

#endif
