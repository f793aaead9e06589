/* Large arrays on large pages, where the system gives them to who asks: what is read and written all over such an array is found without looking
 * up an address for each 4 KB of it. Called by index/ for the arrays that a build goes through in no order, and by alloc.c for tables that ask
 * from the beginning. Promises: nothing but the time changes. */
#ifndef PDX_BASE_PAGES_H
#define PDX_BASE_PAGES_H

#include "base/base.h"

/* Of a block that nobody has written to yet. Does nothing for one that is small. */
void pdx_pages_ask(void *block, size_t size);

#endif
