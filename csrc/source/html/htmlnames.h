/* What elements of HTML do to the text that a reader sees. Called by htmlfragment.c, htmlopen.c, htmltext.c, forms/ and markdown/.
 * Promises: names are found whatever their capitals. */
#ifndef PDX_SOURCE_HTMLNAMES_H
#define PDX_SOURCE_HTMLNAMES_H

#include "base/role.h"
#include "base/span.h"
#include "source/html/htmlout.h"

typedef enum pdx_html_name {
#define PDX_HTML_NAME(name, id, does, role, out) PDX_TAG_##id,
#include "source/html/htmlnames.def"
#undef PDX_HTML_NAME
    PDX_TAG_OTHER /* any other */
} pdx_html_name;

enum {
    PDX_TAG_IS_BLOCK = 1,   /* a blank line is before and behind it */
    PDX_TAG_IS_LINE = 2,    /* it begins and ends a line */
    PDX_TAG_IS_CELL = 4,    /* a tab parts it from the one before */
    PDX_TAG_IS_VOID = 8,    /* nothing stands in it */
    PDX_TAG_IS_PRE = 16,    /* its white space is kept */
    PDX_TAG_IS_HEAD = 32,   /* it may stand in the head */
    PDX_TAG_IS_SCOPE = 64,  /* end tags of what is round it do not end what is in it, */
    PDX_TAG_CROSSES = 128   /* but for those */
};

typedef struct pdx_html_trait {
    const char *name;
    uint8_t does; /* PDX_TAG_IS_* */
    uint8_t role; /* pdx_role, PDX_ROLE_BLANK: that of what it stands in */
    uint8_t out;  /* pdx_html_out */
} pdx_html_trait;

extern const pdx_html_trait pdx_html_traits[PDX_TAG_OTHER + 1];

pdx_html_name pdx_html_name_of(pdx_span name);
static inline bool pdx_html_name_is_heading(unsigned name) { return name >= PDX_TAG_H1 && name <= PDX_TAG_H6; }

#endif
