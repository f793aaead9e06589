/* What an archive holds: sources, layers, pages, parts, appearances, posts, as plain values. */
#ifndef PDX_SEAM_HOLDINGS_H
#define PDX_SEAM_HOLDINGS_H

#include "seam/building.h"

typedef struct pdx_archive_info {
    uint32_t n_sources, n_pages, n_layers, n_posts, n_appearances;
    uint64_t n_bytes;       /* of all sources */
    uint64_t n_words;       /* positions in posts */
    uint64_t n_gap_bytes;   /* bytes in parts whose role is `other`: unexplained */
    uint64_t n_gone; /* posts that were deleted, or written again, and are in the files still */
    uint64_t n_index_bytes; /* of the index, beyond the text that it stores */
    uint32_t n_terms;       /* of the dictionaries of all segments, each by itself */
    uint64_t generation;    /* of what was loaded: grows with each saving in its folder; 0: it was not loaded */
    uint64_t state;         /* of its files: tells what was loaded from what was saved before, later or elsewhere with as many savings; 0: it was not loaded */
    uint32_t version;       /* of the format of what was loaded; 0: it was not */
    /* Of sources, pages and appearances those of sources of which no post is left: they are there until their part becomes one with others, and
     * are as good as gone. Bytes are counted without them. */
    uint32_t n_left_sources, n_left_pages, n_left_appearances;
} pdx_archive_info;
pdx_archive_info pdx_archive_describe(const pdx_archive *archive);
/* Whether two are made of the same sources, whose appearances are of the same posts; what was made of them, and how, is not compared. */
pdx_status pdx_archive_is_same(const pdx_archive *a, const pdx_archive *b, const pdx_tick *tick, bool *same, pdx_error *err) PDX_MUST;
/* The i-th of info.n_left_sources sources of which no post is left: ascending. */
uint32_t pdx_archive_left_source(const pdx_archive *archive, uint32_t i);

typedef struct pdx_source_info {
    pdx_span name, url, bytes;
    int64_t captured;
    const char *form;       /* "text", "jsonl": static */
    uint32_t first_page, n_pages;
} pdx_source_info;
pdx_source_info pdx_archive_source(const pdx_archive *archive, uint32_t source);
/* Its bytes, as they are safe to be shown: PDX_ECORRUPT where their checksum does not hold. Of the former only how many there are counts. */
pdx_status pdx_archive_source_bytes(const pdx_archive *archive, uint32_t source, pdx_span *out, pdx_error *err) PDX_MUST;

/* What is wrong with a source that is made of records, and where: it is read once more for that. Nothing for other sources. */
typedef struct pdx_problem_table pdx_problem_table;
typedef struct pdx_problem_info {
    uint64_t at;      /* byte of the source */
    const char *what; /* "xml-unclosed-cdata", "record-not-closed", "date-not-read: ...": as long as the table */
} pdx_problem_info;
/* `decoding` of a source that was added so, else NULL. */
pdx_status pdx_archive_problems(const pdx_archive *archive, uint32_t source, const pdx_decoding *decoding, const pdx_tick *tick,
                                pdx_problem_table **out, pdx_error *err) PDX_MUST;
size_t pdx_problem_count(const pdx_problem_table *table);
uint64_t pdx_problem_total(const pdx_problem_table *table); /* with those beyond the first thousands, which are only counted */
pdx_problem_info pdx_problem_get(const pdx_problem_table *table, size_t i); /* in the order of their places */
void pdx_problem_table_free(pdx_problem_table *table);

/* A layer is text that ranges refer to: a source's own bytes (identity), or text decoded from a record. */
typedef struct pdx_layer_info {
    pdx_span text;
    uint32_t source;
    bool identity;
} pdx_layer_info;
/* The kind of a post that does not say its kind. */
#define PDX_KIND_UNSAID "post"
pdx_layer_info pdx_archive_layer(const pdx_archive *archive, uint32_t layer);
/* Some of its text; nothing where that could not be read again. */
pdx_span pdx_layer_text(const pdx_archive *archive, uint32_t layer, pdx_range range);
/* The bytes of the source that a range of a layer was read from. */
pdx_range pdx_layer_source_range(const pdx_archive *archive, uint32_t layer, pdx_range range);
/* Whether its text is well-formed UTF-8; asked of the bytes once. */
bool pdx_layer_is_well_formed(const pdx_archive *archive, uint32_t layer);
/* The stretches of memory in which the text of all posts and remainders lies once more, one behind the other; n may be 0. */
uint32_t pdx_archive_n_stored(const pdx_archive *archive);
pdx_span pdx_archive_stored(const pdx_archive *archive, uint32_t i);
/* 1-based line of the source in which a layer's byte stands. */
uint32_t pdx_layer_line(const pdx_archive *archive, uint32_t layer, uint64_t offset);
/* Characters (code points; each maximal invalid run of bytes counts as one U+FFFD) before `offset`. */
uint64_t pdx_layer_chars(const pdx_archive *archive, uint32_t layer, uint64_t offset);

