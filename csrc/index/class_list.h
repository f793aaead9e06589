/* The one list of a stem class from the logs of its members. Called by stem_classes.c.
 * Promises: work in proportion to the members' occurrences; memory in proportion to the posts. */
#ifndef PDX_INDEX_CLASS_LIST_H
#define PDX_INDEX_CLASS_LIST_H

#include "base/bitmap.h"
#include "index/inverter_insides.h"

typedef struct pdx_class_sum {
    uint32_t frequencies[PDX_GROUP_COUNT + 1];
} pdx_class_sum;

typedef struct pdx_class_occurrence {
    uint64_t place; /* post, position */
    uint8_t group;
} pdx_class_occurrence;

typedef struct pdx_class_list {
    const pdx_class_source *source; /* borrowed */
    pdx_class_sum *sums;            /* owned; one per post, all 0 between classes */
    PDX_VEC(uint32_t) posts;        /* those of the class being made */
    pdx_bitmap present;             /* the same, as a set */
    PDX_VEC(pdx_class_occurrence) occurrences;
    pdx_log_doc doc;
} pdx_class_list;

/* False: out of memory. */
bool pdx_class_list_init(pdx_class_list *list, const pdx_class_source *source) PDX_MUST;
void pdx_class_list_deinit(pdx_class_list *list);
/* Adds the posts of `language` in which `members` occur to the class that `writer` has started. */
bool pdx_class_list_write(pdx_class_list *list, pdx_lang language, const uint64_t *members, size_t n,
                          pdx_classes_writer *writer) PDX_MUST;

#endif
