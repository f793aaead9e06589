/* Where in an object a row says what it says: programs that keep or send rows wrap them in others (`{"_id": 1, "_source": {"title": ...}}`). Called
 * by rowentry.c and jsonlists.c.
 * Promises: looks a few objects deep, into no list, no value of a field (an author, a tag, a picture) and no table of rows; a few passes for each
 * depth; an object that is cut off is looked at as far as it is there. */
#ifndef PDX_SOURCE_ROWWRAPS_H
#define PDX_SOURCE_ROWWRAPS_H

#include "source/records/entry.h"

enum { PDX_ROW_WRAPS_MOST = 4 };

typedef struct pdx_row_wraps {
    pdx_range objects[PDX_ROW_WRAPS_MOST]; /* in the row, each within the one before; the last has a title or a text */
    size_t n;                              /* 0: nothing here has */
    bool has_text;                         /* not only a title */
    unsigned says;                         /* how many things that posts have all of them say */
} pdx_row_wraps;

/* Of `row`, which begins with an object. */
void pdx_row_wraps_find(pdx_row_wraps *wraps, pdx_span row);

#endif
