/* The one list of a stem class, merged from the runs of its members. Called through a pdx_class_source when an inverter is finished.
 * Promises: work in proportion to the members' occurrences, times the logarithm of the number of members. */
#ifndef PDX_INDEX_CLASS_LIST_H
#define PDX_INDEX_CLASS_LIST_H

#include "index/run_merge.h"
#include "index/stem_classes.h"
#include "index/term_runs.h"

/* What runs of all terms tell of classes; all but the last three borrowed. */
typedef struct pdx_class_list {
    const pdx_term_runs *runs;
    const pdx_lang *languages; /* post -> its language */
    const bool *spread;        /* as of pdx_class_source */
    uint32_t n_all_posts;
    PDX_VEC(pdx_run) members;
    PDX_VEC(pdx_occurrence) picked;    /* of members that stand in other languages too */
    pdx_run_room room;
} pdx_class_list;

void pdx_class_list_init(pdx_class_list *list, const pdx_term_runs *runs, const pdx_lang *languages, const bool *spread, uint32_t n_all_posts);
void pdx_class_list_deinit(pdx_class_list *list);
/* For a pdx_class_source, whose context is the list. */
void pdx_class_list_count(void *list, pdx_ord ord, uint32_t *n_docs, uint32_t *n_posts);
pdx_status pdx_class_list_write(void *list, pdx_lang language, pdx_span stem, const uint64_t *members, size_t n, pdx_classes_writer *writer,
                                pdx_error *err) PDX_MUST;

#endif
