#include "page/lines/toplabel.h"

enum { LEAST = 2 }; /* lines that say the like in other words */

/* The heading that what an entry says of itself would be on top of a page; PDX_PHRASE_NONE: none. */
static unsigned heading_of(unsigned kind) {
    switch (kind) {
    case PDX_PHRASE_POSTED_BY: return PDX_PHRASE_HEADING_AUTHOR;
    case PDX_PHRASE_TAGGED: return PDX_PHRASE_HEADING_TAG;
    case PDX_PHRASE_POSTED_IN: return PDX_PHRASE_HEADING_CATEGORY;
    default: return PDX_PHRASE_NONE;
    }
}

/* The first line that says something of entries, if no text and no date stands above it; the number of lines: there is none. */
static size_t first_of_entry(const pdx_facts *facts) {
    for (size_t i = 0; i < facts->facts.len; i++) {
        const pdx_fact *fact = &facts->facts.data[i];
        if (fact->phrases & PDX_PHRASES_OF_ENTRY) return i;
        if (fact->flags & (PDX_FACT_PARA | PDX_FACT_DATED)) break;
    }
    return facts->facts.len;
}

void pdx_toplabel_settle(pdx_facts *facts) {
    const size_t n = facts->facts.len, top = first_of_entry(facts);
    size_t others = 0;
    if (top == n || facts->facts.data[top].n_phrases != 1) return;
    pdx_fact *fact = &facts->facts.data[top];
    pdx_phrase *phrase = &facts->phrases.data[fact->first_phrase];
    const unsigned heading = heading_of(phrase->kind);
    if (heading == PDX_PHRASE_NONE || phrase->hole.end <= phrase->hole.begin || phrase->language == PDX_LANG_NONE) return;
    for (size_t i = top + 1; i < n; i++) {
        const uint32_t phrases = facts->facts.data[i].phrases;
        if (phrases == fact->phrases) return; /* entries say it in a line of its own too */
        others += (phrases & fact->phrases) != 0;
    }
    if (others < LEAST) return;
    phrase->kind = (uint8_t)heading;
    fact->phrase = (uint8_t)heading;
    fact->phrases = PDX_PHRASE_BIT(heading);
}
