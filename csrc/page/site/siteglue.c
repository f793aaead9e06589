#include "page/site/siteglue.h"

enum { LEAST_LINES = 5, FILE_LEADS = 1, LEADS = 2, MANY_LEADS = 3, ALONE = 2, LEAST_BYTES = 2 };

static bool begins_char(pdx_span text, size_t at) { return (text.data[at] & 0xC0) != 0x80; }

/* Where an item can fall in two, from `at` on; 0: nowhere. */
static size_t next_cut(pdx_span item, size_t at) {
    for (; at + LEAST_BYTES <= item.len; at++) {
        if (at >= LEAST_BYTES && begins_char(item, at) && item.data[at] != ' ' && item.data[at - 1] != ' ') return at;
    }
    return 0;
}

static uint32_t known_in(const pdx_site_terms *t, pdx_span text, uint32_t least) {
    const uint32_t id = pdx_map_find(&t->terms, text);
    return id != PDX_MAP_NONE && t->known.data[id].posts >= least ? id : PDX_MAP_NONE;
}

/* Counts the ways in which an item falls into something and a known term. False when out of memory. */
static bool item_count(pdx_site_terms *t, pdx_span item) {
    for (size_t at = next_cut(item, 1); at > 0; at = next_cut(item, at + 1)) {
        const uint32_t rest = known_in(t, pdx_span_slice(item, at, item.len), 1);
        uint32_t first;
        if (rest == PDX_MAP_NONE) continue;
        first = pdx_site_term(t, pdx_span_slice(item, 0, at));
        if (first == PDX_MAP_NONE) return false;
        switch (pdx_site_pair(&t->pairs, first, rest, PDX_SITE_GLUED)) {
        case PDX_SITE_FAILED: return false;
        case PDX_SITE_FIRST: t->known.data[first].glued++; break;
        default: break;
        }
    }
    return true;
}

bool pdx_site_is_glued(const pdx_site_terms *t, pdx_span item) {
    const uint32_t id = pdx_map_find(&t->terms, item);
    if (id == PDX_MAP_NONE) return false;
    const pdx_term_count *term = &t->known.data[id];
    return term->glued >= (term->files ? FILE_LEADS : term->posts >= ALONE ? LEADS : MANY_LEADS);
}

size_t pdx_site_glue_end(const pdx_site_terms *t, pdx_span item) {
    size_t end = 0;
    for (size_t at = next_cut(item, 1); at > 0; at = next_cut(item, at + 1)) {
        if (pdx_site_is_glued(t, pdx_span_slice(item, 0, at))) end = at;
    }
    return end;
}

/* The item of the note that falls in two, the first one; `n` when none does. */
static uint32_t glued_item(const pdx_site_terms *t, const pdx_site_note *note, size_t *end) {
    *end = 0;
    for (uint32_t k = 0; k < note->n; k++) {
        const pdx_span item = pdx_map_key(&t->terms, t->items.data[note->first + k]);
        if (pdx_site_is_glued(t, item)) continue;
        *end = pdx_site_glue_end(t, item);
        if (*end > 0) return k;
        if (known_in(t, item, ALONE) == PDX_MAP_NONE) break; /* before the last section others may stand that never lead a tag */
    }
    return note->n;
}

/* Nothing but sections: the last one could lead a tag. */
static bool is_bare(const pdx_site_terms *t, const pdx_site_note *note) {
    return note->n > 0 && pdx_site_is_glued(t, pdx_map_key(&t->terms, t->items.data[note->first + note->n - 1]));
}

/* The note's items are what follows its sections. */
static bool note_cut(pdx_site_terms *t, pdx_site_note *note) {
    const uint32_t first = (uint32_t)t->items.len;
    size_t end;
    const uint32_t which = glued_item(t, note, &end);
    if (which == note->n) return true;
    for (uint32_t k = which; k < note->n; k++) {
        const pdx_span item = pdx_map_key(&t->terms, t->items.data[note->first + k]);
        const uint32_t term = pdx_site_term(t, k == which ? pdx_span_slice(item, end, item.len) : item);
        if (term == PDX_MAP_NONE || !PDX_VEC_PUSH(&t->items, term)) return false;
    }
    return pdx_site_note_part(t, note, first, (uint32_t)t->items.len - first);
}

bool pdx_site_glue_read(pdx_site_terms *t, uint32_t place, const uint32_t *notes, size_t n) {
    size_t cut = 0, bare = 0;
    for (size_t i = 0; i < n; i++) {
        const pdx_site_note note = t->notes.data[notes[i]];
        for (uint32_t k = 0; k < note.n; k++) {
            if (!item_count(t, pdx_map_key(&t->terms, t->items.data[note.first + k]))) return false;
        }
    }
    for (size_t i = 0; i < n; i++) {
        size_t end;
        cut += glued_item(t, &t->notes.data[notes[i]], &end) < t->notes.data[notes[i]].n;
        bare += is_bare(t, &t->notes.data[notes[i]]);
    }
    if (cut < LEAST_LINES || 2 * cut < n - bare) return true;
    t->of_place.data[place].is_glued = true;
    for (size_t i = 0; i < n; i++) {
        if (!note_cut(t, &t->notes.data[notes[i]])) return false;
    }
    return true;
}
