/* Words that share a stem, per language, and their lists. Called when a segment is finished. */
#ifndef PDX_INDEX_STEM_CLASSES_H
#define PDX_INDEX_STEM_CLASSES_H

#include "base/tick.h"
#include "index/language_terms.h"
#include "segment/segment_classes_writer.h"

/* What the classes are made from; all borrowed. */
typedef struct pdx_class_source {
    const pdx_span *keys;      /* of all terms, by ord */
    uint32_t n_terms;
    const bool *spread;        /* ord -> stands in posts of several languages */
    bool alone;                /* all documents are posts of one language: a term may be a class of its own */
    void *context;             /* of the next two */
    /* Of a term that stands in posts of one language: how many posts have it, and how many in a scoring group. */
    void (*count)(void *context, pdx_ord ord, uint32_t *n_docs, uint32_t *n_posts);
    /* Adds the posts of `language` in which `members` occur to the class that `writer` has started. */
    pdx_status (*list)(void *context, pdx_lang language, pdx_span stem, const uint64_t *members, size_t n, pdx_classes_writer *writer,
                       pdx_error *err);
} pdx_class_source;

/* Writes the classes of one language. */
pdx_status pdx_stem_classes_write(const pdx_class_source *source, const pdx_language_terms *language,
                                  const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_classes_writer *writer,
                                  pdx_error *err) PDX_MUST;

#endif
