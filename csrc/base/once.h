/* Work that is done once in a process, by whoever comes first: tables that are too large to compute again
 * and too regular to store. Promises: safe from any thread; nobody goes on before the work is done, others
 * wait for it without sleeping, so it must be short; costs one load afterwards. */
#ifndef PDX_BASE_ONCE_H
#define PDX_BASE_ONCE_H

#include "base/atomic.h"

typedef struct pdx_once { /* begins as zeros */
    pdx_atomic_i64 done, comers;
} pdx_once;

static inline void pdx_once_run(pdx_once *once, void (*work)(void)) {
    if (PDX_LIKELY(pdx_atomic_load(&once->done) != 0)) return;
    if (pdx_atomic_add(&once->comers, 1) == 0) {
        work();
        pdx_atomic_store(&once->done, 1);
    }
    while (pdx_atomic_load(&once->done) == 0) {
    }
}

#endif
