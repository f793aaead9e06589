/* A text that Python's decoders have made of a source in another encoding, as a binding hands it over: (text in UTF-8, shape, numbers of what was
 * no character). Called by the types that read sources. */
#ifndef PDX_PY_DECODING_H
#define PDX_PY_DECODING_H

#include "py/call/state.h"

typedef struct pdx_py_decoding {
    pdx_decoding decoding;
    Py_buffer text, bad; /* held until it is released */
    bool is_there;
} pdx_py_decoding;

/* None: there is none. -1 with an exception set. */
int pdx_py_decoding_take(PyObject *tuple, pdx_py_decoding *out);
void pdx_py_decoding_release(pdx_py_decoding *self);
static inline const pdx_decoding *pdx_py_decoding_of(const pdx_py_decoding *self) { return self->is_there ? &self->decoding : NULL; }

#endif
