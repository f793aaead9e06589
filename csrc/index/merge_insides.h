/* What the files of the merge share. Included by them only. */
#ifndef PDX_INDEX_MERGE_INSIDES_H
#define PDX_INDEX_MERGE_INSIDES_H

#include "base/arena.h"
#include "index/language_terms.h"
#include "index/merge.h"
#include "segment/docs_merge.h"
#include "segment/postings.h"
#include "segment/segment_classes_writer.h"
#include "segment/segment_terms_writer.h"
#include "segment/term_walk.h"

/* A source, where its dictionary is being read, and a list of it. */
typedef struct pdx_merge_branch {
    const pdx_segment *segment; /* borrowed, like the next two */
    const uint32_t *numbers;
    const pdx_renumbering *appearances;
    pdx_term_walk walk;         /* owned */
    pdx_ord ord;                /* of the term that comes next */
    pdx_postings list;          /* at the next document that stays; */
    uint32_t number;            /* its number in the whole; PDX_NO_DOC: there is no more */
} pdx_merge_branch;

/* Posts that have a term, and those that have it in a scoring group. */
typedef struct pdx_merge_count {
    uint32_t n_docs, n_posts;
} pdx_merge_count;

typedef struct pdx_merger {
    pdx_merge_branch *branches; /* owned, like all below */
    uint32_t n;
    pdx_merge_branch **open;    /* of a list: those that have it */
    uint32_t n_open;
    PDX_VEC(pdx_doc_run) runs;
    pdx_docs_merge docs;
    pdx_impacts impacts;
    pdx_lang *languages;        /* post -> its language */
    /* Of all terms, by ord. */
    pdx_arena keys;
    PDX_VEC(pdx_span) terms;
    PDX_VEC(pdx_merge_count) counts;
    PDX_VEC(bool) spread;       /* as of pdx_class_source */
    pdx_languages by_language;
    pdx_terms_writer writer;
    pdx_classes_writer classes;
    pdx_spill spills[PDX_MERGE_SPILLS];
    PDX_VEC(pdx_occurrence) found; /* scratch, like all below: of whole documents */
    uint32_t n_found;              /* so many */
    pdx_positions positions;
    pdx_buf key, bytes;
} pdx_merger;

/* merge_lists.c. Opens the list at a place of the branch, which joins those that have it when one of its documents stays. */
pdx_status pdx_merge_list_open(pdx_merger *m, pdx_merge_branch *branch, const pdx_list_place *place, pdx_error *err) PDX_MUST;
/* To the next document that stays. */
pdx_status pdx_merge_list_next(pdx_merge_branch *branch, pdx_error *err) PDX_MUST;
/* The open branch that has the next document, and up to which number it alone has some; NULL: there are no more. */
pdx_merge_branch *pdx_merge_list_first(const pdx_merger *m, uint32_t *limit);

/* merge_terms.c: the sections of terms, into the writer and the spills. */
pdx_status pdx_merge_terms(pdx_merger *m, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* merge_classes.c: those of classes. */
pdx_status pdx_merge_classes(pdx_merger *m, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
