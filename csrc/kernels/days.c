#include "kernels/days.h"

enum { HALF = 32 };

static const uint32_t half_bits[HALF] = {
    1u << 0,  1u << 1,  1u << 2,  1u << 3,  1u << 4,  1u << 5,  1u << 6,  1u << 7,  1u << 8,  1u << 9,  1u << 10,
    1u << 11, 1u << 12, 1u << 13, 1u << 14, 1u << 15, 1u << 16, 1u << 17, 1u << 18, 1u << 19, 1u << 20, 1u << 21,
    1u << 22, 1u << 23, 1u << 24, 1u << 25, 1u << 26, 1u << 27, 1u << 28, 1u << 29, 1u << 30, 1u << 31,
};

/* Numbers of one width and no branch, so that compilers make vectors of it. */
static void half_match(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last, uint32_t *inside, uint32_t *meets) {
    uint32_t in = 0, meet = 0;
    unsigned i;
    for (i = 0; i < HALF; i++) {
        const int32_t a = first_days[i], b = last_days[i];
        const uint32_t known = (uint32_t) - (a != INT32_MIN) | (uint32_t) - (b != INT32_MAX);
        in |= half_bits[i] & (uint32_t) - (a >= first) & (uint32_t) - (b <= last) & known;
        meet |= half_bits[i] & (uint32_t) - (a <= last) & (uint32_t) - (b >= first);
    }
    *inside = in;
    *meets = meet;
}

void pdx_days_match_generic(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last, uint64_t *inside, uint64_t *meets) {
    uint32_t in[2], meet[2];
    half_match(first_days, last_days, first, last, &in[0], &meet[0]);
    half_match(first_days + HALF, last_days + HALF, first, last, &in[1], &meet[1]);
    *inside = in[0] | (uint64_t)in[1] << HALF;
    *meets = meet[0] | (uint64_t)meet[1] << HALF;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/days_x86.h"
#else
static bool vector_available(void) { return false; }
static void vector_match(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last, uint64_t *inside, uint64_t *meets) {
    pdx_days_match_generic(first_days, last_days, first, last, inside, meets);
}
#endif

bool pdx_days_match_vector(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last, uint64_t *inside, uint64_t *meets) {
    if (!vector_available()) return false;
    vector_match(first_days, last_days, first, last, inside, meets);
    return true;
}

void pdx_days_match(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last, uint64_t *inside, uint64_t *meets) {
    if (!pdx_days_match_vector(first_days, last_days, first, last, inside, meets)) {
        pdx_days_match_generic(first_days, last_days, first, last, inside, meets);
    }
}
