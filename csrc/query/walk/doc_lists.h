/* Which of the many lists that a pattern stands for have a document, for whoever asks of one document after another: short lists, which nearly all
 * are, are read once, and a table tells from then on in which of them a document stands.
 * Called by lists.c; search.c keeps the tables with what it has ready. Promises: any number of threads may ask; nothing that stays changes. */
#ifndef PDX_QUERY_DOC_LISTS_H
#define PDX_QUERY_DOC_LISTS_H

#include "base/kept.h"
#include "query/plan/word_lists.h"
#include "query/walk/scan.h"

/* Of one element in one segment. Numbers are those of pdx_word_lists. */
typedef struct pdx_doc_table {
    pdx_kept kept;
    pdx_doc *docs;   /* owned, like the next three; ascending, as often as short lists have them */
    uint32_t *lists; /* which these are */
    uint32_t n;
    uint32_t n_long;
    uint32_t *long_lists; /* which may have any document */
} pdx_doc_table;

/* For `n` elements in all segments together; NULL: out of memory. */
pdx_doc_lists *pdx_doc_lists_new(size_t n) PDX_MUST;
void pdx_doc_lists_free(pdx_doc_lists *self);

/* That of `found`, the lists of `node`, made unless it is there; NULL: these are few, or nobody keeps tables. */
pdx_status pdx_doc_table_find(const pdx_scan *scan, const pdx_node *node, const pdx_word_lists *found, const pdx_doc_table **out,
                              pdx_error *err) PDX_MUST;
/* Where the short lists of `doc` begin in the table, and how many they are. */
uint32_t pdx_doc_table_lists(const pdx_doc_table *table, pdx_doc doc, uint32_t *n);

#endif
