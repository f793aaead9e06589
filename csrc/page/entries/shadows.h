/* Titles that stand above a byline or sections, where what stands below these was taken for the title: the text of a picture, as often as
 * not. Called by cut.c between the choice of titles and where entries begin. Promises: work in proportion to the titles; changes
 * either most titles or none; a line a person has spoken of stays. */
#ifndef PDX_PAGE_SHADOWS_H
#define PDX_PAGE_SHADOWS_H

#include "page/entries/titles.h"

void pdx_shadows_settle(pdx_titles *titles, const pdx_sheet *sheet);

#endif
