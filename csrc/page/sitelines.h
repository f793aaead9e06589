/* What the cutter asks of a site: does this line stand on many of its pages? Called by facts.c.
 * Promises: no allocation; false for every line when there is no site. */
#ifndef PDX_PAGE_SITELINES_H
#define PDX_PAGE_SITELINES_H

#include "page/site.h"

bool pdx_site_has_line(const pdx_site *site, pdx_span line);

#endif
