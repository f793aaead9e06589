/* The lists that one word of a query stands for in one segment, walked together in order of document.
 * Called by the cursor of words. Promises: a list counts only in documents of its languages. */
#ifndef PDX_QUERY_LISTS_H
#define PDX_QUERY_LISTS_H

#include "query/walk/scan.h"
#include "query/plan/word_lists.h"
#include "segment/postings.h"

typedef struct pdx_list {
    pdx_postings postings;
    uint16_t languages; /* number of a group, or PDX_ALL_LANGUAGES */
    uint16_t n_pieces;  /* how long its occurrences are */
    uint8_t holds;      /* PDX_HOLDS_* */
} pdx_list;

typedef struct pdx_lists {
    const pdx_word_lists *found; /* in the plan */
    PDX_VEC(pdx_list) lists; /* owned */
    uint32_t *heap;          /* owned; numbers of lists that go on, the least document on top */
    size_t heap_len;
    uint32_t *here;          /* owned; lists that count in document `here_doc` */
    size_t n_here;
    pdx_doc here_doc;
} pdx_lists;

/* Opens the lists of `node`; `positions` when they will be asked for positions. */
pdx_status pdx_lists_open(pdx_lists *lists, pdx_scan *scan, const pdx_node *node, bool positions, pdx_error *err) PDX_MUST;
void pdx_lists_deinit(pdx_lists *lists); /* also after a failed open */
/* To the first document >= to of any list. */
pdx_status pdx_lists_seek(pdx_lists *lists, pdx_doc to, pdx_doc *doc, pdx_error *err) PDX_MUST;
/* Fills in `here` for the document on top. */
pdx_status pdx_lists_gather(pdx_lists *lists, pdx_scan *scan, pdx_error *err) PDX_MUST;

#endif
