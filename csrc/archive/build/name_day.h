/* The day that the name of a file says: Jekyll's posts are called `2013-05-02-the-last-ferry.md`, others stand in a folder that is called so, as
 * `index.md`, and many say their day nowhere else. Called by date_pages.c, of files with front matter alone. Promises: bytes are read, nothing is
 * opened. */
#ifndef PDX_ARCHIVE_NAME_DAY_H
#define PDX_ARCHIVE_NAME_DAY_H

#include "base/span.h"
#include "post/dates/date.h"

/* `name` may be a path, of a file in an archive too. False: it says none. */
bool archive_name_day(pdx_span name, pdx_date *date);

#endif
