/* What stands within an entry and is none of its text: ways through the site, buttons to pass it on, what other posts there are, its footer. Called
 * by archive/ for pages.
 * Promises: n log n in the boxes and the marks; what is only named so has to be made of links, or to be small, all of it in an entry together, and
 * never holds an entry or its title. */
#ifndef PDX_SOURCE_HTMLBESIDE_H
#define PDX_SOURCE_HTMLBESIDE_H

#include "source/html/htmlentries.h"

/* Of each box the role of text that stands in it: PDX_ROLE_FOOTER, PDX_ROLE_NAV, PDX_ROLE_SHARE; PDX_ROLE_BLANK: its own. Allocated, one more than
 * there are boxes; NULL: out of memory. */
uint8_t *pdx_html_beside(const pdx_htmltext *read, const pdx_html_entries *entries);
/* The role of a block, with that. */
uint8_t pdx_html_beside_role(const uint8_t *beside, const pdx_html_block *block);

#endif
