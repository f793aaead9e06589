/* What an archive is on disk (FORMAT.md): parts that never change, each an image of posts and its tables, texts and words, and what of it is gone.
 * For archive/ only: written by store_write.c, opened by store_read.c, numbered by stored_numbers.c, read a stretch at a time by store_rows.c,
 * which store_load.c keeps and store_rest.c gives back, checked by store_check.c, put into files by saved.c. */
#ifndef PDX_ARCHIVE_STORED_H
#define PDX_ARCHIVE_STORED_H

#include "archive/model/left_sources.h"
#include "archive/model/model.h"
#include "archive/model/stored_table.h"
#include "index/gone.h"
#include "os/output.h"
#include "segment/image.h"

typedef enum stored_section {
    STORED_HEAD, STORED_NOTE, /* numbers of the archive; what the binding says of it */
    STORED_SOURCES, STORED_SOURCE_PLACES, STORED_PAGES, STORED_PAGE_PLACES, STORED_POSTS, STORED_POST_PLACES, /* stretches, and where each is */
    STORED_REMAINDERS, STORED_DAYS, STORED_ORDINALS, STORED_SOURCE_KEYS, STORED_APPEARANCE_KEYS,
    STORED_LABEL_KEYS, STORED_LABEL_ENDS, STORED_LABEL_ORDER, STORED_LABEL_ITEMS, STORED_LABEL_BEGINS, STORED_LABEL_POSTS,
    STORED_LIKENESS, /* of each post, what near copies are found by */
    STORED_SOURCES_AGAIN, /* for salvage.c: without them nothing that hangs on them could be kept */
    STORED_OPENING,       /* what opening needs (opening.h); files from before the second addition lack it */
    STORED_SECTIONS
} stored_section;

extern const pdx_image_form stored_form;

/* Numbers of the head, 64 bits each; of the part alone. */
typedef enum stored_number {
    STORED_N_WORDS, STORED_LANGUAGE, STORED_N_BYTES, STORED_N_GAP_BYTES, STORED_N_SOURCES, STORED_N_PAGES, STORED_N_POSTS, STORED_N_LABELS,
    STORED_N_REMAINDERS,
    STORED_N_OFFSETS, STORED_N_PARTS, STORED_N_ENTRIES, STORED_N_ITEMS, STORED_N_EVIDENCE,      /* of all pages; an entry is an appearance */
    STORED_N_POST_APPEARANCES, STORED_N_POST_ITEMS, STORED_N_BOUND_REFS,                        /* of all posts */
    STORED_FIRST_SOURCE, STORED_FIRST_PAGE, STORED_FIRST_APPEARANCE,                            /* their numbers in the whole archive */
    STORED_HEAD_NUMBERS
} stored_number;

/* Of a post in STORED_LIKENESS: 12 numbers, none of which is one where it says too little. */
enum { STORED_LIKENESS_BYTES = 4 * 12 };
#define STORED_NO_BAND UINT32_MAX

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
    uint32_t crc, record_crc; /* of its text; of the bytes of its record in the source */
    bool decoded;
} stored_layer;

extern const stored_table stored_sources, stored_pages, stored_layers, stored_offsets, stored_widths, stored_parts, stored_entries, stored_items,
    stored_evidence, stored_appearances, stored_posts, stored_numbers, stored_post_items, stored_bound_refs;

/* A stretch that somebody asked for. */
typedef struct stored_slot {
    pdx_kept kept;
    void *rows; /* owned: source_stretch, page_stretch or post_stretch; NULL: it could not be read */
    uint64_t weight; /* bytes that it takes; 0: it stays */
} stored_slot;

enum { STORED_GROUP_SLOTS = PDX_LIMIT(256, 2) };

/* So many slots that follow one another, there from when one of them is asked for: opening an archive does not depend on how many there are. */
typedef struct stored_group {
    pdx_kept kept;
    stored_slot *slots; /* owned; NULL: there was no memory for them */
} stored_group;

/* Whether the checksum of a section that is read in place was found to hold. */
typedef struct stored_touch {
    pdx_kept kept;
    bool holds;
} stored_touch;

/* What is numbered through all parts. Rows are of posts, those that are gone among them. */
typedef enum stored_base {
    STORED_BASE_SOURCES,
    STORED_BASE_PAGES,
    STORED_BASE_APPEARANCES,
    STORED_BASE_ROWS,
    STORED_BASE_LABELS,
    STORED_BASE_REMAINDERS,
    STORED_BASES
} stored_base;

