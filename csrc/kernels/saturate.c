#include "kernels/saturate.h"

void pdx_saturate_generic(const uint32_t *counts, const float *shares, uint32_t n, const pdx_saturation *s, double *out) {
    uint32_t i;
    for (i = 0; i < n; i++) out[i] = pdx_saturate_one((double)counts[i] * (double)shares[i], s);
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/saturate_x86.h"
#else
static bool vector_available(void) { return false; }
static void vector_saturate(const uint32_t *counts, const float *shares, uint32_t n, const pdx_saturation *s, double *out) {
    pdx_saturate_generic(counts, shares, n, s, out);
}
#endif

bool pdx_saturate_vector(const uint32_t *counts, const float *shares, uint32_t n, const pdx_saturation *s, double *out) {
    if (!vector_available()) return false;
    vector_saturate(counts, shares, n, s, out);
    return true;
}

void pdx_saturate(const uint32_t *counts, const float *shares, uint32_t n, const pdx_saturation *s, double *out) {
    if (!pdx_saturate_vector(counts, shares, n, s, out)) pdx_saturate_generic(counts, shares, n, s, out);
}
