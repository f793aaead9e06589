/* Comments whose elements have no marks of their own, in what is named as the place of comments: items of a list, definitions (who, and what he
 * says), lines that end in a colon ("Ann says:") and what follows them. Called by htmlcomments.c for pages that mark none.
 * Promises: n log n in blocks and boxes; of a list all say whose they are, or none is a comment; what is written in forms is none. */
#ifndef PDX_SOURCE_HTMLCOMMENTLISTS_H
#define PDX_SOURCE_HTMLCOMMENTLISTS_H

#include "source/html/htmlcomments.h"

pdx_status pdx_html_comment_lists_find(pdx_html_comments *comments, const pdx_htmltext *read, pdx_error *err) PDX_MUST;

#endif
