#include "page/site/siteplaces.h"

/* Lists in front of which the post's section stands without a sign between, as in "Harbour boats / tides": the same few words begin all
 * lines of the place, and what follows them are terms that stand in lists elsewhere. */

enum { WORDS = 3, LEAST = 3, LEADS = 2 }; /* LEADS: different terms behind it prove a section */

/* Where the first `words` words of `term` end; 0 when it has no more than those. */
static size_t words_end(pdx_span term, unsigned words) {
    for (size_t at = 0; at < term.len; at++) {
        if (term.data[at] == ' ' && --words == 0) return at;
    }
    return 0;
}

static uint32_t find(const pdx_site_terms *t, pdx_span text) { return pdx_map_find(&t->terms, text); }

/* Counts the ways in which `note` falls into first words and a known term. False when out of memory. */
static bool note_count(pdx_site_terms *t, const pdx_site_note *note) {
    for (unsigned words = 1; words <= WORDS; words++) {
        const pdx_span term = pdx_map_key(&t->terms, t->items.data[note->first]);
        const size_t end = words_end(term, words);
        const uint32_t rest = end == 0 ? PDX_MAP_NONE : find(t, pdx_span_slice(term, end + 1, term.len));
        uint32_t first;
        if (end == 0) return true;
        if (rest == PDX_MAP_NONE || t->known.data[rest].posts == 0) continue;
        first = pdx_site_term(t, pdx_span_slice(term, 0, end));
        if (first == PDX_MAP_NONE) return false;
        switch (pdx_site_pair(&t->pairs, first, rest, PDX_SITE_FIRSTS)) {
        case PDX_SITE_FAILED: return false;
        case PDX_SITE_FIRST: t->known.data[first].leads++; break;
        default: break;
        }
    }
    return true;
}

size_t pdx_site_first_words(const pdx_site_terms *t, pdx_span term, unsigned *words) {
    for (*words = WORDS; *words > 0; --*words) {
        const size_t end = words_end(term, *words);
        const uint32_t first = end == 0 ? PDX_MAP_NONE : find(t, pdx_span_slice(term, 0, end));
        if (first != PDX_MAP_NONE && t->known.data[first].leads >= LEADS) return end;
    }
    return 0;
}

bool pdx_site_is_first(const pdx_site_terms *t, pdx_span term) {
    const uint32_t id = find(t, term);
    return id != PDX_MAP_NONE && t->known.data[id].leads >= LEADS;
}

bool pdx_site_firsts_read(pdx_site_terms *t, uint32_t place, const uint32_t *notes, size_t n) {
    size_t led = 0;
    for (size_t i = 0; i < n; i++) {
        if (!note_count(t, &t->notes.data[notes[i]])) return false;
    }
    for (size_t i = 0; i < n; i++) {
        unsigned words;
        led += pdx_site_first_words(t, pdx_map_key(&t->terms, t->items.data[t->notes.data[notes[i]].first]), &words) > 0;
    }
    t->of_place.data[place].has_firsts = n >= LEAST && 10 * led >= 8 * n;
    return true;
}
