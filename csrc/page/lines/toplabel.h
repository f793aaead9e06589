/* "Author: Ann Moor" on top of a page, whose entries say in other words who wrote them: the page's heading, though it reads as what entries say.
 * Called by cut.c. Promises: one line at most changes; linear work. */
#ifndef PDX_PAGE_TOPLABEL_H
#define PDX_PAGE_TOPLABEL_H

#include "page/lines/facts.h"

/* Makes such a line a heading. After facts are read, before classes. */
void pdx_toplabel_settle(pdx_facts *facts);

#endif
