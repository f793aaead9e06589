/* What corrections of other pages of a site teach holds for a page only where it explains the page no worse than the page's own cut does.
 * Called by cut.c. Promises: a page of a site that nobody has corrected costs nothing. */
#ifndef PDX_PAGE_TAUGHT_H
#define PDX_PAGE_TAUGHT_H

#include "page/page.h"

/* Whether `taught`, the cut by what a person has said of other pages, loses entries that `alone` has without that, though nobody has said
 * that lines such as their titles are something else. */
bool pdx_taught_loses(const pdx_page *taught, const pdx_page *alone);

#endif
