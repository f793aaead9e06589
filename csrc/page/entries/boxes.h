/* Entries that the page's own markup tells, where there is markup: they take the place of those that its lines were read as; and what it says to
 * stand around them, which is no entry's. Called by cut.c.
 * Promises: linear in the boxes times the logarithm of the lines; a page without boxes costs nothing. */
#ifndef PDX_PAGE_BOXES_H
#define PDX_PAGE_BOXES_H

#include "page/entries/choose.h"
#include "page/entries/starts.h"

/* Lines of asides are ways to elsewhere, whatever they look like. Before labels are read. */
void pdx_asides_mark(pdx_facts *facts, const pdx_lines *lines, const pdx_page_options *options);
/* Entries that were read from lines: those in asides are none, if there are several, and asides that go on to the end of one are its no more. */
void pdx_asides_drop(pdx_starts *starts, const pdx_sheet *sheet, const pdx_page_options *options);
/* `choice` says so. */
pdx_status pdx_boxes_read(pdx_starts *starts, pdx_choice *choice, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) PDX_MUST;

#endif
