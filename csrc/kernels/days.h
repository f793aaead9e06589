/* Posts whose days lie inside a range, or meet it, 64 at a time. Called by archive/ask/filters.c.
 * Promises: every level gives the same bits; the generic one is the oracle. */
#ifndef PDX_KERNELS_DAYS_H
#define PDX_KERNELS_DAYS_H

#include "base/base.h"

enum { PDX_DAYS_AT_ONCE = 64 };

/* Days are at least first_days[i] and at most last_days[i]; INT32_MIN and INT32_MAX where a side is not known. *inside: a bit for each of the
 * posts whose days are certain to lie in first .. last; an unknown side only is when the range is open there and the other side proves it. *meets:
 * those whose days may. */
void pdx_days_match(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last, uint64_t *inside, uint64_t *meets);

/* One level each, for tests: false when this processor or build does not have it. */
void pdx_days_match_generic(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last, uint64_t *inside, uint64_t *meets);
bool pdx_days_match_vector(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last, uint64_t *inside, uint64_t *meets);

#endif
