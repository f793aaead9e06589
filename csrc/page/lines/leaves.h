/* Dates drawn as leaves of a calendar: the day, the month, perhaps the year and the weekday on two to four lines, in any order. Called by periods.c,
 * cut.c, rowlines.c and parts.c.
 * Promises: only where the page has several of one shape with something between them, or where one gives its year too; linear. */
#ifndef PDX_PAGE_LEAVES_H
#define PDX_PAGE_LEAVES_H

#include "page/lines/facts.h"

/* Makes the lines of each leaf one date, which the first of them has; the others are PDX_FACT_DATE and not PDX_FACT_DATED. After facts
 * are read and guesses settled, before classes. */
pdx_status pdx_leaves_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) PDX_MUST;

/* The line goes on with the date of the line above. */
static inline bool pdx_fact_is_leaf(const pdx_fact *fact) { return (fact->flags & (PDX_FACT_DATE | PDX_FACT_DATED)) == PDX_FACT_DATE; }

#endif
