/* Where matches of a text are, told from behind: first, from the end of the text to its begin, which steps of the program lead to a match from
 * each place; then forwards along the preferred steps among these, so that nothing is read beyond the end of a match. Called by regex.c for texts
 * in which that would be read again and again.
 * Promises: the same matches as reading forwards alone; time grows with the text; takes four bytes for each byte of the text. */
#ifndef PDX_REGEX_HINDSIGHT_H
#define PDX_REGEX_HINDSIGHT_H

#include "base/tick.h"
#include "regex/alphabet.h"
#include "regex/program.h"

typedef struct pdx_hindsight {
    const pdx_program *program;   /* forwards; borrowed, like the next */
    const pdx_alphabet *alphabet;
    pdx_span text;                /* that `at` is about */
    uint32_t *at;                 /* owned, like what follows; by byte: the state of the place, which is a set of steps */
    size_t capacity;
    size_t n_words;               /* of a set */
    PDX_VEC(uint64_t) sets;       /* of each state: the steps from which a match can be reached */
    PDX_VEC(uint32_t) moves;      /* of each state, by letter before it and side before that: the state there; UNKNOWN */
    uint32_t *slots;              /* of states by their sets, + 1 */
    uint32_t *edges, *first_edge; /* of each step: who leads to it without reading */
    uint32_t *stack, *marks;
    uint64_t *scratch;            /* a set */
    uint32_t mark;
    bool ready;                   /* `at` is filled */
} pdx_hindsight;

/* Looks at `text`, from `from` on, which is the end of a character. *done: false where there were too many sets of steps. */
pdx_status pdx_hindsight_read(pdx_hindsight *self, const pdx_program *program, const pdx_alphabet *alphabet, pdx_span text, size_t from,
                              pdx_pace *pace, bool *done, pdx_error *err) PDX_MUST;
/* As pdx_regex_search, from a place that was looked at. */
void pdx_hindsight_search(pdx_hindsight *self, size_t from, bool full, pdx_range *found, bool *any);
void pdx_hindsight_deinit(pdx_hindsight *self);

#endif