/* The files of a part, by their numbers. */
enum { STORED_LISTS = 8 };
typedef struct stored_part {
    pdx_mapping posts, texts, words;
    pdx_mapping lists[STORED_LISTS];    /* of what is gone of it */
    uint32_t n_lists;                   /* 0: nothing is gone */
    pdx_gone *lost;                     /* owned; of its words; NULL: nothing is gone */
    archive_left left;                  /* owned; sources of which no post is left */
    uint32_t n_gone;                    /* posts that are gone, as the manifest says; */
    uint64_t n_gone_words, stem_mark;   /* their words; how its own were stemmed */
    pdx_span image;                     /* the mapped posts */
    pdx_span sections[STORED_SECTIONS];
    pdx_span line, terms;               /* in them: the first line of the note; words by which the stemmer is told, without bytes where nobody has kept them */
    uint64_t head[STORED_HEAD_NUMBERS];
    uint32_t first[STORED_BASES];       /* what the parts before it have */
    uint32_t n_together;                /* rows of a stretch */
    bool mended;                        /* it was damaged (store_mend.c): a page that does not hold is lost alone, and the others of its stretch are there */
    uint8_t *mended_places[STORED_KINDS]; /* owned; NULL: those of the file are right */
    /* What is found out when somebody asks; all before stays as it was opened. */
    stored_group *groups[STORED_KINDS]; /* owned, like page_stretches */
    pdx_kept page_stretches_kept;
    pdx_atomic_i64 *page_stretches;     /* made when first asked for: of every n_together appearances, the stretch of pages in which the first stands, plus one; 0: not known yet;
                                         * NULL: there was no memory for it, and stretches are looked for each time */
    stored_touch touched[STORED_SECTIONS];
} stored_part;

/* From this row on the posts of a part have numbers from this one on, up to that of the next run. */
typedef struct stored_run {
    uint32_t number, row;
} stored_run;

/* Numbers of posts where they are not those of their rows: something is gone, or was written again. */
typedef struct stored_numbering {
    PDX_VEC(stored_run) room;   /* owned, like all but the next; */
    const stored_run *runs;     /* in it: in the order of their numbers */
    uint32_t n_runs;
    pdx_number_run *by_part;    /* the same in the order of the rows of each part, with what stands behind the last: from begins[i] on */
    uint32_t *begins, *n_by_part;
} stored_numbering;

/* Labels of several parts: the same tag has a number in each. */
typedef struct stored_labels {
    uint32_t *same;   /* owned, like the next; of each label the number of its key among the distinct ones */
    uint32_t *posts;  /* of each key the first post that carries it, or PDX_NONE */
} stored_labels;

struct archive_stored {
    stored_part *parts;                /* owned; at least one */
    uint32_t n_parts;
    uint64_t generation, n_ordinals;   /* the second: that were given to posts */
    uint64_t state;                    /* of the manifest that names its files */
    uint32_t version, additions;       /* of the format in which it was read; to it, of whoever wrote it */
    bool draft;                        /* of a writer, which others do not see yet */
    bool by_ordinal;                   /* of one that is mended: posts have the numbers of their ordinals */
    bool plain;                        /* posts have the numbers of their rows */
    const archive_stored *passing;     /* of store_pass.c: whose rows it reads, and whose it is what does not belong to its parts; NULL: it is none such */
    stored_numbering numbers;           /* unless `plain` */
    pdx_kept labels_kept;
    stored_labels labels;
    pdx_kept days_kept;
    int32_t *days;                     /* owned; first days, then last days, each with room as archive_post_tables says */
    pdx_atomic_i64 trouble;            /* 0: none; else what came first, see store_load.c */
    uint64_t most_rows;                /* see pdx_archive_keep_rows; */
    pdx_atomic_i64 n_read;             /* bytes of rows that were read, of those that are given back when they are more */
    bool has_rested;                   /* some of them were; */
    pdx_atomic_i64 n_joined;           /* archives that were joined of this one and are there: what they have points to its rows */
};

void archive_stored_free(archive_stored *stored);
/* Its files; the part is zeros then. */
void stored_part_close(stored_part *part);

static inline uint32_t stored_part_n(const stored_part *part, stored_number number) { return (uint32_t)part->head[number]; }

/* The part that has this number. */
static inline const stored_part *stored_part_of(const archive_stored *stored, stored_base base, uint32_t number) {
    uint32_t low = 0, high = stored->n_parts;
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (stored->parts[middle].first[base] <= number) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &stored->parts[low];
}

/* ---- numbers of posts: stored_numbers.c */

