/* Times of day inside a printed date: 22:21, 4.30 Uhr, 14h05, 9:05 p.m., kl 13.45. Called by date_read.c. */
#ifndef PDX_POST_DATE_TIME_H
#define PDX_POST_DATE_TIME_H

#include "post/dates/date_lex.h"
#include "post/dates/date.h"

/* Looks for a time outside the tokens [first, last] of the date itself, fills hour, minute, second and the
 * precision; gives the tokens it covers. */
bool pdx_time_find(pdx_span text, const pdx_date_tokens *tokens, size_t first, size_t last, pdx_date *date, size_t *time_first,
                   size_t *time_last);

#endif
