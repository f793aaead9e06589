/* Under headings that are months, titles that begin with the day: "17 The mill burns". Called by titleend.c, and by cut.c after periods.c. Promises:
 * only where nearly all months of the page have such lines, whose days run in one direction; linear work. */
#ifndef PDX_PAGE_PERIODDAYS_H
#define PDX_PAGE_PERIODDAYS_H

#include "page/lines/facts.h"

/* Gives such lines one form, by which they are known for the rows that they are. After periods are marked, before classes. */
pdx_status pdx_perioddays_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) PDX_MUST;

/* The day that the line [begin, end) begins with, with words behind it, and where it ends, a dot included; 0: there is none. */
unsigned pdx_perioddays_day(pdx_span text, uint64_t begin, uint64_t end, uint64_t *day_end);

#endif
