/* Exports of Ghost say which tags and authors a post has in tables of their own, behind the posts: tables joined, so that each post has names.
 * Called by jsonfeed.c.
 * Promises: two passes over a document that is here as a whole, and n log n steps for its n links; what is no such table, or leads nowhere, is
 * passed over; a damaged document has the tables before the damage. */
#ifndef PDX_SOURCE_JSONTABLES_H
#define PDX_SOURCE_JSONTABLES_H

#include "base/map.h"
#include "source/records/entry.h"

/* A document that is larger is read without its tables, unless all of it is here. */
enum { PDX_JSONTABLES_WAIT = PDX_LIMIT(8 << 20, 1 << 12) };

/* A name of a post. */
typedef struct pdx_jsontables_link {
    uint32_t post, order;
    uint32_t name;  /* which one */
    uint32_t row;   /* which of all links: those of one order stand as in their tables */
    uint8_t field;  /* pdx_entry_field: tag or author */
} pdx_jsontables_link;

typedef struct pdx_jsontables {
    pdx_map posts, tags, users;                                 /* by their ids, as they are written */
    PDX_VEC(pdx_range) tag_names, user_names;                   /* in the text; empty: not known */
    pdx_buf text;
    PDX_VEC(pdx_jsontables_link) links;                         /* by post, field, order and row */
} pdx_jsontables;

void pdx_jsontables_init(pdx_jsontables *tables);
void pdx_jsontables_deinit(pdx_jsontables *tables);
/* Whether the document may have such tables: its first bytes say what it is. */
bool pdx_jsontables_may_be(pdx_span document);
pdx_status pdx_jsontables_read(pdx_jsontables *tables, pdx_span document, pdx_error *err) PDX_MUST;
/* The links of a post, by its id as it is written; how many. */
size_t pdx_jsontables_of(const pdx_jsontables *tables, pdx_span id, const pdx_jsontables_link **first);
pdx_span pdx_jsontables_name(const pdx_jsontables *tables, const pdx_jsontables_link *link);

#endif
