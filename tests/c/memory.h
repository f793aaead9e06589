/* Work whose every allocation fails once: a status says so, nothing is left behind, and with all the memory it wants it succeeds. */
#ifndef PDX_TESTS_MEMORY_H
#define PDX_TESTS_MEMORY_H

#include "check.h"

#include "base/alloc.h"
#include "base/status.h"

/* Does the work and gives back what it made, also after a failure. */
typedef pdx_status (*memory_work)(void *context);

enum { MEMORY_MOST = 100000 }; /* allocations of any work in the tests */

/* The work needs more than `least` allocations. */
static inline void memory_fails(memory_work work, void *context, uint64_t least) {
    const int64_t before = pdx_alloc_live();
    uint64_t n = 0;
    bool failed;
    do {
        pdx_status status;
        pdx_alloc_fail_at(++n);
        status = work(context);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK_EQ(status, failed ? PDX_ENOMEM : PDX_OK);
        CHECK_EQ(pdx_alloc_live(), before);
    } while (failed && n < MEMORY_MOST);
    CHECK(!failed);
#ifdef PDX_TESTING
    CHECK(n > least);
#else
    (void)least;
#endif
}

#endif
