/* Writing the positions of one block of a list after the other (FORMAT.md, "A list"). Called by the list writer.
 * Out of memory is remembered. */
#ifndef PDX_SEGMENT_POSITIONS_WRITER_H
#define PDX_SEGMENT_POSITIONS_WRITER_H

#include "segment/columns.h"
#include "segment/occurrence.h"

enum {
    PDX_BLOCK_DOCS = PDX_LIMIT(256, 4), /* written; a reader takes up to PDX_BLOCK_DOCS_MAX */
    PDX_PACKED_DOCS = PDX_LIMIT(16, 2)  /* a block of so many is packed; of fewer, numbers one after the other are shorter */
};

typedef struct pdx_positions_writer {
    pdx_buf out;                     /* of the blocks that are ended */
    uint32_t firsts[PDX_BLOCK_DOCS]; /* of the block that is being filled, document by document */
    uint32_t n_gaps[PDX_BLOCK_DOCS]; /* how many gaps each has */
    PDX_VEC(uint32_t) gaps;          /* one less than the distances between its positions */
    uint32_t n;                      /* documents of the block */
    pdx_numbers scratch;             /* places and values of what escapes */
    bool failed;
} pdx_positions_writer;

void pdx_positions_writer_deinit(pdx_positions_writer *writer);
void pdx_positions_writer_start(pdx_positions_writer *writer);
/* The gaps between the `n` occurrences in the document that was added last. */
void pdx_positions_writer_gaps(pdx_positions_writer *writer, const pdx_occurrence *at, uint32_t n);
/* The `n` occurrences, at least one and ascending, of the block's next document. */
static inline void pdx_positions_writer_add(pdx_positions_writer *writer, const pdx_occurrence *at, uint32_t n) {
    assert(n > 0 && writer->n < PDX_BLOCK_DOCS);
    writer->firsts[writer->n] = pdx_occurrence_position(*at);
    writer->n_gaps[writer->n++] = n - 1;
    if (n > 1) pdx_positions_writer_gaps(writer, at, n);
}
/* Ends the block, which is packed where it has as many documents as that takes. */
void pdx_positions_writer_block(pdx_positions_writer *writer);

#endif
