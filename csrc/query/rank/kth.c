#include "query/rank/kth.h"

enum { HALVINGS = 24 };

float pdx_kth_below(const pdx_gain_kernels *kernels, const float *values, size_t n, size_t k, float low, float high) {
    unsigned i;
    if (n < k || n > UINT32_MAX || kernels->count(values, (uint32_t)n, low) < k) return -1.0f;
    for (i = 0; i < HALVINGS; i++) {
        const float middle = low + (high - low) / 2;
        const size_t above = kernels->count(values, (uint32_t)n, middle);
        if (above < k) {
            high = middle;
            continue;
        }
        low = middle;
        if (above - k <= k / 16) break;
    }
    return low;
}
