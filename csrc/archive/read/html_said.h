/* What the markup of a page of HTML says of posts, from when the page is read until its entries are known. For read_html.c, html_match.c and
 * html_fields.c. */
#ifndef PDX_ARCHIVE_HTML_SAID_H
#define PDX_ARCHIVE_HTML_SAID_H

#include "archive/model/model.h"
#include "source/html/htmltext.h"

/* What it may take behind the page's text, and in its map. */
typedef struct archive_said_room {
    size_t bytes, stretches;
} archive_said_room;

pdx_html_says *archive_html_said_new(void); /* NULL: out of memory */
void archive_html_said_free(pdx_html_says *says);
/* Behind what the page says come its links and pictures, but for those of its asides; addresses become whole, as far as somebody knows of what. */
pdx_status archive_html_said_read(archive_source *source, pdx_htmltext *read, pdx_span url, pdx_error *err) PDX_MUST;
archive_said_room archive_html_said_room(const pdx_html_says *says);

/* What two addresses of one thing have in common, however they are written: without scheme, `www.`, fragment and slash at the end. Nothing for
 * what is none of the web. Appended. */
void archive_address_key(pdx_span address, pdx_buf *out);

/* Of which entry each fact is, or PDX_NONE: html_match.c. `entries` has a place for each. */
pdx_status archive_html_match(const pdx_archive *archive, archive_page *page, pdx_html_says *says, uint32_t *entries, pdx_error *err) PDX_MUST;

#endif
