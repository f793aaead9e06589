/* The grammar of printed dates over the tokens of a line: does one begin at this token, and where does it
 * end? Called by dateline.c, by the files of this room that look for dates in phrases, and by post/dates/date_named.c. Promises: looks at no more
 * than a few dozen tokens; may cut a number in two where two dates are glued ("20266 Mar 2026"). */
#ifndef PDX_PAGE_DATELINE_READ_H
#define PDX_PAGE_DATELINE_READ_H

#include "page/lexicon/lexicon_tokens.h"

typedef enum pdx_date_extent {
    PDX_DATE_EXTENT_NONE,
    PDX_DATE_EXTENT_YEAR,       /* 2019 */
    PDX_DATE_EXTENT_MONTH_YEAR, /* March 2019 */
    PDX_DATE_EXTENT_DAY_MONTH,  /* 5 March */
    PDX_DATE_EXTENT_FULL,
    PDX_DATE_EXTENT_AGO         /* "3 days ago" */
} pdx_date_extent;

typedef struct pdx_date_read {
    size_t end;     /* the token after it */
    uint32_t shape; /* never 0 */
    uint8_t extent; /* pdx_date_extent */
} pdx_date_read;

/* "3 days ago": how long before the day on which a page was seen, in all; and the smallest unit that is named, as the rows UNIT of dateline_words.def
 * number them. */
typedef struct pdx_date_ago {
    uint32_t months, days;
    uint8_t finest;
} pdx_date_ago;

enum { PDX_AGO_DAYS = 4, PDX_AGO_WEEKS, PDX_AGO_MONTHS, PDX_AGO_YEARS };

/* Such a time that begins at token `at`; false: none does, or it does not say how long ago. */
bool pdx_date_ago_at(pdx_lex_tokens *tokens, size_t at, pdx_date_ago *out);

/* The longest date that begins at token `at`, with weekday and time. */
bool pdx_date_read_at(pdx_lex_tokens *tokens, size_t at, pdx_date_read *out);

/* Whether a number of six digits behind a month's name is its day and the year: "May 052009", the one printed above the other. */
static inline bool pdx_date_is_day_with_year(uint32_t value) {
    const uint32_t day = value / 10000, year = value % 10000;
    return day >= 1 && day <= 31 && year >= 1990 && year < 2100;
}

/* The token after the time of day ("10:30 PM") that begins at token `at`; 0 when none does. */
size_t pdx_date_time_end(pdx_lex_tokens *tokens, size_t at);

#endif
