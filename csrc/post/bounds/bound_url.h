/* The days that a page's address allows: /2019/02/13/, ?m=201902. Called by bounds.c. */
#ifndef PDX_POST_BOUND_URL_H
#define PDX_POST_BOUND_URL_H

#include "base/span.h"

/* First and last day; false when the address carries no date. `whole_year` says whether a year alone counts,
 * as it does for an archive of a year and not for a page that happens to lie in such a folder. */
bool pdx_url_days(pdx_span url, bool whole_year, int64_t *first, int64_t *last);

#endif