typedef struct pdx_page_info {
    uint32_t source, layer;
    pdx_range record;          /* the page's bytes in its source: all of a text, one line of JSON lines */
    uint32_t n_parts, n_lines; /* parts of its text; */
    uint32_t n_said_parts;     /* behind them: what its markup says of its entries */
    uint32_t first_appearance, n_appearances;
    const char *kind;          /* "tag", "single", ...: static */
    char language[3];          /* "en", or "" */
    uint32_t heading;          /* part number or PDX_NONE */
    pdx_range label, site_name;/* empty: none */
    float probability;
    uint64_t why;              /* rules, see pdx_rule_sentence */
    const char *order;         /* "newest_first", "oldest_first", "unknown": static */
    double order_probability;
} pdx_page_info;
pdx_page_info pdx_archive_page(const pdx_archive *archive, uint32_t page);

enum { PDX_PART_READINGS = 2 };

typedef struct pdx_part_info {
    uint8_t role;
    uint8_t other_role[PDX_PART_READINGS]; /* what it could be as well, the likelier first */
    float other_probability[PDX_PART_READINGS]; /* 0: no such reading */
    pdx_range range;           /* in the page's layer */
    uint32_t line, witness;    /* 1-based; witness 0: none */
    uint32_t appearance;       /* archive-wide number, or PDX_NONE: the page's remainder */
    float probability;
    uint64_t why;
} pdx_part_info;
pdx_part_info pdx_page_part_at(const pdx_archive *archive, uint32_t page, uint32_t part);
pdx_role pdx_page_part_role(const pdx_archive *archive, uint32_t page, uint32_t part);
const char *pdx_rule_sentence(unsigned bit); /* NULL: no such rule */

typedef struct pdx_appearance_info {
    uint32_t page;
    uint32_t post;             /* or PDX_NONE: it was taken out */
    uint32_t number;           /* 0-based on its page */
    uint32_t first_part, n_parts;
    uint32_t first_said, n_said; /* parts of what the page's markup says of it; 0: nothing */
    pdx_range range;
    uint32_t title, byline, date; /* part numbers on the page, or PDX_NONE */
    pdx_range author, date_printed;
    bool excerpt;
    float probability, title_probability;
    uint64_t why;
} pdx_appearance_info;
pdx_appearance_info pdx_archive_appearance(const pdx_archive *archive, uint32_t appearance);

/* A date with what is not said left 0. `iso` is at its precision; empty when there is no date. */
typedef struct pdx_date_info {
    int32_t year;
    uint8_t month, day, hour, minute, second;
    const char *precision;     /* "year", "month", "day", "minute", "second", or "" : static */
    const char *calendar;      /* "gregorian", "jalali", "hijri", "buddhist": static */
    char iso[32];
} pdx_date_info;

typedef struct pdx_post_info {
    uint32_t n_appearances;
    uint32_t appearance;       /* the fullest one: title, parts and text are taken from it */
    uint32_t n_tags, n_categories;
    uint32_t n_words;          /* positions in its parts, and in what only other appearances say */
    char language[3];
    uint32_t published_appearance; /* where it is printed, or PDX_NONE */
    const char *published_evidence; /* "printed", "printed; day before month proved by the site's dates", ...: static; "" when none */
    int64_t not_before, before; /* days or PDX_DAY_UNKNOWN */
    uint32_t n_bound_evidence;
} pdx_post_info;
pdx_post_info pdx_archive_post(const pdx_archive *archive, uint32_t post);
pdx_date_info pdx_post_published(const pdx_archive *archive, uint32_t post);
uint32_t pdx_post_appearance(const pdx_archive *archive, uint32_t post, uint32_t i);
/* Where a part of a post stands. */
typedef struct pdx_part_place {
    uint32_t page, part, layer;
    pdx_range range; /* in the layer */
} pdx_part_place;
/* The first part of `role` that says something: in the fullest appearance, or else in the first that has one. False: none. */
bool pdx_post_said(const pdx_archive *archive, uint32_t post, pdx_role role, pdx_part_place *out);

