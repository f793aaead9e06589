/* A table of counts being filled: texts with how often and in how many posts. For study/ only.
 * Implements the pdx_counts of the seam. */
#ifndef PDX_STUDY_COUNTS_H
#define PDX_STUDY_COUNTS_H

#include "archive/model/model.h"
#include "corpus/frequencies.h"

/* The number of the row of `key`, new when it is new. */
pdx_status study_counts_row(pdx_counts *counts, pdx_span key, uint32_t *row, pdx_error *err) PDX_MUST;
/* Adds `count` to a row, and one post when `post` is not the one added to it last. */
void study_counts_raise(pdx_counts *counts, uint32_t row, uint64_t count, uint32_t post);
/* Adds `count` to the row of `key`, and one post when `post` is not the one added to it last. */
pdx_status study_counts_add(pdx_counts *counts, pdx_span key, uint64_t count, uint32_t post, pdx_error *err) PDX_MUST;
/* Rows that are words, each once, in the order of the list, to which nothing is added any more; the list keeps none of its bytes. */
pdx_status study_counts_take(pdx_counts *counts, pdx_frequency_list *list, pdx_error *err) PDX_MUST;

#endif
