/* Pages of memory before they are written to. Large arrays on large pages, where the system gives them to who asks and has them at hand: what is
 * read and written all over such an array is found without looking up an address for each 4 KB of it. And pages of a stretch made at once, which
 * spares the system a call for each. Called by index/ and archive/ for what a build goes through, by arena.c for what has become large, and by
 * alloc.c for tables that ask from the beginning. Promises: nothing but the time changes. */
#ifndef PDX_BASE_PAGES_H
#define PDX_BASE_PAGES_H

#include "base/base.h"

/* Of a block that nobody has written to yet, and that is going to be full. Does nothing for one that is small. Takes no longer than some tens of
 * milliseconds: what is left then is made when it is written to. */
void pdx_pages_ask(void *block, size_t size);
/* Of a stretch, some hundred kilobytes, that is written to next. What it holds stays. */
void pdx_pages_make(void *stretch, size_t size);

#endif
