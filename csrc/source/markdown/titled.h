/* Whether a text is a post in Markdown that begins with nothing but its title, as notes and pages of manuals do: `# The ferry`. Called by
 * forms/sniff.c.
 * Promises: a bounded stretch is looked at; a page of several posts that somebody turned into Markdown is none: it has more such headings,
 * headings that are links, or headings with days below them. */
#ifndef PDX_SOURCE_TITLED_H
#define PDX_SOURCE_TITLED_H

#include "base/span.h"

bool pdx_markdown_is_titled(pdx_span bytes);

#endif
