/* What stands on the page outside its entries: heading, menus, lists, footer; what the page is about and
 * whose it is. Called by roles.c. Promises: every line outside the entries gets a role. */
#ifndef PDX_PAGE_REMAINDER_H
#define PDX_PAGE_REMAINDER_H

#include "page/roles/terms.h"

/* The heading of the page, where words say what it is: kind and label of the page, and the key of what it is about. */
void pdx_heading_read(pdx_marks *marks, pdx_page *page, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts);
void pdx_remainder_read(pdx_marks *marks, pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts);

#endif
