/* What the attributes of a tag say of things: microdata, RDFa, microformats, meta and link elements. Called by htmltext.c for tags that say
 * anything of the kind.
 * Promises: linear in the tag; whatever stands in it. */
#ifndef PDX_SOURCE_HTMLPROPERTIES_H
#define PDX_SOURCE_HTMLPROPERTIES_H

#include "markup/html.h"
#include "source/html/htmlnames.h"
#include "source/html/htmlsays.h"

enum { PDX_SAYS_SCHEMA, PDX_SAYS_CARDS, PDX_SAYS_VOICES }; /* microdata and RDFa; microformats: each knows its own things */

/* What an element is of what is said: for htmlopen.h, which keeps it while it is open. */
typedef struct pdx_says_element {
    uint32_t things[PDX_SAYS_VOICES]; /* what is spoken of in it, or PDX_SAYS_NOTHING */
    uint32_t first;                   /* its own statements, which end with it */
    uint8_t n;
    bool begins[PDX_SAYS_VOICES];     /* it is that thing's */
} pdx_says_element;

typedef struct pdx_says_tag {
    const pdx_html *html;
    const pdx_html_token *token;
    pdx_html_name name;
    uint64_t at;                /* where the page's text is */
    const pdx_offsets *through; /* what was read is decoded from its source so, or NULL */
} pdx_says_tag;

/* What is in the element is known from what it stands in; `element` comes with the things of that, and goes with its own. */
pdx_status pdx_html_says_open(pdx_html_says *says, const pdx_says_tag *tag, pdx_says_element *element, pdx_error *err) PDX_MUST;

#endif
