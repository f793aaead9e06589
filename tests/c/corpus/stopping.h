/* Work that is told to stop at every question that it asks, one after the other, until it is done before that. */
#ifndef PDX_TESTS_STOPPING_H
#define PDX_TESTS_STOPPING_H

#include "../memory.h"
#include "base/tick.h"

static inline bool stopping_ask(void *context, uint64_t done, uint64_t total) {
    int *left = context;
    (void)done;
    (void)total;
    return (*left)-- > 0;
}

/* `tick` is where the work has its tick. It asks more than a few times. */
static inline void stopping_works(memory_work work, void *context, const pdx_tick **tick) {
    int n, left;
    const pdx_tick stop = {stopping_ask, &left};
    pdx_status status = PDX_EINTERRUPTED;
    *tick = &stop;
    for (n = 0; n < 10000 && status == PDX_EINTERRUPTED; n++) {
        left = n;
        status = work(context);
        CHECK(status == PDX_EINTERRUPTED || left >= 0);
    }
    CHECK(n > 3 && status == PDX_OK);
    *tick = NULL;
}

#endif
