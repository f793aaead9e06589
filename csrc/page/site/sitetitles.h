/* Titles that only the other pages of a site show to be wrong: a line that stands above the titles of other entries (the section, the picture's
 * words), or a list of such terms, was taken for one, and the title is the line below it; the number of comments is glued to the title. Called by
 * archive/build/site_terms.c, before the lists of terms are read: first for every page what stands round its titles is noted, then every page is
 * mended. Promises: the order of pages makes no difference; what a person has corrected stays; linear work. */
#ifndef PDX_PAGE_SITETITLES_H
#define PDX_PAGE_SITETITLES_H

#include "page/page.h"

typedef struct pdx_site_titles pdx_site_titles;

pdx_status pdx_site_titles_new(pdx_site_titles **out, pdx_error *err) PDX_MUST;
void pdx_site_titles_free(pdx_site_titles *titles);
pdx_status pdx_site_titles_read(pdx_site_titles *titles, const pdx_page *page, pdx_error *err) PDX_MUST;
pdx_status pdx_site_titles_mend(const pdx_site_titles *titles, pdx_page *page, pdx_error *err) PDX_MUST;

#endif
