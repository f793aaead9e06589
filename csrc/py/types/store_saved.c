/* Archives on disk: saving, opening again, checking. */
#include "py/types/store_saved.h"

#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/stemmer.h"

PyObject *pdx_py_raise_at(pdx_py_state *state, const pdx_error *err, const char *path) {
    PyObject *name = PyUnicode_DecodeFSDefault(path);
    PyObject *raised = name == NULL ? NULL : pdx_py_raise(state, err, name);
    Py_XDECREF(name);
    return raised;
}

static const char LOCK_NAME[] = "postdex.lock";

/* What the capsule holds: it may be kept alive by a traceback long after the lock was given back. */
typedef struct held_lock {
    pdx_folder_lock *lock; /* NULL: given back */
    char path[];           /* of the folder, as it was given */
} held_lock;

/* Of a writer that was let go without a word: what it drafted goes with it, if the folder is still where it was. */
static void lock_free(PyObject *capsule) {
    held_lock *held = PyCapsule_GetPointer(capsule, LOCK_NAME);
    const pdx_status ignored = held->lock == NULL ? PDX_OK : pdx_draft_forget(held->path, held->lock, NULL);
    (void)ignored; /* else the next writer removes it */
    pdx_folder_lock_free(held->lock);
    PyMem_Free(held);
}

PyObject *pdx_py_folder_unlock(PyObject *capsule) {
    held_lock *held = PyCapsule_GetPointer(capsule, LOCK_NAME);
    if (held == NULL) return NULL;
    pdx_folder_lock_free(held->lock);
    held->lock = NULL;
    Py_RETURN_NONE;
}

int pdx_py_lock_argument(PyObject *capsule, const pdx_folder_lock **lock) {
    *lock = NULL;
    if (capsule == Py_None) return 0;
    const held_lock *held = PyCapsule_GetPointer(capsule, LOCK_NAME);
    if (held == NULL) return -1;
    *lock = held->lock;
    if (*lock == NULL) PyErr_SetString(PyExc_ValueError, "the lock was given back");
    return *lock == NULL ? -1 : 0;
}

PyObject *pdx_py_folder_lock(pdx_py_state *state, PyObject *args) {
    const char *name, *owner;
    pdx_folder_lock *lock = NULL;
    pdx_error err = {0};
    if (!PyArg_ParseTuple(args, "ys:_lock", &name, &owner)) return NULL;
    if (pdx_folder_lock_new(name, pdx_span_str(owner), &lock, &err) != PDX_OK) return pdx_py_raise_at(state, &err, name);
    held_lock *held = PyMem_Malloc(sizeof *held + strlen(name) + 1);
    PyObject *capsule = held == NULL ? PyErr_NoMemory() : PyCapsule_New(held, LOCK_NAME, lock_free);
    if (capsule == NULL) {
        pdx_folder_lock_free(lock);
        PyMem_Free(held);
        return NULL;
    }
    held->lock = lock;
    memcpy(held->path, name, strlen(name) + 1);
    return capsule;
}

PyObject *pdx_py_draft_forget(pdx_py_state *state, PyObject *args) {
    const char *path;
    PyObject *capsule;
    const pdx_folder_lock *held;
    pdx_error err = {0};
    if (!PyArg_ParseTuple(args, "yO:_forget_draft", &path, &capsule) || pdx_py_lock_argument(capsule, &held) < 0) return NULL;
    if (held == NULL) {
        PyErr_SetString(PyExc_ValueError, "a lock is needed");
        return NULL;
    }
    if (pdx_draft_forget(path, held, &err) != PDX_OK) return pdx_py_raise_at(state, &err, path);
    Py_RETURN_NONE;
}

