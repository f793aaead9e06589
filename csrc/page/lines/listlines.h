/* Lists of terms between slashes, bars or dots are known by their terms: what stands in one of them stands in others of the page, which
 * has no dates to tell its entries apart. Commas stand in titles too. Called
 * before the classes of lines are read. Promises: linear work; nothing changes on a page without two lists. */
#ifndef PDX_PAGE_LISTLINES_H
#define PDX_PAGE_LISTLINES_H

#include "page/lines/facts.h"

/* Marks the lists whose items come again, and lines that are such an item alone, as PDX_FACT_TERMS. */
pdx_status pdx_listlines_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) PDX_MUST;

#endif
