/* A list read a block at a time, for loops over many postings: documents first, occurrences when asked for.
 * Called by query/. Promises: a block that was read ascends and lies within the segment, whatever the bytes hold; what stands
 * in the columns of the list (last documents, tops) is told without reading a block. */
#ifndef PDX_SEGMENT_BLOCKS_H
#define PDX_SEGMENT_BLOCKS_H

#include "kernels/unpack.h"
#include "segment/postings.h"

enum { PDX_BLOCK_ROOM = 256 }; /* documents of a block at most */

/* Occurrences that are not all in the body group. */
typedef struct pdx_block_other {
    uint32_t at; /* which document of the block */
    uint32_t frequencies[PDX_GROUP_COUNT + 1];
} pdx_block_other;

typedef struct pdx_blocks {
    pdx_postings list;   /* opened, not moved */
    uint32_t n;          /* documents of the block that was read last */
    uint32_t block;      /* its number; PDX_NO_BLOCK: none was read */
    bool counted;        /* its occurrences were read too */
    bool summed;         /* `before` is that of the block */
    uint32_t n_others;
    pdx_doc docs[PDX_BLOCK_ROOM + PDX_UNPACK_SLACK];
    uint32_t body[PDX_BLOCK_ROOM + PDX_UNPACK_SLACK]; /* occurrences in the body group; 0 where `others` has the document */
    pdx_block_other others[PDX_BLOCK_ROOM];
    uint32_t before[PDX_BLOCK_ROOM + 1]; /* occurrences of the documents before each, and of all */
    const uint8_t *positions_at, *positions_end; /* behind those of the documents before number `positions_of` */
    uint32_t positions_of;
} pdx_blocks;

#define PDX_NO_BLOCK UINT32_MAX

/* Over the list of a term, or of a stem class. */
pdx_status pdx_blocks_open(pdx_blocks *blocks, const pdx_segment *segment, const pdx_list_place *place, pdx_error *err) PDX_MUST;

uint32_t pdx_blocks_count(const pdx_blocks *blocks);
/* The first block, from number `from` on, whose last document is not before `doc`; pdx_blocks_count() when there is none.
 * The one block of a short list is always such. */
uint32_t pdx_blocks_find(const pdx_blocks *blocks, uint32_t from, pdx_doc doc);
/* Its last document, or one beyond all where that is not known before it is read. */
pdx_doc pdx_blocks_last(const pdx_blocks *blocks, uint32_t block);
/* How many documents stand in the blocks before it. */
uint32_t pdx_blocks_before(const pdx_blocks *blocks, uint32_t block);
/* Its top (impacts.h). */
uint8_t pdx_blocks_top(const pdx_blocks *blocks, uint32_t block);

/* Reads the documents of a block; nothing when it is the one read last. */
pdx_status pdx_blocks_read(pdx_blocks *blocks, uint32_t block, pdx_error *err) PDX_MUST;
/* Reads the occurrences of the block read last. */
pdx_status pdx_blocks_read_counts(pdx_blocks *blocks, pdx_error *err) PDX_MUST;

/* Replaces the contents of `out` by the positions in document number `i` of the block read last; quickest where `i` ascends. */
pdx_status pdx_blocks_positions(pdx_blocks *blocks, uint32_t i, pdx_positions *out, pdx_error *err) PDX_MUST;

#endif
