/* Lists whose terms nothing but blanks part: "boats old mill tides". What the words of such lines are is told by all lines of the site that stand
 * where they do: words come again beside others, words that never stand apart are one term, and so are those that a page is about. Where the words
 * that begin with a capital are in order in nearly all lists, and the others stand anywhere, a capital begins a term. Called by siteplaces.c,
 * which decides, and sitetell.c. Promises: the order of pages makes no difference; linear work. */
#ifndef PDX_PAGE_SITERUNS_H
#define PDX_PAGE_SITERUNS_H

#include "page/site/siteplaces.h"

/* Decides at which places lists are so, and parts the notes of these. False when out of memory. */
bool pdx_site_runs_read(pdx_site_terms *terms);
bool pdx_site_is_run(const pdx_site_terms *terms, uint32_t place);

/* The terms in `range`, one after the other; all of it is one where the lists of the place are parted by signs. */
typedef struct pdx_run_reader {
    const pdx_site_terms *terms;
    pdx_span text;
    pdx_range left;
    uint32_t group;    /* PDX_MAP_NONE: no such place */
    uint64_t capitals; /* of the words in `left` */
} pdx_run_reader;

/* Which of the first 64 words in `range`, of text as it is printed, begin with a capital: a bit each. */
uint64_t pdx_run_capitals(pdx_span text, pdx_range range);
/* Adds what is seen of those words in one more line, of which `capitals` are told. */
void pdx_run_starts_count(pdx_run_starts *all, pdx_span text, pdx_range range, uint64_t capitals);
/* A capital begins a term in these lines. */
bool pdx_run_starts_tell(const pdx_run_starts *all);
/* `capitals` are those of the words in `range`. */
void pdx_run_reader_init(pdx_run_reader *reader, const pdx_site_terms *terms, uint32_t place, pdx_span text, pdx_range range, uint64_t capitals);
bool pdx_run_reader_next(pdx_run_reader *reader, pdx_range *term);

#endif
