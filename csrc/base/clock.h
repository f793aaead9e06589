/* The clock that deadlines are on, in seconds. Promises: 0 where there is none, so that no deadline is ever late. */
#ifndef PDX_BASE_CLOCK_H
#define PDX_BASE_CLOCK_H

#include <time.h>

static inline double pdx_clock_seconds(void) {
    struct timespec at;
    if (timespec_get(&at, TIME_UTC) != TIME_UTC) return 0.0;
    return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

#endif
