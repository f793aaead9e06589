/* Fuzzy words: a walk through the sorted dictionary with one row of distances per letter of the key, shared
 * by keys that begin alike; a beginning that is already too far off is skipped with all its keys. */
#include <stdlib.h>

#include "base/map.h"
#include "query/expand.h"
#include "query/forms.h"
#include "text/utf8.h"

enum { LETTERS_MAX = 255, DISTANCE_MAX = 2, DEPTH_MAX = LETTERS_MAX + DISTANCE_MAX + 1, SHORT_WORD = 5 };

typedef struct candidate {
    pdx_span base; /* borrowed from `bases` */
    uint64_t n_posts;
    uint16_t distance;
} candidate;

typedef struct walk {
    pdx_plan *plan;
    const pdx_segment *segment;
    uint32_t word[LETTERS_MAX]; /* what was typed, folded */
    size_t word_len;
    uint16_t limit;
    uint32_t letters[DEPTH_MAX];    /* of the key at hand, as far as rows go */
    size_t ends[DEPTH_MAX + 1];     /* bytes of the key behind each of them */
    uint16_t *rows;                 /* DEPTH_MAX + 1 rows of word_len + 1; owned */
    size_t depth;                   /* rows that hold for the key at hand */
    pdx_buf key, before;
    pdx_map bases;                  /* candidates of all segments */
    PDX_VEC(candidate) found;       /* by number in `bases` */
} walk;

static uint16_t *row_of(walk *self, size_t depth) { return self->rows + depth * (self->word_len + 1); }

static uint16_t least(uint16_t a, uint16_t b) { return a < b ? a : b; }

/* Computes row `depth` for its letter; gives the smallest distance in it. Optimal string alignment. */
static uint16_t fill_row(walk *self, size_t depth) {
    const uint16_t *above = row_of(self, depth - 1);
    uint16_t *row = row_of(self, depth), smallest;
    const uint32_t letter = self->letters[depth - 1];
    size_t j;
    smallest = row[0] = (uint16_t)depth;
    for (j = 1; j <= self->word_len; j++) {
        uint16_t d = (uint16_t)(above[j - 1] + (self->word[j - 1] != letter));
        d = least(d, (uint16_t)(above[j] + 1));
        d = least(d, (uint16_t)(row[j - 1] + 1));
        if (depth > 1 && j > 1 && letter == self->word[j - 2] && self->letters[depth - 2] == self->word[j - 1]) {
            d = least(d, (uint16_t)(row_of(self, depth - 2)[j - 2] + 1));
        }
        row[j] = d;
        smallest = least(smallest, d);
    }
    return smallest;
}

static pdx_status keep(walk *self, pdx_span base, pdx_ord ord, uint16_t distance, pdx_error *err) {
    const uint32_t id = pdx_map_intern(&self->bases, base);
    pdx_term term;
    if (id == PDX_MAP_NONE) return pdx_fail_memory(err);
    PDX_TRY(pdx_segment_term(self->segment, ord, &term, err));
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

/* Keeps the rows that the key shares with the one before. */
static void share_rows(walk *self, pdx_span base) {
    size_t same = 0;
    const size_t n = pdx_min_size(base.len, self->before.len);
    while (same < n && base.data[same] == self->before.data[same]) same++;
    while (self->depth > 0 && self->ends[self->depth] > same) self->depth--;
}

/* Looks at the key `ord`; `*next` is the first that can still be near. */
static pdx_status step(walk *self, pdx_ord ord, pdx_ord *next, pdx_error *err) {
    uint32_t n_pieces;
    pdx_span base;
    *next = ord + 1;
    PDX_TRY(pdx_segment_key(self->segment, ord, &self->key, err));
    base = pdx_key_base(pdx_buf_view(&self->key), &n_pieces);
    share_rows(self, base);
    while (self->ends[self->depth] < base.len) {
        const uint8_t *at = base.data + self->ends[self->depth];
        size_t len;
        if (self->depth == DEPTH_MAX) break;
        self->letters[self->depth] = pdx_utf8_decode(at, base.data + base.len, &len);
        self->ends[self->depth + 1] = self->ends[self->depth] + len;
        self->depth++;
        if (fill_row(self, self->depth) <= self->limit) continue;
        /* Everything that begins so is too far: go on behind it. */
        pdx_buf_reset(&self->before);
        pdx_buf_append(&self->before, base.data, self->ends[self->depth]);
        if (self->before.failed) return pdx_fail_memory(err);
        if (self->before.data[self->before.len - 1] == 0xFF) return PDX_OK; /* no text: left to the next step */
        self->before.data[self->before.len - 1]++;
        PDX_TRY(pdx_segment_lower_bound(self->segment, pdx_buf_view(&self->before), next, err));
        self->before.data[self->before.len - 1]--;
        if (*next <= ord) *next = ord + 1; /* damaged order must not hold us */
        return PDX_OK;
    }
    pdx_buf_reset(&self->before);
    pdx_buf_span(&self->before, base);
    if (self->before.failed) return pdx_fail_memory(err);
    if (self->ends[self->depth] < base.len || row_of(self, self->depth)[self->word_len] > self->limit) return PDX_OK;
    return keep(self, base, ord, row_of(self, self->depth)[self->word_len], err);
}

static pdx_status walk_segment(walk *self, pdx_error *err) {
    const uint32_t n_terms = pdx_segment_n_terms(self->segment);
    pdx_ord ord = 0;
    self->depth = 0;
    pdx_buf_reset(&self->before);
    while (ord < n_terms) {
        PDX_TRY(pdx_plan_pulse(self->plan, err));
        PDX_TRY(step(self, ord, &ord, err));
    }
    return PDX_OK;
}

static int candidate_order(const void *left, const void *right) {
    const candidate *a = left, *b = right;
    if (a->distance != b->distance) return a->distance < b->distance ? -1 : 1;
    if (a->n_posts != b->n_posts) return a->n_posts > b->n_posts ? -1 : 1;
    return pdx_span_compare(a->base, b->base);
}

/* The nearest candidates, copied into the plan. */
static pdx_status choose(walk *self, pdx_form *form, pdx_error *err) {
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

static pdx_status walk_all(walk *self, const pdx_node *node, pdx_form *form, pdx_error *err) {
    uint32_t s;
    size_t j;
    PDX_TRY(decode_word(self, form->base, err));
    if (self->word_len == 0) return PDX_OK;
    self->limit = (uint16_t)(node->number > 0 ? node->number : self->word_len > SHORT_WORD ? 2 : 1);
    self->rows = pdx_resize_array(NULL, (DEPTH_MAX + 1) * (self->word_len + 1), sizeof *self->rows);
    if (self->rows == NULL) return pdx_fail_memory(err);
    for (j = 0; j <= self->word_len; j++) self->rows[j] = (uint16_t)j;
    for (s = 0; s < pdx_snapshot_n_segments(self->plan->snapshot); s++) {
        self->segment = pdx_snapshot_segment(self->plan->snapshot, s);
        PDX_TRY(walk_segment(self, err));
    }
    return choose(self, form, err);
}

static pdx_status expand_form(pdx_plan *plan, const pdx_node *node, pdx_form *form, pdx_error *err) {
    pdx_status status;
    walk *self = pdx_alloc_zero(1, sizeof *self);
    if (self == NULL) return pdx_fail_memory(err);
    self->plan = plan;
    pdx_map_init(&self->bases);
    status = walk_all(self, node, form, err);
    pdx_free(self->rows);
    pdx_buf_deinit(&self->key);
    pdx_buf_deinit(&self->before);
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
            pdx_form *form = &plan->forms[e * plan->languages.len + l];
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
