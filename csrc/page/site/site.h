/* What is known of a site: lessons from those of its pages that a person has corrected, and what its entries look like, from
 * pages that are cut. Gathered page by page, then handed to pdx_page_cut for every page of the site. Called by corrections.c, likesite.c,
 * archive/build/cut_pages.c and archive/build/sites.c.
 * Promises: linear in the page; what is kept is bounded, whatever the number of pages and corrections. */
#ifndef PDX_PAGE_SITE_H
#define PDX_PAGE_SITE_H

#include "page/page.h"

pdx_status pdx_site_new(pdx_site **out, pdx_error *err) PDX_MUST;
void pdx_site_free(pdx_site *site);
/* Learns from the corrections of a page, which are in `options`. */
pdx_status pdx_site_learn(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* After the last page was learned from, for each of these and for some other pages of the site: what is common there tells little. */
pdx_status pdx_site_weigh(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Shows the site a page before any is cut, so that it learns with which lines its pages begin; pages in an order that depends on their
 * texts alone. */
pdx_status pdx_site_survey(pdx_site *site, pdx_span text, pdx_error *err) PDX_MUST;
/* Shows the site a page that is cut: entries that are sure are examples of what its entries look like. Which of them count, and
 * what follows from them, does not depend on the order of the pages. */
pdx_status pdx_site_show(pdx_site *site, const pdx_page *cut, pdx_error *err) PDX_MUST;
/* Further pages would hardly tell more. */
bool pdx_site_has_seen_enough(const pdx_site *site);
/* After the last page was shown: what the entries have in common, if anything. */
pdx_status pdx_site_settle(pdx_site *site, const pdx_page_options *options, pdx_error *err) PDX_MUST;
/* Whether it has been told by that. */
bool pdx_site_is_known(const pdx_site *site);
/* Whether it could change how a page is cut that alone has so many entries, with this probability. */
bool pdx_site_can_change(const pdx_site *site, size_t entries, float probability);

#endif
