/* A pattern as steps, forwards or backwards: what an automaton stands at. Made from the tree by program.c for regex.c; automata and hindsight run it.
 * Promises: at most PDX_REGEX_PROGRAM_MAX steps; of two ways the first is preferred. */
#ifndef PDX_REGEX_PROGRAM_H
#define PDX_REGEX_PROGRAM_H

#include <string.h>

#include "regex/pattern.h"

typedef enum pdx_step_kind { PDX_STEP_CHARS, PDX_STEP_SPLIT, PDX_STEP_LOOP /* a split that is come back to */, PDX_STEP_ASSERT,
                             PDX_STEP_MATCH } pdx_step_kind;

typedef struct pdx_step {
    uint8_t kind;      /* pdx_step_kind */
    uint8_t assertion;
    bool lazy;         /* of LOOP: its end is the first choice */
    uint32_t set;      /* of CHARS; PDX_STEP_ANY: whatever */
    uint32_t to, other; /* the next step, and of SPLIT the second choice */
} pdx_step;

#define PDX_STEP_ANY UINT32_MAX

typedef struct pdx_program {
    PDX_VEC(pdx_step) steps; /* owned */
    uint32_t start;          /* where the pattern begins */
    uint32_t seek;           /* where to begin to find it anywhere: the pattern, or a character more */
    uint8_t asked;           /* what its assertions ask of either side: PDX_SIDE_* */
    bool backwards;          /* it reads from right to left */
} pdx_program;

pdx_status pdx_program_init(pdx_program *self, const pdx_pattern *root, bool backwards, pdx_error *err) PDX_MUST; /* deinit also after a failure */
void pdx_program_deinit(pdx_program *self);

/* For who marks the steps that were met: a mark that no step has. After 2^32 of them marks of long ago would be taken for new ones, so all are
 * wiped then. */
static inline void pdx_program_mark_next(const pdx_program *self, uint32_t *mark, uint32_t *marks) {
    if (++*mark != 0) return;
    memset(marks, 0, self->steps.len * sizeof *marks);
    *mark = 1;
}

#endif