/* Ordinals are permanent, one for each post that ever was; the number of a post is how many that are there come before it. */
bool stored_is_gone(const stored_part *part, uint32_t row); /* of the part */
uint32_t stored_part_ordinal(const stored_part *part, uint32_t row);
uint32_t stored_row_of(const archive_stored *stored, uint32_t post);    /* among those of all parts */
uint32_t stored_post_of(const archive_stored *stored, uint32_t row);    /* PDX_NONE: it is gone */
/* The same of a row of a part, for whoever asks for many in order: *near is where the last was found, UINT32_MAX at first. */
uint32_t stored_part_post(const archive_stored *stored, const stored_part *part, uint32_t row, uint32_t *near);
uint32_t stored_post_of_ordinal(const archive_stored *stored, uint32_t n_posts, uint32_t ordinal); /* the same */
uint32_t stored_ordinal_of(const archive_stored *stored, uint32_t post);
/* Whether the checksums of ordinals hold: before somebody asks for one of a plain archive. */
pdx_status stored_ordinals_ready(const archive_stored *stored, pdx_error *err) PDX_MUST;
/* Makes what these go by, of an archive whose parts are open. */
pdx_status stored_numbers_make(archive_stored *stored, uint32_t n_posts, pdx_error *err) PDX_MUST;
void stored_numbers_deinit(archive_stored *stored);
/* Numbers that the snapshot is to give the posts of a part, *n runs; NULL: those of its rows. */
const pdx_number_run *stored_part_runs(const archive_stored *stored, const stored_part *part, uint32_t *n);
/* Whether ordinals ascend in all parts, and none is of two posts. */
pdx_status stored_numbers_verify(const archive_stored *stored, pdx_error *err) PDX_MUST;

/* A range that was read lies in a text of `len` bytes. */
static inline bool stored_is_within(pdx_range range, uint64_t len) { return range.begin <= range.end && range.end <= len; }

/* The texts' file: a header, then the bytes of each source, then the text of each layer, of which only decoded ones have any. */
enum { STORED_TEXTS_HEADER = 16 };
extern const uint8_t stored_texts_header[STORED_TEXTS_HEADER];
size_t stored_n_texts(const pdx_archive *archive); /* those that are its own: pages that were only joined for their posts are of other parts */
pdx_span stored_text(const pdx_archive *archive, size_t i);

/* Where an image goes; closed afterwards, `last` as of pdx_output_close. */
typedef struct stored_file {
    pdx_output *output; /* borrowed */
    bool last;
    uint64_t *id;       /* receives what pdx_image_id gives */
} stored_file;
/* The image of all that the archive knows but its index and its texts; `note` is the binding's. */
pdx_status archive_store_write(const pdx_archive *archive, pdx_span note, unsigned n_threads, const pdx_tick *tick, const stored_file *file,
                               pdx_error *err) PDX_MUST;
/* Texts of a part that lie one behind the other. */
typedef struct stored_texts_run {
    uint32_t part;
    uint64_t begin, end; /* in its file */
} stored_texts_run;
typedef struct stored_texts {
    PDX_VEC(stored_texts_run) runs[2]; /* owned; of sources, of layers that were decoded */
} stored_texts;
/* Part `first` and those behind it become one. */
struct archive_dropped;
typedef struct stored_merging {
    uint32_t first;
    const archive_numbers *posts;          /* borrowed, like the next; numbers of the posts of these parts, ascending */
    const struct archive_dropped *dropped; /* what of their sources is left out */
    const pdx_segment *words;              /* of what they become */
} stored_merging;
/* The same of parts of an archive that was loaded for this alone: what was read of it is given back meanwhile. `texts` receives which texts stay,
 * in their order. */
pdx_status archive_store_merge(const pdx_archive *archive, const stored_merging *what, pdx_span note, const pdx_tick *tick, const stored_file *file,
                               stored_texts *texts, pdx_error *err) PDX_MUST;
/* Makes a new archive one over the mapped files of `archive->stored`: reads the heads of its parts, and nothing that grows with them. */
pdx_status archive_store_open(pdx_archive *archive, pdx_error *err) PDX_MUST;
/* Reads every byte of the posts and texts of an archive that was opened so: whether all checksums hold, and all that is said. */
pdx_status archive_store_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* CRC32C of a text behind what *crc is of, 0 where it is the first; asks between stretches of a large one. */
pdx_status archive_text_crc(pdx_span text, const pdx_tick *tick, uint32_t *crc, pdx_error *err) PDX_MUST;

