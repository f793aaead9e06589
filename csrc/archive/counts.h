/* A table of counts being filled: texts with how often and in how many posts. For archive/ only.
 * Implements the pdx_counts of the seam. */
#ifndef PDX_ARCHIVE_COUNTS_H
#define PDX_ARCHIVE_COUNTS_H

#include "archive/model.h"

pdx_status archive_counts_new(pdx_counts **out, pdx_error *err) PDX_MUST;
/* Adds `count` to the row of `key`, and one post when `post` is not the one added to it last. */
pdx_status archive_counts_add(pdx_counts *counts, pdx_span key, uint64_t count, uint32_t post, pdx_error *err) PDX_MUST;
/* Adds a row whose numbers are known. */
pdx_status archive_counts_put(pdx_counts *counts, pdx_span key, uint64_t count, uint32_t posts, pdx_error *err) PDX_MUST;
/* Most frequent first, ties by text. */
void archive_counts_sort(pdx_counts *counts);

#endif
