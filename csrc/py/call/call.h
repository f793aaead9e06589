/* One core call with the lock released. Called round every call that can take more than 10 microseconds.
 * Promises: Ctrl-C and progress are answered about every 25 ms of work; callbacks of the core (ticks, stems) find
 * the thread state that was given up, also in a sub-interpreter. Between begin and end no Python object is touched. */
#ifndef PDX_PY_CALL_H
#define PDX_PY_CALL_H

#include "py/call/state.h"

typedef struct pdx_py_call {
    PyThreadState *thread;     /* given up by begin */
    struct pdx_py_call *outer; /* a callback may call the core again */
    PyObject *progress;        /* borrowed: callable(done, total), or NULL */
    int64_t next;              /* when to look again, in nanoseconds */
    uint64_t process;          /* that began it */
    pdx_tick tick;             /* to hand to the core */
} pdx_py_call;

/* Once per process, at import. -1 with an exception. */
int pdx_py_call_setup(void);
void pdx_py_call_begin(pdx_py_call *call, PyObject *progress);
void pdx_py_call_end(pdx_py_call *call);
/* Only the tick: for short steps that keep the lock, of which a few take long; and for a consumer's thread that has no lock to give up. */
typedef enum pdx_py_watch { PDX_PY_WITH_LOCK, PDX_PY_WITHOUT_LOCK } pdx_py_watch;
void pdx_py_call_watch(pdx_py_call *call, pdx_py_watch lock);

/* After Python code has run in a callback: false, with an exception, where it has forked and this is the child. Files that the call writes and
 * threads that help it are its parent's, so the call ends here at once. */
bool pdx_py_call_is_own(const pdx_py_call *call);

/* Asked by whatever gives one thing of many: list() and others that take one after the other in C come past no place where Python looks for
 * Ctrl-C. True, with an exception: nothing is given. */
static inline bool pdx_py_stopped(void) { return PyErr_CheckSignals() < 0; }

/* For callbacks: takes the lock back, and gives it up again. */
typedef struct pdx_py_lock {
    pdx_py_call *call;
    PyGILState_STATE outside;
} pdx_py_lock;
pdx_py_lock pdx_py_lock_take(void);
void pdx_py_lock_give(pdx_py_lock lock);

#endif
