#include "page/site/siteterms.h"

#include <math.h>

#include "base/hash.h"
#include "base/map.h"
#include "page/lines/foldorder.h"
#include "page/lines/linefold.h"
#include "page/site/siteplaces.h"

enum { CONSTANT = 6, LABELS = 0x1abe1 }; /* the key of the hashes of labels */

pdx_status pdx_site_terms_new(pdx_site_terms **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    if (*out == NULL) return pdx_fail_memory(err);
    pdx_map_init(&(*out)->terms);
    pdx_map_init(&(*out)->posts);
    pdx_map_init(&(*out)->pairs);
    pdx_map_init(&(*out)->by_place);
    pdx_map_init(&(*out)->places);
    pdx_map_init(&(*out)->run_words);
    return PDX_OK;
}

void pdx_site_terms_free(pdx_site_terms *terms) {
    if (terms == NULL) return;
    pdx_map_deinit(&terms->terms);
    pdx_map_deinit(&terms->posts);
    pdx_map_deinit(&terms->pairs);
    pdx_map_deinit(&terms->by_place);
    pdx_map_deinit(&terms->places);
    pdx_map_deinit(&terms->run_words);
    PDX_VEC_DEINIT(&terms->of_place);
    PDX_VEC_DEINIT(&terms->known);
    PDX_VEC_DEINIT(&terms->names);
    PDX_VEC_DEINIT(&terms->in_place);
    PDX_VEC_DEINIT(&terms->notes);
    PDX_VEC_DEINIT(&terms->items);
    PDX_VEC_DEINIT(&terms->runs);
    PDX_VEC_DEINIT(&terms->run_counts);
    PDX_VEC_DEINIT(&terms->kinds);
    PDX_VEC_DEINIT(&terms->lines);
    pdx_free(terms);
}

pdx_site_first pdx_site_pair_number(pdx_map *map, uint32_t a, uint32_t b, uint32_t c, uint32_t *id) {
    const uint32_t key[3] = {a, b, c};
    const size_t before = pdx_map_count(map);
    *id = pdx_map_intern(map, pdx_span_of(key, sizeof key));
    if (*id == PDX_MAP_NONE) return PDX_SITE_FAILED;
    return pdx_map_count(map) > before ? PDX_SITE_FIRST : PDX_SITE_SEEN;
}

pdx_site_first pdx_site_pair(pdx_map *map, uint32_t a, uint32_t b, uint32_t c) {
    uint32_t id;
    return pdx_site_pair_number(map, a, b, c, &id);
}

uint32_t pdx_site_term(pdx_site_terms *t, pdx_span folded) {
    const uint32_t id = pdx_map_intern(&t->terms, folded);
    const pdx_term_count none = {0};
    if (id == t->known.len && !PDX_VEC_PUSH(&t->known, none)) return PDX_MAP_NONE;
    return id;
}

pdx_site_key pdx_site_key_of(const pdx_page *page, const pdx_term_line *line) {
    pdx_site_key key = {0, line->place, PDX_SITE_OF_LINE};
    pdx_fold fold;
    if (line->label.end > line->label.begin && line->told == PDX_ROLE_BLANK) {
        pdx_fold_of(&fold, page->text, line->label);
        key.label = pdx_hash(pdx_span_of(fold.text, fold.len), LABELS) | 1;
    }
    return key;
}

static bool is_sorted(const pdx_site_terms *t, const pdx_site_note *note) {
    for (uint32_t i = note->first + 1; i < note->first + note->n; i++) {
        if (pdx_fold_order(pdx_map_key(&t->terms, t->items.data[i - 1]), pdx_map_key(&t->terms, t->items.data[i])) > 0) return false;
    }
    return true;
}

void pdx_site_items_sum(const pdx_site_terms *t, pdx_site_place *place, const pdx_site_note *note, uint32_t sign) {
    place->items += sign * note->n;
    place->several += sign * (note->n > 1);
    place->sortable += sign * (note->n > 2);
    place->sorted += sign * (note->n > 2 && is_sorted(t, note));
}

bool pdx_site_note_count(pdx_site_terms *t, const pdx_site_note *note) {
    uint32_t id;
    for (uint32_t i = note->first; i < note->first + note->n; i++) {
        const uint32_t term = t->items.data[i];
        const pdx_site_first in_post = pdx_site_pair_number(&t->pairs, note->post, term, PDX_SITE_TERMS, &id);
        if (in_post == PDX_SITE_FAILED) return false;
        t->known.data[term].posts += in_post == PDX_SITE_FIRST;
        if (pdx_site_pair_number(&t->by_place, note->place, term, 0, &id) == PDX_SITE_FAILED) return false;
        if (id == t->in_place.len && !PDX_VEC_PUSH(&t->in_place, 0u)) return false;
        t->in_place.data[id]++;
    }
    return true;
}

bool pdx_site_note_part(pdx_site_terms *t, pdx_site_note *note, uint32_t first, uint32_t n) {
    pdx_site_place *place = &t->of_place.data[note->place];
    uint32_t id;
    for (uint32_t i = note->first; i < note->first + note->n; i++) {
        if (pdx_site_pair_number(&t->by_place, note->place, t->items.data[i], 0, &id) != PDX_SITE_SEEN) return false;
        t->in_place.data[id]--;
    }
    pdx_site_items_sum(t, place, note, UINT32_MAX);
    note->first = first;
    note->n = n;
    pdx_site_items_sum(t, place, note, 1);
    return pdx_site_note_count(t, note);
}

static bool term_is_constant(const pdx_site_terms *t, const pdx_term_count *term) {
    return term->lines >= CONSTANT && !term->heads && 10 * (uint64_t)term->lines >= 7 * (uint64_t)t->counted;
}

void pdx_site_counts_close(pdx_site_terms *t) {
    t->counted = (uint32_t)pdx_map_count(&t->posts);
    for (size_t i = 0; !t->has_constants && i < t->known.len; i++) t->has_constants = term_is_constant(t, &t->known.data[i]);
}

bool pdx_site_is_constant(const void *terms, const pdx_page *page, pdx_range range) {
    const pdx_site_terms *t = terms;
    pdx_fold fold;
    uint32_t id;
    if (!t->has_constants) return false;
    pdx_fold_of(&fold, page->text, range);
    id = pdx_map_find(&t->terms, pdx_span_of(fold.text, fold.len));
    return id != PDX_MAP_NONE && term_is_constant(t, &t->known.data[id]);
}

uint8_t *pdx_site_kinds(pdx_site_terms *t, const pdx_page *page) {
    const size_t at = t->at;
    assert(at + page->n_parts <= t->kinds.len);
    t->at += page->n_parts;
    if (t->at == t->kinds.len) t->at = 0; /* that was the last page */
    return PDX_VEC_AT(&t->kinds, at); /* none, where no page has parts */
}
