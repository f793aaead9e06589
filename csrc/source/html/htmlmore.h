/* Lines of a page of HTML that lead on to the whole of a post: one link, a few words of it, to where the heading before it leads as well. Called
 * by archive/.
 * Promises: linear over blocks and marks, which are asked for in their order; a line with figures is none (a date and a number of comments link
 * there too). */
#ifndef PDX_SOURCE_HTMLMORE_H
#define PDX_SOURCE_HTMLMORE_H

#include "source/html/htmltext.h"

typedef struct pdx_html_more {
    size_t mark;       /* the next to be looked at */
    pdx_span address;  /* where the last heading leads; borrowed */
} pdx_html_more;

/* Whether a block, the next one behind those that were asked about, is such a line. All zeros to begin with. */
bool pdx_html_more_is(pdx_html_more *self, const pdx_htmltext *read, const pdx_html_block *block);

#endif
