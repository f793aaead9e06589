/* HTML as pull tokens that keep source offsets: the tokenization of the HTML standard, with all its states. Called by source/.
 * Promises: any bytes are HTML; the sources of the tokens, joined, are the input; linear in time; no memory but for the attributes of
 * one tag; the same tokens however the input is cut (input.h). What is wrong is told, if somebody wants to know, under the
 * names of the standard's parse errors, and never stops it. Bytes are taken as UTF-8 and go through as they are; a byte order mark
 * is text. */
#ifndef PDX_MARKUP_HTML_H
#define PDX_MARKUP_HTML_H

#include "base/status.h"
#include "markup/attributes.h"
#include "markup/input.h"
#include "markup/problems.h"
#include "markup/unescape.h"

typedef enum pdx_html_kind {
    PDX_HTML_MORE,    /* nothing: the bytes end within a token, give more or say that they are the last */
    PDX_HTML_END,     /* nothing: the input ends */
    PDX_HTML_TEXT,
    PDX_HTML_OPEN,    /* a start tag */
    PDX_HTML_CLOSE,   /* an end tag */
    PDX_HTML_COMMENT,
    PDX_HTML_DOCTYPE,
    PDX_HTML_NOTHING  /* bytes that say nothing: `</>`, or a tag that the end of the input cuts off */
} pdx_html_kind;

/* How what comes next is read. */
typedef enum pdx_html_model {
    PDX_HTML_DATA,
    PDX_HTML_RCDATA,    /* title, textarea: character references but no tags */
    PDX_HTML_RAWTEXT,   /* style and its like */
    PDX_HTML_SCRIPT,
    PDX_HTML_PLAINTEXT, /* to the end of the input */
    PDX_HTML_CDATA      /* to the end of the section, in foreign content */
} pdx_html_model;

typedef struct pdx_html_token {
    pdx_html_kind kind;
    pdx_html_model model;        /* of text: how it was read */
    bool plain;                  /* of text and comments: the content says what its bytes say; false promises nothing */
    bool self_closing;           /* of tags */
    bool force_quirks, has_public, has_system; /* of a doctype */
    pdx_range source;            /* all its bytes */
    pdx_range name;              /* of a tag or doctype; of the latter empty when it has none */
    pdx_range content;           /* of text and comments */
    pdx_range public_id, system_id;
    const pdx_attribute *attributes; /* until the next token; of those with one name the first */
    size_t n_attributes;
} pdx_html_token;

typedef struct pdx_html {
    pdx_markup_input input;
    size_t at;
    pdx_html_model model;
    pdx_span end_name;        /* the end tag that ends RCDATA, RAWTEXT, SCRIPT; borrowed, small letters */
    bool keeps_model;         /* start tags do not change the model, which the caller does */
    bool foreign;             /* in SVG or MathML, which the caller knows: CDATA sections are read, and no tag changes the model */
    pdx_attributes attributes;
    pdx_problems *problems;   /* borrowed; NULL: nobody wants to know */
} pdx_html;

void pdx_html_init(pdx_html *html);
void pdx_html_deinit(pdx_html *html);
/* Where the next token begins in the source: bytes before it are not looked at again. */
static inline uint64_t pdx_html_at(const pdx_html *html) { return html->input.base + html->at; }
/* The bytes from pdx_html_at on, borrowed until the next feed. */
void pdx_html_feed(pdx_html *html, pdx_span bytes, bool is_last);
/* PDX_ENOMEM alone; then the same token can be asked for again. */
pdx_status pdx_html_next(pdx_html *html, pdx_html_token *token, pdx_error *err) PDX_MUST;

/* What bytes of the last token say, appended; `map` may be NULL. */
pdx_status pdx_html_text(const pdx_html *html, const pdx_html_token *token, pdx_buf *out, pdx_offsets *map, pdx_error *err) PDX_MUST;
pdx_status pdx_html_value(const pdx_html *html, const pdx_attribute *attribute, pdx_buf *out, pdx_offsets *map, pdx_error *err) PDX_MUST;
/* Public and system identifiers, and comments: no references in them. */
pdx_status pdx_html_verbatim(const pdx_html *html, pdx_range range, pdx_buf *out, pdx_offsets *map, pdx_error *err) PDX_MUST;

#endif
