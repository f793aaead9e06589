/* What the files of segment/ share: the numbers of FORMAT.md and an opened segment's insides.
 * Included by readers and writers of this folder only. Promises nothing to anybody else. */
#ifndef PDX_SEGMENT_SEGMENT_LAYOUT_H
#define PDX_SEGMENT_SEGMENT_LAYOUT_H

#include "segment/segment_writer.h"
#include "segment/keys.h"
#include "segment/list_writer.h"
#include "segment/sums.h"

enum {
    PDX_SEGMENT_VERSION = 1,
    PDX_DOCS_FIXED = 8 + 8 * PDX_GROUP_COUNT,
    PDX_CLASSES_FIXED = 12,
    PDX_CLASSES_ENTRY = 24,

    PDX_BLOCK_KEYS = PDX_LIMIT(16, 3),
    PDX_INLINE_DOCS = 2,
    PDX_BLOCK_DOCS_MAX = 256, /* as a reader takes them */
    PDX_BLOCK_KEYS_MAX = 65536,

    PDX_BLOCK_MIXED = 0, /* types of a block of a list */
    PDX_BLOCK_SKIPS = 1,
    PDX_BLOCK_BITS = 2,
    PDX_BITS_SHARE = 4, /* bytes of a bit set per document, at most */
    PDX_CODE_BITS_MAX = 8,
    PDX_OTHERS_BITS = 24, /* frequencies of all groups that take no more stand in one number */
    PDX_CODE_OTHERS = 0x80 /* the greatest code stands for occurrences that follow the codes */
};

/* Values of a part, in the order of FORMAT.md. */
enum {
    PDX_PART_ROLE, PDX_PART_FIRST, PDX_PART_BEGIN, PDX_PART_LENGTH, PDX_PART_BEFORE, PDX_PART_AFTER, PDX_PART_PAGE_PART, PDX_PART_APPEARANCE,
    PDX_PART_VALUES,
    PDX_PART_BASE = 64 /* added to the bits of a value where a base follows */
};

typedef enum pdx_section {
    PDX_SECTION_DOCS,
    PDX_SECTION_PARTS,
    PDX_SECTION_TEXT,
    PDX_SECTION_TERMS,
    PDX_SECTION_POSTINGS,
    PDX_SECTION_POSITIONS,
    PDX_SECTION_CLASSES,
    PDX_SECTION_CLASS_LISTS,
    PDX_SECTION_SUMS,
    PDX_SECTION_COUNT
} pdx_section;

/* Where what belongs to each document begins, and where the last of it ends: what is left when the average is taken off. */
typedef struct pdx_begins {
    pdx_column column;
    uint64_t average;
} pdx_begins;

static inline uint64_t pdx_begins_get(const pdx_begins *begins, uint64_t i) {
    return pdx_column_get(&begins->column, i) - (begins->column.n - 1 - i) * begins->average;
}

struct pdx_segment {
    pdx_span bytes; /* borrowed from the caller of open */
    pdx_span sections[PDX_SECTION_COUNT];
    uint64_t fingerprint;
    uint32_t block_docs, block_keys, inline_docs;
    uint32_t n_docs, n_posts, n_terms, n_classes, n_languages;
    const uint8_t *own_classes; /* in `bytes`: a bit for each term that is a class of its own; NULL: none is */
    uint64_t totals[PDX_GROUP_COUNT];
    pdx_column lengths[PDX_GROUP_COUNT];
    pdx_begins text_at, parts_at;
    pdx_column n_positions, languages, appearances;
    pdx_keys terms;
    pdx_sums *sums;       /* owned; NULL: nobody doubts the bytes */
};

/* Whether the bytes from `at` to `end` are those that were written. */
static inline bool pdx_segment_holds(const pdx_segment *segment, const uint8_t *at, const uint8_t *end) {
    return pdx_sums_hold(segment->sums, at, end);
}
/* The same of what value i of a column is read from. */
static inline bool pdx_segment_value_holds(const pdx_segment *segment, const pdx_column *column, uint64_t i) {
    const uint8_t *at = column->data + (i * column->bits >> 3), *end = column->end - at > 8 ? at + 8 : column->end;
    return segment->sums == NULL || column->bits == 0 || pdx_sums_hold(segment->sums, at, end);
}

