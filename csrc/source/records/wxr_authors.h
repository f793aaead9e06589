/* Authors of an export of WordPress: which name is shown for a login, as the records of authors before the items say. Called by reader.c.
 * Promises: bounded memory; an item whose author is not among them, or has no name, stays as it is; the name in an item comes from where its login
 * stands. */
#ifndef PDX_SOURCE_WXR_AUTHORS_H
#define PDX_SOURCE_WXR_AUTHORS_H

#include "base/map.h"
#include "source/records/wxr.h"

typedef struct pdx_wxr_authors {
    pdx_map logins;
    PDX_VEC(pdx_range) names; /* in the text, of each login */
    pdx_buf text;
} pdx_wxr_authors;

void pdx_wxr_authors_init(pdx_wxr_authors *authors);
void pdx_wxr_authors_deinit(pdx_wxr_authors *authors);
/* Takes what a record of an author says. False: out of memory. */
bool pdx_wxr_authors_add(pdx_wxr_authors *authors, const pdx_wxr_record *record) PDX_MUST;
/* The author of an item gets the name that is shown. False: out of memory. */
bool pdx_wxr_authors_name(const pdx_wxr_authors *authors, pdx_wxr_record *item) PDX_MUST;

#endif
