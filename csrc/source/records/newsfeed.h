/* Feeds (RSS of all versions, Atom, CDF) as entries: items with their fields, whatever order, namespace or prefix they have. Called by reader.c and
 * sniff.c.
 * Promises: reads what is there, well-formed or not, in one pass, whole or in pieces (markup/input.h); the ranges of entries do not overlap, and one
 * that was not closed says so; references may have the names of HTML. Memory for one entry, within a stated limit. Of what says the same (a date of
 * Dublin Core beside the feed's own, three kinds of summaries) one counts, as newsfeed_names.c ranks it. */
#ifndef PDX_SOURCE_NEWSFEED_H
#define PDX_SOURCE_NEWSFEED_H

#include "markup/xml_names.h"
#include "source/syntax/line.h"
#include "source/records/newsfeed_names.h"

/* Of one entry: bytes of its text, and how many values it has. */
enum { PDX_NEWSFEED_TEXT_MOST = PDX_LIMIT(1 << 26, 1 << 16), PDX_NEWSFEED_VALUES_MOST = PDX_LIMIT(1 << 20, 1 << 10) };

/* Elements that are open, each at a depth of the document. */
typedef struct pdx_newsfeed_open {
    uint64_t depth;
    bool is_open;
} pdx_newsfeed_open;

/* What addresses within an element are relative to, where it says so (xml:base). */
typedef struct pdx_newsfeed_base {
    uint64_t depth; /* of the element */
    size_t begin;   /* in the bytes of all of them */
} pdx_newsfeed_base;

enum { PDX_NEWSFEED_BASES_BYTES = 1 << 16 };

typedef struct pdx_newsfeed_value {
    pdx_entry_value value;
    uint8_t rank;
} pdx_newsfeed_value;

typedef struct pdx_newsfeed_start {
    uint64_t begin, depth;
    uint32_t line;
} pdx_newsfeed_start;

typedef struct pdx_newsfeed {
    pdx_xml xml;
    pdx_xml_names names;
    pdx_source_line line;
    /* The entry, as far as it is read: complete when pdx_newsfeed_next has given it. */
    pdx_entry entry;        /* borrows the next two */
    pdx_buf text;
    pdx_offsets map;
    pdx_range source;
    uint32_t line_number;
    pdx_lang language, entry_language, feed_language;
    uint8_t language_of;    /* pdx_entry_field that said which: the body counts most; PDX_ENTRY_FIELD_COUNT: the entry itself, or its feed */
    bool is_cut_off, is_cut_short;
    bool is_summary;        /* what its summary says is said to be one */
    PDX_VEC(pdx_newsfeed_value) values;
    PDX_VEC(pdx_newsfeed_base) bases; /* of elements that are open, the innermost last */
    pdx_buf base_bytes, scratch;
    pdx_buf body_base;      /* what addresses in the body are relative to */
    /* Where the reader is. */
    bool is_rows;           /* its root is no feed's: rows in XML (xmlrows.h) */
    bool is_rss;            /* the feed's root says so: titles may be HTML that does not say so */
    pdx_newsfeed_open in_record, in_field, in_group, in_aside; /* the last: within a field, something that is none of it */
    const pdx_newsfeed_name *field;
    bool is_html, is_raw, is_base64; /* of the field: what its text is; its text is what stands in the source; it is packed */
    bool has_pending;       /* a start tag that ended the entry before it begins the next */
    size_t field_begin;     /* in the text */
    pdx_newsfeed_start pending;
} pdx_newsfeed;

typedef enum pdx_newsfeed_found { PDX_NEWSFEED_MORE, PDX_NEWSFEED_END, PDX_NEWSFEED_ENTRY } pdx_newsfeed_found;

void pdx_newsfeed_init(pdx_newsfeed *feed);
void pdx_newsfeed_deinit(pdx_newsfeed *feed);
/* The bytes from pdx_newsfeed_at on, borrowed until the next feed. */
static inline uint64_t pdx_newsfeed_at(const pdx_newsfeed *feed) { return pdx_xml_at(&feed->xml); }
void pdx_newsfeed_feed(pdx_newsfeed *feed, pdx_span bytes, bool is_last);
/* The next entry, which stays until the next call. PDX_ENOMEM: do not go on. */
pdx_status pdx_newsfeed_next(pdx_newsfeed *feed, pdx_newsfeed_found *found, pdx_error *err) PDX_MUST;

/* Whether XML whose root is no feed's, of which this is the beginning, has rows with a title or a text, and one thing more that posts have. */
bool pdx_newsfeed_has_rows(pdx_span head, bool is_all);

#endif
