/* How the classes of a page take turns with each other, each pair looked at when it is first asked for. Many classes have the same
 * lines, since a line that comes again has the same first word, last word and so on each time: they share
 * a row. Called by frame.c. Promises: bounded work and memory per line, beside PDX_TURNS_CLASSES squared. */
#ifndef PDX_PAGE_TURNS_H
#define PDX_PAGE_TURNS_H

#include "page/lines/classes.h"

enum { PDX_TURNS_CLASSES = 128 }; /* further ones are not looked at */

typedef struct pdx_turn {
    float share;   /* of the gaps of one that hold exactly one of the other */
    float alike;   /* how near their counts are, 0..1 */
    float overlap; /* of the lines of the smaller that are lines of both */
    uint32_t gaps;
} pdx_turn;

#define PDX_TURNS_UNREAD UINT32_MAX /* instead of `gaps` */

typedef struct pdx_turns {
    const pdx_classes *classes;      /* borrowed */
    pdx_turn *cells;                 /* owned; n_rows times n_rows */
    uint64_t *bits;                  /* owned; row by row a bit for each line */
    size_t words;                    /* of a row's bits */
    size_t n, n_rows;                /* classes; different sets of lines */
    uint8_t row[PDX_TURNS_CLASSES];   /* of each class */
    uint32_t first[PDX_TURNS_CLASSES]; /* of each row, a class with its lines */
} pdx_turns;

pdx_status pdx_turns_read(pdx_turns *turns, const pdx_classes *classes, size_t lines, pdx_error *err) PDX_MUST;
void pdx_turns_deinit(pdx_turns *turns);

/* How class `other` takes turns with class `base`. */
const pdx_turn *pdx_turns_read_at(pdx_turns *turns, size_t base_row, size_t other_row);
static inline const pdx_turn *pdx_turns_at(pdx_turns *turns, size_t base, size_t other) {
    const pdx_turn *cell = &turns->cells[turns->row[base] * turns->n_rows + turns->row[other]];
    return cell->gaps != PDX_TURNS_UNREAD ? cell : pdx_turns_read_at(turns, turns->row[base], turns->row[other]);
}

#endif
