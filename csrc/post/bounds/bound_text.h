/* What an entry's own words say about its day: dates told as past, dates told as to come. Called by bounds.c.
 * The rules, and what they leave aside, stand in docs/dates.md. */
#ifndef PDX_POST_BOUND_TEXT_H
#define PDX_POST_BOUND_TEXT_H

#include "post/bounds/bounds.h"

/* One date of the text with the way it is told. */
typedef struct pdx_told_date {
    pdx_date date;   /* with weekday and year 0: the year is to be found */
    pdx_range range; /* in the page's text */
    uint32_t line, entry;
    bool upper;      /* told as to come */
    bool ahead;      /* days lie between the writing and the date */
    int32_t context_year; /* the latest year printed before it in its paragraph, or 0 */
} pdx_told_date;

typedef PDX_VEC(pdx_told_date) pdx_told_dates;

/* Appends the told dates of entry `entry`, in order. `mentions` is scratch. */
pdx_status pdx_told_dates_find(const pdx_page *page, uint32_t entry, pdx_mentions *mentions, pdx_told_dates *out,
                               const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
