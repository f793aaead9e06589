/* What is asked of a store before its content is: that it is whole, that its bodies are read and its index made; and whether two are the same. */
#include "py/call/call.h"
#include "py/call/errors.h"

int pdx_py_store_sound(const pdx_py_store *store) {
    pdx_error err = {0};
    if (pdx_archive_sound(store->archive, &err) == PDX_OK) return 0;
    (void)pdx_py_raise(store->state, &err, NULL);
    return -1;
}

int pdx_py_store_known(const pdx_py_store *store) { return pdx_archive_has_rested(store->archive) ? pdx_py_store_sound(store) : 0; }

int pdx_py_store_bodies(pdx_py_store *store) {
    pdx_error err = {0};
    if (pdx_archive_bodies(store->archive, &err) == PDX_OK) return 0;
    (void)pdx_py_raise(store->state, &err, NULL);
    return -1;
}

int pdx_py_store_index(pdx_py_store *store) {
    while (store->index != PDX_PY_INDEXED) {
        const bool mine = store->index == PDX_PY_TO_INDEX;
        pdx_error err = {0};
        pdx_status status = PDX_OK;
        pdx_py_call call;
        if (!mine && PyErr_CheckSignals() < 0) return -1;
        if (mine && pdx_py_store_bodies(store) < 0) return -1; /* with the lock: others read them */
        store->index = PDX_PY_INDEXING;
        pdx_py_call_begin(&call, NULL); /* another thread goes on meanwhile */
        if (mine) status = pdx_archive_index(store->archive, &call.tick, &err);
        pdx_py_call_end(&call);
        if (!mine) continue;
        store->index = status == PDX_OK ? PDX_PY_INDEXED : PDX_PY_TO_INDEX;
        if (status == PDX_OK) store->info = pdx_archive_describe(store->archive);
        else (void)pdx_py_raise(store->state, &err, NULL);
        if (status != PDX_OK) return -1;
    }
    return 0;
}

int pdx_py_store_equal(pdx_py_store *a, pdx_py_store *b) {
    if (a == b) return 1;
    const int same = PyObject_RichCompareBool(a->options, b->options, Py_EQ);
    if (same <= 0) return same;
    if (pdx_py_store_bodies(a) < 0 || pdx_py_store_bodies(b) < 0) return -1; /* none may come while they are compared */
    bool equal = false;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_archive_is_same(a->archive, b->archive, &call.tick, &equal, &err);
    pdx_py_call_end(&call);
    if (status == PDX_OK) return equal;
    (void)pdx_py_raise(a->state, &err, NULL);
    return -1;
}

Py_hash_t pdx_py_store_hash(const pdx_py_store *store) {
    const pdx_archive_info info = store->info;
    const uint64_t mixed = (info.n_bytes * 0x9E3779B97F4A7C15u) ^ ((uint64_t)info.n_posts << 32) ^ info.n_appearances;
    return (Py_hash_t)(mixed >> 2); /* never -1 */
}
