/* Fuzzy words: a walk through the sorted dictionary with what each letter of a key leaves of the distance, shared
 * by keys that begin alike; from a beginning that is too far off it goes on to the next that can be near. */
#include <stdlib.h>

#include "base/map.h"
#include "query/plan/expand.h"
#include "query/plan/forms.h"
#include "text/utf8.h"

enum { LETTERS_MAX = 255, DISTANCE_MAX = 2, DEPTH_MAX = LETTERS_MAX + DISTANCE_MAX + 1, SHORT_WORD = 5 };

/* How the beginning of a key can have come from beginnings of the word. Bit b of within[d] says: from the first
 * depth + b - DISTANCE_MAX letters, with at most d changes. More letters apart are more changes, so BAND bits hold all. */
enum { BAND = 2 * DISTANCE_MAX + 1 };
typedef struct state {
    uint8_t within[DISTANCE_MAX + 1];
    uint8_t equal;   /* bit b: the letter that led here is letter number depth - 1 + b - DISTANCE_MAX of the word */
    uint32_t letter; /* that letter */
    size_t end;      /* bytes of the key up to here */
} state;

typedef struct candidate {
    pdx_span base; /* borrowed from `bases` */
    uint64_t n_posts;
    uint16_t distance;
} candidate;

typedef struct walk {
    pdx_plan *plan;
    uint32_t word[LETTERS_MAX]; /* what was typed, folded */
    size_t word_len;
    uint16_t limit;
    state states[DEPTH_MAX + 1]; /* of the key at hand: number i behind i letters */
    size_t depth;               /* how many hold for it */
    pdx_term_walk terms;        /* owned; of the segment at hand */
    const pdx_gone *gone;       /* of that segment; or NULL */
    pdx_buf before;             /* owned; the base looked at last */
    pdx_buf wanted;             /* owned; what the walk goes on to */
    pdx_map bases;              /* candidates of all segments */
    PDX_VEC(candidate) found;   /* by number in `bases` */
} walk;

/* The bits of `bits` that stand for beginnings of the word, behind `depth` letters. */
static uint8_t in_word(const walk *self, uint8_t bits, size_t depth) {
    const size_t room = self->word_len + DISTANCE_MAX + 1; /* bits below room - depth */
    if (room >= depth + BAND) return bits;
    if (room <= depth) return 0;
    return (uint8_t)(bits & ((1u << (room - depth)) - 1));
}

static void states_start(walk *self) {
    state *first = &self->states[0];
    unsigned d;
    memset(first, 0, sizeof *first);
    /* Nothing comes from the first d letters by leaving them out. */
    for (d = 0; d <= DISTANCE_MAX; d++) first->within[d] = in_word(self, (uint8_t)(((1u << (d + 1)) - 1) << DISTANCE_MAX), 0);
    self->depth = 0;
}

/* Which letters of the word near number `at` are `letter`. */
static uint8_t equal_near(const walk *self, size_t at, uint32_t letter) {
    unsigned bits = 0, b;
    for (b = 0; b < BAND; b++) {
        const size_t i = at + b; /* DISTANCE_MAX more than the number */
        bits |= (unsigned)(i >= DISTANCE_MAX && i - DISTANCE_MAX < self->word_len && self->word[i - DISTANCE_MAX] == letter) << b;
    }
    return (uint8_t)bits;
}

/* One letter further than the first `depth` letters of the key at hand: optimal string alignment. False when every distance is beyond the
 * limit. */
static bool state_after(const walk *self, size_t depth, uint32_t letter, state *to) {
    const state *from = &self->states[depth];
    const uint8_t equal = equal_near(self, depth, letter);
    unsigned d;
    to->letter = letter;
    to->equal = equal;
    for (d = 0; d <= self->limit; d++) {
        unsigned bits = from->within[d] & equal;
        if (d > 0) bits |= from->within[d - 1] >> 1;       /* a letter that the word does not have */
        if (d > 0) bits |= from->within[d - 1];            /* another letter */
        if (d > 0) bits |= (unsigned)to->within[d - 1] << 1; /* a letter of the word left out */
        if (d > 0 && depth > 0) {                          /* two letters changed round */
            bits |= from[-1].within[d - 1] & ((unsigned)equal << 1) & ((unsigned)from->equal >> 1);
        }
        to->within[d] = in_word(self, (uint8_t)(bits & ((1u << BAND) - 1)), depth + 1);
    }
    return to->within[self->limit] != 0;
}

static bool step_letter(walk *self, uint32_t letter, size_t end) {
    state *to = &self->states[self->depth + 1];
    const bool is_near = state_after(self, self->depth, letter, to);
    to->end = end;
    self->depth += is_near;
    return is_near;
}

enum { NO_LETTER = 0x110000 }; /* beyond all code points: as good as any that the word does not have */

