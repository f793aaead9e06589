#include "py/tables/row_writer.h"

#include "py/call/call.h"
#include "py/call/errors.h"

enum { SHORT = 64, ROWS_PER_LOOK = 256 };

/* What a value is to the fast way. */
typedef enum plainness { PLAIN, NOT_PLAIN, RAISED } plainness;

/* What is ASCII, or short, is written from where it stands or from the UTF-8 that the string keeps; anything longer is encoded for
 * this once, so that no string of the user's grows by it. */
static plainness text_write(PyObject *text, pdx_buf *out) {
    if (pdx_py_is_ascii(text) || PyUnicode_GetLength(text) <= SHORT) {
        Py_ssize_t len;
        const char *data = PyUnicode_AsUTF8AndSize(text, &len);
        if (data != NULL) {
            pdx_json_string(pdx_span_of(data, (size_t)len), out);
            return PLAIN;
        }
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return RAISED;
        PyErr_Clear();
        return NOT_PLAIN;
    }
    PyObject *bytes = PyUnicode_AsUTF8String(text);
    if (bytes == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return RAISED;
        PyErr_Clear();
        return NOT_PLAIN; /* half of a surrogate pair: who encodes it otherwise says where it stands */
    }
    pdx_json_string(pdx_span_of(PyBytes_AsString(bytes), (size_t)PyBytes_Size(bytes)), out);
    Py_DECREF(bytes);
    return PLAIN;
}

static plainness texts_write(PyObject *texts, pdx_buf *out) {
    const bool is_list = PyList_CheckExact(texts);
    pdx_buf_byte(out, '[');
    for (Py_ssize_t i = 0; i < (is_list ? PyList_Size(texts) : PyTuple_Size(texts)); i++) {
        PyObject *text = is_list ? PyList_GetItem(texts, i) : PyTuple_GetItem(texts, i); /* borrowed */
        if (text == NULL) return RAISED;
        if (!PyUnicode_CheckExact(text)) return NOT_PLAIN;
        if (i > 0) pdx_buf_str(out, ", ");
        const plainness how = text_write(text, out);
        if (how != PLAIN) return how;
    }
    pdx_buf_byte(out, ']');
    return PLAIN;
}

static plainness whole_write(PyObject *number, pdx_buf *out) {
    int overflow;
    const long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    if (value == -1 && PyErr_Occurred() != NULL) return RAISED;
    if (overflow != 0) return NOT_PLAIN;
    pdx_buf_format(out, "%lld", value);
    return PLAIN;
}

/* What is no finite number (an empty cell of a data frame) is null. */
static plainness real_write(double value, pdx_buf *out) {
    char *text = value - value == 0.0 ? PyOS_double_to_string(value, 'r', 0, Py_DTSF_ADD_DOT_0, NULL) : NULL;
    if (text == NULL && PyErr_Occurred() != NULL) return RAISED;
    pdx_buf_str(out, text == NULL ? "null" : text);
    PyMem_Free(text);
    return PLAIN;
}

static plainness value_write(PyObject *value, pdx_buf *out) {
    if (PyUnicode_CheckExact(value)) return text_write(value, out);
    if (PyList_CheckExact(value) || PyTuple_CheckExact(value)) return texts_write(value, out);
    if (PyLong_CheckExact(value)) return whole_write(value, out);
    if (PyFloat_CheckExact(value)) return real_write(PyFloat_AsDouble(value), out);
    if (value != Py_None && value != Py_True && value != Py_False) return NOT_PLAIN;
    pdx_buf_str(out, value == Py_None ? "null" : value == Py_True ? "true" : "false");
    return PLAIN;
}

static plainness row_write(PyObject *row, pdx_buf *out) {
    if (!PyDict_CheckExact(row)) return NOT_PLAIN;
    Py_ssize_t at = 0;
    PyObject *key, *value; /* borrowed: no code of the user's runs while plain values are written */
    bool first = true;
    pdx_buf_byte(out, '{');
    while (PyDict_Next(row, &at, &key, &value)) {
        if (!PyUnicode_CheckExact(key)) return NOT_PLAIN;
        if (!first) pdx_buf_str(out, ", ");
        first = false;
        plainness how = text_write(key, out);
        if (how != PLAIN) return how;
        pdx_buf_str(out, ": ");
        how = value_write(value, out);
        if (how != PLAIN) return how;
    }
    pdx_buf_byte(out, '}');
    return PLAIN;
}

static plainness row_encode(PyObject *row, size_t number, PyObject *encode, pdx_buf *out) {
    PyObject *line = PyObject_CallFunction(encode, "nO", (Py_ssize_t)number, row);
    if (line == NULL) return RAISED;
    PyObject *bytes = PyUnicode_AsUTF8String(line);
    Py_DECREF(line);
    if (bytes == NULL) return RAISED;
    pdx_buf_append(out, PyBytes_AsString(bytes), (size_t)PyBytes_Size(bytes));
    Py_DECREF(bytes);
    return PLAIN;
}

static int line_write(PyObject *row, size_t number, PyObject *encode, pdx_buf *out) {
    const size_t before = out->len;
    plainness how = row_write(row, out);
    if (how == NOT_PLAIN && !out->failed) {
        out->len = before;
        how = row_encode(row, number, encode, out);
    }
    pdx_buf_byte(out, '\n');
    if (how != RAISED && out->failed) PyErr_NoMemory();
    return how == RAISED || out->failed ? -1 : 0;
}

/* Where lines go. */
typedef struct target {
    pdx_py_state *state;
    pdx_row_feed *feed; /* NULL: to `out` */
    pdx_buf *out;
} target;

static int line_put(PyObject *row, size_t number, PyObject *encode, const target *to) {
    pdx_error err = {0};
    if (line_write(row, number, encode, to->feed == NULL ? to->out : pdx_row_feed_room(to->feed)) < 0) return -1;
    if (to->feed == NULL || pdx_row_feed_lines(to->feed, 1, &err) == PDX_OK) return 0;
    (void)pdx_py_raise(to->state, &err, NULL);
    return -1;
}

/* What is there is read while it is at hand, without the lock, by the one who writes where nobody else does. */
static int lines_read(const target *to) {
    pdx_error err = {0};
    pdx_py_call call;
    if (to->feed == NULL || !pdx_row_feed_waits(to->feed)) return 0;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_row_feed_read(to->feed, &call.tick, &err);
    pdx_py_call_end(&call);
    if (status == PDX_OK) return 0;
    (void)pdx_py_raise(to->state, &err, NULL);
    return -1;
}

static int rows_put(PyObject *rows, PyObject *encode, const target *to) {
    PyObject *iterator = PyObject_GetIter(rows), *row;
    size_t number = 0;
    int result = iterator == NULL ? -1 : 0;
    while (result == 0 && (row = PyIter_Next(iterator)) != NULL) {
        result = line_put(row, number, encode, to);
        Py_DECREF(row);
        if (result == 0) result = lines_read(to);
        if (++number % ROWS_PER_LOOK == 0 && result == 0) result = PyErr_CheckSignals();
    }
    Py_XDECREF(iterator);
    return result == 0 && PyErr_Occurred() == NULL ? 0 : -1;
}

int pdx_py_rows_write(PyObject *rows, PyObject *encode, pdx_buf *out) { return rows_put(rows, encode, &(target){.out = out}); }

int pdx_py_rows_feed(pdx_py_state *state, PyObject *rows, PyObject *encode, pdx_row_feed *feed) {
    return rows_put(rows, encode, &(target){.state = state, .feed = feed});
}
