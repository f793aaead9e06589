/* One immutable segment: the indexed bytes of a set of documents, the same in memory and on disk
 * (FORMAT.md, beside this file, says every byte). Called by the files of this floor, archive/, corpus/, index/, query/ and study/.
 * Promises: opening checks the table in constant time; every read carries its bounds, so damaged bytes give PDX_ECORRUPT or an answer, never a wild
 * read; of one that was opened as stored, a right answer; any number of threads may read one segment. */
#ifndef PDX_SEGMENT_SEGMENT_H
#define PDX_SEGMENT_SEGMENT_H

#include "base/role.h"
#include "base/status.h"
#include "base/tick.h"

typedef uint32_t pdx_doc;  /* local to the segment; posts first, then pages' remainders */
typedef uint32_t pdx_ord;  /* of a term, in byte order of the keys */
typedef struct pdx_segment pdx_segment;

#define PDX_NO_DOC UINT32_MAX
#define PDX_NO_ORD UINT32_MAX

/* Opens over bytes that somebody else keeps alive until pdx_segment_close. */
pdx_status pdx_segment_open(pdx_span bytes, pdx_segment **out, pdx_error *err) PDX_MUST;
/* The same of bytes that come from a file: each page's checksum is looked at before it is read. Where it does not hold, PDX_ECORRUPT; who reads what
 * cannot fail (a length of a document) asks pdx_segment_sound afterwards. */
