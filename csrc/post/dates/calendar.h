/* Days counted since 1970-01-01, and the calendars that sites print: Jalali (Persian, solar) and Hijri
 * (Islamic, tabular), both turned into days and back. Called by date.c and date_read.c; rules and sources
 * stand in docs/dates.md. Promises: exact integer arithmetic, no tables, no dependence on the clock. */
#ifndef PDX_POST_CALENDAR_H
#define PDX_POST_CALENDAR_H

#include "post/dates/date.h"

/* Number of days of a month; 0 when there is no such month. */
unsigned pdx_month_length(pdx_calendar calendar, int32_t year, unsigned month);
bool pdx_calendar_leap(pdx_calendar calendar, int32_t year);
/* Days since 1970-01-01 of a date in `calendar`; the caller has checked that month and day exist. */
int64_t pdx_calendar_days(pdx_calendar calendar, int32_t year, unsigned month, unsigned day);
void pdx_calendar_split(pdx_calendar calendar, int64_t days, int32_t *year, unsigned *month, unsigned *day);

#endif
