/* In which order titles come: folded, so that case and accents do not decide; posts without one first. For hits_sort.c. Promises: titles that are the
 * same when they are folded have one rank; what was asked of as many posts as there are is kept. */
#ifndef PDX_ARCHIVE_TITLE_ORDER_H
#define PDX_ARCHIVE_TITLE_ORDER_H

#include "archive/model/contents.h"

/* Ranks of the titles of `n` posts: they compare with one another, and with none of another call. */
pdx_status archive_title_ranks(const pdx_archive *archive, const uint32_t *posts, size_t n, const pdx_tick *tick, uint32_t *ranks,
                               pdx_error *err) PDX_MUST;

#endif
