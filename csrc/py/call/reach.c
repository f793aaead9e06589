#include "py/call/reach.h"

#include "py/call/call.h"
#include "py/call/errors.h"

/* 0, or -1 with the exception of a call that failed. */
static int ended(const pdx_py_archive *archive, pdx_status status, const pdx_error *err) {
    if (status == PDX_OK) return 0;
    (void)pdx_py_raise(archive->store->state, err, NULL);
    return -1;
}

Py_ssize_t pdx_py_hits_reach(pdx_py_hits *self, size_t n) {
    size_t have = pdx_hits_known(self->hits, n);
    pdx_error err = {0};
    pdx_py_call call;
    if (have <= n) return (Py_ssize_t)have;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_hits_reach(self->hits, n, &call.tick, &have, &err);
    pdx_py_call_end(&call);
    return ended(self->result.archive, status, &err) < 0 ? -1 : (Py_ssize_t)have;
}

Py_ssize_t pdx_py_lines_reach(pdx_py_concordance *self, size_t n) {
    size_t have = pdx_lines_known(self->lines, n);
    pdx_error err = {0};
    pdx_py_call call;
    if (have <= n) return (Py_ssize_t)have;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_lines_reach(self->lines, n, &call.tick, &have, &err);
    pdx_py_call_end(&call);
    return ended(self->result.archive, status, &err) < 0 ? -1 : (Py_ssize_t)have;
}

int pdx_py_hits_count(const pdx_py_hits *self, pdx_hits_numbers *numbers) {
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_hits_count(self->hits, &call.tick, numbers, &err);
    pdx_py_call_end(&call);
    return ended(self->result.archive, status, &err);
}

int pdx_py_lines_count(const pdx_py_concordance *self, pdx_lines_numbers *numbers) {
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_lines_count(self->lines, &call.tick, numbers, &err);
    pdx_py_call_end(&call);
    return ended(self->result.archive, status, &err);
}

Py_ssize_t pdx_py_hits_length(pdx_py_hits *self) {
    pdx_hits_numbers numbers;
    if (self->n < 0 && pdx_py_hits_count(self, &numbers) == 0) self->n = (Py_ssize_t)numbers.n;
    return self->n;
}

Py_ssize_t pdx_py_hits_all(pdx_py_hits *self) {
    if (!pdx_py_hits_is_front(self)) return self->n;
    const Py_ssize_t have = pdx_py_hits_reach(self, self->n < 0 ? (size_t)PY_SSIZE_T_MAX : (size_t)self->n);
    if (have >= 0) self->n = have;
    return have;
}
