/* What "3 days ago" is on a page of which somebody knows the day of its capture. Called by date_pages.c and archive/ask/describe.c.
 * Promises: days are counted back from that of the capture (who counts hours that have gone by may mean the day before), weeks, months and years
 * as those that are over: one in weeks or months has the month, or the year, in which all days lie that it then may be. A time that is told in
 * hours has no day. */
#ifndef PDX_ARCHIVE_COUNTED_DAY_H
#define PDX_ARCHIVE_COUNTED_DAY_H

#include "archive/model/model.h"

/* Leaves `out` where it is not known. */
void archive_counted_day(pdx_span printed, int64_t captured, pdx_date *out);
/* Whether a printed date is counted from another day. */
bool archive_is_counted(pdx_span printed);

#endif
