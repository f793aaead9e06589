/* XML as pull tokens that keep source offsets, for what people really have: exports and feeds that are nearly well-formed. Called by xml_leaf.c,
 * xml_names.c and source/.
 * Promises: any bytes are read to their end; the sources of the tokens, joined, are the input; linear in time; memory only for the attributes of one
 * tag and the names of open elements, within a stated limit; the same tokens however the input is cut (input.h). Of well-formed documents the tokens
 * are what other parsers say. Nothing is fetched, and no entity but the five and numbers stands for anything: document type declarations are passed
 * over. What is wrong is told, if somebody wants to know, and never stops it. Bytes are taken as UTF-8 and go through as they are; a byte order mark
 * is text.  * What is not well-formed is read so: a `<` that begins nothing is text, as is an ampersand; a tag ends before the next `<`; a value
 * without its second quote ends before the next `>` or `<`; a closing tag closes all that is open within its element, and nothing when that is not
 * among the innermost PDX_XML_LOOK_BACK. */
#ifndef PDX_MARKUP_XML_H
#define PDX_MARKUP_XML_H

#include "base/status.h"
#include "markup/attributes.h"
#include "markup/input.h"
#include "markup/problems.h"
#include "markup/unescape.h"
#include "markup/xml_open.h"

typedef enum pdx_xml_kind {
    PDX_XML_MORE,    /* nothing: the bytes end within a token, give more or say that they are the last */
    PDX_XML_END,     /* nothing: the input ends, and with it all elements that are open */
    PDX_XML_TEXT,
    PDX_XML_CDATA,
    PDX_XML_OPEN,    /* a start tag, or the tag of an element that is empty */
    PDX_XML_CLOSE,   /* an end tag */
    PDX_XML_COMMENT,
    PDX_XML_INSTRUCTION, /* also `<?xml ...?>` */
    PDX_XML_DOCTYPE,
    PDX_XML_NOTHING  /* bytes that say nothing: `</>`, or a tag that the end of the input cuts off */
} pdx_xml_kind;

typedef struct pdx_xml_token {
    pdx_xml_kind kind;
    bool plain;         /* of text, sections, comments: the content says what its bytes say; false promises nothing */
    bool is_empty;      /* of PDX_XML_OPEN: the element is closed too, and no PDX_XML_CLOSE comes */
    pdx_range source;   /* all its bytes */
    pdx_range name;     /* of tags, instructions, doctypes; with its prefix */
    pdx_range content;  /* of text, sections, comments, instructions */
    uint64_t depth;     /* elements that are open around it; of tags: around their element */
    uint64_t closes;    /* of PDX_XML_CLOSE and PDX_XML_END: so many elements end, one and none unless something is wrong */
    const pdx_attribute *attributes; /* until the next token; of those with one name the first */
    size_t n_attributes;
} pdx_xml_token;

typedef struct pdx_xml {
    pdx_markup_input input;
    size_t at;
    uint64_t no_control;    /* control characters before it have been told; private */
    bool html_names;        /* references may have the names of HTML, as careless feeds have them; each is told */
    bool plain_doctypes;    /* one had no end: others go to the next `>` */
    pdx_xml_open open;      /* elements */
    pdx_attributes attributes;
    pdx_problems *problems; /* borrowed; NULL: nobody wants to know */
} pdx_xml;

void pdx_xml_init(pdx_xml *xml);
void pdx_xml_deinit(pdx_xml *xml);
/* Where the next token begins in the source: bytes before it are not looked at again. */
static inline uint64_t pdx_xml_at(const pdx_xml *xml) { return xml->input.base + xml->at; }
/* The bytes from pdx_xml_at on, borrowed until the next feed. */
void pdx_xml_feed(pdx_xml *xml, pdx_span bytes, bool is_last);
/* PDX_ENOMEM alone; then the same token can be asked for again. */
pdx_status pdx_xml_next(pdx_xml *xml, pdx_xml_token *token, pdx_error *err) PDX_MUST;

/* An element that holds one text, one section or nothing, with a few attributes whose values are plain, or none. */
enum { PDX_XML_LEAF_ATTRIBUTES = 4 };
typedef struct pdx_xml_leaf {
    pdx_span name;         /* borrowed until the next feed */
    pdx_attribute attributes[PDX_XML_LEAF_ATTRIBUTES]; /* none declares a namespace */
    size_t n_attributes;
    pdx_xml_token content; /* its kind, its content and whether that is plain: PDX_XML_TEXT without content where there is nothing */
    size_t end;            /* of all of it; private */
} pdx_xml_leaf;

/* An element without attributes that holds such elements and white space. */
typedef struct pdx_xml_twig {
    pdx_span name; /* borrowed until the next feed */
    size_t at;     /* of what it holds next; private */
} pdx_xml_twig;

/* Whether what comes next is white space and such an element, whole in the stretch: three or four tokens for who needs no more of them than this
 * says. Never while problems are told of. It stays the next thing until it is passed. A name that it is `likely` to have is looked at first;
 * empty: no idea. */
bool pdx_xml_leaf_at(const pdx_xml *xml, pdx_span likely, pdx_xml_leaf *leaf);
static inline void pdx_xml_pass_leaf(pdx_xml *xml, const pdx_xml_leaf *leaf) { xml->at = leaf->end; }
/* Whether a tag comes next that may begin a twig, with white space before it. Then what it holds, one after the other: false behind the last, or
 * where something else stands. Passing it says whether it was one: where it was not, or is not whole in the stretch, nothing has happened. */
bool pdx_xml_twig_at(const pdx_xml *xml, pdx_xml_twig *twig);
bool pdx_xml_twig_next(const pdx_xml *xml, pdx_xml_twig *twig, pdx_xml_leaf *leaf);
bool pdx_xml_pass_twig(pdx_xml *xml, const pdx_xml_twig *twig);
/* Passes white space that is a token of its own, for who has no use for that. Never while problems are told of. */
void pdx_xml_pass_space(pdx_xml *xml);

/* What bytes of the last token say, appended; `map` may be NULL. */
pdx_status pdx_xml_text(const pdx_xml *xml, const pdx_xml_token *token, pdx_buf *out, pdx_offsets *map, pdx_error *err) PDX_MUST;
pdx_status pdx_xml_value(const pdx_xml *xml, const pdx_attribute *attribute, pdx_buf *out, pdx_offsets *map, pdx_error *err) PDX_MUST;

#endif
