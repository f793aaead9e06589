/* The lists that one word of a query stands for in one segment, walked together in order of document.
 * Called by the cursor of words. Promises: a list counts only in documents of its languages. */
#ifndef PDX_QUERY_LISTS_H
#define PDX_QUERY_LISTS_H

#include "query/scan.h"
#include "segment/postings.h"

/* In which documents a list counts: those of one group of languages that fold the word alike, or all. */
#define PDX_ALL_LANGUAGES UINT16_MAX

typedef struct pdx_list {
    pdx_postings postings;
    pdx_ord ord;        /* of the term, or of a stem class, which has no positions */
    bool is_class;
    uint32_t n_posts;   /* of a class: with an occurrence in a scoring group */
    uint16_t languages; /* number of a group, or PDX_ALL_LANGUAGES */
    uint16_t n_pieces;  /* how long its occurrences are */
} pdx_list;

typedef struct pdx_lists {
    PDX_VEC(pdx_list) lists; /* owned */
    uint32_t *heap;          /* owned; numbers of lists that go on, the least document on top */
    size_t heap_len;
    uint32_t *here;          /* owned; lists that count in document `here_doc` */
    size_t n_here;
    pdx_doc here_doc;
    uint16_t *groups;        /* group of each language of the plan; in the scan's arena */
    uint16_t n_groups;
    bool may_meet;           /* two lists may have an occurrence with one start */
} pdx_lists;

/* Opens the lists of `node`; `positions` when they will be asked for positions. */
pdx_status pdx_lists_open(pdx_lists *lists, pdx_scan *scan, const pdx_node *node, bool positions, pdx_error *err) PDX_MUST;
void pdx_lists_deinit(pdx_lists *lists); /* also after a failed open */
/* To the first document >= to of any list. */
pdx_status pdx_lists_seek(pdx_lists *lists, pdx_doc to, pdx_doc *doc, pdx_error *err) PDX_MUST;
/* Fills in `here` for the document on top. */
pdx_status pdx_lists_gather(pdx_lists *lists, pdx_scan *scan, pdx_error *err) PDX_MUST;

#endif
