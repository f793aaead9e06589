#include "page/site/footing.h"

/* PARAS: so many paragraphs may stand there, as of who writes the site. */
enum { PARAS = 12, LOOK = -80 };

static bool is_text(const pdx_fact *fact) { return fact->flags & PDX_FACT_PARA && fact->phrases == 0; }

/* Comments, and the way to leave one, are the last entry's. */
static bool is_of_page(const pdx_fact *fact) {
    const uint32_t page = PDX_PHRASES_OF_PAGE & ~PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA);
    return fact->phrases & page && !(fact->phrases & (PDX_PHRASES_OF_ENTRY | PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA)));
}

/* What the pages share may begin in the last entry that they all have: of these lines, from where on they are surely the page's own: under
 * furniture of pages, and what stands above that and is nothing of an entry. */
static size_t surely_from(const pdx_facts *facts, size_t from) {
    const pdx_fact *all = facts->facts.data;
    const size_t n = facts->facts.len;
    size_t first = n, paras = 0;
    for (size_t i = n; i-- > from;) {
        if (is_text(&all[i]) && ++paras > PARAS) break;
        if (is_of_page(&all[i])) first = i;
    }
    while (first > from && !pdx_fact_is_of_entry(&all[first - 1]) && !is_text(&all[first - 1]) &&
           !(all[first - 1].phrases & PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA))) {
        first--;
    }
    return first;
}

/* The heading of a list of posts or of archives, below which nothing dated, of entries or like text stands; n: there is none. */
static size_t listed_from(const pdx_facts *facts) {
    const pdx_fact *all = facts->facts.data;
    size_t first = facts->facts.len, i = facts->facts.len;
    for (; i > 0 && !pdx_fact_is_of_entry(&all[i - 1]) && !is_text(&all[i - 1]); i--) {
        if (all[i - 1].phrases & PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR)) first = i - 1;
    }
    return i == 0 ? facts->facts.len : first;
}

void pdx_footing_mark(const pdx_site_edge *last, pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    const size_t n = facts->facts.len, shared = n - (last == NULL ? 0 : pdx_site_edge_shared(last, text, lines));
    facts->footing = pdx_min_size(shared == 0 ? n : surely_from(facts, shared), listed_from(facts));
    for (size_t i = facts->footing; i < n; i++) {
        pdx_fact *fact = &facts->facts.data[i];
        fact->phrases = (fact->phrases & PDX_PHRASES_OF_PAGE) | PDX_PHRASE_BIT(PDX_PHRASE_NAV);
        fact->flags &= ~(uint32_t)(PDX_FACT_DATE | PDX_FACT_DATED | PDX_FACT_HASHES | PDX_FACT_LIST | PDX_FACT_TIGHT);
        fact->tail = PDX_PHRASE_NONE;
        for (unsigned form = PDX_FORM_EXACT; form < PDX_FORM_COUNT; form++) pdx_facts_form(facts, (pdx_form)form)[i] = 0;
        if (fact->title > LOOK) fact->title = LOOK;
    }
}
