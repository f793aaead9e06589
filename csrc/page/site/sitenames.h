/* Who wrote the posts of a site: words say so on some of its pages, and headings of pages about somebody; the same names stand bare in
 * other entries. Called by sitetails.c, which has them read, and sitetell.c, which has them told. Promises: what an entry says of its author
 * stays; the order of pages makes no difference. */
#ifndef PDX_PAGE_SITENAMES_H
#define PDX_PAGE_SITENAMES_H

#include "page/site/siteplaces.h"

/* Notes the names on the page. False when out of memory. */
bool pdx_site_names_note(pdx_site_terms *terms, const pdx_page *page);
/* The part without signs at its end. */
pdx_range pdx_site_name_bare(const pdx_page *page, const pdx_page_part *part);
/* The words in `range` are such a name. */
bool pdx_site_is_name(const pdx_site_terms *terms, const pdx_page *page, pdx_range range);
/* The same of folded text. */
bool pdx_site_is_folded_name(const pdx_site_terms *terms, pdx_span folded);
/* Sets the author of entries that have none. */
void pdx_site_names_tell(const pdx_site_terms *terms, pdx_page *page);

#endif
