/* What a row says in lists of objects within it, and not itself: `{"timestamp": 1, "data": [{"post": "It left."}]}`. Called by rowentry.c and
 * jsonlists.c.
 * Promises: looked for where programs put it that export what somebody wrote and showed, and nowhere else (what others wrote below is listed,
 * too); a few passes over the row. */
#ifndef PDX_SOURCE_ROWLISTED_H
#define PDX_SOURCE_ROWLISTED_H

#include "source/records/entry.h"
#include "source/records/recordparts.h"

/* The first string or number that lists in the row say of a field, or all of them. */
typedef struct pdx_row_listed {
    uint8_t field; /* pdx_entry_field */
    pdx_record_value value;
} pdx_row_listed;

enum { PDX_ROW_LISTED_MOST = 64 };

/* Whether a member of that name may be such a list. */
bool pdx_row_may_list(pdx_span key);
/* What they say, at most so many things; of a text, who wrote it and when one each. */
size_t pdx_row_listed_find(pdx_span row, bool has_title, pdx_row_listed found[PDX_ROW_LISTED_MOST]);
bool pdx_row_listed_has_text(pdx_span row);
/* Of which fields all are given, and not only the first. */
bool pdx_row_lists_many(uint8_t field);
/* Pictures that the object which says a row's text lists beside it, and the words that stand for them. */
bool pdx_row_may_list_pictures(pdx_span key);
size_t pdx_row_pictures_find(pdx_span object, pdx_row_listed found[PDX_ROW_LISTED_MOST]);

#endif
