/* Archives on disk: a method of stores and functions of the module. Called by store_type.c and module.c. */
#ifndef PDX_PY_STORE_SAVED_H
#define PDX_PY_STORE_SAVED_H

#include "py/state.h"

/* save(path, note, progress, lock=None): writes the archive; `path` is bytes, as the system names files. */
PyObject *pdx_py_store_save(PyObject *store, PyObject *args);
/* verify(progress): reads and checks every byte. */
PyObject *pdx_py_store_verify(PyObject *store, PyObject *progress);
/* lock(path, owner): the lock of a folder, held until it is given back, or the object is gone. */
PyObject *pdx_py_folder_lock(pdx_py_state *state, PyObject *args);
/* unlock(lock): gives it back; again: nothing happens. */
PyObject *pdx_py_folder_unlock(PyObject *lock);
/* load(path, stemmer, progress) -> (store, note). */
PyObject *pdx_py_load(pdx_py_state *state, PyObject *args);

#endif
