#include "regex/regex.h"

#include "regex/automaton.h"
#include "regex/hindsight.h"
#include "regex/text_letters.h"
#include "regex/match_starts.h"

enum { PACE_STRETCH = 1 << 14, READING_WORK = 2 };

struct pdx_regex {
    pdx_patterns patterns;
    pdx_alphabet alphabet;
    pdx_program forth, back;
    pdx_span prefix; /* in the arena of the patterns */
    pdx_match_starts starts;
    unsigned flags;
};

struct pdx_regex_run {
    const pdx_regex *regex;
    pdx_automaton find; /* the end of the leftmost match */
    pdx_automaton back; /* its begin, from its end */
    pdx_automaton whole;
    pdx_span text;         /* that was searched last; data NULL: none */
    size_t beyond;         /* bytes of it that were read beyond ends of matches, and will be again */
    bool is_left;          /* it has too much for hindsight: it is read as it comes */
    pdx_hindsight hindsight;
};

/* A set of one character, as text. */
static size_t only_char(const pdx_charset *set, uint8_t out[PDX_UTF8_MAX]) {
    if (set->len != 1 || set->data[0].first != set->data[0].last || (set->data[0].first >= 0xD800 && set->data[0].first < 0xE000) ||
        set->data[0].first == PDX_UTF8_REPLACEMENT) {
        return 0;
    }
    return pdx_utf8_put(out, set->data[0].first);
}

