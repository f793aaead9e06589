/* Typed growable arrays, the one generic macro of the tree.
 * `PDX_VEC(pdx_line) lines;` declares {data, len, capacity}; the macros below work on any of them.
 * Promises: growing fails cleanly (false) and leaves the contents as they were. */
#ifndef PDX_BASE_VEC_H
#define PDX_BASE_VEC_H

#include "base/alloc.h"

#define PDX_VEC(type)        \
    struct {                 \
        type *data; /* owned */ \
        size_t len;          \
        size_t capacity;     \
    }

/* Shared by all vectors: makes room for `wanted` items of `size` bytes; false when it cannot. */
bool pdx_vec_grow(void **data, size_t *capacity, size_t wanted, size_t size);
bool pdx_vec_fit(void **data, size_t *capacity, size_t len, size_t size) PDX_MUST;

#define PDX_VEC_RESERVE(vec, wanted) \
    ((size_t)(wanted) <= (vec)->capacity || \
     pdx_vec_grow((void **)&(vec)->data, &(vec)->capacity, (size_t)(wanted), sizeof *(vec)->data))

/* Gives back the room behind the last item, for what stays as it is; false when out of memory. */
#define PDX_VEC_FIT(vec) pdx_vec_fit((void **)&(vec)->data, &(vec)->capacity, (vec)->len, sizeof *(vec)->data)

/* Appends one item; false when out of memory. */
#define PDX_VEC_PUSH(vec, item) \
    (PDX_VEC_RESERVE(vec, (vec)->len + 1) && ((vec)->data[(vec)->len++] = (item), true))

/* The place of item `i`, or the end for `len`; NULL where nothing has been put yet, since C does not count from a null pointer, not even by 0. */
#define PDX_VEC_AT(vec, i) ((vec)->data == NULL ? NULL : (vec)->data + (i))

/* Forgets the items and keeps the room. */
#define PDX_VEC_RESET(vec) ((vec)->len = 0)
#define PDX_VEC_INIT(vec) ((vec)->data = NULL, (vec)->len = 0, (vec)->capacity = 0)
#define PDX_VEC_DEINIT(vec) (pdx_free((vec)->data), PDX_VEC_INIT(vec))

#endif
