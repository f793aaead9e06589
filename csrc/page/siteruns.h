/* Lists whose terms nothing but blanks part: "boats old mill tides". What the words of such lines are is told by all lines of the site that
 * stand where they do: words come again beside others, words that never stand apart are one term, and so are those that a page is
 * about. Called by siteplaces.c, which decides, and sitetell.c. Promises: the order of pages makes no difference; linear work. */
#ifndef PDX_PAGE_SITERUNS_H
#define PDX_PAGE_SITERUNS_H

#include "page/siteplaces.h"

/* Decides at which places lists are so, and parts the notes of these. False when out of memory. */
bool pdx_site_runs_read(pdx_site_terms *terms);
bool pdx_site_is_run(const pdx_site_terms *terms, uint32_t place);

/* The terms in `range`, one after the other; all of it is one where the lists of the place are parted by signs. */
typedef struct pdx_run_reader {
    const pdx_site_terms *terms;
    pdx_span text;
    pdx_range left;
    uint32_t group; /* PDX_MAP_NONE: no such place */
} pdx_run_reader;

void pdx_run_reader_init(pdx_run_reader *reader, const pdx_site_terms *terms, uint32_t place, pdx_span text, pdx_range range);
bool pdx_run_reader_next(pdx_run_reader *reader, pdx_range *term);

#endif
