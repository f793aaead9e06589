/* The one list of a stem class, merged from the runs of its members. Called by stem_classes.c.
 * Promises: work in proportion to the members' occurrences, times the logarithm of the number of members. */
#ifndef PDX_INDEX_CLASS_LIST_H
#define PDX_INDEX_CLASS_LIST_H

#include "index/run_merge.h"
#include "index/stem_classes.h"

typedef struct pdx_class_list {
    const pdx_class_source *source; /* borrowed */
    PDX_VEC(pdx_run) runs;
    PDX_VEC(pdx_occurrence) picked;    /* of members that stand in other languages too */
    pdx_run_room room;
} pdx_class_list;

void pdx_class_list_init(pdx_class_list *list, const pdx_class_source *source);
void pdx_class_list_deinit(pdx_class_list *list);
/* Of a term that stands in posts of one language: how many posts have it, and how many in a scoring group. */
void pdx_class_list_count(const pdx_class_source *source, pdx_ord ord, uint32_t *n_docs, uint32_t *n_posts);
/* Adds the posts of `language` in which `members` occur to the class that `writer` has started. False: out of memory. */
bool pdx_class_list_write(pdx_class_list *list, pdx_lang language, const uint64_t *members, size_t n,
                          pdx_classes_writer *writer) PDX_MUST;

#endif
