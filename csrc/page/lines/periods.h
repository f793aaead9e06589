/* Months as headings of the entries under them: "February 2007", or "February" alone on the page of a year. Called by cut.c.
 * Promises: only months that run in one direction, and stand in no list of months; titles that are a month are left alone. */
#ifndef PDX_PAGE_PERIODS_H
#define PDX_PAGE_PERIODS_H

#include "page/lines/facts.h"

/* Makes such lines dates: PDX_FACT_DATE, PDX_FACT_DATED and PDX_FACT_PERIOD. After facts are read, before classes. */
pdx_status pdx_periods_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) PDX_MUST;

#endif
