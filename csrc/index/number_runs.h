/* Which posts of a segment have which numbers in a set of segments: mostly they follow one another, so what is said is where they do not. Called
 * by index/snapshot, query/ and archive/. Promises: a number is found in time that grows with the logarithm of the runs; numbers ascend, but for
 * documents that are gone, which have that of the one behind them at most. */
#ifndef PDX_INDEX_NUMBER_RUNS_H
#define PDX_INDEX_NUMBER_RUNS_H

#include "base/base.h"

/* From `doc` on to the document of the next run, number is `number` and so on; at most that of the next run, which those have that are gone before
 * it. Behind the last run stands one more: as many documents as there are, and a number that is above all. The first begins with document 0. */
typedef struct pdx_number_run {
    uint32_t doc, number;
} pdx_number_run;

/* The run of a document, which the segment has; `near`: where to look first, such as the run that was found before. */
static inline uint32_t pdx_number_run_of(const pdx_number_run *runs, uint32_t n, uint32_t doc, uint32_t near) {
    uint32_t low = 0, high = n;
    if (near < n && runs[near].doc <= doc) {
        if (doc < runs[near + 1].doc) return near;
        low = near + 1;
        if (low < n && doc < runs[low + 1].doc) return low;
    }
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (runs[middle].doc <= doc) low = middle;
        else high = middle;
    }
    return low;
}

static inline uint32_t pdx_number_in_run(const pdx_number_run *run, uint32_t doc) {
    const uint32_t number = run->number + (doc - run->doc);
    return number < run[1].number ? number : run[1].number;
}

/* The document that has the number, if one of the segment's has: it may be one that is gone. */
static inline bool pdx_number_run_doc(const pdx_number_run *runs, uint32_t n, uint32_t number, uint32_t *doc) {
    uint32_t low = 0, high = n;
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (runs[middle].number <= number) low = middle;
        else high = middle;
    }
    if (n == 0 || number < runs[low].number || number - runs[low].number >= runs[low + 1].doc - runs[low].doc) return false;
    *doc = runs[low].doc + (number - runs[low].number);
    return number < runs[low + 1].number;
}

#endif