/* ---- stretches */

/* Where a stretch is, and the rows that hang on it. */
typedef struct stored_place {
    uint32_t first, n; /* its rows, in the part */
    uint64_t begin[STORED_PLACE_MOST], end[STORED_PLACE_MOST];
    const uint8_t *at, *end_at; /* its tables */
} stored_place;
static inline uint32_t stored_n_stretches(const stored_part *part, stored_kind_of kind) {
    const uint64_t n = part->head[stored_layouts[kind].n_rows];
    return (uint32_t)((n + part->n_together - 1) / part->n_together);
}
static inline uint32_t stored_n_groups(const stored_part *part, stored_kind_of kind) {
    return stored_n_stretches(part, kind) / STORED_GROUP_SLOTS + 1;
}
/* False: it is damaged. */
bool stored_place_find(const stored_part *part, stored_kind_of kind, uint32_t stretch, stored_place *out) PDX_MUST;
/* The rows of sources, or of pages and their layers; the caller's. PDX_ECORRUPT without detail when they cannot be read. */
pdx_status stored_source_rows(const stored_place *place, const uint8_t **at, stored_source **out) PDX_MUST;
pdx_status stored_page_rows(const stored_place *place, const uint8_t **at, stored_page **pages, stored_layer **layers) PDX_MUST;
/* A section that is read in place: its checksum is looked at once, by whoever asks first. */
pdx_status stored_section_ready(const stored_part *part, stored_section section, pdx_error *err) PDX_MUST;
/* A post by its row, that is gone perhaps. */
const archive_post *stored_row_post(const pdx_archive *archive, uint32_t row);
uint32_t stored_row_appearance(const pdx_archive *archive, uint32_t row, uint32_t i); /* of one that is there */
/* An item of all posts of a part. */
const archive_item *archive_stored_item(const pdx_archive *archive, const stored_part *part, uint32_t item);
/* A page and its layer before the checksum of its text was looked at. */
const archive_page *stored_page_unchecked(const pdx_archive *archive, uint32_t page);
const archive_layer *stored_layer_unchecked(const pdx_archive *archive, uint32_t layer);
/* Whether a source, or a page, of a part can be read; `number` as its accessors take it. */
bool stored_source_is_there(const pdx_archive *archive, const stored_part *part, uint32_t number);
bool stored_page_is_there(const pdx_archive *archive, const stored_part *part, uint32_t number);
/* Whether the stretch can be read in which the page is. */
bool stored_pages_are_there(const pdx_archive *archive, const stored_part *part, uint32_t number);
/* The first appearance of a page (of the one behind the last: behind all), or between which numbers it is where the page cannot be read. */
void stored_page_appearances(const pdx_archive *archive, const stored_part *part, uint32_t number, uint32_t *least, uint32_t *most);
/* Whether all pages of the stretch in which an appearance stands are of the source; asked of places alone, so that no rows are read. False
 * where they cannot tell. */
bool stored_stretch_is_of(const pdx_archive *archive, uint32_t appearance, const archive_source *source);
/* Room for what will be read, once it is known how many stretches there are; and what forgets all of it. */
pdx_status stored_slots_make(stored_part *part, pdx_error *err) PDX_MUST;
void stored_stretches_free(stored_part *part);
/* The same of one stretch, of an archive that nobody else reads. */
/* All that can be given back, while nobody looks at any of it: store_rest.c */
void stored_rows_forget(archive_stored *stored);
void stored_stretch_forget(const stored_part *part, stored_kind_of kind, uint32_t stretch);
/* The folded key of a label of a part, whose sections were found to hold; false: there cannot be one. */
bool stored_label_key(const stored_part *part, uint32_t label, pdx_span *key) PDX_MUST;

/* Of a part of an archive that was opened: whether what is read of labels in place is what posts say. */
pdx_status archive_labels_verify(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* ---- whether what rows say holds: afterwards readers need not ask */

bool stored_language_holds(uint64_t language);
bool stored_source_holds(const stored_part *part, const archive_source *source);
bool stored_layer_holds(const pdx_archive *archive, const archive_layer *layer);
bool stored_page_holds(const pdx_archive *archive, const archive_page *page, const archive_layer *layer);
bool stored_appearance_holds(const pdx_archive *archive, const archive_page *page, const archive_appearance *appearance);
/* With its own appearances, items and reasons. */
bool stored_post_holds(const pdx_archive *archive, const archive_post *post, const uint32_t *appearances, const archive_item *items,
                       const archive_bound_ref *refs);

#endif
