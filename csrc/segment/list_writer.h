/* Writing one list of documents with frequencies and positions (FORMAT.md, "A list").
 * Called by the term and class writers. Out of memory is remembered and answered by `finish`. */
#ifndef PDX_SEGMENT_LIST_WRITER_H
#define PDX_SEGMENT_LIST_WRITER_H

#include "segment/impacts.h"
#include "segment/positions_writer.h"

typedef struct pdx_list_writer {
    pdx_buf blocks;            /* of the current list */
    pdx_positions_writer positions;
    pdx_buf head;              /* its columns, made by finish */
    pdx_numbers last_docs, block_ends, position_ends, tops;
    /* Of the block that is being filled, document by document. */
    uint32_t skipped[PDX_BLOCK_DOCS]; /* documents left out since the one before */
    uint32_t body[PDX_BLOCK_DOCS];    /* occurrences, all of them in the body; 0: `others` has them, group by group */
    uint32_t others[PDX_BLOCK_DOCS][PDX_GROUP_COUNT + 1];
    uint32_t in_block;
    double most;               /* tf by the yardstick, of the block */
    uint32_t n_docs, n_posts;  /* so far; n_posts: with an occurrence in a scoring group */
    uint64_t n_occurrences;
    const pdx_impacts *impacts; /* borrowed; of all posts: documents behind them are remainders */
    pdx_doc next;              /* one more than the document added last */
    pdx_doc block_begin;       /* the first that the block could have */
    bool failed;
} pdx_list_writer;

void pdx_list_writer_init(pdx_list_writer *writer, const pdx_impacts *impacts);
void pdx_list_writer_deinit(pdx_list_writer *writer);
void pdx_list_writer_start(pdx_list_writer *writer);
/* All occurrences of a term, ascending: its list has positions. */
void pdx_list_writer_run(pdx_list_writer *writer, const pdx_occurrence *at, const pdx_occurrence *end);
/* A document of a list without positions; documents ascend. */
void pdx_list_writer_add(pdx_list_writer *writer, pdx_doc doc, const uint32_t frequencies[PDX_GROUP_COUNT + 1]);
/* Completes the list, which then is `head` and `blocks`, one after the other. False: out of memory. */
bool pdx_list_writer_finish(pdx_list_writer *writer) PDX_MUST;

#endif
