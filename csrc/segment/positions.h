/* The positions of a packed block of a list: a column of the first position of each document, and one of the gaps to the others, so that
 * those of any document are reached without reading what stands before them (FORMAT.md, "A list"). Called by the readers of segment/.
 * Promises: an opened block lies inside the bytes it was opened over, whatever they hold; positions that were read ascend. */
#ifndef PDX_SEGMENT_POSITIONS_H
#define PDX_SEGMENT_POSITIONS_H

#include "segment/columns.h"
#include "segment/segment.h"

/* SLACK: lists of positions that are read have room for so many more, so that they can be compared several at a time. */
enum { PDX_PACKED_BITS_MAX = 32, PDX_PACKED_ESCAPES = 0x80, PDX_POSITIONS_SLACK = 7 };

/* Numbers of so many bits, the greatest of which may say that the number stands elsewhere. Eight bytes are loaded at once, which a
 * segment has wherever a section has one: it ends with a footer. */
typedef struct pdx_packed {
    const uint8_t *data;
    unsigned bits;
    uint32_t mask;
    uint64_t escape;       /* this number is none; beyond all numbers where each is one */
    uint64_t n;            /* numbers that the bytes have room for */
    pdx_column places, values; /* of the escapes */
} pdx_packed;

typedef struct pdx_packed_positions {
    pdx_packed firsts, gaps;
} pdx_packed_positions;

/* Opens those of `n_docs` documents, which take the bytes from `at` to `end` within a section of a segment; false on damage. */
bool pdx_packed_positions_open(pdx_packed_positions *positions, const uint8_t *at, const uint8_t *end, uint32_t n_docs) PDX_MUST;
/* Whether `n_gaps` gaps take all of the bytes up to `end`, and every escape is used. */
bool pdx_packed_positions_are_whole(const pdx_packed_positions *positions, const uint8_t *end, uint64_t n_gaps) PDX_MUST;

/* The number that stands elsewhere for number i; UINT32_MAX on damage. */
uint32_t pdx_packed_escape(const pdx_packed *packed, uint64_t i);

/* Number i, which there is room for. UINT32_MAX, which is no position, on damage. */
static inline uint32_t pdx_packed_get(const pdx_packed *packed, uint64_t i) {
    const uint64_t bit = i * packed->bits;
    const uint32_t code = (uint32_t)(pdx_le64(packed->data + (bit >> 3)) >> (bit & 7)) & packed->mask;
    assert(i < packed->n);
    return PDX_LIKELY(code != packed->escape) ? code : pdx_packed_escape(packed, i);
}

/* The `n` positions (at least one) of document number `i` of the block, whose gaps begin with number `gap`; false on damage. */
bool pdx_packed_positions_read(const pdx_packed_positions *positions, uint32_t i, uint64_t gap, uint32_t n, uint32_t *out) PDX_MUST;

#endif