pdx_status pdx_segment_open_stored(pdx_span bytes, pdx_segment **out, pdx_error *err) PDX_MUST;
pdx_status pdx_segment_sound(const pdx_segment *segment, pdx_error *err) PDX_MUST;
void pdx_segment_close(pdx_segment *segment);
/* Reads and checks everything; the first damage found is named in *err. */
pdx_status pdx_segment_verify(const pdx_segment *segment, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* All its bytes, as they go into a file. */
pdx_span pdx_segment_bytes(const pdx_segment *segment);
uint32_t pdx_segment_n_docs(const pdx_segment *segment);  /* posts and remainders */
uint32_t pdx_segment_n_posts(const pdx_segment *segment); /* documents 0 .. n_posts-1 */
uint32_t pdx_segment_n_terms(const pdx_segment *segment);
uint64_t pdx_segment_index_bytes(const pdx_segment *segment); /* of the segment without the text it stores */
uint64_t pdx_segment_fingerprint(const pdx_segment *segment); /* of the analyzer */
/* Sum over posts of the lengths of one scoring group, in positions. */
uint64_t pdx_segment_group_total(const pdx_segment *segment, pdx_group group);

/* ---- documents (segment_docs.c) */

typedef struct pdx_doc_info {
    uint32_t lengths[PDX_GROUP_COUNT]; /* positions per scoring group */
    uint32_t n_positions;              /* of the whole document: one more than the last, gaps between parts included */
    uint32_t n_parts;
    uint16_t language;                 /* pdx_lang of text/ */
    pdx_span text;                     /* all stored text of the document */
} pdx_doc_info;

/* A searchable stretch: one part, or one tag of a tags part. */
typedef struct pdx_doc_part {
    uint8_t role;             /* pdx_role */
    uint32_t first_position;  /* positions first_position .. first_position + n_positions - 1 */
    uint32_t n_positions;
    uint64_t begin, end;             /* in the document's text */
    uint64_t block_begin, block_end; /* the block it stands in (the whole tag line): what a concordance shows */
    uint32_t page_part;              /* number of the part on its page, for the way back to the source */
    uint32_t appearance;             /* which appearance of the post it was taken from */
} pdx_doc_part;

/* The stored text of all documents, in which that of each lies. */
pdx_span pdx_segment_text(const pdx_segment *segment);
pdx_status pdx_segment_doc(const pdx_segment *segment, pdx_doc doc, pdx_doc_info *info, pdx_error *err) PDX_MUST;
/* Part `part` of a document together with the document's text and language. */
pdx_status pdx_segment_part_text(const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_doc_part *out, pdx_span *text, uint16_t *language,
                                 pdx_error *err) PDX_MUST;
/* A length only, without a look at the text. */
uint32_t pdx_segment_length(const pdx_segment *segment, pdx_group group, pdx_doc doc);
/* Of `n` documents, from `doc` on. */
void pdx_segment_lengths(const pdx_segment *segment, pdx_group group, pdx_doc doc, uint32_t n, uint32_t *out);
pdx_status pdx_segment_part(const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_doc_part *out,
                            pdx_error *err) PDX_MUST;
/* Those from number `from` on, as many as there is room for, which is what *n becomes: 0 behind the last. For whoever goes through all of them:
 * each is found without looking for the document again. */
pdx_status pdx_segment_parts(const pdx_segment *segment, pdx_doc doc, uint32_t from, pdx_doc_part *out, uint32_t room, uint32_t *n, pdx_error *err)
    PDX_MUST;
/* Whether the parts of a post are of more than one appearance; how many there are, and how many bytes they take. For docs_renumber.c. */
pdx_status pdx_segment_several_appearances(const pdx_segment *segment, pdx_doc doc, uint32_t *n_parts, uint64_t *len, bool *several, pdx_error *err)
    PDX_MUST;
/* Of the part that holds a position what searches ask for: it reads two of a part's eight values. */
typedef struct pdx_doc_place {
    uint32_t part;
    uint32_t first_position, n_positions;
    uint8_t role; /* pdx_role */
} pdx_doc_place;
/* Binary search; PDX_ECORRUPT when no part holds `position`. */
pdx_status pdx_segment_place_of(const pdx_segment *segment, pdx_doc doc, uint32_t position, pdx_doc_place *out,
                                pdx_error *err) PDX_MUST;

/* ---- dictionary (segment_terms.c) */

typedef struct pdx_term {
    pdx_ord ord;
    uint32_t n_docs;        /* documents, remainders included */
    uint32_t n_posts;       /* posts in which it occurs in a scoring group: the df of docs/query.md */
    uint64_t n_occurrences; /* everywhere */
} pdx_term;

/* A key is copied into `key` (reset first). */
struct pdx_buf;
pdx_status pdx_segment_key(const pdx_segment *segment, pdx_ord ord, struct pdx_buf *key, pdx_error *err) PDX_MUST;
pdx_status pdx_segment_term(const pdx_segment *segment, pdx_ord ord, pdx_term *term, pdx_error *err) PDX_MUST;
/* The term with exactly this key; ord is PDX_NO_ORD when there is none. */
pdx_status pdx_segment_find(const pdx_segment *segment, pdx_span key, pdx_ord *ord, pdx_error *err) PDX_MUST;
/* The first term whose key is >= `key` (n_terms when none): prefixes are stretches of ordinals. */
pdx_status pdx_segment_lower_bound(const pdx_segment *segment, pdx_span key, pdx_ord *ord, pdx_error *err) PDX_MUST;

/* Where the list of a term or class stands: looked up once, opened as often as it takes (postings.h, blocks.h). */
typedef struct pdx_list_place {
    uint32_t n_docs;        /* documents that count, from the first of the list on */
    uint32_t n_listed;      /* documents of the list: a class may count only the first of its member's */
    uint32_t n_posts;       /* of those that count: posts in which it occurs in a scoring group */
    uint64_t n_occurrences; /* 0 for a class */
    pdx_span list, positions;
    bool has_positions;     /* false for a class */
} pdx_list_place;

pdx_status pdx_segment_term_place(const pdx_segment *segment, pdx_ord ord, pdx_list_place *place, pdx_error *err) PDX_MUST;
pdx_status pdx_segment_class_place(const pdx_segment *segment, pdx_ord class_ord, pdx_list_place *place, pdx_error *err) PDX_MUST;

/* Stem classes: the terms that one bare word stands for in posts of one language. Every stem has a class,
 * of one member or of several; only classes of several have a list of their own. PDX_NO_ORD: no such class. */
pdx_status pdx_segment_class(const pdx_segment *segment, uint16_t language, pdx_span stem, pdx_ord *class_ord,
                             pdx_error *err) PDX_MUST;
/* Of the class: posts of its language with a member, and those of them with a member in a scoring group (its df). */
pdx_status pdx_segment_class_posts(const pdx_segment *segment, pdx_ord class_ord, uint32_t *n_docs, uint32_t *n_posts,
                                   pdx_error *err) PDX_MUST;
/* Its stem, copied into `stem` (reset first), and its language. */
pdx_status pdx_segment_class_stem(const pdx_segment *segment, pdx_ord class_ord, struct pdx_buf *stem, uint16_t *language,
                                  pdx_error *err) PDX_MUST;
pdx_status pdx_segment_class_size(const pdx_segment *segment, pdx_ord class_ord, uint32_t *n, pdx_error *err) PDX_MUST;
pdx_status pdx_segment_class_member(const pdx_segment *segment, pdx_ord class_ord, uint32_t i, pdx_ord *ord,
                                    pdx_error *err) PDX_MUST;
uint32_t pdx_segment_n_classes(const pdx_segment *segment);
/* The languages of the segment's posts, each once. */
uint32_t pdx_segment_n_languages(const pdx_segment *segment);
uint16_t pdx_segment_language(const pdx_segment *segment, uint32_t i);

#endif
