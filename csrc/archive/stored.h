/* What an archive is on disk (FORMAT.md): the posts' image and its tables. For archive/ only: written by store_write.c, opened by
 * store_read.c, read a stretch at a time by store_load.c, checked by store_check.c, put into files by saved.c. */
#ifndef PDX_ARCHIVE_STORED_H
#define PDX_ARCHIVE_STORED_H

#include "archive/model.h"
#include "archive/stored_table.h"
#include "segment/image.h"

typedef enum stored_section {
    STORED_HEAD, STORED_NOTE, /* numbers of the archive; what the binding says of it */
    STORED_SOURCES, STORED_SOURCE_PLACES, STORED_PAGES, STORED_PAGE_PLACES, STORED_POSTS, STORED_POST_PLACES, /* stretches, and where each is */
    STORED_REMAINDERS, STORED_DAYS,
    STORED_LABEL_KEYS, STORED_LABEL_ENDS, STORED_LABEL_ORDER, STORED_LABEL_ITEMS, STORED_LABEL_BEGINS, STORED_LABEL_POSTS,
    STORED_SECTIONS
} stored_section;

extern const pdx_image_form stored_form;

/* Numbers of the head, 64 bits each. */
typedef enum stored_number {
    STORED_N_WORDS, STORED_LANGUAGE, STORED_N_BYTES, STORED_N_GAP_BYTES, STORED_N_SOURCES, STORED_N_PAGES, STORED_N_POSTS, STORED_N_LABELS, STORED_N_REMAINDERS,
    STORED_N_OFFSETS, STORED_N_PARTS, STORED_N_ENTRIES, STORED_N_ITEMS, STORED_N_EVIDENCE,      /* of all pages; an entry is an appearance */
    STORED_N_POST_APPEARANCES, STORED_N_POST_ITEMS, STORED_N_BOUND_REFS,                        /* of all posts */
    STORED_HEAD_NUMBERS
} stored_number;

/* Rows that are stored together: so many sources, pages or posts. Whoever reads goes by what the file says. */
enum { STORED_STRETCH = PDX_LIMIT(16, 2), STORED_STRETCH_MOST = 256 };

/* A kind of stretch, and how many numbers tell where one is: its begin among all, then for each table that hangs on its rows the first row. */
typedef enum stored_kind_of { STORED_OF_SOURCES, STORED_OF_PAGES, STORED_OF_POSTS, STORED_KINDS } stored_kind_of;
enum { STORED_PLACE_MOST = 6 };
enum { PLACE_BYTES, PLACE_OFFSETS, PLACE_PARTS, PLACE_ENTRIES, PLACE_ITEMS, PLACE_EVIDENCE };
enum { PLACE_POST_APPEARANCES = 1, PLACE_POST_ITEMS, PLACE_BOUND_REFS };
typedef struct stored_layout {
    const char *name;
    stored_section rows, places;
    stored_number n_rows;
    unsigned n_tables; /* that hang on its rows; */
    stored_number n_of[STORED_PLACE_MOST - 1]; /* how many rows each has */
} stored_layout;
extern const stored_layout stored_layouts[STORED_KINDS];

/* Rows of what has pointers in memory. Texts are ranges of the texts' file. */
typedef struct stored_source {
    uint32_t n_name, n_url; /* bytes; they stand behind the rows of the stretch */
    pdx_range bytes;        /* in the texts */
    int64_t captured;
    uint32_t crc;           /* of its bytes */
    uint32_t form, first_page, n_pages;
} stored_source;

typedef struct stored_page {
    pdx_range record, label, site_name;
    double order_probability;
    uint64_t why;
    uint32_t source;
    uint32_t n_parts, n_entries, n_items, n_evidence;
    uint32_t n_lines, heading;
    float probability;
    uint16_t language;
    uint8_t order, kind;
} stored_page;

typedef struct stored_layer { /* of the page with its number */
    pdx_range text; /* of a decoded layer, in the texts */
    uint64_t text_end, source_end; /* of its map */
    uint32_t first_line, n_offsets;
    uint32_t crc; /* of its text */
    bool decoded;
} stored_layer;

extern const stored_table stored_sources, stored_pages, stored_layers, stored_offsets, stored_parts, stored_entries, stored_items, stored_evidence,
    stored_appearances, stored_posts, stored_numbers, stored_post_items, stored_bound_refs;

/* A stretch that somebody asked for. */
typedef struct stored_slot {
    pdx_kept kept;
    void *rows; /* owned: source_stretch, page_stretch or post_stretch; NULL: it could not be read */
} stored_slot;

