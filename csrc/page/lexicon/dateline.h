/* Does a line print a date, and of which shape? Any language's month names, numeric dates, ISO, Jalali and Hijri, any digits,
 * times, weekdays, "3 days ago". Called by the cutter; values are parsed later, by post/.
 * Promises: no allocation; looks at the first 256 bytes of a line; a sentence that merely mentions a date has low `fill`;
 * a date printed twice without a space between ("6 Mar 20266 Mar 2026") is one range. */
#ifndef PDX_PAGE_DATELINE_H
#define PDX_PAGE_DATELINE_H

#include "page/lexicon/dateline_read.h"
#include "text/lang.h"

typedef struct pdx_dateline {
    pdx_range range;  /* of the date with weekday and time, in the line; empty: none */
    uint32_t shape;   /* equal for dates of one pattern ("0/0/0, 0:0", "W, M 0, 0"); never 0 when there is a date */
    float fill;       /* share of the line's letters and digits that the date takes: 1.0 the line is a date and nothing else */
    bool complete;    /* year (or relative) and day are given: a date that a post could carry */
    bool relative;    /* "3 days ago" */
    bool year_only, month_year; /* "2019"; "March 2019" */
} pdx_dateline;

/* The first full date of `line`, else the first partial one; false when there is none. */
bool pdx_dateline_find(pdx_span line, pdx_dateline *out);
/* The same; `line` keeps what has been read for whoever asks next. */
bool pdx_dateline_read(pdx_lex_line *line, pdx_dateline *out);
/* Whether one of the words of a line, all of which have just been read so, stands in no date. */
bool pdx_dateline_has_other_word(const pdx_lex_line *line);

/* How long ago a line says that it was; false: it does not say, or says a date. */
bool pdx_dateline_ago(pdx_span line, pdx_date_ago *out);

#endif
