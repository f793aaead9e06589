/* Writing `clas` and `clsp`: per language, in order of code, its stems in byte order, each with its members
 * and, where FORMAT.md says so, a list. Called by index/. Out of memory is remembered and answered by `finish`. */
#ifndef PDX_SEGMENT_SEGMENT_CLASSES_WRITER_H
#define PDX_SEGMENT_SEGMENT_CLASSES_WRITER_H

#include "segment/keys_writer.h"
#include "segment/list_writer.h"

typedef struct pdx_classes_writer {
    pdx_keys_writer keys;  /* of the current language */
    pdx_list_writer list;
    pdx_buf lists;         /* section `clsp` */
    uint64_t lists_taken;  /* bytes of it that whoever writes classes has taken away meanwhile; they stand before what is there */
    pdx_buf table;         /* per language: FORMAT.md's 24 bytes, offsets from the first dictionary */
    pdx_buf dictionaries;
    pdx_buf own;           /* a bit for each term that is a class of its own; empty: none is */
    uint32_t n_languages, n_classes, n_terms;
    bool failed;
} pdx_classes_writer;

/* `impacts`: of all posts, borrowed. */
void pdx_classes_writer_init(pdx_classes_writer *writer, const pdx_impacts *impacts);
void pdx_classes_writer_deinit(pdx_classes_writer *writer);
/* A class without a list: `n_docs` posts of the language, `n_posts` of them in a scoring group. */
void pdx_classes_writer_single(pdx_classes_writer *writer, pdx_span stem, pdx_ord member, uint32_t n_docs,
                               uint32_t n_posts);
/* A class whose stem is the key of its one member, where all documents are posts of one language: it needs no more than a bit. */
void pdx_classes_writer_own(pdx_classes_writer *writer, pdx_ord member, uint32_t n_terms);
/* A class with a list: start, then its documents, at least one, then end. Members ascend. */
void pdx_classes_writer_start(pdx_classes_writer *writer, pdx_span stem);
static inline void pdx_classes_writer_add(pdx_classes_writer *writer, pdx_doc doc,
                                          const uint32_t frequencies[PDX_GROUP_COUNT + 1]) {
    pdx_list_writer_add(&writer->list, doc, frequencies);
}
void pdx_classes_writer_end(pdx_classes_writer *writer, const uint64_t *members, size_t n);
/* Ends the dictionary of `language`. */
void pdx_classes_writer_language(pdx_classes_writer *writer, uint16_t language);
/* Appends the section `clas` to `out`; `lists` is the other. False: out of memory. */
bool pdx_classes_writer_finish(pdx_classes_writer *writer, pdx_buf *out) PDX_MUST;

#endif
