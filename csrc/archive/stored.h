/* What an archive is on disk (FORMAT.md, "A saved archive"): the posts' image and its tables. For archive/ only: written by
 * store_write.c, read by store_read.c, checked by store_check.c, put into files by saved.c. */
#ifndef PDX_ARCHIVE_STORED_H
#define PDX_ARCHIVE_STORED_H

#include "archive/model.h"
#include "archive/stored_table.h"
#include "segment/image.h"

typedef enum stored_section {
    STORED_HEAD, STORED_NOTE, STORED_NAMES, /* what the archive is; what the binding says of it; names and addresses */
    STORED_SOURCES, STORED_LAYERS, STORED_OFFSETS, STORED_PAGES, STORED_PARTS, STORED_ENTRIES, STORED_ITEMS, STORED_EVIDENCE, STORED_SAID,
    STORED_APPEARANCES, STORED_POSTS, STORED_POST_APPEARANCES, STORED_POST_ITEMS, STORED_BOUND_REFS, STORED_REMAINDERS,
    STORED_LABELS, STORED_LABEL_ITEMS,
    STORED_SECTIONS
} stored_section;

extern const pdx_image_form stored_form;
/* Of each section that is a table; the others have no fields. */
extern const stored_table stored_tables[STORED_SECTIONS];

/* Rows of what has pointers in memory. Texts are ranges of the texts' file. */
typedef struct stored_head {
    uint64_t n_words;
    uint16_t language; /* that was given for all posts */
} stored_head;

typedef struct stored_source {
    pdx_range name, url; /* in the names */
    pdx_range bytes;     /* in the texts */
    int64_t captured;
    uint32_t crc;        /* of its bytes */
    uint32_t form, first_page, n_pages;
} stored_source;

typedef struct stored_layer {
    pdx_range text; /* of a decoded layer, in the texts */
    uint64_t text_end, source_end; /* of its map */
    uint32_t source, first_line, n_offsets;
    uint32_t crc; /* of its text */
    bool decoded;
} stored_layer;

typedef struct stored_page {
    pdx_range record, label, site_name;
    double order_probability;
    uint64_t why;
    uint32_t source, layer, said, first_appearance;
    uint32_t n_parts, n_entries, n_items, n_evidence;
    uint32_t n_lines, heading;
    float probability;
    uint16_t language;
    uint8_t order, kind;
} stored_page;

/* What an archive that was read from disk has instead of what its sources and pages would own. */
struct archive_stored {
    pdx_mapping posts, texts, words;
    pdx_page_part *parts; /* of all pages, one behind the other, like the next; owned */
    pdx_page_entry *entries;
    pdx_page_item *items;
    pdx_bound_evidence *evidence;
    pdx_offset *offsets;
};

void archive_stored_free(archive_stored *stored);

/* A range that was read lies in a text of `len` bytes. */
static inline bool stored_is_within(pdx_range range, uint64_t len) { return range.begin <= range.end && range.end <= len; }

/* The texts' file: a header, then the bytes of each source, then the text of each layer, of which only decoded ones have any. */
enum { STORED_TEXTS_HEADER = 16 };
extern const uint8_t stored_texts_header[STORED_TEXTS_HEADER];
static inline size_t stored_n_texts(const pdx_archive *archive) { return archive->sources.len + archive->layers.len; }
static inline pdx_span stored_text(const pdx_archive *archive, size_t i) {
    const size_t layer = i - archive->sources.len; /* wraps round below */
    if (i < archive->sources.len) return archive->sources.data[i].bytes;
    return archive->layers.data[layer].decoded ? archive->layers.data[layer].text : pdx_span_of(NULL, 0);
}

/* The image of all that the archive knows but its index and its texts; `note` is the binding's. */
pdx_status archive_store_write(const pdx_archive *archive, pdx_span note, const pdx_tick *tick, pdx_buf *out, pdx_error *err) PDX_MUST;
/* Fills a new archive with what the mapped files of `archive->stored` say. */
pdx_status archive_store_read(pdx_archive *archive, pdx_span *note, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Reads every byte of the posts and texts of an archive that was read so: whether their checksums hold. */
pdx_status archive_store_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* CRC32C of a text; asks between stretches of a large one. */
pdx_status archive_text_crc(pdx_span text, const pdx_tick *tick, uint32_t *crc, pdx_error *err) PDX_MUST;
/* Whether everything that the tables say of each other holds: afterwards readers need not ask. */
pdx_status archive_store_check(const pdx_archive *archive, pdx_error *err) PDX_MUST;

#endif
