/* What elements of XML are called that is neither a feed nor an export of WordPress, but has rows: exports of LiveJournal, Tumblr, Evernote, of wikis
 * and forums, and of programs of somebody's own. Called by newsfeed.c.
 * Promises: names that are in no table here are those that columns have (columnnames.h); namespaces make no difference. */
#ifndef PDX_SOURCE_XMLROWS_H
#define PDX_SOURCE_XMLROWS_H

#include "source/records/newsfeed_names.h"

/* NULL: nothing that is read. */
const pdx_newsfeed_name *pdx_xmlrows_name_of(pdx_span local);
/* Whether an element at this depth of the document is a row. */
bool pdx_xmlrows_is_row(pdx_span local, uint64_t depth);

#endif
