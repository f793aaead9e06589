/* Which boxes of a page of HTML are entries, by what its markup says: elements and classes that mean an entry, or neighbours of one form of which
 * each has a title that links and text of its own. Called by archive/ for pages.
 * Promises: n log n in the boxes, of which there is a bounded number; where the markup leaves doubt there are none. */
#ifndef PDX_SOURCE_HTMLENTRIES_H
#define PDX_SOURCE_HTMLENTRIES_H

#include "source/html/htmltext.h"

typedef struct pdx_html_entry {
    pdx_range range; /* in the text, lines as a whole */
    pdx_range title; /* empty: none is told */
} pdx_html_entry;

typedef struct pdx_html_entries {
    PDX_VEC(pdx_html_entry) list; /* owned; ascending, not overlapping; none: the markup does not tell */
    PDX_VEC(pdx_range) asides;    /* owned; ascending, not overlapping: what is said to stand around what the page is about */
} pdx_html_entries;

void pdx_html_entries_init(pdx_html_entries *entries);
void pdx_html_entries_deinit(pdx_html_entries *entries);
pdx_status pdx_html_entries_find(pdx_html_entries *entries, const pdx_htmltext *read, pdx_error *err) PDX_MUST;

#endif
