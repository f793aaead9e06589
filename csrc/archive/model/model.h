/* What an archive is made of, for the files of archive/ only: sources, layers, cut pages, appearances,
 * posts, the index. Filled once by the builder, read-only afterwards.
 * One owner: the archive frees everything here; spans point into what it owns. */
#ifndef PDX_ARCHIVE_MODEL_H
#define PDX_ARCHIVE_MODEL_H

#include "archive/model/near_copies.h"
#include "archive/model/post_tables.h"
#include "archive/model/title_posts.h"
#include "base/atomic.h"
#include "base/bitmap.h"
#include "base/kept.h"
#include "base/map.h"
#include "base/offsets.h"
#include "base/vec.h"
#include "corpus/running.h"
#include "index/snapshot.h"
#include "os/file.h"
#include "page/page.h"
#include "post/bounds/bounds.h"
#include "post/dates/date.h"
#include "post/identity/identity.h"
#include "postdex.h"
#include "source/html/htmlsays.h"
#include "source/forms/sniff.h"
#include "text/stem_memory.h"

enum { ARCHIVE_TEXT_UNKNOWN, ARCHIVE_TEXT_WELL_FORMED, ARCHIVE_TEXT_ILL_FORMED };

typedef struct archive_layer {
    pdx_span text;     /* the source's bytes, or when decoded in its room */
    uint32_t source;
    bool decoded;
    pdx_offsets map;   /* of a decoded layer; in the source's room */
    uint32_t first_line; /* 1-based, of a record: its line in the source */
    pdx_atomic_i64 form; /* ARCHIVE_TEXT_UNKNOWN until somebody asks whether the text is well-formed */
} archive_layer;

/* What a record that postdex wrote says of its dates: ISO 8601 in the source's bytes, empty where it says that there is none. */
typedef struct archive_said {
    bool date, bounds; /* whether it speaks of them at all */
    pdx_range published, not_before, before;
} archive_said;

typedef struct archive_body archive_body;
typedef struct archive_bodies archive_bodies;

/* What a record prints as its date, when that is short, beside its page: its text has left all caches by the time that dates are read. */
typedef struct archive_short_date {
    uint8_t len; /* 0: it is in the text alone */
    uint8_t bytes[23];
} archive_short_date;

typedef struct archive_page {
    uint32_t source, layer;
    pdx_page cut;     /* a record's arrays are in the source's room */
    pdx_range record; /* of a record form: its bytes in the source */
    const archive_body *body; /* of a record of which only the head was read: what is left (bodies.h); in the source's room; NULL: all is here */
    uint32_t said;    /* what its record says of its dates: index into `said`, or PDX_NONE */
    uint32_t first_appearance;
    pdx_page_order order;
    double order_probability;
    pdx_bound_list bound_evidence;
    archive_short_date date;
} archive_page;

/* A row of JSON lines, read when its source was taken. */
typedef struct archive_row {
    archive_layer layer;
    archive_page page; /* page.layer is not known yet */
} archive_row;

typedef PDX_VEC(archive_row) archive_rows;
typedef PDX_VEC(archive_layer) archive_layers;
typedef PDX_VEC(archive_page) archive_pages;
typedef PDX_VEC(pdx_page_box) archive_boxes;
typedef PDX_VEC(pdx_range) archive_ranges;

/* A stretch of a page's text of which markup says when it was. */
typedef struct archive_time {
    pdx_range range;  /* in the text; may be empty */
    pdx_range source; /* ISO 8601, in the source */
} archive_time;
typedef PDX_VEC(archive_time) archive_times;

/* Lines of text of which their element says what they are; of a paragraph that is only what it is not. */
typedef struct archive_block {
    pdx_range range;
    uint8_t role;       /* pdx_role */
    bool below_picture; /* a picture stands in it, or between it and the text before it: it may be that one's words */
    bool links;         /* half of it does, or more */
} archive_block;
typedef PDX_VEC(archive_block) archive_blocks;

/* A link that markup calls a tag or a category. */
typedef struct archive_term {
    pdx_range range; /* in the page's text */
    bool category;
    bool by_address; /* markup says so by no more than where the link leads */
} archive_term;
typedef PDX_VEC(archive_term) archive_terms;

/* What rows hold, each kind by itself: whoever goes through all rows for one of them passes over few pages of memory. */
typedef enum archive_row_kind { ARCHIVE_ROW_TEXTS, ARCHIVE_ROW_MAPS, ARCHIVE_ROW_PARTS, ARCHIVE_ROW_ENTRIES, ARCHIVE_ROW_KINDS } archive_row_kind;
typedef struct archive_row_room {
    pdx_arena kinds[ARCHIVE_ROW_KINDS]; /* entries with their items */
} archive_row_room;
typedef PDX_VEC(archive_said) archive_saids;

