/* The only place that looks at the version of CPython. Called by arrow_export.c and row_writer.c.
 * Promises: the same few names on every version that postdex supports (3.11 and later). */
#ifndef PDX_PY_COMPAT_H
#define PDX_PY_COMPAT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>

#if PY_VERSION_HEX >= 0x030C0000
#define PDX_PY_SLOT_INTERPRETERS {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#else
#define PDX_PY_SLOT_INTERPRETERS
#endif

#if PY_VERSION_HEX >= 0x030D0000
#define PDX_PY_SLOT_GIL {Py_mod_gil, Py_MOD_GIL_USED},
#else
#define PDX_PY_SLOT_GIL
#endif

/* Whether a string is known to be ASCII, which then is its UTF-8 too. */
static inline bool pdx_py_is_ascii(PyObject *text) {
#ifdef Py_LIMITED_API
    (void)text;
    return false;
#elif PY_VERSION_HEX >= 0x030C0000
    return PyUnicode_IS_ASCII(text);
#else
    return PyUnicode_IS_READY(text) && PyUnicode_IS_ASCII(text);
#endif
}

/* Whether this thread runs Python code now: a consumer of an Arrow stream may call from either side. False when it cannot
 * be told for sure (3.11, in a sub-interpreter): the lock is then simply kept. */
static inline bool pdx_py_attached(void) {
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked() != NULL;
#elif PY_VERSION_HEX >= 0x030C0000
    return _PyThreadState_UncheckedGet() != NULL;
#else
    /* PyGILState_Check says yes to everything once there has been a sub-interpreter. */
    const PyThreadState *holder = _PyThreadState_UncheckedGet();
    return holder != NULL && holder == PyGILState_GetThisThreadState();
#endif
}

#endif
