/* The day that an entry prints by itself, beside its title, where the month stands as a heading above: "17 The mill burns" under
 * "February 2007". Called by date_pages.c, which joins the two, and describe.c, which says so. Promises: nothing where an entry prints more of
 * its date than a month. */
#ifndef PDX_ARCHIVE_HEADING_DAY_H
#define PDX_ARCHIVE_HEADING_DAY_H

#include "archive/model/model.h"

/* The day, and where it is printed; 0: there is none. */
unsigned archive_heading_day(const pdx_page *page, const pdx_page_entry *entry, pdx_range *range);
/* Joins it to the date that was read of the heading, if that is a month that has such a day. */
void archive_join_day(const pdx_page *page, const pdx_page_entry *entry, pdx_date *date);

#endif
