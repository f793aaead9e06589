/* What a form says of one entry, field by field, in whatever order it says it; and how that becomes a record. Called by the readers of forms that
 * have fields (exports, feeds, front matter).
 * Promises: fields come into the record in reading order, each byte with its place in the source: those of its head, the body, what belongs to
 * that; a body of HTML becomes lines of text with roles; its links and pictures become parts with their addresses; what says the same twice (a
 * summary that its body begins with) stands there once. */
#ifndef PDX_SOURCE_ENTRY_H
#define PDX_SOURCE_ENTRY_H

#include "source/html/htmltext.h"
#include "source/records/record.h"

typedef enum pdx_entry_field {
    PDX_ENTRY_TITLE, PDX_ENTRY_AUTHOR, PDX_ENTRY_PUBLISHED, PDX_ENTRY_UPDATED, PDX_ENTRY_CATEGORY, PDX_ENTRY_TAG,
    PDX_ENTRY_SUMMARY,    /* becomes the body where there is none: the record is an excerpt then */
    PDX_ENTRY_BODY,
    PDX_ENTRY_COMMENT_BY, /* begins a comment */
    PDX_ENTRY_COMMENT_ON, /* its date */
    PDX_ENTRY_COMMENT,
    PDX_ENTRY_KIND, PDX_ENTRY_STATUS, PDX_ENTRY_ADDRESS, PDX_ENTRY_LINK, PDX_ENTRY_IMAGE, PDX_ENTRY_MEDIA,
    PDX_ENTRY_IMAGE_ALT,  /* the words that stand for a picture, which stand below the text */
    PDX_ENTRY_OTHER,      /* what no field has, with its name */
    PDX_ENTRY_FIELD_COUNT
} pdx_entry_field;

typedef struct pdx_entry_value {
    uint8_t field;   /* pdx_entry_field */
    bool is_html;    /* else it says what it says */
    pdx_range range; /* in the entry's text; an empty one says nothing */
} pdx_entry_value;

struct pdx_entry {
    const pdx_buf *text;     /* borrowed; decoded */
    const pdx_offsets *map;  /* borrowed; back to the source */
    PDX_VEC(pdx_entry_value) values; /* those of a field in the order in which they are to be read */
    bool breaks_lines;       /* in its HTML an empty line parts paragraphs, and a newline is one, as WordPress has it */
    pdx_span base;           /* borrowed; what addresses in its HTML are relative to; empty: nobody said */
    bool is_summary;         /* its form says of its summary that it is one */
    bool waits;              /* the caller's to set: what stands behind the head is left for later, when there is any */
    /* Room that is used again for each entry: */
    pdx_htmltext html;
    pdx_buf broken;          /* HTML with its line ends as elements */
    pdx_offsets broken_map;
};

void pdx_entry_init(pdx_entry *entry);
void pdx_entry_deinit(pdx_entry *entry);
/* Without values: for the next. */
void pdx_entry_begin(pdx_entry *entry, const pdx_buf *text, const pdx_offsets *map);
/* False: out of memory. */
bool pdx_entry_add(pdx_entry *entry, pdx_entry_field field, bool is_html, pdx_range range) PDX_MUST;
/* The record, which is reset first: all of it but where it stands in the source, and what it says of its end. Of an entry that waits only its
 * head: what stands before the body; record->waiting tells. */
pdx_status pdx_entry_record(pdx_entry *entry, pdx_record *record, pdx_error *err) PDX_MUST;
/* What such a record has waited for, behind what it has: it is as if it had never waited. */
pdx_status pdx_entry_rest(pdx_record *record, pdx_error *err) PDX_MUST;

#endif