typedef struct archive_source {
    pdx_span name, url; /* in the archive's arena */
    pdx_span bytes;     /* owned */
    int64_t captured;
    pdx_source_form form;
    uint32_t first_page, n_pages;
    pdx_span decoded;         /* owned, while it is built; of a source in another encoding: its text in UTF-8, and the map from there back to its bytes */
    pdx_offsets origin;       /* owned */
    archive_layer read;       /* of a page of HTML, or in another encoding: its text, which is what is cut; in the room */
    archive_boxes boxes;      /* owned; its entries, where its markup tells them, */
    archive_ranges asides;    /* and what stands around them; owned */
    archive_times times;      /* in the order of the text; owned */
    archive_terms terms;      /* the same; owned */
    archive_blocks blocks;    /* the same; owned */
    archive_blocks comments;  /* the same, of lines in comments; owned */
    pdx_range published;      /* when it says as a whole that it was, ISO 8601, in its bytes; empty: it does not */
    pdx_html_says *says;      /* owned, until its pages are cut: what its markup says of posts; there is room for it behind its text */
    pdx_lang says_language;   /* of itself, or PDX_LANG_NONE */
    bool is_proved;           /* a piece: what its dates prove was noted with those of the other pieces */
    PDX_VEC(pdx_fix) fixes;   /* owned */
    PDX_VEC(pdx_page_field) fields; /* owned; of lines that are fixed */
    pdx_fix_meaning meaning;  /* of what is fixed */
    archive_rows rows;         /* owned, until they become pages: those that wait for pages of text before them */
    archive_row_room room;     /* what rows hold: many small pieces, given back all at once */
} archive_source;

/* What the readers of all forms read: UTF-8. */
static inline pdx_span archive_source_utf8(const archive_source *source) { return source->decoded.data != NULL ? source->decoded : source->bytes; }
/* NULL: its bytes are the text. */
static inline const pdx_offsets *archive_source_origin(const archive_source *source) { return source->decoded.data != NULL ? &source->origin : NULL; }
/* The text of a source that is a page. */
static inline pdx_span archive_source_text(const archive_source *source) { return source->read.decoded ? source->read.text : source->bytes; }

typedef struct archive_appearance {
    uint32_t page, entry, post; /* post: PDX_NONE, taken out */
    pdx_date published; /* precision NONE: not printed */
    bool order_proved;  /* a numeric date, read by what the site's dates prove */
    bool order_open;    /* a numeric date that nothing proves */
    bool marked;        /* not as it is printed, but as markup has it for machines */
    pdx_bounds bounds;
} archive_appearance;

/* A tag or category of a post. */
typedef struct archive_item {
    uint32_t page, item; /* number in the page's items */
    uint32_t label;      /* number of the distinct tag or category */
    bool category;
} archive_item;
typedef PDX_VEC(archive_item) archive_items;

typedef struct archive_post {
    uint32_t first_appearance, n_appearances; /* into post_appearances */
    uint32_t main;                            /* the fullest appearance */
    uint32_t first_item, n_tags, n_categories; /* into items: tags first */
    uint32_t published;                       /* appearance whose date counts, or PDX_NONE */
    uint32_t bounds_upper, bounds_lower;      /* appearances that give them, or PDX_NONE */
    uint32_t first_bound, n_bounds;           /* into bound_refs */
    uint32_t n_words;
    pdx_lang language;
} archive_post;

/* One reason of a post's bounds: evidence `i` of a page. */
typedef struct archive_bound_ref {
    uint32_t page, evidence;
} archive_bound_ref;
typedef PDX_VEC(archive_bound_ref) archive_bound_refs;

typedef struct archive_stored archive_stored;

typedef PDX_VEC(uint32_t) archive_numbers;

/* Where in another archive stands what was joined to become a part of it (join.c): all zeros for an archive that is whole. The first pages, with
 * their sources and appearances, are there for posts that have appearances on them, and belong to other parts; what is behind them follows from
 * the numbers here. */
typedef struct archive_whole {
    uint32_t n_sources, n_pages, n_appearances;             /* of other parts */
    archive_numbers pages;                                  /* owned; their numbers there */
    pdx_bitmap replaced;                                    /* owned; of these pages those in whose source's place another comes: what stands on them is of no post any more */
    uint32_t first_source, first_page, first_appearance;    /* numbers there of what is the part's own */
    archive_numbers chosen;                                 /* owned; the settled posts: their numbers in what was joined, ascending */
    archive_numbers ordinals;                               /* owned; of the posts; empty: their numbers */
    uint32_t n_ordinals;                                    /* that were given to posts there, with those of this one */
    uint32_t first_row;                                     /* from this row there on settled posts are the part's own; those before that gain nothing are left out */
} archive_whole;