/* The least letter behind `letter` that may follow the first `depth` letters of the key at hand, where these ask for letters of the word;
 * NO_LETTER when there is none. */
static uint32_t letter_behind(const walk *self, size_t depth, uint32_t letter) {
    uint32_t least = NO_LETTER;
    size_t i = depth < DISTANCE_MAX ? 0 : depth - DISTANCE_MAX;
    state after;
    for (; i <= depth + DISTANCE_MAX && i < self->word_len; i++) {
        const uint32_t one = self->word[i];
        if (one > letter && one < least && state_after(self, depth, one, &after)) least = one;
    }
    return least;
}

/* Goes on from the key at hand, of which what follows the first `depth` letters is too far off: `letter` does, up to byte `end`. */
static pdx_status go_on(walk *self, size_t depth, uint32_t letter, size_t end, pdx_ord *next, pdx_error *err) {
    const pdx_ord at = self->terms.ord;
    uint8_t bytes[PDX_UTF8_MAX];
    uint32_t wanted = NO_LETTER;
    state after;
    /* What is no text has no order of letters; where any letter may follow, the next is as good. */
    while (letter != PDX_UTF8_REPLACEMENT && !state_after(self, depth, NO_LETTER, &after)) {
        wanted = letter_behind(self, depth, letter);
        if (wanted != NO_LETTER || depth == 0) break;
        letter = self->states[depth].letter;
        end = self->states[depth--].end;
    }
    if (wanted == NO_LETTER) return pdx_term_walk_behind(&self->terms, end, next, err);
    pdx_buf_reset(&self->wanted);
    pdx_buf_append(&self->wanted, self->terms.key.data, self->states[depth].end);
    pdx_buf_append(&self->wanted, bytes, pdx_utf8_put(bytes, wanted));
    if (self->wanted.failed) return pdx_fail_memory(err);
    PDX_TRY(pdx_term_walk_seek(&self->terms, pdx_buf_view(&self->wanted), next, err));
    if (*next == at) ++*next; /* never, where keys are in order */
    return PDX_OK;
}

/* The distance of the key at hand; more than the limit when it is not near. */
static uint16_t distance_of(const walk *self) {
    const state *last = &self->states[self->depth];
    const size_t bit = self->word_len + DISTANCE_MAX - self->depth; /* wraps when the key is too long */
    uint16_t d = 0;
    if (bit >= BAND) return (uint16_t)(self->limit + 1);
    while (d <= self->limit && (last->within[d] >> bit & 1) == 0) d++;
    return d;
}

/* What is there of the key at hand. */
static pdx_status term_read(walk *self, pdx_term *term, pdx_error *err) {
    const pdx_list_place *place;
    PDX_TRY(pdx_term_walk_place(&self->terms, &place, err));
    term->ord = self->terms.ord;
    term->n_docs = place->n_docs;
    term->n_posts = place->n_posts;
    term->n_occurrences = place->n_occurrences;
    return self->gone == NULL ? PDX_OK : pdx_gone_take_term(self->gone, term, err);
}

