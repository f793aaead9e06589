/* Whether HTML is the text of one post and nothing round it, as exports of newsletters and databases have it: paragraphs that stand in no element,
 * and nothing that makes a page (a head, an article, navigation), a title or a list of posts (headings that link, times). Called by archive/ where
 * nothing else tells of entries.
 * Promises: linear, one pass; a text that begins as a page costs a look at its first tag. */
#ifndef PDX_SOURCE_HTMLFRAGMENT_H
#define PDX_SOURCE_HTMLFRAGMENT_H

#include "base/span.h"

bool pdx_html_is_fragment(pdx_span html);

#endif
