/* The lines with which the pages of a site begin: its name, its motto, its menu. They are no entries of any page. Called by cut.c. */
#ifndef PDX_PAGE_MASTHEAD_H
#define PDX_PAGE_MASTHEAD_H

#include "page/lines/facts.h"
#include "page/site/siteedge.h"

/* Makes the lines with which this page begins as most pages of its site do lines of the page in `facts`. After facts are read, before classes. */
void pdx_masthead_mark(const pdx_site_edge *first, pdx_facts *facts, pdx_span text, const pdx_lines *lines);

#endif
