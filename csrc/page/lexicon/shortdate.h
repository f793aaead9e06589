/* A month and a day in two digits each, without a year or a word: "08-13". Called by datehead.c, titleend.c, rowlines.c and
 * archive/build/heading_day.c for lines of which others of the page have the like: alone it proves nothing. */
#ifndef PDX_PAGE_SHORTDATE_H
#define PDX_PAGE_SHORTDATE_H

#include "base/span.h"

/* The one that begins the line or ends it, a word apart from the rest; empty: none. */
pdx_range pdx_shortdate_find(pdx_span line);

#endif
