#include "regex/automaton.h"

#include "base/hash.h"

enum {
    ROOM = PDX_LIMIT(1 << 21, 1 << 12), /* numbers that states may take before they are forgotten */
    SLOTS = PDX_LIMIT(1 << 14, 1 << 8)  /* twice the states at most */
};

static size_t row_of(const pdx_automaton *self) { return self->alphabet->n + 2u; }

static bool full(const pdx_automaton *self) {
    return self->states.len >= SLOTS / 2 || self->moves.len + self->kernels.len > ROOM;
}

static size_t slot_of(const pdx_automaton *self, const uint32_t *steps, uint32_t n, uint8_t side) {
    size_t at = (size_t)pdx_hash(pdx_span_of(steps, n * sizeof *steps), side) & (SLOTS - 1);
    for (; self->slots[at] != 0; at = (at + 1) & (SLOTS - 1)) {
        const pdx_regex_state *state = &self->states.data[self->slots[at] - 1];
        if (state->n == n && state->side == side && (n == 0 || memcmp(self->kernels.data + state->first, steps, n * sizeof *steps) == 0)) break;
    }
    return at;
}

/* The state with these steps, made if it is new. */
static bool state_of(pdx_automaton *self, const uint32_t *steps, uint32_t n, uint8_t side, uint32_t *out) {
    if (n == 0) side = 0;
    const size_t slot = slot_of(self, steps, n, side), row = row_of(self);
    if (self->slots[slot] != 0) {
        *out = self->slots[slot] - 1;
        return true;
    }
    const pdx_regex_state state = {(uint32_t)self->kernels.len, n, side, n == 1 && steps[0] == self->start};
    if (!PDX_VEC_RESERVE(&self->kernels, self->kernels.len + n + 1) || !PDX_VEC_RESERVE(&self->moves, self->moves.len + row) ||
        !PDX_VEC_PUSH(&self->states, state)) {
        return false;
    }
    if (n > 0) memcpy(self->kernels.data + self->kernels.len, steps, n * sizeof *steps);
    self->kernels.len += n;
    for (size_t i = 0; i < row; i++) self->moves.data[self->moves.len + i] = n == 0 ? PDX_STATE_DEAD : PDX_MOVE_UNKNOWN;
    self->moves.len += row;
    *out = (uint32_t)(self->states.len - 1);
    self->slots[slot] = (uint32_t)self->states.len;
    return true;
}

static bool forget(pdx_automaton *self) {
    uint32_t dead;
    memset(self->slots, 0, SLOTS * sizeof *self->slots);
    for (size_t i = 0; i < PDX_COUNTOF(self->at_begin); i++) self->at_begin[i] = PDX_MOVE_UNKNOWN;
    self->states.len = self->kernels.len = self->moves.len = 0;
    return state_of(self, NULL, 0, 0, &dead);
}

/* The steps behind `letter` of all that can be reached from `step` without reading, in order; true: a match was met, and nothing that is less
 * preferred counts. */
static bool follow(pdx_automaton *self, uint32_t step, uint8_t left, uint8_t right, uint16_t letter, bool deaf, bool *matched) {
    const pdx_step *steps = self->program->steps.data;
    size_t n = 0;
    self->stack[n++] = step;
    while (n > 0) {
        const uint32_t at = self->stack[--n];
        const pdx_step *s = &steps[at];
        if (self->marks[at] == self->mark) {
            /* A round of a loop that read nothing ends the loop. */
            if (s->kind == PDX_STEP_LOOP && !s->lazy && self->marks[s->other] != self->mark) self->stack[n++] = s->other;
            continue;
        }
        self->marks[at] = self->mark;
        switch ((pdx_step_kind)s->kind) {
        case PDX_STEP_SPLIT:
        case PDX_STEP_LOOP:
            self->stack[n++] = s->other;
            self->stack[n++] = s->to;
            break;
        case PDX_STEP_ASSERT:
            if (pdx_assertion_holds((pdx_assertion)s->assertion, left, right)) self->stack[n++] = s->to;
            break;
        case PDX_STEP_CHARS:
            if (letter != self->alphabet->edge && (s->set == PDX_STEP_ANY || pdx_alphabet_in(self->alphabet, s->set, letter))) {
                self->next[self->n_next++] = s->to;
            }
            break;
        case PDX_STEP_MATCH:
            if (deaf) break;
            *matched = true;
            if (self->first_only) return true;
            break;
        }
    }
    return false;
}

