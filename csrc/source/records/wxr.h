/* Exports of WordPress (WXR 1.0 to 1.2) as records: items told apart by what they are, each with its terms, comments and meta data; authors,
 * categories, tags and other terms of the site. Called by reader.c.
 * Promises: reads what is there, well-formed or not, in one pass, whole or in pieces (markup/input.h); a record's fields are one decoded text with a
 * map back to the source; the ranges of records do not overlap, and a record that was not closed says so. Memory for one record, within a stated
 * limit. What is wrong with the markup is told in `xml.problems`. */
#ifndef PDX_SOURCE_WXR_H
#define PDX_SOURCE_WXR_H

#include "markup/xml_names.h"
#include "source/syntax/line.h"

typedef enum pdx_wxr_kind {
    PDX_WXR_POST, PDX_WXR_PAGE, PDX_WXR_ATTACHMENT,
    PDX_WXR_OTHER, /* an item that is none of these: a menu's entry, a type of the site's own */
    PDX_WXR_AUTHOR, PDX_WXR_CATEGORY, PDX_WXR_TAG, PDX_WXR_TERM,
    PDX_WXR_SITE   /* what is said of the site itself */
} pdx_wxr_kind;

/* Of items, and of authors, terms and the site, which have some of them. */
typedef enum pdx_wxr_field {
    PDX_WXR_TITLE, /* of terms and authors: the name that is shown */
    PDX_WXR_LINK, PDX_WXR_GUID, PDX_WXR_DESCRIPTION, PDX_WXR_CREATOR, PDX_WXR_CONTENT, PDX_WXR_EXCERPT,
    PDX_WXR_PUB_DATE, PDX_WXR_DATE, PDX_WXR_DATE_GMT, PDX_WXR_MODIFIED, PDX_WXR_MODIFIED_GMT,
    PDX_WXR_ID, PDX_WXR_SLUG, PDX_WXR_STATUS, PDX_WXR_PARENT, PDX_WXR_TYPE, PDX_WXR_STICKY, PDX_WXR_ATTACHMENT_URL,
    PDX_WXR_IN_CATEGORY, PDX_WXR_IN_TAG, PDX_WXR_IN_TERM, /* names of terms that an item has */
    PDX_WXR_TAXONOMY,                                     /* of a term; of PDX_WXR_IN_TERM it follows the name */
    PDX_WXR_EMAIL, PDX_WXR_URL, PDX_WXR_APPROVED, PDX_WXR_COMMENT_TYPE,
    PDX_WXR_KEY, PDX_WXR_VALUE,                           /* of meta data */
    PDX_WXR_LANGUAGE, PDX_WXR_VERSION, PDX_WXR_SITE_URL, PDX_WXR_BLOG_URL, PDX_WXR_GENERATOR,
    PDX_WXR_FIELD_COUNT
} pdx_wxr_field;

typedef enum pdx_wxr_group_kind { PDX_WXR_COMMENT, PDX_WXR_META } pdx_wxr_group_kind;

/* Fields that belong together within an item. */
typedef struct pdx_wxr_group {
    pdx_wxr_group_kind kind;
    pdx_range source;
} pdx_wxr_group;

enum { PDX_WXR_NO_GROUP = 0 };

typedef struct pdx_wxr_value {
    pdx_wxr_field field;
    uint32_t group;   /* PDX_WXR_NO_GROUP: the record's own; otherwise one more than the place among its groups */
    pdx_range range;  /* in the record's text, without white space around it; may be empty */
} pdx_wxr_value;

/* Of one record: bytes of its text, and how many values or groups it has. */
enum { PDX_WXR_TEXT_MOST = PDX_LIMIT(1 << 26, 1 << 16), PDX_WXR_VALUES_MOST = PDX_LIMIT(1 << 20, 1 << 10) };

typedef struct pdx_wxr_record {
    pdx_wxr_kind kind;
    pdx_range source;       /* from its first tag to its last */
    uint32_t line;          /* 1-based, in which it begins */
    bool is_cut_off;        /* its end tag is missing: the next one began, or the input ended */
    bool is_cut_short;      /* it is beyond a limit: what is beyond is not here */
    pdx_buf text;           /* decoded fields, a newline after each */
    pdx_offsets map;        /* back to the source */
    PDX_VEC(pdx_wxr_value) values; /* in order; of terms that 1.0 writes twice the first */
    PDX_VEC(pdx_wxr_group) groups;
} pdx_wxr_record;

/* Elements that are open, each at a depth of the document. */
typedef struct pdx_wxr_open {
    uint64_t depth;
    bool is_open;
} pdx_wxr_open;

/* What the name of an element says, where it stands. */
typedef struct pdx_wxr_name {
    uint64_t n_changes;      /* of namespaces, when it was read */
    pdx_wxr_kind record;
    pdx_wxr_field field;
    pdx_wxr_group_kind group;
    bool is_record, is_field, is_group;
    bool is_of_entry;        /* a field of an item, or of a comment, that wxr_entry.c asks for; or one of anything else */
    uint8_t where, len, name[32]; /* len 0: none */
    const struct pdx_wxr_name *next; /* the name that was read behind it last, and is likely to be again; NULL: none yet */
} pdx_wxr_name;

/* Names that were read, each of which comes again in every item. */
typedef struct pdx_wxr_known {
    pdx_wxr_name names[256], other;
    pdx_wxr_name *last; /* that was read; NULL: none */
} pdx_wxr_known;

typedef struct pdx_wxr {
    pdx_xml xml;
    pdx_xml_names names;
    pdx_wxr_record record, site;
    pdx_wxr_open in_record, in_group, in_field; /* the record may be open in `record`; a field in that or in `site` */
    pdx_wxr_field field;
    size_t field_begin;      /* in the text */
    pdx_range taxonomy;      /* of the field, in the text; empty: none */
    bool has_slug, last_has_slug; /* the field's tag names a slug; that of the field before did */
    bool has_pending;        /* a start tag that ended the record before it begins the next */
    pdx_wxr_kind pending;
    pdx_range pending_tag;
    bool pending_is_empty;   /* and ends it */
    uint64_t pending_depth;
    uint32_t pending_line;
    bool site_is_given;
    bool for_entries;        /* what nothing of an entry is made of is passed over: meta data, most numbers and names for programs; the caller's to set */
    pdx_wxr_known known;
    pdx_source_line line;
} pdx_wxr;

/* What there is: a record in wxr->record or wxr->site, nothing yet, or nothing more. */
typedef enum pdx_wxr_found { PDX_WXR_MORE, PDX_WXR_END, PDX_WXR_RECORD, PDX_WXR_ABOUT_SITE } pdx_wxr_found;

void pdx_wxr_init(pdx_wxr *wxr);
void pdx_wxr_deinit(pdx_wxr *wxr);
/* The bytes from pdx_wxr_at on, borrowed until the next feed. */
static inline uint64_t pdx_wxr_at(const pdx_wxr *wxr) { return pdx_xml_at(&wxr->xml); }
void pdx_wxr_feed(pdx_wxr *wxr, pdx_span bytes, bool is_last);
/* The next record, which stays until the next call; what is said of the site comes once, last of all. PDX_ENOMEM: do not go on. */
pdx_status pdx_wxr_next(pdx_wxr *wxr, pdx_wxr_found *found, pdx_error *err) PDX_MUST;

#endif
