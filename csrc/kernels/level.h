/* Which vectors kernels may use, of those that the processor has. Called by kernels, and by whoever holds levels against each other: tests
 * and the bench. Promises: what is computed is the same at every level. Set while nothing else runs. */
#ifndef PDX_KERNELS_LEVEL_H
#define PDX_KERNELS_LEVEL_H

#include "base/base.h"

enum {
    PDX_LEVEL_BASE = 0, /* what every processor of the architecture has */
    PDX_LEVEL_AVX2 = 1,
    PDX_LEVEL_AVX512 = 2,
    PDX_LEVELS = 3,
};

extern unsigned pdx_level_most; /* the highest that is used; all unless told */

/* What is used from now on, if the processor has it. The highest that it has of those is returned. */
unsigned pdx_level_limit(unsigned most);

static inline bool pdx_level_allows(unsigned level) { return pdx_level_most >= level; }

#endif
