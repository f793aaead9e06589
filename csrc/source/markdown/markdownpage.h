/* A page that a program turned into Markdown, as people keep what they scraped: many posts run together, navigation and all. Called by sniff.c, and
 * by archive/, which reads it on as HTML.
 * Promises: linear; a text that only has a star, a number sign or a link somewhere is none. */
#ifndef PDX_SOURCE_MARKDOWNPAGE_H
#define PDX_SOURCE_MARKDOWNPAGE_H

#include "source/markdown/markdownout.h"

/* Told from these bytes, the first of a source or all of it. */
bool pdx_markdown_is_page(pdx_span bytes);
/* Appends the HTML that the page means, from `begin` of the bytes on, to what is empty. */
pdx_status pdx_markdown_page(pdx_span bytes, size_t begin, pdx_markdown_out *out, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
