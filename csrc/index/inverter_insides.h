/* What the files of the inverter share. Included by them only. */
#ifndef PDX_INDEX_INVERTER_INSIDES_H
#define PDX_INDEX_INVERTER_INSIDES_H

#include "index/inverter.h"
#include "index/vocabulary.h"
#include "segment/segment_classes_writer.h"
#include "segment/segment_docs_writer.h"
#include "segment/segment_terms_writer.h"
#include "text/tokens.h"

/* One document in order of arrival, as logs number them. */
typedef struct pdx_doc_note {
    uint32_t number; /* among posts or among remainders */
    pdx_lang language;
    bool remainder;
} pdx_doc_note;

struct pdx_inverter {
    const pdx_analyzer *analyzer; /* borrowed, static */
    pdx_tokens *tokens;           /* owned */
    pdx_docs_writer docs;
    pdx_vocabulary vocabulary;
    PDX_VEC(pdx_doc_note) notes;
    PDX_VEC(pdx_doc_part) parts;  /* scratch: of the current document */
};

/* A term that occurs in posts of one language. */
typedef struct pdx_language_term {
    pdx_ord ord;
    uint32_t n_docs;  /* posts of the language */
    uint32_t n_posts; /* of them, with an occurrence in a scoring group */
} pdx_language_term;

typedef struct pdx_language_terms {
    pdx_lang language;
    PDX_VEC(pdx_language_term) terms; /* by ord */
} pdx_language_terms;

/* What the classes are made from; all borrowed. */
typedef struct pdx_class_source {
    const pdx_term_entry *const *terms; /* by ord */
    const pdx_doc_note *notes;
    const bool *spread;    /* ord -> stands in posts of several languages */
    uint32_t n_posts;
} pdx_class_source;

/* Writes the classes of one language. */
pdx_status pdx_stem_classes_write(const pdx_class_source *source, const pdx_language_terms *language,
                                  const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_classes_writer *writer,
                                  pdx_error *err) PDX_MUST;

#endif
