/* What the cutter asks of a site: the lessons of its corrected pages. Called by corrections.c. */
#ifndef PDX_PAGE_SITELESSONS_H
#define PDX_PAGE_SITELESSONS_H

#include "page/lessons.h"
#include "page/profile.h"
#include "page/site.h"

const pdx_lessons *pdx_site_lessons(const pdx_site *site);
/* What its entries look like, or NULL. */
const pdx_profile *pdx_site_profile(const pdx_site *site);

#endif
