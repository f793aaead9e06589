/* HTML, a page or a piece of one, as the text that a reader sees: blocks as lines, with a map back to the source, and what markup alone says of
 * stretches of it. Called by archive/ for pages and for records whose bodies are HTML.
 * Promises: any bytes are read to their end; linear in time; memory for at most PDX_HTML_TEXT_TIMES bytes a byte of the source beside what is there
 * already; depth costs nothing beyond a limit (htmlopen.h). Nothing is lost: each byte of the source is markup, or white space that browsers
 * drop, or stands in the text, or is left out by name.
 *
 * White space is collapsed as browsers do it. A blank line parts blocks; an item of a list, a row of a table, `<br>` begin a line; a tab parts cells;
 * what `<pre>` holds is as it is. The words that stand for a picture are a block of their own, behind the line in which the picture stands. */
#ifndef PDX_SOURCE_HTMLTEXT_H
#define PDX_SOURCE_HTMLTEXT_H

#include "base/buf.h"
#include "base/offsets.h"
#include "base/role.h"
#include "base/tick.h"
#include "base/vec.h"
#include "source/html/htmlout.h"
#include "source/html/htmlsays.h"

enum { PDX_HTML_TEXT_TIMES = 96 };

/* A stretch of lines with one role. Newlines between blocks are in none. */
typedef struct pdx_html_block {
    pdx_range range; /* in the text */
    uint8_t role;    /* pdx_role: paragraph, heading, quote, list (an item), code, caption, image_alt, table (a row) */
    uint8_t level;   /* of a heading, 1 to 6 */
    uint32_t box;    /* the innermost box it stands in, or PDX_HTML_NO_BOX */
} pdx_html_block;

/* An element that holds lines, in the order in which they begin; a box comes behind the one that it stands in. Those beyond PDX_HTML_BOXES_MOST
 * are not told. */
typedef struct pdx_html_box {
    pdx_range range; /* in the text, without white space around it; may be empty */
    uint32_t parent; /* the box that it stands in, or PDX_HTML_NO_BOX */
    uint32_t form;   /* of the element's name and its classes, but for what numbers entries */
    uint16_t says;   /* PDX_HTML_SAYS_* */
} pdx_html_box;

#define PDX_HTML_NO_BOX UINT32_MAX
enum { PDX_HTML_BOXES_MOST = PDX_LIMIT(1 << 16, 64) };

/* What elements, their classes and their attributes say of what stands in them: HTML's own elements, microformats, microdata, roles of ARIA,
 * and the words that all kinds of themes have for what goes around the posts. */
enum { PDX_HTML_SAYS_ENTRY = 1, PDX_HTML_SAYS_ASIDE = 2, PDX_HTML_SAYS_TITLE = 4, PDX_HTML_SAYS_TIME = 8, PDX_HTML_SAYS_PAGE = 16,
       PDX_HTML_SAYS_AROUND = 32, /* as PDX_HTML_SAYS_ASIDE, by what HTML itself has for it and not by a name that somebody gave it */
       PDX_HTML_SAYS_COMMENT = 64, PDX_HTML_SAYS_COMMENT_TEXT = 128, /* it is one, or what one says, if it stands in one */
       PDX_HTML_SAYS_POST = 256, /* somebody called it so: a name, and no more */
       PDX_HTML_SAYS_COMMENTS = 512, PDX_HTML_SAYS_FORM = 1024, /* comments stand in it; something is written in it */
       PDX_HTML_SAYS_FOOTER = 2048, /* what is said beside the text of what it stands in */
       PDX_HTML_SAYS_SHARE = 4096, PDX_HTML_SAYS_APART = 8192, /* buttons to pass it on; what is not for reading: not printed, asked of readers */
       PDX_HTML_SAYS_COMMENT_BY = 16384 /* who wrote a comment, or when */ };

typedef enum pdx_html_mark_kind {
    PDX_HTML_LINK,  /* the value is its address, as it is written */
    PDX_HTML_IMAGE, /* the same; the range is that of its words, which may be none */
    PDX_HTML_TIME,  /* the value is what a machine would read of it; none: the words are all there is */
    PDX_HTML_TITLE  /* of an entry, as microformats and microdata say */
} pdx_html_mark_kind;

enum { PDX_HTML_REL_TAG = 1, PDX_HTML_REL_CATEGORY = 2, PDX_HTML_REL_BOOKMARK = 4, PDX_HTML_REL_AUTHOR = 8, PDX_HTML_REL_NEXT = 16,
       PDX_HTML_REL_PREV = 32 };

/* What markup says of a stretch, in the order in which the stretches begin. */
typedef struct pdx_html_mark {
    pdx_range range; /* in the text; may be empty */
    pdx_range value; /* in the values; may be empty */
    pdx_range source; /* where the value stands, as it is written; empty: there is none */
    uint8_t kind;    /* pdx_html_mark_kind */
    uint8_t rel;     /* of a link: PDX_HTML_REL_* */
} pdx_html_mark;

typedef struct pdx_html_left {
    pdx_range source;
    uint8_t out; /* pdx_html_out */
} pdx_html_left;

typedef struct pdx_htmltext {
    pdx_buf text;
    pdx_offsets map; /* back to the source */
    PDX_VEC(pdx_html_block) blocks;
    PDX_VEC(pdx_html_mark) marks;
    PDX_VEC(pdx_html_box) boxes;
    PDX_VEC(pdx_html_left) left; /* what was left out, in the order of the source */
    pdx_buf values;  /* decoded */
    pdx_range published; /* in the source: when the page says that it was, in linked data, or else in its head; empty: it does not */
    pdx_range language; /* in the values: what the page says of itself; empty: nothing */
    pdx_range base;      /* in the values: what its addresses are relative to, as its head says; empty: nothing */
    pdx_range title;     /* in the values: what the page is called, as browsers show it; empty: nothing */
    pdx_html_says *says; /* borrowed; where things and statements go; NULL: nobody wants to know */
} pdx_htmltext;

typedef struct pdx_htmltext_source {
    pdx_span html;              /* borrowed */
    uint64_t base;              /* where it stands in its source, or in the text that it was decoded to, then: */
    const pdx_offsets *through; /* borrowed; the map of that text; NULL: it was not decoded */
} pdx_htmltext_source;

void pdx_htmltext_init(pdx_htmltext *out);
void pdx_htmltext_deinit(pdx_htmltext *out);
void pdx_htmltext_reset(pdx_htmltext *out); /* keeps the room */
/* Appends to what is there, without a newline before or behind it. After a failure what was appended is good for nothing. */
pdx_status pdx_htmltext_append(pdx_htmltext *out, const pdx_htmltext_source *source, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The first block, or mark, that does not begin before a place in the text; how many there are where none does. */
size_t pdx_html_block_at(const pdx_htmltext *read, uint64_t at);
size_t pdx_html_mark_at(const pdx_htmltext *read, uint64_t at);

#endif
