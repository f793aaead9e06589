/* The day that an entry prints by itself, beside its title, where the month stands as a heading above: "17 The mill burns" under
 * "February 2007". Or its day and month without their year, "The mill burns (17.02.)", under the heading of that month. Called by date_pages.c,
 * which joins the two, and describe.c, which says so. Promises: nothing where an entry prints more of its date. */
#ifndef PDX_ARCHIVE_HEADING_DAY_H
#define PDX_ARCHIVE_HEADING_DAY_H

#include "archive/model/model.h"

/* The day, and where it is printed; 0: there is none. */
unsigned archive_heading_day(const pdx_page *page, const pdx_page_entry *entry, pdx_range *range);
/* Joins it to the date that was read of the heading, if that is a month that has such a day. */
void archive_join_day(const pdx_page *page, const pdx_page_entry *entry, pdx_date *date);

/* The month with its year that heads the entries from some part of a page on, as far as has been looked. */
typedef struct archive_month_above {
    uint32_t part; /* the next one to look at */
    pdx_date date; /* without a year: none yet */
} archive_month_above;
/* Gives the date that was read of `printed`, of entries one after the other, the year of the month above, if that is its month. */
void archive_join_year(archive_month_above *above, const pdx_page *page, const pdx_page_entry *entry, pdx_span printed, pdx_date *date);

#endif
