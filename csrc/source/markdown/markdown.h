/* A post as static sites keep them: front matter and Markdown, one record for the whole file. Called by the files of this room and forms/.
 * Promises: linear; reads anything; a heading, a paragraph, an item of a list, a block of code, a row of a table is a part, as a reader sees it, with
 * a map back to the source; links and pictures have their addresses; what the site's own program would put in (`{{< ... >}}`, `{% ... %}`), and front
 * matter that is not understood, stand as they are in parts of their own. */
#ifndef PDX_SOURCE_MARKDOWN_H
#define PDX_SOURCE_MARKDOWN_H

#include "base/tick.h"
#include "source/markdown/frontmatter.h"
#include "source/records/record.h"

/* Where an address stands in the source, and the words of the record's text that lead there; of a picture its words are a part. */
typedef struct pdx_markdown_link {
    pdx_range address, words;
    bool is_image;
} pdx_markdown_link;

/* `[label]: address`. */
typedef struct pdx_markdown_definition {
    pdx_range label, address; /* in the source */
    size_t behind;            /* of Markdown: where the line behind it begins */
} pdx_markdown_definition;

typedef struct pdx_markdown_mark {
    size_t begin, end;             /* in the text of the block: brackets, or a run of stars */
    pdx_range address;             /* in the text of the block, or of a definition in the source */
    uint8_t byte;
    bool opens, closes, is_image, is_defined, is_caption;
    uint32_t next;                 /* of those that begin where it does: its number and 1, or 0 */
} pdx_markdown_mark;

struct pdx_markdown_out;

/* Room that is used again for each file. */
typedef struct pdx_markdown {
    pdx_span bytes;                           /* borrowed */
    pdx_front front;
    PDX_VEC(uint8_t) rows;                    /* of each value of it which field it is of, in markdownfields.c */
    uint64_t has_rows;                        /* fields that there are */
    PDX_VEC(pdx_markdown_definition) definitions;
    PDX_VEC(pdx_markdown_link) links;
    PDX_VEC(pdx_range) lines;                 /* of the block that is read: without what marks it */
    PDX_VEC(pdx_range) insertions;            /* what the site's program would put in */
    pdx_buf block;                            /* these lines as one text */
    pdx_offsets block_map;
    pdx_buf acts;                             /* for each byte of it what becomes of it */
    PDX_VEC(pdx_markdown_mark) open, runs, found;
    PDX_VEC(uint32_t) places;                 /* of each byte of the block in the record's text; of a page's see markdownout.c */
    struct pdx_markdown_out *out;             /* borrowed; where the blocks of a page go; NULL: they go into a record */
    unsigned level;                           /* of the heading that waits */
} pdx_markdown;

void pdx_markdown_init(pdx_markdown *markdown);
void pdx_markdown_deinit(pdx_markdown *markdown);
pdx_status pdx_markdown_read(pdx_markdown *markdown, pdx_span bytes, pdx_record *record, pdx_error *err) PDX_MUST;

/* All blocks from the end of the front matter on, into the record or to where markdown->out says. */
pdx_status pdx_markdown_blocks(pdx_markdown *markdown, pdx_record *record, bool has_title, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* `[label]: address`, which is one of a page or a file. */
bool pdx_markdown_definition_is(pdx_span bytes, size_t begin, size_t end) PDX_MUST;

/* Private to markdown*.c: markdown->lines as parts of this role. */
pdx_status pdx_markdown_text(pdx_markdown *markdown, pdx_record *record, uint8_t role, pdx_error *err) PDX_MUST;
/* Labels are no longer than this. */
enum { PDX_MARKDOWN_LABEL_MOST = 200 };
/* Of the label of a link, in the source: its address; empty: it has none. */
pdx_range pdx_markdown_defined(const pdx_markdown *markdown, pdx_span label);
/* Appends bytes of the source. */
pdx_status pdx_markdown_copy(const pdx_markdown *markdown, pdx_record *record, pdx_range range, pdx_error *err) PDX_MUST;
static inline bool pdx_markdown_is_space(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

#endif
