/* A deterministic automaton that is made while it runs: a state is the steps of a program that are stood at, in order of preference. Called by
 * regex.c.
 * Promises: a step over a character takes constant time once it was taken before; states that take too much room are forgotten. */
#ifndef PDX_REGEX_AUTOMATON_H
#define PDX_REGEX_AUTOMATON_H

#include "regex/alphabet.h"
#include "regex/program.h"

typedef struct pdx_regex_state {
    uint32_t first, n; /* steps, in pdx_automaton.kernels */
    uint8_t side;      /* of the character before, as far as the program asks */
    bool begins;       /* only the step with which it begins is stood at: nothing that was read before matters but the character before */
} pdx_regex_state;

typedef struct pdx_automaton {
    const pdx_program *program;
    const pdx_alphabet *alphabet;
    bool first_only;   /* the first choice that matches ends the others: else all matches count */
    PDX_VEC(pdx_regex_state) states;
    PDX_VEC(uint32_t) kernels;
    PDX_VEC(uint32_t) moves; /* rows of alphabet->n + 2: a state, with PDX_MOVE_MATCH and PDX_MOVE_BEGIN; PDX_MOVE_UNKNOWN */
    uint32_t *slots;         /* owned: of states by what they are, + 1 */
    uint32_t *stack, *marks; /* owned: of one step */
    uint32_t *next;          /* owned: steps of the state that is made */
    uint32_t mark, n_next;
    uint32_t at_begin[16];   /* the states in which it begins, by side; PDX_MOVE_UNKNOWN: not asked for yet */
    uint32_t start;          /* the step with which it begins */
} pdx_automaton;

enum { PDX_STATE_DEAD = 0 };
#define PDX_MOVE_MATCH 0x80000000u /* a match ends before this letter */
#define PDX_MOVE_BEGIN 0x40000000u /* it leads to a state that `begins` */
#define PDX_MOVE_UNKNOWN 0x3FFFFFFFu
#define PDX_MOVE_STATE 0x3FFFFFFFu

pdx_status pdx_automaton_init(pdx_automaton *self, const pdx_program *program, const pdx_alphabet *alphabet, uint32_t start, bool first_only,
                              pdx_error *err) PDX_MUST;
void pdx_automaton_deinit(pdx_automaton *self);

/* The state in which it begins behind a character (PDX_SIDE_*). */
pdx_status pdx_automaton_begin(pdx_automaton *self, uint8_t side, uint32_t *state, pdx_error *err) PDX_MUST;
/* Where a letter leads, found out; `deaf`: what matches before this letter does not count. The state may be renamed: *state is given back as it is
 * called now. */
pdx_status pdx_automaton_find(pdx_automaton *self, uint32_t *state, uint16_t letter, bool deaf, uint32_t *move, pdx_error *err) PDX_MUST;

static inline uint32_t pdx_automaton_move(const pdx_automaton *self, uint32_t state, uint16_t letter) {
    return self->moves.data[(size_t)state * (self->alphabet->n + 2u) + letter];
}

#endif
