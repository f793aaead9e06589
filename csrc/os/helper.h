/* A piece of work given to another thread while this one goes on with its own. Called by crew.c, and by archive/ while rows come of which there
 * are not all yet.
 * Promises: the caller's tick and callbacks are called by the caller's thread alone; a failure of either side stops the other soon. In a fork of
 * the process, which has no helpers, nobody waits for them: the caller's tick has failed there, or what he has called fails.
 * What helpers were about is whole there, and is given back as after any failure: they rest at a tick while the fork is made. */
#ifndef PDX_OS_HELPER_H
#define PDX_OS_HELPER_H

#include "base/tick.h"
#include "os/thread.h"

typedef pdx_status (*pdx_work)(void *context, const pdx_tick *tick, pdx_error *err);

typedef struct pdx_helper {
    pdx_thread thread;
    pdx_work work;
    void *context;        /* borrowed until the end of the work */
    pdx_atomic_i64 stop;
    uint64_t process; /* that has it */
    pdx_status status;
    pdx_error err;
} pdx_helper;

/* False when there is no thread to be had: the caller then does the work itself. */
bool pdx_helper_start(pdx_helper *helper, pdx_work work, void *context) PDX_MUST;
/* Whether a work that was started has come to its end, which is then still to be heard of. */
static inline bool pdx_helper_is_done(pdx_helper *helper) { return pdx_atomic_load(&helper->thread.ended) != 0; }
/* Ends a work that was started; `status` is what the caller's own came to. Waits, with ticks; when that failed or fails, the
 * helper is told to stop. Gives the first failure. */
pdx_status pdx_helper_end(pdx_helper *helper, pdx_status status, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
