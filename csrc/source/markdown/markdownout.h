/* Blocks of Markdown as the HTML that they mean, with a map from its bytes back to those of the source: so that a page in Markdown is read on as
 * any page of HTML is. Called by markdownblocks.c for pages (markdownpage.h).
 * Promises: linear; every byte of a text comes from where it stands in the source, every byte of markup from nowhere. */
#ifndef PDX_SOURCE_MARKDOWNOUT_H
#define PDX_SOURCE_MARKDOWNOUT_H

#include "source/markdown/markdown.h"

/* How many characters a stretch of a line has. */
static inline size_t pdx_markdown_width(pdx_span bytes, size_t begin, size_t end) {
    size_t n = 0;
    for (; begin < end; begin++) n += (bytes.data[begin] & 0xC0) != 0x80;
    return n;
}

/* How the lines of a page end. */
typedef struct pdx_markdown_lines {
    size_t width;     /* characters at which it was broken; 0: it was not */
    bool are_blocks;  /* a line's end ends something: what is long stands in one line */
} pdx_markdown_lines;

/* A page as it is written. */
typedef struct pdx_markdown_out {
    pdx_buf html;
    pdx_offsets map;    /* back to the source */
    pdx_markdown_lines lines;
    bool in_list;       /* what was written last is an item */
} pdx_markdown_out;

void pdx_markdown_out_init(pdx_markdown_out *out);
void pdx_markdown_out_deinit(pdx_markdown_out *out);
/* markdown->lines as a block of this role into markdown->out; a heading is of markdown->level. */
pdx_status pdx_markdown_out_block(pdx_markdown *markdown, uint8_t role, pdx_error *err) PDX_MUST;
/* `n` lines of the source as they stand. */
pdx_status pdx_markdown_out_code(pdx_markdown *markdown, const pdx_range *lines, size_t n, pdx_error *err) PDX_MUST;
/* What is begun ends. */
void pdx_markdown_out_end(pdx_markdown_out *out);

#endif
