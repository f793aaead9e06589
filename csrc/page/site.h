/* What the pages of one site have in common: lines that stand on many pages, furniture, the shape of
 * an entry. Learned page by page, then handed to pdx_page_cut to help with the others.
 * Promises: learning is linear, bounded by the distinct short lines seen; order of pages does not matter. */
#ifndef PDX_PAGE_SITE_H
#define PDX_PAGE_SITE_H

#include "page/page.h"

pdx_status pdx_site_new(pdx_site **out, pdx_error *err) PDX_MUST;
void pdx_site_free(pdx_site *site);
/* Takes note of a page's lines and, when `cut` is not NULL, of how it was cut. */
pdx_status pdx_site_learn(pdx_site *site, pdx_span text, const pdx_page *cut, pdx_error *err) PDX_MUST;

#endif
