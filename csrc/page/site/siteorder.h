/* Tags with commas in them: "boats, Life, the River, and Everything, tides". Where the lists of a place are in the order of the alphabet,
 * what stands out of order belongs to the tag before it. Called by sitetell.c. Promises: of long lists nothing is said. */
#ifndef PDX_PAGE_SITEORDER_H
#define PDX_PAGE_SITEORDER_H

#include "page/site/siteplaces.h"

/* Joins the `n` items of one list that are one tag; gives how many are left. */
size_t pdx_site_order_join(const pdx_site_terms *terms, const pdx_page *page, pdx_page_item *items, size_t n);

#endif
