/* Dates with a month by name (13 February 2019, Feb. 13th '19, ۱۴۰۰ خرداد ۲۳). Called by date_read.c. */
#ifndef PDX_POST_DATE_NAMED_H
#define PDX_POST_DATE_NAMED_H

#include "post/dates/date_lex.h"
#include "post/dates/date.h"

/* The fullest date round the month name at token `at`; *first and *last receive the tokens it covers. */
bool pdx_named_date_at(const pdx_date_tokens *tokens, size_t at, pdx_date *date, size_t *first, size_t *last);

#endif
