#include "page/roles/labels.h"

enum { HEADING_BYTES = 60, WORDS = 14, FURNITURE = 80, LABELS = 8 }; /* FURNITURE: what a phrase takes from the look of a title */

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

/* Reads line `i` as a label of that kind; PDX_PHRASE_NONE: of any. */
static bool line_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, size_t i, unsigned kind) {
    pdx_fact *fact = &facts->facts.data[i];
    const pdx_line *line = &lines->lines.data[i];
    pdx_phrase phrase;
    if (fact->phrases != 0 || line->words > WORDS || line->words < 2 || fact->flags & (PDX_FACT_PARA | PDX_FACT_STOP | PDX_FACT_NO_LABEL)) {
        return true;
    }
    if (!pdx_lexicon_label(pdx_span_slice(text, (size_t)line->begin, (size_t)line->end), &phrase)) return true;
    if (kind != PDX_PHRASE_NONE && phrase.kind != kind) return true;
    fact->phrase = phrase.kind;
    fact->phrases = PDX_PHRASE_BIT(phrase.kind);
    fact->n_phrases = 1;
    fact->first_phrase = (uint32_t)facts->phrases.len;
    fact->title = (int16_t)(fact->title - FURNITURE);
    return PDX_VEC_PUSH(&facts->phrases, phrase);
}

/* Words that begin lines which are told to be lists. */
typedef struct label_words {
    struct {
        uint64_t form;
        uint8_t kind;
    } words[LABELS];
    size_t n;
} label_words;

static bool is_told_list(const pdx_facts *facts, const pdx_fact *fact) {
    return fact->n_phrases > 0 && (fact->phrase == PDX_PHRASE_TAGGED || fact->phrase == PDX_PHRASE_POSTED_IN) && pdx_facts_are_told(facts, fact);
}

/* The kind that lines with this first word are; PDX_PHRASE_NONE: none is told to be a list. */
static unsigned label_kind(const label_words *labels, uint64_t form) {
    for (size_t k = 0; form != 0 && k < labels->n; k++) {
        if (labels->words[k].form == form) return labels->words[k].kind;
    }
    return PDX_PHRASE_NONE;
}

static void label_words_read(label_words *labels, const pdx_facts *facts, const uint64_t *forms) {
    labels->n = 0;
    for (size_t i = 0; i < facts->facts.len && labels->n < LABELS; i++) {
        const pdx_fact *fact = &facts->facts.data[i];
        if (forms[i] == 0 || !is_told_list(facts, fact) || label_kind(labels, forms[i]) != PDX_PHRASE_NONE) continue;
        labels->words[labels->n].form = forms[i];
        labels->words[labels->n++].kind = fact->phrase;
    }
}

/* A list of one that begins as longer lists of the page do: "Categories Harbour", where "Categories Town, Harbour" stands. */
static bool alike_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    const uint64_t *forms = pdx_facts_form(facts, PDX_FORM_HEAD1);
    label_words labels;
    label_words_read(&labels, facts, forms);
    for (size_t i = 0; labels.n > 0 && i < facts->facts.len; i++) {
        const unsigned kind = facts->facts.data[i].phrases == 0 ? label_kind(&labels, forms[i]) : PDX_PHRASE_NONE;
        if (kind != PDX_PHRASE_NONE && !line_read(facts, text, lines, i, kind)) return false;
    }
    return true;
}

pdx_status pdx_labels_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) {
    const size_t n = facts->facts.len;
    const pdx_fact *f = facts->facts.data;
    bool ok = true;
    headings_read(facts);
    sidebars_read(facts, text, lines);
    ok = alike_read(facts, text, lines);
    for (size_t i = 1; ok && i < n; i++) { /* what is found bears out the line after it, */
        if (is_furniture(&f[i - 1])) ok = line_read(facts, text, lines, i, PDX_PHRASE_NONE);
    }
    for (size_t i = n; ok && i-- > 1;) { /* and the line before it */
        if (is_furniture(&f[i])) ok = line_read(facts, text, lines, i - 1, PDX_PHRASE_NONE);
    }
    return ok ? PDX_OK : pdx_fail_memory(err);
}
