/* A small segment with everything in it: several languages, classes with lists and without, joined forms, remainders,
 * empty documents, lists of several blocks. Invented. Used by the damage and allocation tests. */
#ifndef PDX_TESTS_SEGMENT_SAMPLE_H
#define PDX_TESTS_SEGMENT_SAMPLE_H

#include "index/inverter.h"

/* Strips a plural s, and in Spanish also a last vowel. */
static pdx_status sample_stem(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    size_t i;
    (void)context;
    for (i = 0; i < n; i++) {
        size_t len = terms[i].len;
        if (len > 2 && terms[i].data[len - 1] == 's') len--;
        if (language == PDX_LANG('e', 's') && len > 3 && (terms[i].data[len - 1] == 'a' || terms[i].data[len - 1] == 'o')) len--;
        pdx_buf_append(bytes, terms[i].data, len);
        ends[i] = bytes->len;
    }
    return bytes->failed ? PDX_ENOMEM : PDX_OK;
}

typedef struct sample_doc {
    const char *title, *tag, *text;
    pdx_lang language;
    bool remainder;
} sample_doc;

static const sample_doc sample_docs[] = {
    {"The old bridge", "Harbour", "Old bridges over the river; boats, a boat, e-mails.", PDX_LANG_EN, false},
    {"Menu", "", "Harbour council of Wending. Old bridge.", PDX_LANG_EN, true},
    {"El puente", "Puerto", "Un barco, los barcos y una barca; puentes sobre el river.", PDX_LANG('e', 's'), false},
    {"", "", "", PDX_LANG_NONE, false},
    {"Boats", "Harbour", "The email of Pour-Mohammadi: emails, e-mail. It's 30,000 boats.", PDX_LANG_EN, false},
    {"Wending", "Old town", "The river the river the river.", PDX_LANG_NONE, false},
};

/* Adds `repeats` rounds of the documents. */
static pdx_status sample_fill(pdx_inverter *inverter, int repeats) {
    char text[400];
    int r;
    size_t d;
    for (r = 0; r < repeats; r++) {
        for (d = 0; d < PDX_COUNTOF(sample_docs); d++) {
            const sample_doc *doc = &sample_docs[d];
            const size_t title = strlen(doc->title), tag = strlen(doc->tag), body = strlen(doc->text);
            const int len = snprintf(text, sizeof text, "%s\n%s\n%s", doc->title, doc->tag, doc->text);
            const pdx_index_part parts[3] = {
                {PDX_ROLE_TITLE, 0, title, 0, title, 0, 0},
                {PDX_ROLE_TAGS, title + 1, title + 1 + tag, title + 1, title + 1 + tag, 1, 0},
                {r % 3 == 2 ? PDX_ROLE_RELATED : PDX_ROLE_PARAGRAPH, title + tag + 2, title + tag + 2 + body, title + 1, title + tag + 2 + body, 2, 1},
            };
            pdx_index_doc one;
            one.text = pdx_span_of(text, (size_t)len);
            one.parts = parts;
            one.n_parts = body == 0 ? 0 : 3;
            one.language = doc->language;
            one.remainder = doc->remainder;
            one.text_stays = false;
            PDX_TRY(pdx_inverter_add(inverter, &one, NULL));
        }
    }
    return PDX_OK;
}

static pdx_status sample_make(int repeats, pdx_buf *out) {
    static const pdx_stemmer stemmer = {sample_stem, NULL};
    pdx_inverter *inverter;
    pdx_status status;
    PDX_TRY(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL));
    status = sample_fill(inverter, repeats);
    if (status == PDX_OK) status = pdx_inverter_finish(inverter, &stemmer, NULL, out, NULL);
    pdx_inverter_free(inverter);
    return status;
}

#endif
