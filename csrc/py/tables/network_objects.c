/* The places of a network: tuples of tuples in, a list of tuples out. */
#include "py/call/call.h"
#include "py/call/errors.h"

/* What is drawn; NULL with an exception where something is of another kind. */
static pdx_network_place *places_read(PyObject *given) {
    const Py_ssize_t n = PyTuple_Size(given);
    pdx_network_place *places = PyMem_RawCalloc((size_t)n + 1, sizeof *places);
    if (places == NULL) (void)PyErr_NoMemory();
    for (Py_ssize_t i = 0; places != NULL && i < n; i++) {
        PyObject *item = PyTuple_GetItem(given, i);
        if (PyTuple_Check(item) && PyArg_ParseTuple(item, "dd", &places[i].x, &places[i].y)) continue;
        if (PyErr_Occurred() == NULL) PyErr_SetString(PyExc_TypeError, "places are pairs of numbers");
        PyMem_RawFree(places);
        return NULL;
    }
    return places;
}

static pdx_network_edge *edges_read(PyObject *given, Py_ssize_t n_places) {
    const Py_ssize_t n = PyTuple_Size(given);
    pdx_network_edge *edges = PyMem_RawCalloc((size_t)n + 1, sizeof *edges);
    if (edges == NULL) (void)PyErr_NoMemory();
    for (Py_ssize_t i = 0; edges != NULL && i < n; i++) {
        PyObject *item = PyTuple_GetItem(given, i);
        Py_ssize_t from = -1, to = -1;
        const bool fits = PyTuple_Check(item) && PyArg_ParseTuple(item, "nnd", &from, &to, &edges[i].weight) && from >= 0 && from < n_places &&
                          to >= 0 && to < n_places;
        if (fits) {
            edges[i].from = (uint32_t)from;
            edges[i].to = (uint32_t)to;
            continue;
        }
        if (PyErr_Occurred() == NULL) PyErr_SetString(PyExc_ValueError, "edges are numbers of two places, and a weight");
        PyMem_RawFree(edges);
        return NULL;
    }
    return edges;
}

static PyObject *places_list(const pdx_network_place *places, Py_ssize_t n) {
    PyObject *list = PyList_New(n);
    for (Py_ssize_t i = 0; list != NULL && i < n; i++) {
        PyObject *place = Py_BuildValue("(dd)", places[i].x, places[i].y);
        if (place == NULL || PyList_SetItem(list, i, place) < 0) Py_CLEAR(list);
    }
    return list;
}

PyObject *pdx_py_network(pdx_py_state *state, PyObject *args) {
    PyObject *place_tuple, *edge_tuple, *result = NULL;
    pdx_error err = {0};
    if (!PyArg_ParseTuple(args, "O!O!:_network", &PyTuple_Type, &place_tuple, &PyTuple_Type, &edge_tuple)) return NULL;
    const Py_ssize_t n = PyTuple_Size(place_tuple), n_edges = PyTuple_Size(edge_tuple);
    pdx_network_place *places = places_read(place_tuple);
    pdx_network_edge *edges = places == NULL ? NULL : edges_read(edge_tuple, n);
    if (edges != NULL) {
        pdx_py_call call;
        pdx_py_call_begin(&call, NULL);
        const pdx_status status = pdx_network_place_all(places, (size_t)n, edges, (size_t)n_edges, &call.tick, &err);
        pdx_py_call_end(&call);
        result = status == PDX_OK ? places_list(places, n) : pdx_py_raise(state, &err, NULL);
    }
    PyMem_RawFree(places);
    PyMem_RawFree(edges);
    return result;
}
