/* Columns: n numbers in a fixed number of bits each, relative to the smallest, any of them read in
 * constant time (FORMAT.md, "Conventions"). Called by the writers and readers of segment/.
 * Promises: an opened column lies inside the bytes it was opened over, whatever they hold. */
#ifndef PDX_SEGMENT_COLUMNS_H
#define PDX_SEGMENT_COLUMNS_H

#include "base/buf.h"
#include "base/le.h"
#include "base/vec.h"

enum { PDX_COLUMN_BITS_MAX = 56 };

typedef PDX_VEC(uint64_t) pdx_numbers;

typedef struct pdx_column {
    const uint8_t *data; /* borrowed */
    const uint8_t *end;
    uint64_t base;
    uint64_t n;
    unsigned bits;
} pdx_column;

/* Appends `values`, each below 2^56; out of memory sets the buffer's flag. */
void pdx_column_append(pdx_buf *out, const uint64_t *values, size_t n);
/* The numbers of one alone, of so many bits each: without what stands before them, and less its base. Whoever appends some and then more, appends
 * eight at a time. */
void pdx_column_pack(pdx_buf *out, const uint64_t *values, size_t n, unsigned bits);

/* Reads the column of `n` values at *at and moves *at behind it; false on damage. */
bool pdx_column_open(pdx_column *column, const uint8_t **at, const uint8_t *end, uint64_t n) PDX_MUST;

static inline uint64_t pdx_column_get(const pdx_column *column, uint64_t i) {
    const uint64_t bit = i * column->bits;
    const uint8_t *p;
    const uint64_t mask = ((uint64_t)1 << column->bits) - 1;
    uint64_t word = 0;
    assert(i < column->n);
    if (column->bits == 0) return column->base; /* there may be no bytes */
    p = column->data + (bit >> 3);
    if (PDX_LIKELY(column->end - p >= 8)) {
        word = pdx_le64(p);
    } else {
        const size_t left = (size_t)(column->end - p);
        size_t k;
        for (k = 0; k < left; k++) word |= (uint64_t)p[k] << (8 * k);
    }
    /* 7 bits of shift and 56 of value fit 63 bits. */
    return column->base + ((word >> (bit & 7)) & mask);
}

/* The first i in [from, n) whose value is >= `value` in an ascending column; n when there is none. */
uint64_t pdx_column_lower_bound(const pdx_column *column, uint64_t from, uint64_t value);

#endif
