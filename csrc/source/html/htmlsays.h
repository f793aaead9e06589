/* What the markup of a page of HTML says of the posts that it shows, beside their text: linked data (JSON-LD), microdata, RDFa, microformats, Open
 * Graph, its head, and what links say of themselves. Filled while the page is read (htmllinked.c, htmlproperties.c), then settled once; read by
 * archive/.
 * Promises: linear in the page; every statement says who said it and where that stands in the source; none is left out because another one says
 * something else. Which of them counts, and of which entry, is for the reader to decide. */
#ifndef PDX_SOURCE_HTMLSAYS_H
#define PDX_SOURCE_HTMLSAYS_H

#include "base/buf.h"
#include "base/role.h"
#include "base/status.h"
#include "base/vec.h"

/* Who said it, in the order of evidence. */
typedef enum pdx_says_by {
    PDX_SAYS_LINKED,    /* JSON-LD */
    PDX_SAYS_MICRODATA,
    PDX_SAYS_RDFA,
    PDX_SAYS_FORMATS,   /* microformats: h-entry, hAtom */
    PDX_SAYS_OPENGRAPH,
    PDX_SAYS_HEAD,      /* meta and link elements that HTML itself has, and what libraries call theirs */
    PDX_SAYS_LINKS,     /* a link's `rel` */
    PDX_SAYS_TITLE,     /* what a title links to */
    PDX_SAYS_ELEMENT,   /* that there is such an element: links, pictures */
    PDX_SAYS_BY_COUNT
} pdx_says_by;

/* What a property is called, in whatever vocabulary. */
typedef enum pdx_says_key {
    PDX_KEY_NONE, /* anything else */
    PDX_KEY_HEADLINE, PDX_KEY_NAME, PDX_KEY_PUBLISHED, PDX_KEY_UPDATED, PDX_KEY_AUTHOR,
    PDX_KEY_TAGS, /* several, parted by commas */
    PDX_KEY_TAG, PDX_KEY_SECTION, PDX_KEY_LANGUAGE,
    PDX_KEY_ADDRESS, PDX_KEY_PAGE, PDX_KEY_ID, /* its address, the page that it is the main thing of, what others call it by */
    PDX_KEY_SUMMARY, PDX_KEY_CONTENT, PDX_KEY_IMAGE, PDX_KEY_LINK,
    PDX_KEY_TYPE, PDX_KEY_LIST, PDX_KEY_ITEM, /* what things are lists of, and what they are an item for */
    PDX_KEY_COUNT
} pdx_says_key;

typedef enum pdx_says_kind {
    PDX_THING_OTHER,
    PDX_THING_ARTICLE,
    PDX_THING_LIST,   /* of articles: a blog, a collection, a feed of entries */
    PDX_THING_ITEM,   /* of such a list */
    PDX_THING_PAGE
} pdx_says_kind;

#define PDX_SAYS_NOTHING UINT32_MAX /* no thing; no statement */

/* Something of which statements are made. */
typedef struct pdx_says_thing {
    pdx_range range;  /* of its element, in the page's text; of linked data and of the page as a whole: empty */
    uint32_t parent;  /* the thing that it belongs to, before it, or PDX_SAYS_NOTHING */
    uint8_t key;      /* pdx_says_key: what it is of that one */
    uint8_t kind, by; /* pdx_says_kind, pdx_says_by */
    bool implied;     /* its text is its name where nothing says another */
    bool has_content; /* its text as a whole is said to be there, not only a summary */
} pdx_says_thing;

typedef struct pdx_says_statement {
    uint32_t thing;   /* PDX_SAYS_NOTHING: of whatever holds it */
    uint8_t key, by;
    pdx_range text;   /* where it stands in the page's text; its value, unless that is given; of what has no place: empty */
    pdx_range value;  /* in the values; empty: what stands in the text is */
    pdx_range source; /* of the value, as it is written; of a value in the text: empty */
} pdx_says_statement;

/* A statement about an article, the page, or whatever holds it, as the field of a post that it is. */
typedef struct pdx_html_fact {
    uint32_t thing;   /* an article or an item of a list; PDX_SAYS_NOTHING: of what holds its place, or of the page as a whole */
    uint8_t role;     /* pdx_role: title, byline (an author), date, updated, tags (one), categories (one), address, summary, image, link */
    uint8_t by;
    bool is_name;     /* of an address: what others call it by, which may be written in another way */
    bool has_place;   /* it is of what holds its text, or the place where that is empty */
    pdx_range text, value, source;
} pdx_html_fact;

typedef struct pdx_html_says {
    PDX_VEC(pdx_says_thing) things;
    PDX_VEC(pdx_says_statement) statements;
    pdx_buf values;                    /* decoded; white space is collapsed */
    PDX_VEC(pdx_html_fact) facts;      /* once it is settled */
    pdx_range language;                /* in the values: what an article or the page says of its language; empty: nothing */
} pdx_html_says;

void pdx_html_says_init(pdx_html_says *says);
void pdx_html_says_deinit(pdx_html_says *says);
void pdx_html_says_reset(pdx_html_says *says);

/* False: out of memory, or 2^32 of them. */
bool pdx_says_add_thing(pdx_html_says *says, const pdx_says_thing *thing) PDX_MUST;
bool pdx_says_add(pdx_html_says *says, const pdx_says_statement *statement) PDX_MUST;
/* The values from `begin` on, just decoded, as one: without white space round it, white space in it as one space. */
pdx_range pdx_says_value(pdx_html_says *says, size_t begin);

/* Statements become facts: names of authors of articles, tags one by one. `text` is the page's. */
pdx_status pdx_html_says_settle(pdx_html_says *says, pdx_span text, pdx_error *err) PDX_MUST;
/* What a fact says. */
pdx_span pdx_html_fact_value(const pdx_html_says *says, const pdx_html_fact *fact, pdx_span text);

#endif
