/* Two sets of lines as bits, and how the lines of one stand between those of the other. Called by page/lines/turns. Promises: every level gives
 * the same numbers, the generic one is the oracle. */
#ifndef PDX_KERNELS_TURNBITS_H
#define PDX_KERNELS_TURNBITS_H

#include "base/base.h"

typedef struct pdx_turnbits {
    uint32_t some, many; /* bits of one behind which one, or several, of the other come before its next bit (behind its last: before the limit) */
    uint32_t shared;     /* bits of both */
} pdx_turnbits;

/* Of the bits before `limit`; those that both have count as the first one's. */
pdx_turnbits pdx_turnbits_count(const uint64_t *one, const uint64_t *other, size_t limit);

/* One level each, for tests: false when this processor or build does not have it. */
pdx_turnbits pdx_turnbits_count_generic(const uint64_t *one, const uint64_t *other, size_t limit);
bool pdx_turnbits_count_vector(const uint64_t *one, const uint64_t *other, size_t limit, pdx_turnbits *out);

#endif
