/* What a page of HTML says of itself as a whole, beside its text: the day on which it was published, as linked data and head have it. Called by
 * htmltext.c.
 * Promises: linear; what is not JSON is read as far as it is. */
#ifndef PDX_SOURCE_HTMLFACTS_H
#define PDX_SOURCE_HTMLFACTS_H

#include "base/span.h"

/* Of linked data (JSON-LD): where the value of its one `datePublished` stands in it; empty where there is none, or several that differ. */
pdx_range pdx_html_published(pdx_span json);

#endif
