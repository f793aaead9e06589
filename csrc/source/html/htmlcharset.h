/* The encoding that a page of HTML names for itself, found as browsers look for it before they read the page: the prescan of the HTML standard.
 * Called by whoever decodes bytes that nothing else tells the encoding of.
 * Promises: looks at the first PDX_HTML_CHARSET_BYTES alone. */
#ifndef PDX_SOURCE_HTMLCHARSET_H
#define PDX_SOURCE_HTMLCHARSET_H

#include "base/span.h"

enum { PDX_HTML_CHARSET_BYTES = 1024 };

/* The label as it is written, a part of `html`; empty: it names none. That a label of UTF-16 there means UTF-8, and which labels there are, is for
 * the caller to know. */
pdx_span pdx_html_charset(pdx_span html);

#endif
