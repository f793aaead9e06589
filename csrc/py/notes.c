#include "py/notes.h"

int pdx_py_notes_append(PyObject *list, pdx_note_info note) {
    PyObject *item = Py_BuildValue("(nns)", (Py_ssize_t)note.begin, (Py_ssize_t)note.end, note.message);
    const int failed = item == NULL ? -1 : PyList_Append(list, item);
    Py_XDECREF(item);
    return failed;
}
