/* Who wrote a post, glued to the last term of its list where only a style sheet parts the two: "Town, Harbourboats, tidesann". Called by
 * archive/build/site_terms.c before the lists of the site are read; the names are those that words and headings tell elsewhere on it.
 * Promises: only on pages where nearly all lists end so; the order of pages makes no difference; linear work. */
#ifndef PDX_PAGE_SITETAILS_H
#define PDX_PAGE_SITETAILS_H

#include "page/site/siteterms.h"

/* First for every page: who wrote the posts. */
pdx_status pdx_site_tails_note(pdx_site_terms *terms, const pdx_page *page, pdx_error *err) PDX_MUST;
/* Then for every page: parts such lists into list and author. */
pdx_status pdx_site_tails_cut(const pdx_site_terms *terms, pdx_page *page, pdx_error *err) PDX_MUST;

#endif
