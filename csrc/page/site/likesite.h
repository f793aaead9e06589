/* Whether a page is cut as other pages of its site are, where that is likelier than its own cut. Called by cut.c once the page
 * has its own titles. Promises: linear work; a site without a profile costs nothing. */
#ifndef PDX_PAGE_LIKESITE_H
#define PDX_PAGE_LIKESITE_H

#include "page/entries/choose.h"
#include "page/site/sitelessons.h"

/* Puts the site's classes, frame and titles in the place of the page's own where these are likelier. Of the sheet only text,
 * lines and facts are read. */
pdx_status pdx_likesite_read(pdx_choice *choice, pdx_classes *classes, pdx_frame *frame, pdx_titles *titles, const pdx_sheet *sheet,
                             const pdx_site *site, pdx_error *err) PDX_MUST;

#endif
