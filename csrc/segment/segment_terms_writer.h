/* Writing `dict`, `post` and `posn`: terms in byte order of their keys, each with its documents.
 * Called by index/. Out of memory is remembered and answered by `finish`. */
#ifndef PDX_SEGMENT_SEGMENT_TERMS_WRITER_H
#define PDX_SEGMENT_SEGMENT_TERMS_WRITER_H

#include "segment/keys_writer.h"
#include "segment/list_writer.h"

typedef struct pdx_terms_writer {
    pdx_keys_writer keys;
    pdx_list_writer list;
    pdx_buf lists, positions; /* sections `post` and `posn` */
    uint64_t lists_taken, positions_taken;   /* bytes of them that whoever writes terms has taken away meanwhile; they stand before what is there */
    uint64_t lists_behind, positions_behind; /* bytes of those of writers that were joined */
    bool failed;
} pdx_terms_writer;

/* `impacts`: of all posts, borrowed. */
void pdx_terms_writer_init(pdx_terms_writer *writer, const pdx_impacts *impacts);
void pdx_terms_writer_deinit(pdx_terms_writer *writer);
/* A term: start, then all its occurrences, at least one, then end. */
void pdx_terms_writer_start(pdx_terms_writer *writer, pdx_span key);
static inline void pdx_terms_writer_run(pdx_terms_writer *writer, const pdx_occurrence *at, const pdx_occurrence *end) {
    pdx_list_writer_run(&writer->list, at, end);
}
void pdx_terms_writer_end(pdx_terms_writer *writer);
/* The terms of `other` follow those here, which must be a full number of PDX_BLOCK_KEYS. Its lists and positions stay with it; they stand
 * behind those here and of the writers joined before. */
void pdx_terms_writer_join(pdx_terms_writer *writer, pdx_terms_writer *other);
/* Appends the section `dict` to `out`; `lists` and `positions` are the two others. False: out of memory. */
bool pdx_terms_writer_finish(pdx_terms_writer *writer, pdx_buf *out) PDX_MUST;

#endif
