/* Fields of a post that are put together from its appearances. Called by post_type.c and the tables; no Python object
 * is touched. */
#ifndef PDX_PY_POST_TEXT_H
#define PDX_PY_POST_TEXT_H

#include "py/call/state.h"


/* The roles whose text makes a post's text: headings, paragraphs, quotes, lists, code, tables. */
pdx_role_set pdx_py_text_roles(void);

/* Appends the text of a post: its fullest appearance's parts with those roles (and a role of `within`), an empty line
 * between two. `out->failed` says when memory ran out. */
void pdx_py_post_text(const pdx_archive *archive, uint32_t post, pdx_role_set within, pdx_buf *out);

/* A field and where it stands; `text.len` 0: there is none. */
typedef struct pdx_py_field {
    pdx_span text;
    uint32_t page, part, layer; /* part: or PDX_NONE */
    pdx_range range;
} pdx_py_field;

/* Title, byline, author: of the fullest appearance, or else of the first that has one. */
pdx_py_field pdx_py_post_title_field(const pdx_archive *archive, uint32_t post);
pdx_py_field pdx_py_post_byline(const pdx_archive *archive, uint32_t post);
/* What forms with fields say (an address, a kind, a status, when it was updated): the part of this role. */
pdx_py_field pdx_py_post_said(const pdx_archive *archive, uint32_t post, pdx_role role);
pdx_py_field pdx_py_post_author(const pdx_archive *archive, uint32_t post);

#endif
