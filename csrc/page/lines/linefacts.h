/* What the bytes of lines say by themselves: how they look, dates, phrases of furniture, forms. Called by facts.c with some lines at
 * a time, all of which take a step before any takes the next: what a step needs of the processor, its code above all, is then at hand for
 * every line but the first. Promises: no line is seen in the light of another; linear work. */
#ifndef PDX_PAGE_LINEFACTS_H
#define PDX_PAGE_LINEFACTS_H

#include "page/lines/facts.h"
#include "page/lines/linefold.h"

enum { PDX_LINE_FACTS_SHORT = 300 }; /* bytes of a line whose forms are compared */

/* A line that is being read. */
typedef struct pdx_line_facts {
    size_t i;            /* its index */
    const pdx_line *line; /* borrowed */
    pdx_fact *fact;      /* borrowed; what is found out */
    uint64_t hash;       /* of its bytes, for the caller */
    pdx_lex_line words;  /* the bytes, and their tokens */
    uint32_t date_shape;
    pdx_fold fold;       /* of a short line, in the end */
} pdx_line_facts;

/* Finds out what these lines say; datelines and phrases go to `facts`. False when out of memory. */
bool pdx_line_facts_read(pdx_facts *facts, pdx_line_facts *lines, size_t n, bool use_lexicon) PDX_MUST;

/* Sets how much a line looks like a title by itself, from the rest of what is known of it; pointers to other pages not told apart. */
void pdx_fact_look(pdx_fact *fact, const pdx_line *line);

#endif
