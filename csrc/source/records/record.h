/* One entry as a form says it, field by field: what every reader of records makes, and archive/ makes a page of.
 * Promises: its fields are one decoded text with parts, and a map back to the source; parts ascend and do not overlap. */
#ifndef PDX_SOURCE_RECORD_H
#define PDX_SOURCE_RECORD_H

#include "base/buf.h"
#include "base/offsets.h"
#include "base/role.h"
#include "base/status.h"
#include "text/lang.h"

/* What is said of a record without parts. */
#define PDX_RECORD_EMPTY "it has no title, text or other field that is read, and is no post: give it one, or take it out"

typedef struct pdx_record_part {
    pdx_range range; /* in the record's text */
    uint8_t role;
} pdx_record_part;

/* A tag or category: where it stands in the text, and in which part. Of a part with an address (PDX_ROLE_LINK, PDX_ROLE_IMAGE): the words of the
 * text that link there, or that say what is to be seen. Ascending by part. */
typedef struct pdx_record_item {
    pdx_range range;
    uint32_t part;
} pdx_record_item;

typedef struct pdx_entry pdx_entry;
/* What a reader keeps with a record for the next one; the reader's own begins with it. */
typedef struct pdx_record_room pdx_record_room;
struct pdx_record_room {
    void (*free)(pdx_record_room *self);
};

typedef struct pdx_record {
    pdx_buf text;                    /* decoded fields, a newline after each */
    pdx_offsets map;                 /* back to the source */
    PDX_VEC(pdx_record_part) parts;  /* ascending, not overlapping; newlines belong to none */
    PDX_VEC(pdx_record_item) items;
    pdx_range source;                /* the whole record, in the source */
    uint32_t line_number;            /* 1-based, where it begins */
    /* What postdex's own form says of itself, which counts more than what its text can be read as. */
    bool says_author, says_date, says_bounds;
    pdx_range author, date;                  /* in the text; empty: none */
    pdx_range published, not_before, before; /* in the source, ISO 8601; empty: none */
    pdx_lang language;               /* as its form says; PDX_LANG_NONE: it does not */
    bool is_excerpt;                 /* it says only a part of what there is */
    bool is_cut_off, is_cut_short;   /* its end is missing; it is beyond a limit, and what is beyond is not here */
    pdx_entry *waiting;              /* borrowed until its reader goes on: only the head of this entry is here (source/records/entry.h); NULL: all is */
    pdx_record_room *room;           /* owned; NULL: none */
    uint64_t moved;                  /* places of its map count from here on in what was read; those of what waits do not yet */
} pdx_record;

void pdx_record_init(pdx_record *record);
void pdx_record_deinit(pdx_record *record);
/* Empty again, with its room. */
void pdx_record_reset(pdx_record *record);

#endif
