/* Lists whose sections and tags only a style sheet parts: "Town, Harbourboats, tides" is Town and Harbour, boats and tides. The sections
 * stand alone in other lists of the place, before different terms that are known, or before one where pages say that they are about them; in
 * most lists of the place one of them leads. Called by siteplaces.c, which decides, and sitetell.c. Promises: the order of pages makes no
 * difference; linear work. */
#ifndef PDX_PAGE_SITEGLUE_H
#define PDX_PAGE_SITEGLUE_H

#include "page/site/siteplaces.h"

/* Decides of a place, whose notes these are; the notes keep what follows the sections. False when out of memory. */
bool pdx_site_glue_read(pdx_site_terms *terms, uint32_t place, const uint32_t *notes, size_t n);

/* Where the section ends that an item, folded, begins with and is not all of it; 0: there is none. */
size_t pdx_site_glue_end(const pdx_site_terms *terms, pdx_span item);
/* The item is such a section. */
bool pdx_site_is_glued(const pdx_site_terms *terms, pdx_span item);

#endif