/* Whether the checksum of a section that is read in place was found to hold. */
typedef struct stored_touch {
    pdx_kept kept;
    bool holds;
} stored_touch;

struct archive_stored {
    pdx_mapping posts, texts, words;
    uint64_t generation;
    pdx_span image; /* the mapped posts */
    pdx_span sections[STORED_SECTIONS];
    uint64_t head[STORED_HEAD_NUMBERS];
    uint32_t n_together;               /* rows of a stretch */
    stored_slot *slots[STORED_KINDS];  /* owned, like the next */
    pdx_atomic_i64 *page_stretches;    /* of every n_together appearances, the stretch of pages in which the first stands, plus one; 0: not known yet */
    stored_touch touched[STORED_SECTIONS];
    pdx_kept days_kept;
    int32_t *days;                     /* owned; first days, then last days, each with room as archive_post_tables says */
    pdx_atomic_i64 trouble;            /* 0: none; else what came first, see store_load.c */
};

void archive_stored_free(archive_stored *stored);

/* A range that was read lies in a text of `len` bytes. */
static inline bool stored_is_within(pdx_range range, uint64_t len) { return range.begin <= range.end && range.end <= len; }

/* The texts' file: a header, then the bytes of each source, then the text of each layer, of which only decoded ones have any. */
enum { STORED_TEXTS_HEADER = 16 };
extern const uint8_t stored_texts_header[STORED_TEXTS_HEADER];
size_t stored_n_texts(const pdx_archive *archive);
pdx_span stored_text(const pdx_archive *archive, size_t i);

/* The image of all that the archive knows but its index and its texts; `note` is the binding's. */
pdx_status archive_store_write(const pdx_archive *archive, pdx_span note, const pdx_tick *tick, pdx_buf *out, pdx_error *err) PDX_MUST;
/* Makes a new archive one over the mapped files of `archive->stored`: reads its head, and nothing that grows with it. */
pdx_status archive_store_open(pdx_archive *archive, pdx_span *note, pdx_error *err) PDX_MUST;
/* Reads every byte of the posts and texts of an archive that was opened so: whether all checksums hold, and all that is said. */
pdx_status archive_store_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* CRC32C of a text; asks between stretches of a large one. */
pdx_status archive_text_crc(pdx_span text, const pdx_tick *tick, uint32_t *crc, pdx_error *err) PDX_MUST;

/* ---- stretches */

/* Where a stretch is, and the rows that hang on it. */
typedef struct stored_place {
    uint32_t first, n; /* its rows */
    uint64_t begin[STORED_PLACE_MOST], end[STORED_PLACE_MOST];
    const uint8_t *at, *end_at; /* its tables */
} stored_place;
static inline uint32_t stored_n_stretches(const archive_stored *stored, stored_kind_of kind) {
    const uint64_t n = stored->head[stored_layouts[kind].n_rows];
    return (uint32_t)((n + stored->n_together - 1) / stored->n_together);
}
/* False: it is damaged. */
bool stored_place_find(const archive_stored *stored, stored_kind_of kind, uint32_t stretch, stored_place *out) PDX_MUST;
/* The rows of sources, or of pages and their layers; the caller's. PDX_ECORRUPT without detail when they cannot be read. */
pdx_status stored_source_rows(const archive_stored *stored, const stored_place *place, const uint8_t **at, stored_source **out) PDX_MUST;
pdx_status stored_page_rows(const archive_stored *stored, const stored_place *place, const uint8_t **at, stored_page **pages, stored_layer **layers) PDX_MUST;
/* A section that is read in place: its checksum is looked at once, by whoever asks first. */
pdx_status stored_section_ready(archive_stored *stored, stored_section section, pdx_error *err) PDX_MUST;
/* Forgets what was read. */
void stored_stretches_free(archive_stored *stored);

/* Of a whole archive that was opened: whether what is read of labels in place is what posts say. */
pdx_status archive_labels_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* ---- whether what rows say holds: afterwards readers need not ask */

bool stored_language_holds(uint64_t language);
bool stored_source_holds(const pdx_archive *archive, const archive_source *source);
bool stored_layer_holds(const pdx_archive *archive, const archive_layer *layer);
bool stored_page_holds(const pdx_archive *archive, const archive_page *page, const archive_layer *layer);
bool stored_appearance_holds(const pdx_archive *archive, const archive_page *page, const archive_appearance *appearance);
/* With its own appearances, items and reasons. */
bool stored_post_holds(const pdx_archive *archive, const archive_post *post, const uint32_t *appearances, const archive_item *items, const archive_bound_ref *refs);

#endif
