/* A helper thread for one piece of work. Called by helper.c, never at import; how many processors there are asks who builds.
 * Promises: started and waited for by the same thread; what the work writes is seen by whoever has waited. */
#ifndef PDX_OS_THREAD_H
#define PDX_OS_THREAD_H

#include "base/atomic.h"

typedef struct pdx_thread {
    void (*run)(void *context);
    void *context;        /* borrowed until the end of the work */
    pdx_atomic_i64 ended;
    uintptr_t handle;     /* of the system */
} pdx_thread;

/* False when the system gives no thread: the caller then does the work itself. */
bool pdx_thread_start(pdx_thread *thread, void (*run)(void *context), void *context) PDX_MUST;
/* For the work, wherever it could end as well: while somebody forks this process, waits until that is done. A fork has no such thread, but a copy of
 * what the thread was about, which whoever has begun the work gives back there: it must be whole. */
void pdx_thread_rest(void);
/* Whether the work has ended; when it has not, waits for at most a millisecond. */
bool pdx_thread_poll(pdx_thread *thread) PDX_MUST;
/* Waits for the end. Once for each thread that was started. */
void pdx_thread_join(pdx_thread *thread);
/* Processors that this process may use; at least 1. */
unsigned pdx_processors(void);

#endif
