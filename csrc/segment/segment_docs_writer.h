/* Writing `docs`, `part` and `text`: documents in order of arrival, posts and remainders as they come; the
 * remainders get their numbers behind all posts. Called by docs_renumber.c, index/inverter.c, index/inverter_finish.c and index/term_runs.c. Out of
 * memory is remembered and answered by `finish`. */
#ifndef PDX_SEGMENT_SEGMENT_DOCS_WRITER_H
#define PDX_SEGMENT_SEGMENT_DOCS_WRITER_H

#include "segment/columns.h"
#include "segment/impacts.h"

typedef struct pdx_doc_row {
    uint64_t text_len, parts_len;
    uint32_t lengths[PDX_GROUP_COUNT];
    uint32_t n_positions;
    uint32_t appearance; /* of a post: the least of its parts */
    uint16_t language;
} pdx_doc_row;

/* Posts or remainders. */
typedef struct pdx_docs_half {
    PDX_VEC(pdx_span) texts; /* borrowed */
    uint64_t text_len;       /* of all */
    pdx_buf parts;
    PDX_VEC(pdx_doc_row) rows;
} pdx_docs_half;

typedef struct pdx_docs_writer {
    pdx_docs_half halves[2]; /* posts, remainders */
    bool failed;
} pdx_docs_writer;

/* Appends the block of a document's parts (FORMAT.md, `part`); `first`: the least of their appearances. `out` tells whether memory ran out. */
void pdx_parts_put(pdx_buf *out, const pdx_doc_part *parts, size_t n_parts, uint32_t first);

void pdx_docs_writer_init(pdx_docs_writer *writer);
void pdx_docs_writer_deinit(pdx_docs_writer *writer);
/* Makes room for so many more posts. False: out of memory. */
bool pdx_docs_writer_expect(pdx_docs_writer *writer, size_t n_posts) PDX_MUST;
/* `text` is read when its section is written. `parts` with their positions: first positions ascend, one position free between neighbours. */
void pdx_docs_writer_add(pdx_docs_writer *writer, bool remainder, uint16_t language, pdx_span text,
                         const pdx_doc_part *parts, size_t n_parts);
/* Appends the documents of `other`, which stays as it is. */
void pdx_docs_writer_join(pdx_docs_writer *writer, const pdx_docs_writer *other);
/* Documents of one kind so far; the number of the next among its kind. */
uint32_t pdx_docs_writer_count(const pdx_docs_writer *writer, bool remainder);
/* What postings of the posts so far give to scores: for the writers of lists. */
pdx_status pdx_docs_writer_impacts(const pdx_docs_writer *writer, pdx_impacts *impacts, pdx_error *err) PDX_MUST;
/* Append the sections. False: out of memory. */
bool pdx_docs_writer_docs(const pdx_docs_writer *writer, unsigned n_threads, pdx_buf *out) PDX_MUST;
bool pdx_docs_writer_parts(const pdx_docs_writer *writer, pdx_buf *out) PDX_MUST;
bool pdx_docs_writer_text(const pdx_docs_writer *writer, unsigned n_threads, pdx_buf *out) PDX_MUST;

#endif
