#include "regex/hindsight.h"

#include <string.h>

#include "base/hash.h"
#include "regex/automaton.h"
#include "regex/text_letters.h"

enum {
    ROOM = PDX_LIMIT(1 << 21, 1 << 14),     /* numbers that sets and moves may take */
    SLOTS = PDX_LIMIT(1 << 14, 1 << 8),     /* twice the states at most */
    SIDES = 16,
    PACE_STRETCH = 1 << 14,
    READING_WORK = 4
};
#define UNKNOWN UINT32_MAX

static size_t row_of(const pdx_hindsight *self) { return (self->alphabet->n + 2u) * (self->program->asked == 0 ? 1u : SIDES); }
static bool set_has(const uint64_t *set, uint32_t step) { return (set[step / 64] >> step % 64 & 1) != 0; }
static const uint64_t *set_of(const pdx_hindsight *self, uint32_t state) { return self->sets.data + state * self->n_words; }

/* ------------------------------------------------------------------ from behind */

/* Whether a step reads nothing, and where it leads. */
static unsigned leads_to(const pdx_step *step, uint32_t to[2]) {
    if (step->kind == PDX_STEP_CHARS || step->kind == PDX_STEP_MATCH) return 0;
    to[0] = step->to;
    to[1] = step->other;
    return step->kind == PDX_STEP_ASSERT ? 1 : 2;
}

static void edges_make(pdx_hindsight *self) {
    const size_t n = self->program->steps.len;
    uint32_t to[2];
    for (size_t i = 0; i < n; i++)
        for (unsigned k = leads_to(&self->program->steps.data[i], to); k-- > 0;) self->first_edge[to[k] + 1]++;
    for (size_t i = 0; i < n; i++) self->first_edge[i + 1] += self->first_edge[i];
    for (size_t i = 0; i < n; i++)
        for (unsigned k = leads_to(&self->program->steps.data[i], to); k-- > 0;) self->edges[self->first_edge[to[k]]++] = (uint32_t)i;
    for (size_t i = n; i > 0; i--) self->first_edge[i] = self->first_edge[i - 1];
    self->first_edge[0] = 0;
}

/* The steps from which a match is reached at a place: those that read a letter of theirs and lead on to such a step behind it, the end where it
 * counts, and all that lead to these. */
static void good_find(pdx_hindsight *self, const uint64_t *behind, uint16_t letter, uint8_t left, bool end_counts, uint64_t *good) {
    const pdx_step *steps = self->program->steps.data;
    const uint8_t right = self->alphabet->sides[letter];
    size_t n = 0;
    memset(good, 0, self->n_words * sizeof *good);
    for (uint32_t i = 0; i < self->program->steps.len; i++) {
        const pdx_step *step = &steps[i];
        if (step->kind == PDX_STEP_MATCH ? !end_counts
                                         : step->kind != PDX_STEP_CHARS || letter == self->alphabet->edge || !set_has(behind, step->to) ||
                                               (step->set != PDX_STEP_ANY && !pdx_alphabet_in(self->alphabet, step->set, letter))) continue;
        good[i / 64] |= (uint64_t)1 << i % 64;
        self->stack[n++] = i;
    }
    while (n > 0) {
        const uint32_t at = self->stack[--n];
        for (uint32_t e = self->first_edge[at]; e < self->first_edge[at + 1]; e++) {
            const uint32_t i = self->edges[e];
            if (set_has(good, i) || (steps[i].kind == PDX_STEP_ASSERT && !pdx_assertion_holds((pdx_assertion)steps[i].assertion, left, right))) {
                continue;
            }
            good[i / 64] |= (uint64_t)1 << i % 64;
            self->stack[n++] = i;
        }
    }
}

/* The state of a set, made if it is new; UNKNOWN where there are too many. */
static pdx_status state_of(pdx_hindsight *self, const uint64_t *set, uint32_t *state, pdx_error *err) {
    const size_t n = self->n_words, row = row_of(self);
    size_t at = (size_t)pdx_hash(pdx_span_of(set, n * sizeof *set), 0) & (SLOTS - 1);
    for (; self->slots[at] != 0; at = (at + 1) & (SLOTS - 1)) {
        *state = self->slots[at] - 1;
        if (memcmp(set_of(self, *state), set, n * sizeof *set) == 0) return PDX_OK;
    }
    *state = (uint32_t)(self->sets.len / n);
    if (*state >= SLOTS / 2 || 2 * self->sets.len + self->moves.len + row > ROOM) {
        *state = UNKNOWN;
        return PDX_OK;
    }
    if (!PDX_VEC_RESERVE(&self->sets, self->sets.len + n) || !PDX_VEC_RESERVE(&self->moves, self->moves.len + row)) return pdx_fail_memory(err);
    memcpy(self->sets.data + self->sets.len, set, n * sizeof *set);
    self->sets.len += n;
    for (size_t i = 0; i < row; i++) self->moves.data[self->moves.len + i] = UNKNOWN;
    self->moves.len += row;
    self->slots[at] = *state + 1;
    return PDX_OK;
}

/* The state of a place from that behind the letter that begins there. */
static pdx_status step_back(pdx_hindsight *self, uint32_t behind, uint16_t letter, uint8_t left, uint32_t *state, pdx_error *err) {
    const uint8_t asked = left & self->program->asked;
    const size_t move = behind * row_of(self) + (self->program->asked == 0 ? letter : (size_t)letter * SIDES + asked);
    *state = self->moves.data[move];
    if (*state != UNKNOWN) return PDX_OK;
    good_find(self, set_of(self, behind), letter, asked, true, self->scratch);
    PDX_TRY(state_of(self, self->scratch, state, err));
    self->moves.data[move] = *state;
    return PDX_OK;
}

