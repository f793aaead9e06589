/* What "3 days ago" is on a page of which somebody knows the day of its capture. Called by date_pages.c and ask/describe.c.
 * Promises: nothing is said that does not hold for all days of which it may be printed: a time that is told in years or hours has no day; one in weeks or months has the month, or the year, in which all those days lie. */
#ifndef PDX_ARCHIVE_COUNTED_DAY_H
#define PDX_ARCHIVE_COUNTED_DAY_H

#include "archive/model/model.h"

/* Leaves `out` where it is not known. */
void archive_counted_day(pdx_span printed, int64_t captured, pdx_date *out);
/* Whether a printed date is counted from another day. */
bool archive_is_counted(pdx_span printed);

#endif
