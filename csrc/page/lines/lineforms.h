/* Hashes of what a short line says: all of it, without its numbers, its first and last words, its label. Called by linefacts.c.
 * Promises: a form that means nothing is 0; linear work. */
#ifndef PDX_PAGE_LINEFORMS_H
#define PDX_PAGE_LINEFORMS_H

#include "page/lines/facts.h"
#include "page/lines/linefold.h"

/* Sets the forms of line `i` that can be classes of lines; `fold` is the line with its date marked, which has this shape. */
void pdx_line_forms_read(pdx_facts *facts, size_t i, const pdx_fact *fact, const pdx_fold *fold, uint32_t date_shape);

#endif
