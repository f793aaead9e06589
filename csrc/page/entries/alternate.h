/* The last resort for a page without furniture: titles and cut excerpts that take turns. Called by cut.c
 * when no frame cuts the page. */
#ifndef PDX_PAGE_ALTERNATE_H
#define PDX_PAGE_ALTERNATE_H

#include "page/entries/choose.h"

/* Adds the titles when the texts of the page stand under title lines and most of them are cut; leaves them empty otherwise. */
pdx_status pdx_alternate_read(pdx_choice *choice, pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;

#endif
