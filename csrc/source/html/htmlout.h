/* Why something of an HTML page is not in its text. Called by whoever reads the latter. */
#ifndef PDX_SOURCE_HTMLOUT_H
#define PDX_SOURCE_HTMLOUT_H

typedef enum pdx_html_out {
    PDX_HTML_OUT_NOT,    /* it is */
    PDX_HTML_OUT_HEAD,   /* it stands in the page's head */
    PDX_HTML_OUT_SCRIPT, /* a program, or what is shown where there are none */
    PDX_HTML_OUT_STYLE,
    PDX_HTML_OUT_FORM,   /* what a form offers to choose, or was filled in with */
    PDX_HTML_OUT_OBJECT, /* a picture in words, or what is shown where something cannot be played */
    PDX_HTML_OUT_HIDDEN  /* said to be hidden */
} pdx_html_out;

#endif
