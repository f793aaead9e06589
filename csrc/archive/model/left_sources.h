/* Sources of a part of which no post is left, though it still has their bytes and pages: what the lists of what is gone note of them (FORMAT.md,
 * "Commits"). For archive/ only. Promises: what is read is bounded by the part; opening costs what there is of them. */
#ifndef PDX_ARCHIVE_LEFT_SOURCES_H
#define PDX_ARCHIVE_LEFT_SOURCES_H

#include "archive/model/model.h"

typedef struct archive_left {
    archive_numbers sources; /* owned; their places in the part, ascending */
    uint64_t n_pages, n_bytes, n_appearances, n_gap_bytes; /* that they have, all together */
} archive_left;

void archive_left_deinit(archive_left *left);
/* Adds what a note says. PDX_ECORRUPT where it says of more than `n_sources` sources. */
pdx_status archive_left_add(archive_left *left, pdx_span note, uint32_t n_sources, pdx_error *err) PDX_MUST;
/* Puts them in order, when all are there. PDX_ECORRUPT where one is said twice. */
pdx_status archive_left_sort(archive_left *left, pdx_error *err) PDX_MUST;
bool archive_left_has(const archive_left *left, uint32_t source); /* of sorted ones */
/* The note of these; no bytes where there are none. */
void archive_left_append(const archive_left *left, pdx_buf *out);

#endif
