/* Whether a plain text was broken into lines of one width, as mail, old files and what programs make of pages are, and which lines were one. Called
 * by plaintext.c. A line was broken behind a word because the next word had no room ("first fit" in Knuth and Plass, Breaking paragraphs into lines,
 * 1981): that can be counted, and a text of which it holds throughout was broken so.
 * Promises: any bytes; linear in time; nothing is kept of a line. A text that says nothing clear is left as it is. */
#ifndef PDX_SOURCE_LINEWIDTH_H
#define PDX_SOURCE_LINEWIDTH_H

#include "base/tick.h"
#include "source/plain/plainlines.h"

/* In how many columns `text` was broken; 0: it was not. */
pdx_status pdx_linewidth_find(pdx_span text, unsigned *width, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* What goes on from line to line of a paragraph. */
typedef struct pdx_linewidth_run {
    uint16_t indent; /* of the line that is expected: where its paragraph stands */
    bool is_open;    /* the line before has a paragraph that may go on */
    bool is_first;   /* that line is its first */
    bool is_item;    /* it begins with the mark of an item */
} pdx_linewidth_run;

/* Whether `next` was one line with `line`. Called for each line and the one behind it, in order, with one `run`, which begins as nothing. */
bool pdx_linewidth_joins(pdx_linewidth_run *run, pdx_span text, unsigned width, const pdx_plain_line *line, const pdx_plain_line *next);

#endif