/* The dictionary of one language's classes. */
typedef struct pdx_class_keys {
    uint16_t language;
    pdx_ord first; /* class number of the first stem */
    pdx_keys keys;
} pdx_class_keys;

typedef struct pdx_class {
    uint16_t language;
    bool has_list;
    pdx_column members;   /* term numbers */
    pdx_list_place place; /* list empty without has_list */
} pdx_class;

/* PDX_ECORRUPT with the offset of `at` in the segment. */
pdx_status pdx_segment_damage(const pdx_segment *segment, const uint8_t *at, pdx_error *err, const char *what);
/* PDX_EVALUE: there is no such thing in this segment. */
pdx_status pdx_segment_no_such(pdx_error *err, const char *what, uint64_t number);

pdx_status pdx_segment_docs_open(pdx_segment *segment, pdx_error *err) PDX_MUST;
pdx_status pdx_segment_terms_open(pdx_segment *segment, pdx_error *err) PDX_MUST;
pdx_status pdx_segment_classes_open(pdx_segment *segment, pdx_error *err) PDX_MUST;
/* Reads one term's value and moves the block's cursors behind it; false on damage. */
bool pdx_segment_value_read(const pdx_segment *segment, pdx_key_block *block, pdx_list_place *place) PDX_MUST;
/* Key number `number` (below keys->n), copied into `key` (reset first). */
pdx_status pdx_segment_key_of(const pdx_segment *segment, const pdx_keys *keys, uint32_t number, pdx_buf *key,
                              pdx_error *err) PDX_MUST;
/* Whether the term is a class of its own. */
static inline bool pdx_segment_is_own_class(const pdx_segment *segment, pdx_ord ord) {
    if (segment->own_classes == NULL || ord >= segment->n_terms) return false;
    (void)pdx_segment_holds(segment, segment->own_classes + ord / 8, segment->own_classes + ord / 8 + 1); /* else pdx_segment_sound tells */
    return (segment->own_classes[ord / 8] >> ord % 8 & 1) != 0;
}
/* Language number i (below n_languages) with its dictionary. */
pdx_status pdx_segment_class_keys(const pdx_segment *segment, uint32_t i, pdx_class_keys *out, pdx_error *err) PDX_MUST;
pdx_status pdx_segment_class_read(const pdx_segment *segment, pdx_ord class_ord, pdx_class *out, pdx_error *err) PDX_MUST;

/* Whether the values of each block of terms fill it, and their lists fill their sections. */
pdx_status pdx_segment_terms_tile(const pdx_segment *segment, pdx_error *err) PDX_MUST;
/* The same for the classes of one language. */
pdx_status pdx_segment_classes_tile(const pdx_segment *segment, const pdx_class_keys *classes, pdx_error *err) PDX_MUST;

/* Steps of verify, each over one section, those before it being sound. */
pdx_status pdx_verify_docs(const pdx_segment *segment, const pdx_tick *tick, pdx_error *err) PDX_MUST;
pdx_status pdx_verify_terms(const pdx_segment *segment, const pdx_impacts *impacts, const pdx_tick *tick, pdx_error *err) PDX_MUST;
pdx_status pdx_verify_classes(const pdx_segment *segment, const pdx_impacts *impacts, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The tops of a list, held against what its documents give, one after the other (verify_tops.c). */
typedef struct pdx_tops_check {
    const pdx_impacts *impacts; /* borrowed */
    double most;                /* of the block so far */
} pdx_tops_check;
struct pdx_postings;
/* After each document of the list; false when a block ends and its top is another. */
bool pdx_tops_check_doc(pdx_tops_check *check, const struct pdx_postings *list) PDX_MUST;
/* One dictionary: its blocks, the order of its keys, and that its lists begin and end at these places. */
typedef struct pdx_key_places {
    uint64_t list_begin, list_end, position_end;
} pdx_key_places;
pdx_status pdx_verify_keys(const pdx_segment *segment, const pdx_keys *keys, const pdx_key_places *places, pdx_pace *pace, pdx_error *err) PDX_MUST;

#endif
