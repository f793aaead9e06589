/* Words that share a stem, per language, and their lists. Called when a segment is finished. */
#ifndef PDX_INDEX_STEM_CLASSES_H
#define PDX_INDEX_STEM_CLASSES_H

#include "index/term_runs.h"
#include "segment/segment_classes_writer.h"

/* What the classes are made from; all borrowed. */
typedef struct pdx_class_source {
    const pdx_term_runs *runs;
    const pdx_lang *languages; /* post -> its language */
    const bool *spread;        /* ord -> stands in posts of several languages */
    uint32_t n_all_posts;
    bool alone;                /* all documents are posts of one language: a term may be a class of its own */
} pdx_class_source;

/* Terms that occur in posts of one language. */
typedef struct pdx_language_terms {
    pdx_lang language;
    PDX_VEC(pdx_ord) ords; /* ascending */
} pdx_language_terms;

/* Writes the classes of one language. */
pdx_status pdx_stem_classes_write(const pdx_class_source *source, const pdx_language_terms *language,
                                  const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_classes_writer *writer,
                                  pdx_error *err) PDX_MUST;

#endif
