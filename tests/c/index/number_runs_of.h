/* Runs of numbers of the posts of a segment that tests have one by one. */
#ifndef PDX_TEST_NUMBER_RUNS_OF_H
#define PDX_TEST_NUMBER_RUNS_OF_H

#include "index/number_runs.h"

/* Into room for n + 2; gives how many there are, but for that behind the last. Of posts that are gone and those behind them numbers may be the same. */
static inline uint32_t number_runs_of(const uint32_t *numbers, uint32_t n, pdx_number_run *runs) {
    uint32_t n_runs = 0, i;
    for (i = 0; i < n; i++) {
        if (i > 0 && numbers[i] == numbers[i - 1] + 1) continue;
        runs[n_runs++] = (pdx_number_run){i, numbers[i]};
    }
    if (n_runs == 0) runs[n_runs++] = (pdx_number_run){0, 0};
    runs[n_runs] = (pdx_number_run){n, n == 0 ? 0 : numbers[n - 1] + 1};
    return n_runs;
}

#endif
