/* Pages that are lists of titles, each with its date beside it. Private to htmlentr*.c. Called by htmlentries.c. */
#ifndef PDX_SOURCE_HTMLENTRYLINES_H
#define PDX_SOURCE_HTMLENTRYLINES_H

#include "source/html/htmlfinder.h"

/* A page that is a list of titles, and says less than these beside them: links in lists are no posts where there is one to read. */
pdx_status pdx_html_lines_find(const pdx_html_finder *f, pdx_html_entries *entries, pdx_error *err) PDX_MUST;

#endif
