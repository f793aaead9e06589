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
    pdx_buf out; /* of the blocks that are ended */
    /* Of the block that is being filled, document by document. Behind the last one there is room for what a step tells of the next block's. */
    uint32_t docs[PDX_BLOCK_DOCS + PDX_RUN_SLACK];
    uint32_t firsts[PDX_BLOCK_DOCS + PDX_RUN_SLACK]; /* its first position */
    uint32_t begins[PDX_BLOCK_DOCS + PDX_RUN_SLACK]; /* how many occurrences are before it; behind the last: how many the block has */
    uint8_t elsewhere[PDX_BLOCK_DOCS + 1]; /* the documents that have occurrences which are not in the body, as numbers in the block */
    uint32_t n_elsewhere;
    PDX_VEC(uint32_t) gaps;              /* one less than the distances between its positions */
    pdx_buf odd, fresh;                  /* bits of the occurrences that are not in the body, that are the first of a document */
    uint32_t n;                          /* documents of the block */
    PDX_VEC(uint32_t) places;            /* of what escapes */
    pdx_numbers scratch;                 /* these, and the values */
    bool failed;
} pdx_positions_writer;

void pdx_positions_writer_deinit(pdx_positions_writer *writer);
void pdx_positions_writer_start(pdx_positions_writer *writer);
/* Fills a block with the documents of a run, at least one, or as many as it holds: whole ones. Gives where the next begins. */
const pdx_occurrence *pdx_positions_writer_take(pdx_positions_writer *writer, const pdx_occurrence *at, const pdx_occurrence *end) PDX_MUST;
/* Ends the block, which is packed where it has as many documents as that takes. */
void pdx_positions_writer_block(pdx_positions_writer *writer);

#endif