struct pdx_archive {
    pdx_atomic_i64 references;
    archive_stored *stored; /* owned; NULL unless it was read from disk: then rows come from there, and the vectors know only how many there are */
    pdx_archive *of[2];     /* counted; NULL unless it was joined of two: then these own what sources and pages point to */
    archive_whole whole;
    unsigned n_threads;     /* that may be used to write what is in memory */
    uint32_t n_settled;     /* the first appearances, whose posts are decided, or that are of none */
    pdx_arena arena;
    PDX_VEC(archive_source) sources;
    bool has_texts;                  /* some source is no rows: pages of sources behind it must wait until it is cut */
    archive_layers layers;
    archive_pages pages;
    archive_saids said;
    uint32_t n_waiting;              /* pages whose bodies are not here */
    bool has_waited;                 /* what was worked out of all posts does not know bodies that have come since */
    archive_bodies *bodies;          /* owned: how these are read; NULL: none was */
    PDX_VEC(archive_appearance) appearances; /* in order of page and entry */
    PDX_VEC(archive_post) posts;
    PDX_VEC(uint32_t) post_appearances;
    archive_items items;
    archive_bound_refs bound_refs;
    PDX_VEC(uint32_t) remainders;    /* remainder i of the index -> page */
    pdx_map labels;                  /* folded tag or category (with a kind byte) -> number */
    archive_numbers label_items;     /* number -> an item that prints it */
    pdx_kept titles_kept;            /* whether somebody has asked for: */
    archive_titles *titles;          /* owned */
    pdx_atomic_i64 titles_sorted;    /* how many were, one by one, as archive/ask/title_order.c counts, until somebody has made: */
    pdx_kept title_ranks_kept;
    uint32_t *title_ranks;           /* owned; of each post */
    pdx_kept post_days_kept;
    int64_t *post_days;              /* owned; of each post, by which they are ordered (archive/ask/ask.h) */
    pdx_kept copies_kept;
    archive_copies *copies;          /* owned */
    pdx_kept running_kept;
    pdx_running *running;            /* owned */
    pdx_kept outline_kept;
    pdx_running *outline;            /* owned; without words */
    pdx_atomic_i64 near_read;        /* what was read of texts since there was none, as study/word_tables.c counts */
    archive_post_tables tables;      /* what filters read */
    pdx_snapshot *snapshot;          /* owned; NULL: the index is to be made later */
    const pdx_analyzer *analyzer;
    pdx_stemmer stemmer;             /* stem is NULL: none */
    pdx_stem_memory *stems;          /* owned: what queries ask it through; NULL: there is none */
    uint64_t n_refused;              /* records that could not be read, or of which nothing was, while it was built */
    pdx_lang language;               /* of all posts, or PDX_LANG_NONE: detected for each */
    uint64_t n_words;
};

struct pdx_view {
    pdx_atomic_i64 references;
    pdx_archive *archive; /* counted */
    pdx_bitmap members;   /* over the archive's posts; without words where it is whole */
    uint32_t *posts;      /* owned, ascending; NULL when whole */
    uint32_t n_posts;
    pdx_role_set roles;
    bool whole;           /* all posts: remainders belong to it too */
    pdx_kept quotes_kept; /* whether somebody has asked for: */
    pdx_quote_table *quotes; /* counted; NULL: nobody has */
    void (*quotes_free)(pdx_quote_table *quotes); /* of study/, which knows what they are */
    pdx_kept mentions_kept;  /* the same for dates that posts speak of: */
    pdx_mention_table *mentions;
    void (*mentions_free)(pdx_mention_table *mentions);
    pdx_kept words_kept;  /* whether somebody has had its words counted: */
    uint64_t *tallies;    /* owned; corpus/running.h */
    uint64_t n_words;
    pdx_kept distances_kept; /* whether somebody has asked how evenly its words are spread: */
    double *distances;    /* owned; corpus/dispersion.h */
    pdx_kept narrow_kept; /* whether somebody has asked for some of its parts: the first who did has left */
    pdx_view *narrow;     /* counted; what is found out of these parts is asked of one view so */
    pdx_kept summed_kept; /* whether somebody has asked how many words it has: */
    uint64_t summed;
};

/* A date as the seam shows it: describe.c. */
pdx_date_info archive_describe_date(const pdx_date *date);

pdx_archive *archive_new(pdx_lang language); /* NULL: out of memory */
/* From now on words are stemmed so, those of queries too. */
pdx_status archive_stemmer_set(pdx_archive *archive, const pdx_stem_callback *stemmer, pdx_error *err) PDX_MUST;

/* The bytes of a part. */
static inline pdx_span archive_part_text(const archive_page *page, uint32_t part) {
    const pdx_range range = page->cut.parts[part].range;
    return pdx_span_slice(page->cut.text, (size_t)range.begin, (size_t)range.end);
}

#endif
