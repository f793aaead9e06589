/* Posts with front matter whose body is HTML throughout, as programs write them that move a site from elsewhere. Called by markdown.c. */
#ifndef PDX_SOURCE_MARKDOWNHTML_H
#define PDX_SOURCE_MARKDOWNHTML_H

#include "source/records/record.h"

/* Whether each block of a body, between blank lines, begins and ends with a tag, an element of a page's among them, and nothing in it is for the
 * site's program. */
bool pdx_markdown_is_html(pdx_span body);

typedef struct pdx_markdown_html pdx_markdown_html;
/* The text of a body that begins at `base` of the source, as parts; what it says of links and pictures waits. NULL in *out when there is no
 * memory. */
pdx_status pdx_markdown_html_read(pdx_span bytes, size_t base, pdx_record *record, pdx_markdown_html **out, pdx_error *err) PDX_MUST;
/* Links and pictures, behind all else. */
pdx_status pdx_markdown_html_marks(pdx_markdown_html *html, pdx_record *record, pdx_error *err) PDX_MUST;
void pdx_markdown_html_free(pdx_markdown_html *html);

#endif
