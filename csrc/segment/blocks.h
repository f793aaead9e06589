/* A list read a block at a time, for loops over many postings: documents first, occurrences when asked for, single ones without
 * reading the others where the block says them as a bit set. Called by corpus/ and query/.
 * Promises: a block that was read ascends and lies within the segment, whatever the bytes hold; what stands in the columns of the list (last
 * documents, tops) is told without reading a block. */
#ifndef PDX_SEGMENT_BLOCKS_H
#define PDX_SEGMENT_BLOCKS_H

#include "base/arena.h"
#include "kernels/gains.h"
#include "kernels/places.h"
#include "kernels/unpack.h"
#include "segment/postings.h"

enum {
    PDX_BLOCK_ROOM = 256,                       /* documents of a block at most */
    PDX_BLOCK_SLACK = PDX_GAINS_SLACK,          /* room behind arrays that kernels read and write several at a time */
    PDX_BLOCK_WORDS = 4 * PDX_BLOCK_ROOM / 8    /* words of a bit set */
};

typedef struct pdx_blocks {
    pdx_postings list;   /* opened; at the block read last */
    uint32_t n;          /* documents of the block that was read last */
    uint32_t block;      /* its number; PDX_NO_BLOCK: none was read */
    bool expanded;       /* its `docs` were made */
    bool counted;        /* its occurrences were read too */
    bool summed;         /* `begins` are those of the block */

    uint32_t n_words;    /* of a block that is a bit set: bit i is document first + i; 0: it is none */
    pdx_doc first;
    uint64_t words[PDX_BLOCK_WORDS + 1];
    uint16_t ranks[PDX_BLOCK_WORDS]; /* bits in the words before */

    pdx_doc docs[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    uint32_t body[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK]; /* occurrences in the body group; 0 where they are not all there */
    uint32_t n_others;   /* of the latter: which documents of the block, and their occurrences */
    uint32_t other_at[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    uint32_t others[PDX_GROUP_COUNT + 1][PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];

    uint32_t begins[1 + PDX_BLOCK_ROOM + PDX_BLOCK_SLACK]; /* occurrences before each document, in whatever group, and in all */
    uint32_t passed;     /* of a block that is not packed: occurrences whose positions were passed */
} pdx_blocks;

#define PDX_NO_BLOCK UINT32_MAX

/* Over the list of a term, or of a stem class. */
pdx_status pdx_blocks_open(pdx_blocks *blocks, const pdx_segment *segment, const pdx_list_place *place, pdx_error *err) PDX_MUST;

/* For who goes through many blocks: what the columns say is then told sooner. The numbers live in `arena`. */
pdx_status pdx_blocks_unfold(pdx_blocks *blocks, pdx_arena *arena, pdx_error *err) PDX_MUST;

/* A class may count only the first blocks of its member's list. */
static inline uint32_t pdx_blocks_count(const pdx_blocks *blocks) { return blocks->list.n_counted_blocks; }
/* The first block, from number `from` on, whose last document is not before `doc`; pdx_blocks_count() when there is none.
 * The one block of a short list is always such. */
uint32_t pdx_blocks_find(const pdx_blocks *blocks, uint32_t from, pdx_doc doc);
/* Its last document, or one beyond all where that is not known before it is read. */
pdx_doc pdx_blocks_last(const pdx_blocks *blocks, uint32_t block);
/* How many documents stand in the blocks before it. */
uint32_t pdx_blocks_before(const pdx_blocks *blocks, uint32_t block);
/* Its top (impacts.h). */
uint8_t pdx_blocks_top(const pdx_blocks *blocks, uint32_t block);

/* Reads a block; nothing when it is the one read last. */
pdx_status pdx_blocks_read(pdx_blocks *blocks, uint32_t block, pdx_error *err) PDX_MUST;
/* Fills in the documents of the block read last. */
void pdx_blocks_expand(pdx_blocks *blocks);
/* Reads the occurrences of the block read last. */
pdx_status pdx_blocks_read_counts(pdx_blocks *blocks, pdx_error *err) PDX_MUST;

/* The number of its first document, from number `i` on, that is not before `doc`; blocks->n when there is none. */
uint32_t pdx_blocks_seek(const pdx_blocks *blocks, uint32_t i, pdx_doc doc, bool *is_doc);
/* Whether document number `i` is known to have all its occurrences in the body, and how many these are; false where that is not known
 * without more reading. */
static inline bool pdx_blocks_body_alone(const pdx_blocks *blocks, uint32_t i, uint32_t *n) {
    const pdx_postings *list = &blocks->list;
    if (blocks->counted) {
        *n = blocks->body[i];
        return *n > 0;
    }
    *n = (uint32_t)pdx_column_get(&list->codes, i) + 1;
    return !list->others || *n != 1u << list->codes.bits;
}
/* Numbers of those of the `n` documents `docs`, ascending, that the block has, and their places among `docs`; gives how many. */
uint32_t pdx_blocks_meet(const pdx_blocks *blocks, const pdx_doc *docs, uint32_t n, uint32_t *numbers, uint32_t *places);
/* Occurrences of its document number `i`. */
pdx_status pdx_blocks_frequencies(pdx_blocks *blocks, uint32_t i, uint32_t out[PDX_GROUP_COUNT + 1], pdx_error *err) PDX_MUST;

/* Puts the positions of the block read last in reach. */
pdx_status pdx_blocks_open_positions(pdx_blocks *blocks, pdx_error *err) PDX_MUST;
/* Once they are: whether document number `i` is known to have one position alone, and that. UINT32_MAX on damage. */
static inline bool pdx_blocks_single(const pdx_blocks *blocks, uint32_t i, uint32_t *position) {
    const pdx_postings *list = &blocks->list;
    uint32_t n;
    if (!list->positions_packed || !pdx_blocks_body_alone(blocks, i, &n) || n > 1) return false;
    *position = pdx_packed_get(&list->packed.firsts, i);
    return true;
}
/* Sums up the occurrences of the block read last; after that, of a packed block whose positions are in reach: how many positions document
 * number `i` has, and these, put into `out`; false on damage. */
pdx_status pdx_blocks_sum(pdx_blocks *blocks, pdx_error *err) PDX_MUST;
static inline uint32_t pdx_blocks_n_positions(const pdx_blocks *blocks, uint32_t i) { return blocks->begins[i + 1] - blocks->begins[i]; }
static inline bool pdx_blocks_packed_positions(const pdx_blocks *blocks, uint32_t i, uint32_t *out) {
    return pdx_packed_positions_read(&blocks->list.packed, i, (uint64_t)blocks->begins[i] - i, pdx_blocks_n_positions(blocks, i), out);
}
/* Replaces the contents of `out` by the positions in document number `i` of the block read last; quickest where `i` ascends. */
pdx_status pdx_blocks_positions(pdx_blocks *blocks, uint32_t i, pdx_positions *out, pdx_error *err) PDX_MUST;

#endif
