#include "page/roles/labels.h"

enum { HEADING_BYTES = 60, WORDS = 14, FURNITURE = 80 }; /* FURNITURE: what a phrase takes from the look of a title */

unsigned pdx_labels_of_entry(unsigned heading) {
    switch (heading) {
    case PDX_PHRASE_HEADING_TAG: return PDX_PHRASE_TAGGED;
    case PDX_PHRASE_HEADING_CATEGORY: return PDX_PHRASE_POSTED_IN;
    case PDX_PHRASE_HEADING_AUTHOR: return PDX_PHRASE_POSTED_BY;
    default: return PDX_PHRASE_NONE;
    }
}

/* A page has one heading: words of a heading that come again announce fields of entries. */
static void headings_read(pdx_facts *facts) {
    uint32_t count[PDX_PHRASE_KIND_COUNT] = {0};
    for (size_t i = 0; i < facts->facts.len; i++) count[facts->facts.data[i].phrase]++;
    for (size_t i = 0; i < facts->facts.len; i++) {
        pdx_fact *fact = &facts->facts.data[i];
        const unsigned kind = pdx_labels_of_entry(fact->phrase);
        if (kind != PDX_PHRASE_NONE && count[fact->phrase] > 1) fact->phrases |= PDX_PHRASE_BIT(kind);
    }
}

unsigned pdx_labels_announced(pdx_span line) {
    pdx_phrase phrase;
    uint8_t text[HEADING_BYTES + 3];
    if (line.len == 0 || line.len > HEADING_BYTES) return PDX_PHRASE_NONE;
    memcpy(text, line.data, line.len);
    memcpy(text + line.len, ": x", 3);
    if (!pdx_lexicon_line(pdx_span_of(text, line.len + 3), &phrase)) return PDX_PHRASE_NONE;
    if (phrase.kind == PDX_PHRASE_HEADING_TAG || phrase.kind == PDX_PHRASE_HEADING_CATEGORY) return pdx_labels_of_entry(phrase.kind); /* as "Tag: x" is by itself */
    return phrase.kind == PDX_PHRASE_TAGGED || phrase.kind == PDX_PHRASE_POSTED_IN ? phrase.kind : PDX_PHRASE_NONE;
}

/* A sidebar has its headings once: such words that come again stand over the terms of entries. */
static void sidebars_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    const size_t n = facts->facts.len;
    for (size_t i = 0; i < n; i++) {
        pdx_fact *fact = &facts->facts.data[i];
        bool again = false;
        unsigned kind;
        if (fact->phrase != PDX_PHRASE_SIDEBAR || fact->n_phrases != 1) continue;
        for (size_t k = 0; k < n && !again; k++) again = k != i && facts->facts.data[k].exact == fact->exact;
        if (!again) continue;
        kind = pdx_labels_announced(pdx_span_slice(text, (size_t)lines->lines.data[i].begin, (size_t)lines->lines.data[i].end));
        if (kind == PDX_PHRASE_NONE) continue;
        facts->phrases.data[fact->first_phrase].kind = (uint8_t)kind;
        fact->phrases = PDX_PHRASE_BIT(kind);
    }
    for (size_t i = 0; i < n; i++) {
        pdx_fact *fact = &facts->facts.data[i];
        if (fact->phrase == PDX_PHRASE_SIDEBAR && fact->n_phrases == 1) fact->phrase = facts->phrases.data[fact->first_phrase].kind;
    }
}

static bool is_furniture(const pdx_fact *fact) { return (fact->phrases & PDX_PHRASES_OF_ENTRY) != 0; }

static bool line_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, size_t i) {
    pdx_fact *fact = &facts->facts.data[i];
    const pdx_line *line = &lines->lines.data[i];
    pdx_phrase phrase;
    if (fact->phrases != 0 || line->words > WORDS || line->words < 2 || fact->flags & (PDX_FACT_PARA | PDX_FACT_STOP | PDX_FACT_NO_LABEL)) {
        return true;
    }
    if (!pdx_lexicon_label(pdx_span_slice(text, (size_t)line->begin, (size_t)line->end), &phrase)) return true;
    fact->phrase = phrase.kind;
    fact->phrases = PDX_PHRASE_BIT(phrase.kind);
    fact->n_phrases = 1;
    fact->first_phrase = (uint32_t)facts->phrases.len;
    fact->title = (int16_t)(fact->title - FURNITURE);
    return PDX_VEC_PUSH(&facts->phrases, phrase);
}

pdx_status pdx_labels_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) {
    const size_t n = facts->facts.len;
    const pdx_fact *f = facts->facts.data;
    bool ok = true;
    headings_read(facts);
    sidebars_read(facts, text, lines);
    for (size_t i = 1; ok && i < n; i++) { /* what is found bears out the line after it, */
        if (is_furniture(&f[i - 1])) ok = line_read(facts, text, lines, i);
    }
    for (size_t i = n; ok && i-- > 1;) { /* and the line before it */
        if (is_furniture(&f[i])) ok = line_read(facts, text, lines, i - 1);
    }
    return ok ? PDX_OK : pdx_fail_memory(err);
}
