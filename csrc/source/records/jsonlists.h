/* Which list of a JSON document has posts, and what the keys of its items say: JSON Feed, exports of Ghost, answers of the interfaces of Ghost,
 * Tumblr and WordPress, rows within an object. Called by jsonfeed.c and records.c. Promises: one pass; nothing is taken for such a list that does
 * not say of its first item at least two things that posts have. */
#ifndef PDX_SOURCE_JSONLISTS_H
#define PDX_SOURCE_JSONLISTS_H

#include "source/records/entry.h"

typedef enum pdx_jsonlist {
    PDX_JSONLIST_NONE = 0,
    PDX_JSONLIST_FEED = 1,   /* `items`, of a document whose version names the form, or whose first item does */
    PDX_JSONLIST_POSTS = 2,  /* `posts`, of the document or within it */
    PDX_JSONLIST_ARRAY = 4,  /* the document is the list, whose items say what is rendered of them */
    PDX_JSONLIST_ROWS = 8    /* a list of rows of somebody's own (rowentry.h), of the document or within it */
} pdx_jsonlist;

/* What a string says that stands behind a key. */
typedef struct pdx_jsonlist_member {
    const char *key;
    uint8_t field, depth; /* pdx_entry_field; of the key; of strings in a list: of the list's key */
    bool is_html, is_list;
    uint8_t of;           /* lists that have it, as bits */
    const char *within;   /* the key of the list or object that has it; NULL: the item itself */
} pdx_jsonlist_member;

/* Where such a list stands. */
typedef struct pdx_jsonlist_place {
    size_t at;        /* behind its bracket */
    const char *name; /* of a list of posts or rows; NULL: it has none */
    bool has_texts;   /* its items are posts by what they say and by its name: a title beside it is no row's */
} pdx_jsonlist_place;

/* The list that a document has, of which this is the beginning, or all. NONE: it has none, or has not come to it, or to
 * the end of the list's first item, of which 8 MB are enough; where nothing more comes (`is_last`) that is as it is. */
pdx_jsonlist pdx_jsonlist_find(pdx_span text, bool is_last, pdx_jsonlist_place *place, pdx_span *language);
/* Whether an object, which is whole, says as much of a post as a row in a list does. */
bool pdx_jsonlist_is_row(pdx_span object);
/* The next list of rows with the same name, from *at on, behind such a list: programs export conversations one after the other. *at is then behind
 * its bracket, else where to look when more has come. Each byte is looked at a few times, however often this is asked. */
bool pdx_jsonlist_again(pdx_span text, bool is_last, const char *name, size_t *at);
/* Whether a text, or its beginning, is a document with such a list: no row of somebody's own, wherever that says its title or text, nor one of
 * several. */
bool pdx_jsonlist_is(pdx_span text);
/* `outer`: the key of the item that holds this one. NULL: nothing that is read. */
const pdx_jsonlist_member *pdx_jsonlist_member_of(pdx_jsonlist list, pdx_span outer, pdx_span key, uint32_t depth, bool in_list);

#endif
