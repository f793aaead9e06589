/* Boxes of a page of HTML by the row in which they stand and their form: neighbours, and those of rows that are neighbours of one form themselves,
 * as themes set their entries side by side. Called by htmlentries.c. Promises: n log n. */
#ifndef PDX_SOURCE_HTMLROWS_H
#define PDX_SOURCE_HTMLROWS_H

#include "source/html/htmltext.h"

typedef struct pdx_html_rows {
    const pdx_html_box *boxes;
    uint32_t *rows;  /* owned; per box: the first neighbour of the form of the one that it stands in, or PDX_HTML_NO_BOX */
    uint32_t *order; /* owned; boxes by row, form, and as they come */
    uint32_t *ends;  /* owned; room */
    size_t n;
} pdx_html_rows;

bool pdx_html_rows_init(pdx_html_rows *rows, const pdx_htmltext *read) PDX_MUST;
void pdx_html_rows_deinit(pdx_html_rows *rows);
void pdx_html_rows_read(pdx_html_rows *rows);
/* Whether two places of the order have boxes of one row and form. */
bool pdx_html_rows_alike(const pdx_html_rows *rows, size_t i, size_t j);

#endif
