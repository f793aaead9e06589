/* `docs`, `part` and `text` of one segment that is made of several: what stands in them is copied, a run of documents at a time. Called by
 * docs_renumber.c and index/merge.c.
 * Promises: the bytes that pdx_docs_writer gives for the same documents; memory does not depend on how many there are, but for those whose parts are
 * written anew; what contradicts itself in a segment is PDX_ECORRUPT, and nothing outside it is read. */
#ifndef PDX_SEGMENT_DOCS_MERGE_H
#define PDX_SEGMENT_DOCS_MERGE_H

#include "base/buf.h"
#include "base/tick.h"
#include "base/vec.h"
#include "segment/image_stream.h"
#include "segment/impacts.h"

/* Numbers of appearances afterwards: of greater ones not less. */
typedef struct pdx_renumbering {
    uint32_t (*number)(const void *context, uint32_t appearance);
    const void *context;
} pdx_renumbering;

/* Documents that follow one another, there and in what is made. */
typedef struct pdx_doc_run {
    const pdx_segment *segment; /* borrowed */
    pdx_doc first;
    uint32_t n; /* at least one */
    const pdx_renumbering *appearances; /* borrowed; NULL: they keep their numbers */
} pdx_doc_run;

/* A document whose parts are written anew: its appearances do not move together. */
typedef struct pdx_doc_moved {
    uint32_t number;      /* among all */
    uint64_t len_before;  /* of its block */
    size_t begin, end;    /* of what is in its place, in `moved_parts` */
} pdx_doc_moved;

typedef struct pdx_docs_merge {
    const pdx_doc_run *runs; /* borrowed; in order, posts before remainders, none of both */
    size_t n_runs;
    uint32_t n_docs, n_posts;
    uint64_t totals[PDX_GROUP_COUNT]; /* made by `impacts`, which comes first: the lengths of all posts */
    PDX_VEC(pdx_doc_moved) moved;     /* owned, like the next; made by `renumber`, ascending */
    pdx_buf moved_parts;
} pdx_docs_merge;

/* docs_renumber.c: finds the documents whose parts must be written anew. Before `write`; to be freed also on failure. */
pdx_status pdx_docs_merge_renumber(pdx_docs_merge *merge, const pdx_tick *tick, pdx_error *err) PDX_MUST;
void pdx_docs_merge_deinit(pdx_docs_merge *merge);

/* What postings of the posts give to scores. */
pdx_status pdx_docs_merge_impacts(pdx_docs_merge *merge, pdx_impacts *impacts, pdx_error *err) PDX_MUST;
/* The languages of the posts; there is room for all. */
pdx_status pdx_docs_merge_languages(const pdx_docs_merge *merge, uint16_t *languages, pdx_error *err) PDX_MUST;
/* The three sections. */
pdx_status pdx_docs_merge_write(const pdx_docs_merge *merge, const pdx_tick *tick, pdx_image_stream *stream, pdx_error *err) PDX_MUST;

#endif