/* What exports ask of many posts at once, PDX_NONE among them for nothing: titles (of the fullest appearance, or of the first that
 * has one; data NULL where there is none) and days (PDX_DAY_UNKNOWN where there is none). */
void pdx_archive_titles(const pdx_archive *archive, const uint32_t *posts, size_t n, pdx_span *out);
typedef enum pdx_day_kind { PDX_DAY_PUBLISHED, PDX_DAY_NOT_BEFORE, PDX_DAY_BEFORE } pdx_day_kind;
void pdx_archive_days(const pdx_archive *archive, pdx_day_kind kind, const uint32_t *posts, size_t n, int64_t *out);
/* The day of a date that is known to the day; PDX_DAY_UNKNOWN otherwise. */
int64_t pdx_date_day(const pdx_date_info *date);

/* Where a post stands: the range of its fullest appearance. */
pdx_range pdx_post_place(const pdx_archive *archive, uint32_t post, uint32_t *layer);
/* Other posts with the title of `post` whose printed dates do not tell them apart, so that they may be versions of one: the next behind
 * `after`, the first behind `post` itself; PDX_NONE at the end. In no order. */
uint32_t pdx_post_alike(const pdx_archive *archive, uint32_t post, uint32_t after);
/* Once before that is asked: finds out which posts share titles, where nobody has asked yet. */
pdx_status pdx_archive_know_titles(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The earlier post that `post` nearly repeats: whose body has at least so many of its shingles (post/identity/likeness.h) in common with it, as a
 * share of all that either has, and more than that of any other. */
#define PDX_NEAR_COPY 0.7
typedef struct pdx_copy_info { uint32_t of; double likeness; } pdx_copy_info; /* of: PDX_NONE, it repeats none */
pdx_copy_info pdx_post_copy(const pdx_archive *archive, uint32_t post);
/* Once before that is asked: finds them, where nobody has asked yet. */
pdx_status pdx_archive_know_copies(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The posts of a view that nearly repeat one, of at least such likeness. */
typedef struct pdx_copy_table pdx_copy_table;
pdx_status pdx_view_copies(const pdx_view *view, double least, const pdx_tick *tick, pdx_copy_table **out, pdx_error *err) PDX_MUST;
size_t pdx_copy_count(const pdx_copy_table *table);
uint32_t pdx_copy_get(const pdx_copy_table *table, size_t i); /* a post */
void pdx_copy_table_free(pdx_copy_table *table);

/* Tags and categories, united over the appearances, in order of first sight. */
typedef struct pdx_item_info {
    uint32_t page, part, layer;
    pdx_range range;
} pdx_item_info;
uint32_t pdx_post_n_tags(const pdx_archive *archive, uint32_t post);
uint32_t pdx_post_n_categories(const pdx_archive *archive, uint32_t post);
pdx_item_info pdx_post_tag(const pdx_archive *archive, uint32_t post, uint32_t i);
pdx_item_info pdx_post_category(const pdx_archive *archive, uint32_t post, uint32_t i);

typedef struct pdx_bound_info {
    const char *reason;        /* "past", "future", "order", "captured", "url", "printed": static */
    bool upper, year_inferred;
    uint32_t page, line;       /* line 0: none */
    pdx_range range;           /* in the page's layer; may be empty */
    uint32_t through_post;     /* post through which page order passed it on, or PDX_NONE */
    int64_t day;
} pdx_bound_info;
pdx_bound_info pdx_post_bound(const pdx_archive *archive, uint32_t post, uint32_t i);

/* Related-post lines: which post of the archive they name. PDX_NONE: none of them. */
pdx_status pdx_part_target(const pdx_archive *archive, uint32_t page, uint32_t part, const pdx_tick *tick, uint32_t *post, pdx_error *err) PDX_MUST;

#endif
