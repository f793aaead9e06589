/* What is known of a site from those of its pages that a person has corrected. Learned page by page, then handed to
 * pdx_page_cut for every page of the site, the corrected ones too. Called by archive/cut_pages.c.
 * Promises: linear in the page; what is learned is bounded, whatever the number of corrections. */
#ifndef PDX_PAGE_SITE_H
#define PDX_PAGE_SITE_H

#include "page/page.h"

pdx_status pdx_site_new(pdx_site **out, pdx_error *err) PDX_MUST;
void pdx_site_free(pdx_site *site);
/* Learns from the corrections of a page, which are in `options`. */
pdx_status pdx_site_learn(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* After the last page was learned from, for each of these and for some other pages of the site: what is common there tells little. */
pdx_status pdx_site_weigh(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
