#include "page/site/masthead.h"

enum { LOOK = -80 };

void pdx_masthead_mark(const pdx_site_edge *first, pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    const size_t n = pdx_site_edge_shared(first, text, lines);
    if (n == lines->lines.len) return;
    for (size_t k = 0; k < n; k++) {
        if (pdx_fact_is_of_entry(&facts->facts.data[k])) return; /* the same entry stands on top of all */
    }
    for (size_t k = 0; k < n; k++) {
        pdx_fact *fact = &facts->facts.data[k];
        if (fact->phrases & PDX_PHRASES_OF_HEADING) continue;
        fact->phrases |= PDX_PHRASE_BIT(PDX_PHRASE_NAV);
        if (fact->title > LOOK) fact->title = LOOK;
    }
}
