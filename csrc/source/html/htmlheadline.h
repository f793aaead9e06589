/* Which headings of a page say what its head says that the page is about: linked data, Open Graph, and the title that browsers show, in which
 * the site's name may stand before or behind it. Called by htmlentrytitles.c.
 * Promises: linear in the headings; of a page whose head says the titles of several articles, these say nothing. */
#ifndef PDX_SOURCE_HTMLHEADLINE_H
#define PDX_SOURCE_HTMLHEADLINE_H

#include "source/html/htmltext.h"

enum { PDX_HEADLINES_MOST = 4 };

/* What the head says, once for all headings; values are borrowed. */
typedef struct pdx_html_headlines {
    pdx_span list[PDX_HEADLINES_MOST]; /* with or without the site's name beside them */
    size_t n;
} pdx_html_headlines;

void pdx_html_headlines_read(pdx_html_headlines *headlines, const pdx_htmltext *read);
/* Whether a heading says one, and not only what stands behind another one, as the site's name does: 2, 1; 0: it says none. */
unsigned pdx_html_is_headline(const pdx_html_headlines *headlines, pdx_span heading);

#endif
