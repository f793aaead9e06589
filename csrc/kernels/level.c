#include "kernels/level.h"

unsigned pdx_level_most = PDX_LEVELS - 1;

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
static unsigned highest(void) {
    if (__builtin_cpu_supports("avx2") == 0 || __builtin_cpu_supports("bmi2") == 0) return PDX_LEVEL_BASE;
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 ? PDX_LEVEL_AVX512 : PDX_LEVEL_AVX2;
}
#else
static unsigned highest(void) { return PDX_LEVEL_BASE; }
#endif

unsigned pdx_level_limit(unsigned most) {
    pdx_level_most = most;
    return most < highest() ? most : highest();
}
