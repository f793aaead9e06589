/* A page cut into parts and appearances, with the reasons. Made for archive/ (one call per page)
 * and read by post/. Promises: the parts, in order, cover the text byte for byte, whatever the
 * bytes; work and memory are linear in the text; a page that cannot be cut is one appearance with low
 * probability and a reason, never an error. */
#ifndef PDX_PAGE_PAGE_H
#define PDX_PAGE_PAGE_H

#include "base/role.h"
#include "base/status.h"
#include "base/tick.h"
#include "text/lang.h"

#define PDX_PAGE_NO_ENTRY UINT32_MAX
#define PDX_PAGE_NO_PART UINT32_MAX

/* Why something is what it is: a set of rules that spoke for it, one bit per row of rules.def. */
typedef uint64_t pdx_rule_set;

/* A role that a part could have as well; probability 0: none. */
typedef struct pdx_page_reading {
    uint8_t role; /* pdx_role */
    float probability;
} pdx_page_reading;

enum { PDX_PAGE_READINGS = 2 };

typedef struct pdx_page_part {
    pdx_range range;     /* bytes in the page's text; a part's white space around it is a blank part */
    uint32_t line;       /* 1-based line where it begins */
    uint32_t entry;      /* the appearance it stands in, or PDX_PAGE_NO_ENTRY: the page's remainder */
    uint32_t witness;    /* 1-based line that proves the role (an echo, a twin), or 0 */
    uint8_t role;        /* pdx_role */
    float probability;   /* of `role` */
    pdx_page_reading others[PDX_PAGE_READINGS]; /* the next best roles, the likelier first */
    pdx_rule_set why;
} pdx_page_part;

/* One item of a list part: a tag, a category. */
typedef struct pdx_page_item {
    pdx_range range; /* without separators and white space */
    uint32_t part;   /* index into parts */
    uint32_t entry;
} pdx_page_item;

/* One appearance: an entry as it stands on the page. Parts first_part .. first_part+n_parts-1 belong
 * to it (blank parts between them included, blank parts round them not). Field indexes name the first
 * part with that role, or PDX_PAGE_NO_PART. */
typedef struct pdx_page_entry {
    pdx_range range; /* first byte of its first part to the end of its last part */
    uint32_t first_part, n_parts;
    uint32_t first_item, n_items; /* tags and categories in page order; items[].part tells which */
    uint32_t title, byline, date; /* part indexes */
    pdx_range date_printed;       /* the printed date itself, inside some part of the entry; empty: none */
    pdx_range author;             /* the author's name, inside some part; empty: none */
    bool date_from_header;        /* date_printed stands in a day header above, outside the entry's range */
    bool excerpt;                 /* cut by the page ("continue reading") */
    float probability;            /* that exactly these lines are one entry */
    float title_probability;
    pdx_rule_set why;             /* of the boundary */
} pdx_page_entry;

typedef enum pdx_page_kind {
    PDX_PAGE_UNKNOWN, PDX_PAGE_TAG, PDX_PAGE_CATEGORY, PDX_PAGE_AUTHOR, PDX_PAGE_DATE, PDX_PAGE_HOME,
    PDX_PAGE_SEARCH, PDX_PAGE_SINGLE, PDX_PAGE_KIND_COUNT
} pdx_page_kind;

/* One line whose role a person has fixed. A correction with `starts` opens an entry at that line. */
typedef struct pdx_page_correction {
    uint32_t line; /* 1-based */
    uint8_t role;  /* pdx_role, or PDX_ROLE_COUNT: any role, only `starts` counts */
    bool starts;
} pdx_page_correction;

/* A stretch of a corrected line that is a field of its entry: tags, categories, a date, an author. */
typedef struct pdx_page_field {
    pdx_range range; /* in the page's text, within the line */
    uint32_t line;   /* 1-based */
    uint8_t role;    /* pdx_role */
} pdx_page_field;

