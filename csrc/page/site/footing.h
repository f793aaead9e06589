/* The lines with which pages end, whatever stands above: lists of recent posts, of archives, of links, the owner's name. They are no entries, and
 * what recurs in them tells nothing of entries, though they may repeat titles and dates. Of a site they are learned by site.c from some pages
 * before these are cut; of a page alone they are what stands below a heading of such lists, where no text follows. cut.c marks them. Promises: a
 * bounded number of lines is read and kept of each page of a site; linear work. */
#ifndef PDX_PAGE_FOOTING_H
#define PDX_PAGE_FOOTING_H

#include "page/lines/facts.h"
#include "page/site/siteedge.h"

/* Makes the lines with which this page ends lines of the page in `facts`, and sets where they begin; `last` is of its site, or NULL. After facts
 * are read, before classes. */
void pdx_footing_mark(const pdx_site_edge *last, pdx_facts *facts, pdx_span text, const pdx_lines *lines);

#endif
