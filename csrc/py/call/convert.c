#include "py/call/convert.h"

int pdx_py_text_argument(PyObject *text, PyObject **owner, pdx_span *out) {
    *owner = NULL;
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "a str is needed here, not %R", (PyObject *)Py_TYPE(text));
        return -1;
    }
    Py_ssize_t len = 0;
    const char *data = PyUnicode_AsUTF8AndSize(text, &len);
    if (data == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return -1;
        PyErr_Clear();
        *owner = PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass");
        if (*owner == NULL) return -1;
        *out = pdx_span_of(PyBytes_AsString(*owner), (size_t)PyBytes_Size(*owner));
        return 0;
    }
    Py_INCREF(text);
    *owner = text;
    *out = pdx_span_of(data, (size_t)len);
    return 0;
}

int pdx_py_number_argument(PyObject *number, uint32_t n, uint32_t *out) {
    const long long value = PyLong_AsLongLong(number);
    if (value == -1 && PyErr_Occurred() != NULL) return -1;
    if (value < 0 || value >= (long long)n) {
        PyErr_Format(PyExc_IndexError, "there is no number %lld among %lu", value, (unsigned long)n);
        return -1;
    }
    *out = (uint32_t)value;
    return 0;
}

int pdx_py_roles_argument(PyObject *names, pdx_role_set *out) {
    PyObject *iterator = PyObject_GetIter(names);
    if (iterator == NULL) return -1;
    *out = 0;
    PyObject *name;
    while ((name = PyIter_Next(iterator)) != NULL) {
        PyObject *owner = NULL;
        pdx_span span;
        pdx_role role = PDX_ROLE_COUNT;
        if (pdx_py_text_argument(name, &owner, &span) == 0) {
            role = pdx_role_parse(span);
            if (role == PDX_ROLE_COUNT) PyErr_Format(PyExc_ValueError, "there is no role %R", name);
        }
        Py_XDECREF(owner);
        Py_DECREF(name);
        if (role == PDX_ROLE_COUNT) break;
        *out |= PDX_ROLE_BIT(role);
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() != NULL ? -1 : 0;
}

int pdx_py_day_argument(PyObject *day, int64_t *out) {
    *out = PDX_DAY_UNKNOWN;
    if (day == Py_None) return 0;
    *out = PyLong_AsLongLong(day);
    return *out == -1 && PyErr_Occurred() != NULL ? -1 : 0;
}

PyObject *pdx_py_str(pdx_span bytes) {
    return PyUnicode_DecodeUTF8(bytes.len == 0 ? "" : (const char *)bytes.data, (Py_ssize_t)bytes.len, "replace");
}

PyObject *pdx_py_name(pdx_span bytes) {
    PyObject *name = PyUnicode_DecodeUTF8(bytes.len == 0 ? "" : (const char *)bytes.data, (Py_ssize_t)bytes.len, "surrogatepass");
    if (name != NULL || !PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) return name;
    PyErr_Clear();
    return pdx_py_str(bytes);
}

PyObject *pdx_py_bytes(pdx_span bytes) {
    return PyBytes_FromStringAndSize(bytes.len == 0 ? "" : (const char *)bytes.data, (Py_ssize_t)bytes.len);
}

PyObject *pdx_py_range(pdx_range range) {
    return Py_BuildValue("(KK)", (unsigned long long)range.begin, (unsigned long long)range.end);
}

PyObject *pdx_py_number(uint32_t number) {
    if (number == PDX_NONE) Py_RETURN_NONE;
    return PyLong_FromUnsignedLong(number);
}

PyObject *pdx_py_day(int64_t day) {
    if (day == PDX_DAY_UNKNOWN) Py_RETURN_NONE;
    return PyLong_FromLongLong(day);
}

PyObject *pdx_py_rules(uint64_t why) {
    PyObject *list = PyList_New(0);
    for (unsigned bit = 0; list != NULL && bit < 64; bit++) {
        const char *sentence = (why >> bit & 1) != 0 ? pdx_rule_sentence(bit) : NULL;
        if (sentence == NULL) continue;
        PyObject *text = PyUnicode_FromString(sentence);
        if (text == NULL || PyList_Append(list, text) < 0) Py_CLEAR(list);
        Py_XDECREF(text);
    }
    return list;
}

pdx_span pdx_py_layer_span(const pdx_archive *archive, uint32_t layer, pdx_range range) {
    return pdx_layer_text(archive, layer, range);
}

PyObject *pdx_py_tuple(PyObject *const *values, size_t n) {
    PyObject *tuple = PyTuple_New((Py_ssize_t)n);
    for (size_t i = 0; i < n; i++) {
        if (values[i] == NULL || tuple == NULL) {
            Py_CLEAR(tuple);
            Py_XDECREF(values[i]);
        } else {
            (void)PyTuple_SetItem(tuple, (Py_ssize_t)i, values[i]); /* takes it, and does not fail in a tuple that is new */
        }
    }
    return tuple;
}

uint32_t *pdx_py_numbers_argument(PyObject *sequence, uint32_t limit, size_t *n) {
    const Py_ssize_t size = PySequence_Size(sequence);
    if (size < 0) return NULL;
    uint32_t *numbers = PyMem_RawMalloc(((size_t)size + 1) * sizeof *numbers);
    if (numbers == NULL) PyErr_NoMemory();
    for (Py_ssize_t i = 0; numbers != NULL && i < size; i++) {
        PyObject *number = PySequence_GetItem(sequence, i);
        const int failed = number == NULL ? -1 : pdx_py_number_argument(number, limit, &numbers[i]);
        Py_XDECREF(number);
        if (failed) {
            PyMem_RawFree(numbers);
            return NULL;
        }
    }
    *n = (size_t)size;
    return numbers;
}
