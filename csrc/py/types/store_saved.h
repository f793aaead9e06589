/* Archives on disk: a method of stores and functions of the module. Called by builder_finish.c, store_type.c and module.c. */
#ifndef PDX_PY_STORE_SAVED_H
#define PDX_PY_STORE_SAVED_H

#include "py/call/state.h"

/* Raises what went wrong, with the archive's path; gives NULL. */
PyObject *pdx_py_raise_at(pdx_py_state *state, const pdx_error *err, const char *path);
/* *lock: NULL for None. -1 with an exception when it is no lock that is held. */
int pdx_py_lock_argument(PyObject *capsule, const pdx_folder_lock **lock);
/* save(path, note, progress, lock=None): writes the archive; `path` is bytes, as the system names files. */
PyObject *pdx_py_store_save(PyObject *store, PyObject *args);
/* verify(progress): reads and checks every byte. */
PyObject *pdx_py_store_verify(PyObject *store, PyObject *progress);
PyObject *pdx_py_store_notes(PyObject *store, PyObject *ignored);
/* lock(path, owner): the lock of a folder, held until it is given back, or the object is gone. */
PyObject *pdx_py_folder_lock(pdx_py_state *state, PyObject *args);
/* unlock(lock): gives it back; again: nothing happens. */
PyObject *pdx_py_draft_forget(pdx_py_state *state, PyObject *args);
PyObject *pdx_py_folder_unlock(PyObject *lock);
/* load(path, stemmer, progress) -> (store, notes). */
PyObject *pdx_py_load(pdx_py_state *state, PyObject *args);
/* saved_state(path): which state is saved there. */
PyObject *pdx_py_saved_state(pdx_py_state *state, PyObject *path);
/* salvage(path, stemmer, progress) -> (store, report): what is whole of a damaged archive. */
PyObject *pdx_py_salvage(pdx_py_state *state, PyObject *args);

#endif
