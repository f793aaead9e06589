/* Writing one list of documents with frequencies and positions (FORMAT.md, "A list").
 * Called by the term and class writers. Out of memory is remembered and answered by `finish`. */
#ifndef PDX_SEGMENT_LIST_WRITER_H
#define PDX_SEGMENT_LIST_WRITER_H

#include "segment/columns.h"
#include "segment/segment.h"

typedef struct pdx_list_writer {
    pdx_buf blocks, positions; /* of the current list */
    pdx_buf head;              /* its columns, made by finish */
    pdx_numbers last_docs, block_ends, position_ends;
    uint32_t per_block, in_block;
    uint32_t n_docs, n_posts;  /* so far; n_posts: with an occurrence in a scoring group */
    uint64_t n_occurrences;
    pdx_doc end_of_posts;      /* documents from here on are remainders */
    pdx_doc next;              /* one more than the document added last */
    bool failed;
} pdx_list_writer;

void pdx_list_writer_init(pdx_list_writer *writer, uint32_t per_block, pdx_doc end_of_posts);
void pdx_list_writer_deinit(pdx_list_writer *writer);
void pdx_list_writer_start(pdx_list_writer *writer);
/* Documents ascend. `positions` (NULL in a class) ascend and are as many as the frequencies' sum. */
void pdx_list_writer_add(pdx_list_writer *writer, pdx_doc doc, const uint32_t frequencies[PDX_GROUP_COUNT + 1],
                         const uint32_t *positions);
/* Completes the list, which then is `head` and `blocks`, one after the other. False: out of memory. */
bool pdx_list_writer_finish(pdx_list_writer *writer) PDX_MUST;

#endif
