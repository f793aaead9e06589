/* Texts that are written otherwise than in Markdown: reStructuredText and Org, whose blocks and whose marks within a line are their own, and text
 * that is not marked up. Called by the files of this room.
 * Promises: linear; read anything; what a program of theirs would put in stands as it is, in parts of its own; comments are read by nobody. */
#ifndef PDX_SOURCE_OUTLINES_H
#define PDX_SOURCE_OUTLINES_H

#include "source/markdown/markdownblocks.h"
#include "source/markdown/markdowninline.h"

/* All blocks from blocks->at on. */
pdx_status pdx_rest_blocks(pdx_block_reader *blocks, pdx_error *err) PDX_MUST;
pdx_status pdx_org_blocks(pdx_block_reader *blocks, pdx_error *err) PDX_MUST;
pdx_status pdx_text_blocks(pdx_block_reader *blocks, pdx_error *err) PDX_MUST;

/* `.. _name: address`. */
bool pdx_rest_definition(pdx_span bytes, const pdx_block_line *line, pdx_markdown_definition *out);

/* What becomes of the bytes of a block, and the links in it. */
void pdx_rest_inline(pdx_inline *self);
void pdx_org_inline(pdx_inline *self);
void pdx_text_inline(pdx_inline *self);

#endif
