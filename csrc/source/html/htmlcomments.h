/* What readers have written below a post, by what markup says: elements that are comments, of each who wrote it and when, and what it says; where
 * none is marked, what stands in the place of comments (htmlcommentlists.h). Called by archive/ for pages.
 * Promises: linear in blocks, boxes and marks; what does not say whose it is, or hold words of its own, is none. */
#ifndef PDX_SOURCE_HTMLCOMMENTS_H
#define PDX_SOURCE_HTMLCOMMENTS_H

#include "source/html/htmltext.h"

typedef struct pdx_html_comment_line {
    pdx_range range; /* in the text: a block */
    uint32_t box;    /* the comment */
    uint8_t role;    /* PDX_ROLE_COMMENT_BY or PDX_ROLE_COMMENTS; PDX_ROLE_NAV: what can be done with it */
} pdx_html_comment_line;

typedef struct pdx_html_comments {
    PDX_VEC(pdx_html_comment_line) list; /* owned; ascending */
} pdx_html_comments;

void pdx_html_comments_init(pdx_html_comments *comments);
void pdx_html_comments_deinit(pdx_html_comments *comments);
pdx_status pdx_html_comments_find(pdx_html_comments *comments, const pdx_htmltext *read, pdx_error *err) PDX_MUST;

#endif
