/* What the lists of terms on a site are: tags, sections, or nothing of the kind. A page alone may have few of them; what stands at one
 * place of the entries on all pages of the site is told by all of these together. Called by archive/build/site_terms.c: every page is read
 * after it was cut, twice, then the places are decided, then every page is told; pages come in one order each time.
 * Promises: the order of pages makes no difference; a post counts once, however many pages it is on; what a person has corrected
 * stays; work and memory are linear in the terms. */
#ifndef PDX_PAGE_SITETERMS_H
#define PDX_PAGE_SITETERMS_H

#include "page/page.h"

typedef struct pdx_site_terms pdx_site_terms;

pdx_status pdx_site_terms_new(pdx_site_terms **out, pdx_error *err) PDX_MUST;
void pdx_site_terms_free(pdx_site_terms *terms);
/* First for every page: notes how common its lines are. */
pdx_status pdx_site_terms_count(pdx_site_terms *terms, const pdx_page *page, pdx_error *err) PDX_MUST;
/* Then for every page: notes what stands where. */
pdx_status pdx_site_terms_read(pdx_site_terms *terms, const pdx_page *page, pdx_error *err) PDX_MUST;
/* Decides what stands at each place. */
pdx_status pdx_site_terms_decide(pdx_site_terms *terms, pdx_error *err) PDX_MUST;
/* Sets roles and items of a page by what was decided. */
pdx_status pdx_site_terms_tell(pdx_site_terms *terms, pdx_page *page, pdx_error *err) PDX_MUST;

#endif
