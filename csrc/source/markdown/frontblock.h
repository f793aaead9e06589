/* Where front matter stands in a file, and what it is written in. Private to front*.c. Called by frontmatter.c.
 * Promises: linear; nothing is allocated. */
#ifndef PDX_SOURCE_FRONTBLOCK_H
#define PDX_SOURCE_FRONTBLOCK_H

#include "source/markdown/frontmatter.h"

typedef struct pdx_front_block {
    pdx_front_kind kind;
    size_t begin, end, body, mark; /* bytes before each key */
    pdx_front_dialect dialect;
    pdx_range fields, drawer;
} pdx_front_block;

pdx_front_block pdx_front_block_find(pdx_span bytes);

#endif