static pdx_status room_make(pdx_hindsight *self, pdx_error *err) {
    const size_t n = self->program->steps.len;
    uint32_t none;
    if (self->scratch == NULL) {
        self->n_words = n / 64 + 1;
        self->slots = pdx_alloc_zero(SLOTS, sizeof *self->slots);
        self->edges = pdx_alloc_zero(2 * n, sizeof *self->edges);
        self->first_edge = pdx_alloc_zero(n + 2, sizeof *self->first_edge);
        self->stack = pdx_alloc_zero(3 * n + 2, sizeof *self->stack);
        self->marks = pdx_alloc_zero(n, sizeof *self->marks);
        self->scratch = pdx_alloc_zero(self->n_words, sizeof *self->scratch);
        if (self->slots == NULL || self->edges == NULL || self->first_edge == NULL || self->stack == NULL || self->marks == NULL ||
            self->scratch == NULL) {
            pdx_hindsight_deinit(self);
            return pdx_fail_memory(err);
        }
        edges_make(self);
    }
    if (self->text.len + 1 > self->capacity) {
        uint32_t *at = pdx_resize_array(self->at, self->text.len + 1, sizeof *at);
        if (at == NULL) return pdx_fail_memory(err);
        self->at = at;
        self->capacity = self->text.len + 1;
    }
    memset(self->slots, 0, SLOTS * sizeof *self->slots);
    self->sets.len = self->moves.len = 0;
    memset(self->scratch, 0, self->n_words * sizeof *self->scratch);
    return state_of(self, self->scratch, &none, err);
}

pdx_status pdx_hindsight_read(pdx_hindsight *self, const pdx_program *program, const pdx_alphabet *alphabet, pdx_span text, size_t from,
                              pdx_pace *pace, bool *done, pdx_error *err) {
    size_t at = text.len, before, told = text.len;
    uint32_t state = 0;
    self->program = program;
    self->alphabet = alphabet;
    self->text = text;
    self->ready = *done = false;
    PDX_TRY(room_make(self, err));
    uint16_t letter = alphabet->edge, left = pdx_letter_before(alphabet, text, at, &before);
    for (;;) {
        PDX_TRY(step_back(self, state, letter, alphabet->sides[left], &state, err));
        if (state == UNKNOWN) return PDX_OK;
        self->at[at] = state;
        if (at <= from) break;
        at = before;
        letter = left;
        left = pdx_letter_before(alphabet, text, at, &before);
        if (pace == NULL || told - at < PACE_STRETCH) continue;
        PDX_TRY(pdx_pace_step(pace, READING_WORK * (told - at), 0, err));
        told = at;
    }
    self->ready = *done = true;
    return PDX_OK;
}

/* ------------------------------------------------------------------ forwards */

/* Behind a step, the first in the order of preference, of all good ones that can be reached without reading, that reads a letter or is the end: as
 * pdx_automaton goes. */
static uint32_t preferred(pdx_hindsight *self, uint32_t step, const uint64_t *good) {
    const pdx_step *steps = self->program->steps.data;
    size_t n = 0;
    self->stack[n++] = step;
    pdx_program_mark_next(self->program, &self->mark, self->marks);
    while (n > 0) {
        const uint32_t at = self->stack[--n];
        const pdx_step *s = &steps[at];
        if (!set_has(good, at)) continue;
        if (self->marks[at] == self->mark) {
            if (s->kind == PDX_STEP_LOOP && !s->lazy && self->marks[s->other] != self->mark) self->stack[n++] = s->other;
            continue;
        }
        self->marks[at] = self->mark;
        if (s->kind == PDX_STEP_CHARS || s->kind == PDX_STEP_MATCH) return at;
        if (s->kind != PDX_STEP_ASSERT) self->stack[n++] = s->other;
        self->stack[n++] = s->to;
    }
    assert(false);
    return step;
}

void pdx_hindsight_search(pdx_hindsight *self, size_t from, bool full, pdx_range *found, bool *any) {
    const pdx_step *steps = self->program->steps.data;
    const uint64_t *good = set_of(self, self->at[from]);
    uint32_t step = self->program->start;
    size_t at = from, next, before;
    if (full) { /* once more for this place, where the end does not count */
        const uint16_t letter = pdx_letter_behind(self->alphabet, self->text, at, &next),
                       left = pdx_letter_before(self->alphabet, self->text, at, &before);
        good_find(self, next == at ? set_of(self, 0) : set_of(self, self->at[next]), letter, self->alphabet->sides[left], false, self->scratch);
        good = self->scratch;
    }
    while (!set_has(good, step) && at < self->text.len) {
        (void)pdx_letter_behind(self->alphabet, self->text, at, &at);
        good = set_of(self, self->at[at]);
    }
    *any = set_has(good, step);
    *found = pdx_range_of(*any ? at : from, *any ? at : from);
    while (*any) {
        step = preferred(self, step, good);
        if (steps[step].kind == PDX_STEP_MATCH) break;
        step = steps[step].to;
        (void)pdx_letter_behind(self->alphabet, self->text, at, &at);
        good = set_of(self, self->at[at]);
    }
    if (*any) found->end = at;
}

void pdx_hindsight_deinit(pdx_hindsight *self) {
    PDX_VEC_DEINIT(&self->sets);
    PDX_VEC_DEINIT(&self->moves);
    pdx_free(self->at);
    pdx_free(self->slots);
    pdx_free(self->edges);
    pdx_free(self->first_edge);
    pdx_free(self->stack);
    pdx_free(self->marks);
    pdx_free(self->scratch);
    memset(self, 0, sizeof *self);
}