static pdx_status keep(walk *self, pdx_span base, uint16_t distance, pdx_error *err) {
    uint32_t id;
    pdx_term term;
    PDX_TRY(term_read(self, &term, err));
    if (term.n_docs == 0) return PDX_OK;
    id = pdx_map_intern(&self->bases, base);
    if (id == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (id == self->found.len) {
        candidate fresh;
        fresh.base = pdx_map_key(&self->bases, id);
        fresh.n_posts = 0;
        fresh.distance = distance;
        if (!PDX_VEC_PUSH(&self->found, fresh)) return pdx_fail_memory(err);
    }
    self->found.data[id].n_posts += term.n_posts;
    return PDX_OK;
}

/* Keeps the states that the key shares with the one before. */
static void share_states(walk *self, pdx_span base) {
    size_t same = 0;
    const size_t n = pdx_min_size(base.len, self->before.len);
    while (same < n && base.data[same] == self->before.data[same]) same++;
    while (self->depth > 0 && self->states[self->depth].end > same) self->depth--;
}

/* Looks at the key `ord`; `*next` is the first that can still be near. */
static pdx_status step(walk *self, pdx_ord ord, pdx_ord *next, pdx_error *err) {
    uint32_t n_pieces;
    pdx_span base;
    uint16_t distance;
    *next = ord + 1;
    PDX_TRY(pdx_term_walk_to(&self->terms, ord, err));
    base = pdx_key_base(pdx_buf_view(&self->terms.key), &n_pieces);
    share_states(self, base);
    pdx_buf_reset(&self->before);
    pdx_buf_span(&self->before, base);
    if (self->before.failed) return pdx_fail_memory(err);
    while (self->states[self->depth].end < base.len) {
        const size_t end = self->states[self->depth].end;
        size_t len;
        uint32_t letter;
        if (self->depth == DEPTH_MAX) return PDX_OK;
        letter = pdx_utf8_decode(base.data + end, base.data + base.len, &len);
        if (step_letter(self, letter, end + len)) continue;
        return go_on(self, self->depth, letter, end + len, next, err); /* everything that begins so is too far */
    }
    distance = distance_of(self);
    return distance > self->limit ? PDX_OK : keep(self, base, distance, err);
}

static pdx_status walk_segment(walk *self, const pdx_segment *segment, pdx_error *err) {
    const uint32_t n_terms = pdx_segment_n_terms(segment);
    pdx_status status = PDX_OK;
    pdx_ord ord = 0;
    states_start(self);
    pdx_buf_reset(&self->before);
    pdx_term_walk_init(&self->terms, segment);
    while (ord < n_terms && status == PDX_OK) {
        status = pdx_plan_pulse(self->plan, err);
        if (status == PDX_OK) status = step(self, ord, &ord, err);
    }
    pdx_term_walk_deinit(&self->terms);
    return status;
}

static int candidate_order(const void *left, const void *right) {
    const candidate *a = left, *b = right;
    if (a->distance != b->distance) return a->distance < b->distance ? -1 : 1;
    if (a->n_posts != b->n_posts) return a->n_posts > b->n_posts ? -1 : 1;
    return pdx_span_compare(a->base, b->base);
}

/* The nearest candidates, copied into the plan. */
static pdx_status choose(walk *self, pdx_word_form *form, pdx_error *err) {
    const size_t n = pdx_min_size(self->found.len, PDX_FUZZY_MAX);
    pdx_span *bases;
    size_t i;
    if (self->found.len > 0) qsort(self->found.data, self->found.len, sizeof *self->found.data, candidate_order);
    bases = pdx_arena_array(&self->plan->arena, n, sizeof *bases);
    if (bases == NULL) return pdx_fail_memory(err);
    for (i = 0; i < n; i++) {
        if (!pdx_arena_copy(&self->plan->arena, self->found.data[i].base, &bases[i])) return pdx_fail_memory(err);
    }
    form->bases = bases;
    form->n_bases = n;
    return PDX_OK;
}

static pdx_status decode_word(walk *self, pdx_span word, pdx_error *err) {
    size_t at = 0, len;
    while (at < word.len) {
        if (self->word_len == LETTERS_MAX) {
            return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a fuzzy word has at most %d letters", LETTERS_MAX);
        }
        self->word[self->word_len++] = pdx_utf8_decode(word.data + at, word.data + word.len, &len);
        at += len;
    }
    return PDX_OK;
}

static pdx_status walk_all(walk *self, const pdx_node *node, pdx_word_form *form, pdx_error *err) {
    uint32_t s;
    PDX_TRY(decode_word(self, form->base, err));
    if (self->word_len == 0) return PDX_OK;
    self->limit = (uint16_t)(node->number > 0 ? node->number : self->word_len > SHORT_WORD ? 2 : 1);
    for (s = 0; s < pdx_snapshot_n_segments(self->plan->snapshot); s++) {
        self->gone = pdx_snapshot_gone(self->plan->snapshot, s);
        PDX_TRY(walk_segment(self, pdx_snapshot_segment(self->plan->snapshot, s), err));
    }
    return choose(self, form, err);
}

static pdx_status expand_form(pdx_plan *plan, const pdx_node *node, pdx_word_form *form, pdx_error *err) {
    pdx_status status;
    walk *self = pdx_alloc_zero(1, sizeof *self);
    if (self == NULL) return pdx_fail_memory(err);
    self->plan = plan;
    pdx_map_init(&self->bases);
    status = walk_all(self, node, form, err);
    pdx_buf_deinit(&self->before);
    pdx_buf_deinit(&self->wanted);
    pdx_map_deinit(&self->bases);
    PDX_VEC_DEINIT(&self->found);
    pdx_free(self);
    return status;
}

pdx_status pdx_expand_fuzzy(pdx_plan *plan, pdx_error *err) {
    const pdx_node_list *elements = &plan->query->elements;
    size_t e, l;
    for (e = 0; e < elements->len; e++) {
        if (elements->data[e]->kind != PDX_NODE_FUZZY) continue;
        for (l = 0; l < plan->languages.len; l++) {
            pdx_word_form *form = &plan->forms[e * plan->languages.len + l];
            if (l > 0 && pdx_span_equal(form->base, form[-1].base)) {
                form->bases = form[-1].bases;
                form->n_bases = form[-1].n_bases;
            } else {
                PDX_TRY(expand_form(plan, elements->data[e], form, err));
            }
        }
    }
    return PDX_OK;
}
