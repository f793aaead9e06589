#include "py/call/notes.h"

#include "py/call/convert.h"

int pdx_py_notes_append(PyObject *list, pdx_note_info note) {
    /* a message quotes the query, whose bytes need be no UTF-8 */
    PyObject *item = Py_BuildValue("(nnN)", (Py_ssize_t)note.begin, (Py_ssize_t)note.end, pdx_py_str(pdx_span_str(note.message)));
    const int failed = item == NULL ? -1 : PyList_Append(list, item);
    Py_XDECREF(item);
    return failed;
}
