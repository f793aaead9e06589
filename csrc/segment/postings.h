/* Walking the documents of one term or stem class in order. Called by blocks.c, verify_classes.c, verify_terms.c, archive/, corpus/, index/ and
 * query/. Public fields are the current posting; `next` and `seek` answer false at the end or on damage, then `status` says which. Frequencies are
 * per scoring group; positions are decoded only when asked for. */
#ifndef PDX_SEGMENT_POSTINGS_H
#define PDX_SEGMENT_POSTINGS_H

#include "segment/positions.h"

typedef struct pdx_postings pdx_postings;

struct pdx_postings {
    pdx_doc doc;                             /* current document; PDX_NO_DOC before the first and after the last */
    uint32_t frequencies[PDX_GROUP_COUNT + 1]; /* occurrences per group; the last: outside all groups */
    pdx_status status;
    uint32_t n_docs;                         /* documents of the whole list */

    /* Private to segment/. */
    const pdx_segment *segment;
    const uint8_t *at, *end;                 /* what is left of the current block; of a packed one only the end counts */
    const uint8_t *blocks, *blocks_end;      /* all blocks */
    pdx_packed_positions packed;             /* of the current block, where that is packed */
    const uint8_t *positions_at, *positions_end; /* where it is not, from the first not yet passed; the end is that of any block */
    bool positions_open;                     /* these are those of the current block */
    bool positions_packed;                   /* the former are */
    pdx_span positions;                      /* of all blocks */
    uint64_t positions_skip;                 /* before those of the current document: in a packed block, or still to pass */
    uint32_t n_listed;                       /* documents of a class's member, of which the class may count fewer */
    uint32_t left, block_left;               /* documents not yet read */
    uint32_t block, n_blocks;                /* n_blocks: those of all that are listed */
    uint32_t n_counted_blocks;
    pdx_doc before;                          /* the document read last; PDX_NO_DOC: none */
    pdx_column last_docs, block_ends, position_ends, tops; /* one value per block, when there are several */
    const uint32_t *lasts, *ends, *highs;    /* last_docs, block_ends and tops as numbers side by side; NULL: not made */
    uint8_t type;                            /* of the current block, like all below */
    pdx_column skips, codes;                 /* of one that is packed, skips of PDX_BLOCK_SKIPS */
    pdx_span bits;                           /* of PDX_BLOCK_BITS */
    uint32_t index, bit;                     /* of the document read next, among all and among bits */
    bool others;                             /* the greatest code is an escape */
    uint32_t n_others, other;                /* how many escape; the next of them */
    unsigned other_sum;                      /* bits of all their frequencies, which stand in one number; 0: each group has a column */
    const uint8_t *other_data[PDX_GROUP_COUNT + 1];
    uint8_t other_bits[PDX_GROUP_COUNT + 1];
    bool has_positions;
};

typedef PDX_VEC(uint32_t) pdx_positions;

/* Over the documents of term `ord`, remainders included (they come last). */
pdx_status pdx_postings_open(pdx_postings *list, const pdx_segment *segment, pdx_ord ord, pdx_error *err) PDX_MUST;
/* Over the posts of stem class `class_ord`: frequencies only, equal starts counted once, no positions
 * (asking for them is a mistake of the caller). */
pdx_status pdx_postings_open_class(pdx_postings *list, const pdx_segment *segment, pdx_ord class_ord, pdx_error *err) PDX_MUST;
/* Over the list that stands there. */
pdx_status pdx_postings_open_at(pdx_postings *list, const pdx_segment *segment, const pdx_list_place *place, pdx_error *err) PDX_MUST;
bool pdx_postings_next(pdx_postings *list) PDX_MUST;
/* To the first document >= doc; stays when already there. */
bool pdx_postings_seek(pdx_postings *list, pdx_doc doc) PDX_MUST;
/* Replaces the contents of `out` by the ascending start positions in the current document. */
pdx_status pdx_postings_positions(pdx_postings *list, pdx_positions *out, pdx_error *err) PDX_MUST;

#endif