/* Each step once, where it is preferred most. */
static void drop_doubles(pdx_automaton *self) {
    uint32_t n = 0;
    pdx_program_mark_next(self->program, &self->mark, self->marks);
    for (uint32_t i = 0; i < self->n_next; i++) {
        if (self->marks[self->next[i]] == self->mark) continue;
        self->marks[self->next[i]] = self->mark;
        self->next[n++] = self->next[i];
    }
    self->n_next = n;
}

pdx_status pdx_automaton_find(pdx_automaton *self, uint32_t *state, uint16_t letter, bool deaf, uint32_t *move, pdx_error *err) {
    const uint8_t side = self->alphabet->sides[letter];
    bool matched = false;
    uint32_t to;
    if (full(self)) {
        /* The steps of this state outlive the others. */
        const pdx_regex_state old = self->states.data[*state];
        const uint32_t n = old.n;
        if (n > 0) memcpy(self->next, self->kernels.data + old.first, n * sizeof *self->next);
        if (!forget(self) || !state_of(self, self->next, n, old.side, state)) return pdx_fail_memory(err);
    }
    const pdx_regex_state from = self->states.data[*state];
    self->n_next = 0;
    pdx_program_mark_next(self->program, &self->mark, self->marks);
    const bool backwards = self->program->backwards;
    const uint8_t left = backwards ? side : from.side, right = backwards ? from.side : side;
    for (uint32_t i = 0; i < from.n; i++)
        if (follow(self, self->kernels.data[from.first + i], left, right, letter, deaf, &matched)) break;
    drop_doubles(self);
    if (!state_of(self, self->next, self->n_next, side & self->program->asked, &to)) return pdx_fail_memory(err);
    *move = to | (matched ? PDX_MOVE_MATCH : 0) | (self->states.data[to].begins ? PDX_MOVE_BEGIN : 0);
    if (!deaf) self->moves.data[(size_t)*state * row_of(self) + letter] = *move;
    return PDX_OK;
}

pdx_status pdx_automaton_begin(pdx_automaton *self, uint8_t side, uint32_t *state, pdx_error *err) {
    const uint8_t asked = side & self->program->asked;
    if (self->at_begin[asked] == PDX_MOVE_UNKNOWN) {
        if (!state_of(self, &self->start, 1, asked, state)) return pdx_fail_memory(err);
        self->at_begin[asked] = *state;
    }
    *state = self->at_begin[asked];
    return PDX_OK;
}

pdx_status pdx_automaton_init(pdx_automaton *self, const pdx_program *program, const pdx_alphabet *alphabet, uint32_t start, bool first_only,
                              pdx_error *err) {
    const size_t n = program->steps.len;
    memset(self, 0, sizeof *self);
    self->program = program;
    self->alphabet = alphabet;
    self->first_only = first_only;
    self->start = start;
    self->slots = pdx_alloc_zero(SLOTS, sizeof *self->slots);
    self->stack = pdx_alloc_zero(3 * n + 2, sizeof *self->stack);
    self->marks = pdx_alloc_zero(n, sizeof *self->marks);
    self->next = pdx_alloc_zero(2 * n + 2, sizeof *self->next);
    if (self->slots == NULL || self->stack == NULL || self->marks == NULL || self->next == NULL || !forget(self)) return pdx_fail_memory(err);
    return PDX_OK;
}

void pdx_automaton_deinit(pdx_automaton *self) {
    PDX_VEC_DEINIT(&self->states);
    PDX_VEC_DEINIT(&self->kernels);
    PDX_VEC_DEINIT(&self->moves);
    pdx_free(self->slots);
    pdx_free(self->stack);
    pdx_free(self->marks);
    pdx_free(self->next);
}
