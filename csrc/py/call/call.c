#include "py/call/call.h"

#include <time.h>

/* The innermost call of each thread: a number in the C library's storage, no Python object. */
static Py_tss_t call_key = Py_tss_NEEDS_INIT;

enum { LOOK_EVERY = 25 * 1000 * 1000 };

static int64_t clock_now(void) {
    struct timespec now;
    if (timespec_get(&now, TIME_UTC) == 0) return 0;
    return (int64_t)now.tv_sec * 1000000000 + (int64_t)now.tv_nsec;
}

bool pdx_py_call_is_own(const pdx_py_call *call) {
    if (call == NULL || call->process == pdx_process() || PyErr_Occurred() != NULL) return PyErr_Occurred() == NULL;
    PyObject *module = PyImport_ImportModule("postdex._errors");
    PyObject *cls = module == NULL ? NULL : PyObject_GetAttrString(module, "UsageError");
    if (cls != NULL) PyErr_SetString(cls, PDX_OF_ANOTHER_PROCESS);
    Py_XDECREF(cls);
    Py_XDECREF(module);
    return false;
}

int pdx_py_call_setup(void) {
    if (PyThread_tss_create(&call_key) == 0) return 0;
    PyErr_NoMemory();
    return -1;
}

/* A clock that was set back only makes us look at once. */
static bool is_time(const pdx_py_call *call) {
    const int64_t now = clock_now();
    return now >= call->next || call->next - now > LOOK_EVERY;
}

static bool call_tick(void *context, uint64_t done, uint64_t total) {
    pdx_py_call *call = context;
    if (!is_time(call)) return true;
    const pdx_py_lock lock = pdx_py_lock_take();
    bool go_on = PyErr_CheckSignals() == 0;
    if (go_on && call->progress != NULL) {
        PyObject *result = PyObject_CallFunction(call->progress, "KK", (unsigned long long)done, (unsigned long long)total);
        go_on = result != NULL;
        Py_XDECREF(result);
    }
    go_on = go_on && pdx_py_call_is_own(call);
    pdx_py_lock_give(lock);
    call->next = clock_now() + LOOK_EVERY;
    return go_on;
}

static bool locked_tick(void *context, uint64_t done, uint64_t total) {
    pdx_py_call *call = context;
    (void)done;
    (void)total;
    if (!is_time(call)) return true;
    call->next = clock_now() + LOOK_EVERY;
    pdx_calls_enter();
    const bool go_on = PyErr_CheckSignals() == 0 && pdx_py_call_is_own(call);
    pdx_calls_leave();
    return go_on;
}

void pdx_py_call_watch(pdx_py_call *call, pdx_py_watch lock) {
    call->progress = NULL;
    call->process = pdx_process();
    call->next = clock_now() + LOOK_EVERY;
    call->tick.call = lock == PDX_PY_WITH_LOCK ? locked_tick : call_tick;
    call->tick.context = call;
}

void pdx_py_call_begin(pdx_py_call *call, PyObject *progress) {
    pdx_py_call_watch(call, PDX_PY_WITHOUT_LOCK);
    call->outer = PyThread_tss_get(&call_key);
    call->progress = progress == Py_None ? NULL : progress;
    (void)PyThread_tss_set(&call_key, call);
    pdx_calls_enter();
    call->thread = PyEval_SaveThread();
}

void pdx_py_call_end(pdx_py_call *call) {
    PyEval_RestoreThread(call->thread);
    pdx_calls_leave();
    (void)PyThread_tss_set(&call_key, call->outer);
}

pdx_py_lock pdx_py_lock_take(void) {
    pdx_py_lock lock;
    lock.call = PyThread_tss_get(&call_key);
    lock.outside = PyGILState_UNLOCKED;
    if (lock.call != NULL) {
        /* While Python runs, this call is not the one that gave the lock up: what a callback calls begins its own. */
        (void)PyThread_tss_set(&call_key, NULL);
        PyEval_RestoreThread(lock.call->thread);
    } else {
        lock.outside = PyGILState_Ensure(); /* a consumer's own thread */
        pdx_calls_enter();
    }
    return lock;
}

void pdx_py_lock_give(pdx_py_lock lock) {
    if (lock.call != NULL) {
        lock.call->thread = PyEval_SaveThread();
        (void)PyThread_tss_set(&call_key, lock.call);
    } else {
        pdx_calls_leave();
        PyGILState_Release(lock.outside);
    }
}
