#include "page/site/masthead.h"

/* MARKED: of so many lines the page's own cut takes note: a menu that is longer is told by itself. */
enum { MARKED = PDX_LIMIT(24, 4), LOOK = -80 };

/* What says that an entry stands there; a menu has labels of tags, of sections and of services too. */
static bool is_of_entry(const pdx_fact *fact) {
    const uint32_t of_menus = PDX_PHRASE_BIT(PDX_PHRASE_SHARE) | PDX_PHRASE_BIT(PDX_PHRASE_TAGGED) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_IN);
    return fact->phrases & PDX_PHRASES_OF_ENTRY & ~of_menus || fact->flags & (PDX_FACT_DATED | PDX_FACT_HASHES) || fact->tail != PDX_PHRASE_NONE;
}

/* Of the `n` first lines those that are no entry's: where the same entry stands on top of all pages, it begins below the last line that is surely
 * the page's own. */
static size_t lines_above_entries(const pdx_facts *facts, size_t n) {
    size_t above = 0;
    for (size_t k = 0; k < n; k++) {
        const pdx_fact *fact = &facts->facts.data[k];
        if (is_of_entry(fact)) return above;
        if (fact->phrases & PDX_PHRASES_OF_PAGE) above = k + 1;
    }
    return n;
}

void pdx_masthead_mark(const pdx_site_edge *first, pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    const size_t n = pdx_site_edge_shared(first, text, lines);
    if (n == lines->lines.len) return;
    const size_t marked = lines_above_entries(facts, pdx_min_size(n, MARKED));
    facts->masthead = pdx_max_size(marked, lines_above_entries(facts, n));
    for (size_t k = 0; k < marked; k++) {
        pdx_fact *fact = &facts->facts.data[k];
        if (fact->phrases & PDX_PHRASES_OF_HEADING) continue;
        fact->phrases |= PDX_PHRASE_BIT(PDX_PHRASE_NAV);
        if (fact->title > LOOK) fact->title = LOOK;
    }
}
