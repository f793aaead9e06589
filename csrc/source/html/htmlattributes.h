/* The attributes of a tag that say something of its text. Called by htmlheadline.c and htmltext.c. */
#ifndef PDX_SOURCE_HTMLATTRIBUTES_H
#define PDX_SOURCE_HTMLATTRIBUTES_H

#include "markup/html.h"
#include "source/html/htmlnames.h"

/* Those that are not there are NULL. Borrowed until the next token. */
typedef struct pdx_html_known {
    const pdx_attribute *later; /* of a picture: where it is loaded from when it comes into view, behind which `src` is a placeholder */
    const pdx_attribute *href, *src, *alt, *datetime, *content, *title, *lang;
    unsigned rel;    /* PDX_HTML_REL_* */
    unsigned says;   /* PDX_HTML_SAYS_* */
    bool is_hidden;  /* by an attribute of its own, or its style */
    bool is_caption; /* by a class */
    bool is_text;    /* the same: what an entry says */
    bool is_linked;    /* of a script: linked data */
    bool is_published; /* of a meta: when the page was published */
    bool links_here;   /* its address is a place of the page */
    bool speaks;       /* it says something of things: htmlproperties.h */
} pdx_html_known;

void pdx_html_known_read(pdx_html_known *known, const pdx_markup_input *input, const pdx_html_token *token, pdx_html_name name);
/* Of an element whose name has that hash: the form of a box. */
uint32_t pdx_html_form_of(const pdx_markup_input *input, const pdx_html_token *token, uint32_t hash);
/* Whether there is a letter or a digit among the bytes. */
bool pdx_html_has_words(pdx_span bytes);

#endif
