/* What is marked up in a block of Markdown: emphasis, code, links, pictures, tags, what a site's program would put in. Called by markdowntext.c.
 * Promises: linear; each byte is told what becomes of it, links, pictures and captions are found with their addresses. */
#ifndef PDX_SOURCE_MARKDOWNINLINE_H
#define PDX_SOURCE_MARKDOWNINLINE_H

#include "source/markdown/markdown.h"

/* What becomes of a byte. */
enum { PDX_INLINE_KEEP = 0, PDX_INLINE_DROP, PDX_INLINE_SPACE, PDX_INLINE_REFERENCE, PDX_INLINE_RAW /* a tag, in pages */ };
/* RUN_MOST: bytes of a run of ticks. So that reading is linear. */
enum { PDX_INLINE_RUN_MOST = 64, PDX_INLINE_KINDS = 3 };

/* Of one block: zeros but for the first three, and has_memory, which is true. */
typedef struct pdx_inline {
    pdx_markdown *of;          /* borrowed; what is found goes there */
    pdx_span text;             /* of->block */
    uint8_t *acts;             /* of->acts: all are to be kept */
    size_t at, next[PDX_INLINE_KINDS]; /* the next byte of each kind that may be markup, where it is not before `at` */
    bool no_ticks[PDX_INLINE_RUN_MOST + 1], no_comment, no_tag; /* nothing further on ends one: looked for once */
    size_t anchor;             /* behind the tag of the link that is open, */
    pdx_range anchor_address;  /* whose address this is; empty: none is */
    size_t caption, caption_end; /* `[caption ...]` and `[/caption]`, of those that were met last; the end is 0: none was */
    bool has_memory;
} pdx_inline;

/* Makes a block of of->lines, of which nothing is read yet. False: out of memory. */
bool pdx_inline_begin(pdx_inline *self, pdx_markdown *of) PDX_MUST;
/* False: out of memory. */
bool pdx_inline_read(pdx_inline *self) PDX_MUST;
/* Whether all of the block is a picture with its words: `[caption] ... [/caption]`. */
bool pdx_inline_is_caption(const pdx_inline *self);

#endif