PyObject *pdx_py_store_save(PyObject *object, PyObject *args) {
    pdx_py_store *self = pdx_py_store_of(object);
    const char *path, *note;
    Py_ssize_t note_len;
    PyObject *progress, *capsule = Py_None;
    int draft = 0;
    const pdx_folder_lock *held;
    pdx_error err = {0};
    pdx_py_call call;
    if (!PyArg_ParseTuple(args, "yy#O|Op:save", &path, &note, &note_len, &progress, &capsule, &draft) || pdx_py_lock_argument(capsule, &held) < 0) {
        return NULL;
    }
    if (draft && held == NULL) {
        PyErr_SetString(PyExc_ValueError, "a draft needs the lock");
        return NULL;
    }
    pdx_py_call_begin(&call, progress);
    const pdx_status status =
        pdx_archive_save(self->archive, path, pdx_span_of(note, (size_t)note_len), draft ? PDX_SAVE_DRAFT : PDX_SAVE_FOR_ALL, held, &call.tick, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise_at(self->state, &err, path);
    Py_RETURN_NONE;
}

PyObject *pdx_py_store_verify(PyObject *object, PyObject *progress) {
    pdx_py_store *self = pdx_py_store_of(object);
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_archive_verify(self->archive, &call.tick, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    Py_RETURN_NONE;
}

/* An empty store, whose archive is to be loaded. */
static pdx_py_store *store_new(pdx_py_state *state, PyObject *stemmer) {
    pdx_py_store *store = pdx_py_store_of(pdx_py_new(state, PDX_PY_STORE));
    if (store == NULL) return NULL;
    store->state = state;
    store->stemmer = Py_NewRef(stemmer);
    store->options = PyDict_New();
    store->cache = PyDict_New();
    if (store->options != NULL && store->cache != NULL) return store;
    Py_DECREF(pdx_py_object(store));
    return NULL;
}

/* The first line of what each part of an archive says for the package. */
static PyObject *note_lines(const pdx_archive *archive) {
    const uint32_t n = pdx_archive_n_notes(archive);
    PyObject *lines = PyTuple_New((Py_ssize_t)n);
    for (uint32_t i = 0; lines != NULL && i < n; i++) {
        PyObject *line = pdx_py_bytes(pdx_archive_note_line(archive, i));
        if (line == NULL || PyTuple_SetItem(lines, (Py_ssize_t)i, line) < 0) Py_CLEAR(lines);
    }
    return lines;
}

PyObject *pdx_py_store_notes(PyObject *object, PyObject *ignored) {
    pdx_py_store *self = pdx_py_store_of(object);
    const uint32_t n = pdx_archive_n_notes(self->archive);
    PyObject *notes = PyTuple_New((Py_ssize_t)n);
    (void)ignored;
    for (uint32_t i = 0; notes != NULL && i < n; i++) {
        pdx_error err = {0};
        pdx_span bytes;
        PyObject *note = pdx_archive_note(self->archive, i, &bytes, &err) == PDX_OK ? pdx_py_bytes(bytes) : pdx_py_raise(self->state, &err, NULL);
        if (note == NULL || PyTuple_SetItem(notes, (Py_ssize_t)i, note) < 0) Py_CLEAR(notes);
    }
    return notes;
}

PyObject *pdx_py_load(pdx_py_state *state, PyObject *args) {
    const char *path;
    PyObject *stemmer, *progress;
    int mapped = 1, draft = 0;
    pdx_error err = {0};
    pdx_py_call call;
    if (!PyArg_ParseTuple(args, "yOO|pp:_load", &path, &stemmer, &progress, &mapped, &draft)) return NULL;
    pdx_py_store *store = store_new(state, stemmer);
    if (store == NULL) return NULL;
    const pdx_stem_callback callback = pdx_py_stemmer(store);
    const pdx_load_how how = {.mapped = mapped != 0, .draft = draft != 0};
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_archive_load(path, stemmer == Py_None ? NULL : &callback, how, &call.tick, &store->archive, &err);
    if (status == PDX_OK) {
        pdx_archive_keep_rows(store->archive, state->most_rows);
        store->info = pdx_archive_describe(store->archive);
    }
    pdx_py_call_end(&call);
    if (status == PDX_OK) return Py_BuildValue("(NN)", pdx_py_object(store), note_lines(store->archive));
    Py_DECREF(pdx_py_object(store));
    return pdx_py_raise_at(state, &err, path);
}

PyObject *pdx_py_saved_state(pdx_py_state *state, PyObject *path) {
    const char *name = PyBytes_AsString(path);
    uint64_t number = 0;
    pdx_error err = {0};
    pdx_py_call call;
    if (name == NULL) return NULL;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_archive_saved_state(name, &number, &err);
    pdx_py_call_end(&call);
    return status == PDX_OK ? PyLong_FromUnsignedLongLong(number) : pdx_py_raise_at(state, &err, name);
}

PyObject *pdx_py_salvage(pdx_py_state *state, PyObject *args) {
    const char *path;
    PyObject *stemmer, *progress, *result;
    pdx_error err = {0};
    pdx_buf report;
    pdx_py_call call;
    if (!PyArg_ParseTuple(args, "yOO:_salvage", &path, &stemmer, &progress)) return NULL;
    pdx_py_store *store = store_new(state, stemmer);
    if (store == NULL) return NULL;
    const pdx_stem_callback callback = pdx_py_stemmer(store);
    pdx_buf_init(&report);
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_archive_salvage(path, stemmer == Py_None ? NULL : &callback, &call.tick, &store->archive, &report, &err);
    if (status == PDX_OK) store->info = pdx_archive_describe(store->archive);
    pdx_py_call_end(&call);
    if (status == PDX_OK) {
        result = Py_BuildValue("(NN)", pdx_py_object(store), pdx_py_bytes(pdx_buf_view(&report)));
    } else {
        Py_DECREF(pdx_py_object(store));
        result = pdx_py_raise_at(state, &err, path);
    }
    pdx_buf_deinit(&report);
    return result;
}