/* The characters with which every match begins, as long as each is one alone. */
static pdx_status find_prefix(pdx_regex *self, pdx_error *err) {
    const pdx_pattern *node = self->patterns.root;
    uint8_t bytes[64];
    size_t n = 0;
    if (node->kind == PDX_PATTERN_ALL) node = node->first;
    for (; node != NULL && node->kind == PDX_PATTERN_CHARS && n + PDX_UTF8_MAX <= sizeof bytes; node = node->next) {
        const size_t len = only_char(&self->patterns.sets.data[node->set], bytes + n);
        if (len == 0) break;
        n += len;
    }
    return pdx_arena_copy(&self->patterns.arena, pdx_span_of(bytes, n), &self->prefix) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status fill(pdx_regex *self, pdx_span pattern, unsigned flags, pdx_error *err) {
    self->flags = flags;
    PDX_TRY(pdx_patterns_read(&self->patterns, pattern, flags, err));
    PDX_TRY(pdx_alphabet_init(&self->alphabet, &self->patterns, err));
    PDX_TRY(pdx_program_init(&self->forth, self->patterns.root, false, err));
    PDX_TRY(pdx_program_init(&self->back, self->patterns.root, true, err));
    pdx_match_starts_find(&self->starts, &self->patterns);
    return find_prefix(self, err);
}

pdx_status pdx_regex_new(pdx_span pattern, unsigned flags, pdx_regex **out, pdx_error *err) {
    pdx_regex *self = pdx_alloc_zero(1, sizeof *self);
    *out = NULL;
    if (self == NULL) return pdx_fail_memory(err);
    const pdx_status status = fill(self, pattern, flags, err);
    if (status == PDX_OK) *out = self;
    else pdx_regex_free(self);
    return status;
}

void pdx_regex_free(pdx_regex *self) {
    if (self == NULL) return;
    pdx_program_deinit(&self->forth);
    pdx_program_deinit(&self->back);
    pdx_alphabet_deinit(&self->alphabet);
    pdx_patterns_deinit(&self->patterns);
    pdx_free(self);
}

pdx_span pdx_regex_prefix(const pdx_regex *self) { return self->prefix; }

size_t pdx_regex_pass_over(const pdx_regex *self, pdx_span text, size_t at) { return pdx_match_starts_pass_over(&self->starts, text, at); }

pdx_status pdx_regex_run_new(const pdx_regex *regex, pdx_regex_run **out, pdx_error *err) {
    pdx_regex_run *self = pdx_alloc_zero(1, sizeof *self);
    *out = NULL;
    if (self == NULL) return pdx_fail_memory(err);
    self->regex = regex;
    pdx_status status = pdx_automaton_init(&self->find, &regex->forth, &regex->alphabet, regex->forth.seek, true, err);
    if (status == PDX_OK) status = pdx_automaton_init(&self->back, &regex->back, &regex->alphabet, regex->back.start, false, err);
    if (status == PDX_OK) status = pdx_automaton_init(&self->whole, &regex->forth, &regex->alphabet, regex->forth.start, false, err);
    if (status == PDX_OK) *out = self;
    else pdx_regex_run_free(self);
    return status;
}

void pdx_regex_run_free(pdx_regex_run *self) {
    if (self == NULL) return;
    pdx_automaton_deinit(&self->find);
    pdx_automaton_deinit(&self->back);
    pdx_automaton_deinit(&self->whole);
    pdx_hindsight_deinit(&self->hindsight);
    pdx_free(self);
}

static pdx_status step(pdx_automaton *self, uint32_t *state, uint16_t letter, bool deaf, bool *matched, pdx_error *err) {
    uint32_t move = pdx_automaton_move(self, *state, letter);
    if (deaf || move == PDX_MOVE_UNKNOWN) PDX_TRY(pdx_automaton_find(self, state, letter, deaf, &move, err));
    *matched = (move & PDX_MOVE_MATCH) != 0;
    *state = move & PDX_MOVE_STATE;
    return PDX_OK;
}

/* Passes over ASCII as long as moves are known, no match ends and no other may begin elsewhere: what `step` would do, without asking at each byte.
 * Line breaks at the end are told apart from others, so the last byte is left. */
static void run_on(const pdx_regex_run *self, pdx_span text, size_t limit, uint32_t *state, size_t *at) {
    const uint32_t *const moves = self->find.moves.data;
    const uint16_t *const plane = self->regex->alphabet.plane;
    const size_t row = self->regex->alphabet.n + 2u, end = pdx_min_size(limit, text.len - 1);
    uint32_t here = *state;
    size_t i = *at;
    for (; i < end && text.data[i] < 0x80; i++) {
        const uint32_t move = moves[here * row + plane[text.data[i]]];
        if (move >= PDX_MOVE_UNKNOWN || move == PDX_STATE_DEAD) break; /* or with something beside the state */
        here = move;
    }
    *state = here;
    *at = i;
}

/* Goes to where a match may begin, where nothing is known but that none has begun. */
static pdx_status jump(pdx_regex_run *self, pdx_span text, pdx_range *known, uint32_t *state, size_t *at, pdx_error *err) {
    const pdx_alphabet *alphabet = &self->regex->alphabet;
    const size_t to = pdx_match_starts_next(&self->regex->starts, text, *at, known);
    size_t before;
    if (to == *at) return PDX_OK;
    *at = to;
    return pdx_automaton_begin(&self->find, alphabet->sides[pdx_letter_before(alphabet, text, to, &before)], state, err);
}

/* The end of the leftmost match from `from` on, and up to where was read. */
static pdx_status find_end(pdx_regex_run *self, pdx_span text, size_t from, bool full, pdx_pace *pace, size_t *end, size_t *read, bool *any,
                           pdx_error *err) {
    const pdx_alphabet *alphabet = &self->regex->alphabet;
    size_t at = from, next, before, told = from;
    pdx_range known = {1, 0};
    uint32_t state;
    bool matched;
    *any = false;
    PDX_TRY(pdx_automaton_begin(&self->find, alphabet->sides[pdx_letter_before(alphabet, text, from, &before)], &state, err));
    for (;;) {
        if (!*any && self->find.states.data[state].begins) PDX_TRY(jump(self, text, &known, &state, &at, err));
        if (at > from && at < text.len) run_on(self, text, at + PACE_STRETCH, &state, &at);
        const uint16_t letter = pdx_letter_behind(alphabet, text, at, &next);
        PDX_TRY(step(&self->find, &state, letter, full && at == from, &matched, err));
        if (matched) {
            *any = true;
            *end = at;
        }
        *read = at;
        if (state == PDX_STATE_DEAD || letter == alphabet->edge) return PDX_OK;
        at = next;
        if (pace != NULL && at - told >= PACE_STRETCH) {
            PDX_TRY(pdx_pace_step(pace, READING_WORK * (at - told), 0, err));
            told = at;
        }
    }
}

/* The begin of the match that ends at `end`: as far back as one goes. A match of `full` is not empty. */
static pdx_status find_begin(pdx_regex_run *self, pdx_span text, size_t from, size_t end, pdx_pace *pace, size_t *begin, pdx_error *err) {
    const pdx_alphabet *alphabet = &self->regex->alphabet;
    size_t at = end, before, told = end, next;
    uint32_t state;
    bool matched;
    *begin = end;
    const uint8_t side = alphabet->sides[pdx_letter_behind(alphabet, text, end, &next)];
    PDX_TRY(pdx_automaton_begin(&self->back, side, &state, err));
    for (;;) {
        const uint16_t letter = pdx_letter_before(alphabet, text, at, &before);
        PDX_TRY(step(&self->back, &state, letter, false, &matched, err));
        if (matched) *begin = at;
        if (state == PDX_STATE_DEAD || at <= from || letter == alphabet->edge) return PDX_OK;
        at = before;
        if (pace != NULL && told - at >= PACE_STRETCH) {
            PDX_TRY(pdx_pace_step(pace, READING_WORK * (told - at), 0, err));
            told = at;
        }
    }
}

/* So many bytes of a text are read again before it is looked at from behind, which takes about as long as some readings. */
static size_t beyond_most(pdx_span text) { return PDX_LIMIT(4, 0) * text.len + PDX_LIMIT(4096, 0); }

static pdx_status look_behind(pdx_regex_run *self, pdx_span text, size_t from, pdx_pace *pace, pdx_error *err) {
    bool done = false;
    PDX_TRY(pdx_hindsight_read(&self->hindsight, &self->regex->forth, &self->regex->alphabet, text, from, pace, &done, err));
    self->is_left = !done;
    return PDX_OK;
}

/* What is remembered of a text is of that one. */
static void text_set(pdx_regex_run *self, pdx_span text, size_t from) {
    if (from > 0 && self->text.data == text.data && self->text.len == text.len) return;
    self->text = text;
    self->beyond = 0;
    self->is_left = self->hindsight.ready = false;
}

pdx_status pdx_regex_search(pdx_regex_run *self, pdx_span text, size_t from, bool full, pdx_pace *pace, pdx_range *found, bool *any, pdx_error *err) {
    size_t begin = from, end = from, read = from;
    *found = pdx_range_of(from, from);
    *any = false;
    text_set(self, text, from);
    if ((self->regex->flags & PDX_REGEX_HINDSIGHT) != 0 && !self->hindsight.ready && !self->is_left) {
        PDX_TRY(look_behind(self, text, from, pace, err));
    }
    if (self->hindsight.ready) {
        pdx_hindsight_search(&self->hindsight, from, full, found, any);
        return PDX_OK;
    }
    PDX_TRY(find_end(self, text, from, full, pace, &end, &read, any, err));
    if (!*any) return PDX_OK;
    PDX_TRY(find_begin(self, text, from, end, pace, &begin, err));
    *found = pdx_range_of(begin, end);
    self->beyond += read - end;
    if (self->beyond > beyond_most(text) && !self->is_left) PDX_TRY(look_behind(self, text, end, pace, err));
    return PDX_OK;
}

pdx_status pdx_regex_is_whole(pdx_regex_run *self, pdx_span text, bool *is, pdx_error *err) {
    const pdx_alphabet *alphabet = &self->regex->alphabet;
    size_t at = 0, next;
    uint32_t state;
    *is = false;
    PDX_TRY(pdx_automaton_begin(&self->whole, PDX_SIDE_EDGE, &state, err));
    for (;;) {
        const uint16_t letter = pdx_letter_behind(alphabet, text, at, &next);
        bool matched;
        PDX_TRY(step(&self->whole, &state, letter, false, &matched, err));
        if (letter == alphabet->edge) {
            *is = matched;
            return PDX_OK;
        }
        if (state == PDX_STATE_DEAD) return PDX_OK;
        at = next;
    }
}
