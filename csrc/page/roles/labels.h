/* Labels that only their surroundings prove: "Tags market" between two lines of furniture, or on a page with "Tags market, mill";
 * "Tag: market" that stands on the page more than once and so is no heading of it. Called by cut.c after the facts. Promises: linear work. */
#ifndef PDX_PAGE_LABELS_H
#define PDX_PAGE_LABELS_H

#include "page/lines/facts.h"

/* What a heading's words announce when they stand in an entry: tags, categories, an author; PDX_PHRASE_NONE for other kinds. */
unsigned pdx_labels_of_entry(unsigned heading);

pdx_status pdx_labels_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) PDX_MUST;

/* The kind of list that words such as "Tags" announce as a label, PDX_PHRASE_TAGGED or _POSTED_IN; PDX_PHRASE_NONE: none. */
unsigned pdx_labels_announced(pdx_span words);

#endif
