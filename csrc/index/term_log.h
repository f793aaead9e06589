/* The growing log of one term's occurrences while documents come in. Called by the vocabulary and by what finishes
 * a segment. Promises: no allocation per occurrence (a log grows in chunks that double), reading in order of arrival. */
#ifndef PDX_INDEX_TERM_LOG_H
#define PDX_INDEX_TERM_LOG_H

#include "base/arena.h"
#include "base/role.h"
#include "base/vec.h"

typedef struct pdx_log_chunk {
    struct pdx_log_chunk *next;
    uint32_t used, capacity; /* bytes behind this header; `used` of the newest is in its log */
} pdx_log_chunk;

/* An occurrence is a varint: distance from the position before in the document (times 16), its scoring group
 * (times 2), and whether a document begins; then the distance from the document before follows. */
typedef struct pdx_term_log {
    pdx_log_chunk *first, *newest;
    uint8_t *at, *end;      /* room left in the newest */
    uint32_t doc, position; /* of the last occurrence */
} pdx_term_log;

/* One document of a term. */
typedef struct pdx_log_doc {
    uint32_t doc;
    uint32_t frequencies[PDX_GROUP_COUNT + 1];
    PDX_VEC(uint32_t) positions;
    PDX_VEC(uint8_t) groups; /* of each position */
} pdx_log_doc;

typedef struct pdx_log_reader {
    const pdx_log_chunk *chunk, *newest;
    const uint8_t *at, *end, *newest_end;
    uint64_t ahead; /* the first occurrence of the next document, when `has_ahead` */
    uint32_t doc;
    bool has_ahead;
} pdx_log_reader;

/* To an empty (zeroed) or growing log. Documents ascend, and positions in each; the same position again changes
 * nothing. False: out of memory. */
bool pdx_term_log_add(pdx_term_log *log, pdx_arena *chunks, uint32_t doc, uint32_t position, pdx_group group) PDX_MUST;

void pdx_log_doc_init(pdx_log_doc *doc);
void pdx_log_doc_deinit(pdx_log_doc *doc);
void pdx_log_reader_start(pdx_log_reader *reader, const pdx_term_log *log);
static inline bool pdx_log_reader_more(const pdx_log_reader *reader) { return reader->has_ahead; }
/* The next document, when there is more. False: out of memory. */
bool pdx_log_reader_next(pdx_log_reader *reader, pdx_log_doc *out) PDX_MUST;
/* The same without positions and groups. */
void pdx_log_reader_count(pdx_log_reader *reader, pdx_log_doc *out);

#endif