/* What other pages of the site say of a line that is not blank: whether it opens an entry, logarithm of odds. */
typedef struct pdx_page_hint {
    uint64_t line; /* the byte at which its text begins */
    float odds;
} pdx_page_hint;

/* An entry that the markup of the page tells, where it had any. */
typedef struct pdx_page_box {
    pdx_range range; /* its lines, as bytes */
    pdx_range title; /* within a line of it; empty: none is told */
} pdx_page_box;

/* What is known of the site of a page: opaque, see page/site/site.h. */
typedef struct pdx_site pdx_site;
/* What lines say that were read before, on whatever page: kept by whoever cuts many, a bounded number of them. */
typedef struct pdx_line_memory pdx_line_memory;
pdx_status pdx_line_memory_new(pdx_line_memory **out, pdx_error *err) PDX_MUST;
void pdx_line_memory_free(pdx_line_memory *memory);

/* Memory that cuts use one after the other, so that none has to ask for its own: kept by whoever cuts many. Nothing that a page says is in it for
 * another. */
typedef struct pdx_page_room pdx_page_room;
pdx_status pdx_page_room_new(pdx_page_room **out, pdx_error *err) PDX_MUST;
void pdx_page_room_free(pdx_page_room *room);

typedef struct pdx_page_options {
    bool use_lexicon;                       /* off: no furniture phrases of any language */
    const pdx_page_correction *corrections; /* borrowed, sorted by line */
    size_t n_corrections;
    bool told_all;           /* the corrections have every entry: its title, or its start and a title soon behind it; there are no others, but */
    const uint32_t *others;  /* borrowed, ascending: titles in these lines */
    size_t n_others;
    const pdx_page_field *fields; /* borrowed, ascending, not overlapping: of corrected lines */
    size_t n_fields;
    const pdx_site *site;    /* borrowed, may be NULL */
    pdx_line_memory *memory; /* borrowed, may be NULL: of pages whose text outlives it, all cut with this use_lexicon, by one thread at a time */
    pdx_page_room *room;     /* borrowed, may be NULL: used by one thread at a time */
    const pdx_page_hint *hints; /* borrowed, in the order of lines */
    size_t n_hints;
    const pdx_page_box *boxes;  /* borrowed, ascending, not overlapping; none: the page has no markup, or it tells nothing */
    size_t n_boxes;
    const pdx_range *asides;    /* borrowed, ascending, not overlapping; lines, as bytes, of which markup says that they stand around what the page is about */
    size_t n_asides;
} pdx_page_options;

typedef struct pdx_page {
    pdx_span text; /* borrowed from the caller for the page's life */
    pdx_page_part *parts;   /* owned; cover the text */
    size_t n_parts;
    pdx_page_entry *entries; /* owned, in page order */
    size_t n_entries;
    pdx_page_item *items; /* owned */
    size_t n_items;
    uint32_t n_lines;
    uint32_t heading;     /* part index of the page heading, or PDX_PAGE_NO_PART */
    pdx_range label;      /* what the heading names (the tag, the month); empty: none */
    pdx_range site_name;  /* as the page itself prints it (footer, header); empty: none */
    pdx_page_kind kind;
    pdx_lang language;    /* for whoever had it cut to say */
    float probability;    /* of the cut as a whole */
    pdx_rule_set why;     /* how the page was cut, or why it was not */
    uint64_t opener[2];   /* for its site: forms of its first line; */
    bool several, bare;   /* it has lines that are no furniture of pages; they are nothing but what could be titles */
} pdx_page;

/* Cuts `text`. On success *out owns its arrays; on failure it is empty. */
pdx_status pdx_page_cut(pdx_page *out, pdx_span text, const pdx_page_options *options, const pdx_tick *tick,
                        pdx_error *err) PDX_MUST;
void pdx_page_deinit(pdx_page *page);

const char *pdx_page_kind_name(pdx_page_kind kind);
/* The sentence that explains rule number `bit` of a pdx_rule_set; NULL when there is no such rule. */
const char *pdx_rule_text(unsigned bit);

#endif
