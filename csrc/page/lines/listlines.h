/* Lists of terms between slashes, bars or dots are known by their terms: what stands in one of them stands in others of the page, which
 * has no dates to tell its entries apart. Commas stand in titles too. Terms that stand one to a line are known by the words that announce them and by
 * what ends them. Called before the classes of lines are read, and by roles/ for the latter. Promises: linear work. */
#ifndef PDX_PAGE_LISTLINES_H
#define PDX_PAGE_LISTLINES_H

#include "page/lines/facts.h"

/* Marks the lists whose items come again, and lines that are such an item alone, as PDX_FACT_TERMS; where the page begins with
 * announced terms, tells how little these look like titles, and how much what stands below them does. */
pdx_status pdx_listlines_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) PDX_MUST;

/* The line behind the terms that stand one to a line below line `label`, which announces them; the next one where it announces none, or nothing tells
 * where they end: another label does, or the first blank line behind several. */
size_t pdx_listlines_end(const pdx_facts *facts, const pdx_line *lines, size_t label);

#endif
