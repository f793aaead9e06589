/* What the cutter asks of a site. Called by corrections.c, likesite.c, site.c and cut.c. */
#ifndef PDX_PAGE_SITELESSONS_H
#define PDX_PAGE_SITELESSONS_H

#include "page/entries/bare.h"
#include "page/site/siteedge.h"
#include "page/site/lessons.h"
#include "page/site/profile.h"
#include "page/site/site.h"

/* How its pages begin. */
const pdx_site_edge *pdx_site_masthead(const pdx_site *site);
/* How they end. */
const pdx_site_edge *pdx_site_footing(const pdx_site *site);
/* Whether they list titles. */
const pdx_bares *pdx_site_bares(const pdx_site *site);
/* The lessons of its corrected pages. */
const pdx_lessons *pdx_site_lessons(const pdx_site *site);
/* What its entries look like, or NULL; and how much likelier that makes a cut than it is by itself, by the entries that a person has
 * shown: a logarithm of odds. */
const pdx_profile *pdx_site_profile(const pdx_site *site);
float pdx_site_prior(const pdx_site *site);
/* The site as it would be known had nobody corrected a page of it; NULL: nobody has. It lives as long as the site. */
const pdx_site *pdx_site_untaught(const pdx_site *site);

#endif
