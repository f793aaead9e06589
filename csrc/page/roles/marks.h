/* What is decided about each line: its role, why, and how it falls into pieces. Filled by roles.c and
 * its helpers, turned into the page's parts by parts.c. Promises: a line without pieces is one part. */
#ifndef PDX_PAGE_MARKS_H
#define PDX_PAGE_MARKS_H

#include "page/evidence.h"
#include "page/entries/starts.h"

typedef struct pdx_mark {
    pdx_rule_set why;
    uint32_t entry;   /* or PDX_PAGE_NO_ENTRY */
    uint32_t witness; /* index of a line + 1, or 0 */
    uint8_t role;
    float probability;
    pdx_page_reading others[PDX_PAGE_READINGS];
} pdx_mark;

/* A stretch of a line that is a part of its own. Pieces of a line follow each other and leave no gap but blanks. */
typedef struct pdx_piece {
    pdx_range range;
    uint32_t line; /* index of the line */
    uint8_t role;
    float probability; /* of the role; 0: that of its line */
    pdx_range guessed; /* the name or list in it that nothing announces; empty: a word does */
} pdx_piece;

/* A field found in an entry. */
typedef struct pdx_found {
    pdx_range date, author;
    bool date_from_header, excerpt;
    uint8_t date_rank; /* how well the date is given; 0: none */
    float probability;
    pdx_rule_set why;
} pdx_found;

typedef struct pdx_marks {
    PDX_VEC(pdx_mark) marks;   /* owned; per line */
    PDX_VEC(pdx_piece) pieces; /* owned; in order of lines */
    PDX_VEC(pdx_page_item) items; /* owned; `part` holds the line's index until parts are made */
    PDX_VEC(pdx_found) found;  /* owned; per entry */
} pdx_marks;

void pdx_marks_init(pdx_marks *marks);
void pdx_marks_deinit(pdx_marks *marks);
void pdx_marks_reset(pdx_marks *marks);

static inline void pdx_mark_set(pdx_mark *mark, pdx_role role, float probability, pdx_rule_set why) {
    memset(mark->others, 0, sizeof mark->others);
    mark->role = (uint8_t)role;
    mark->probability = probability;
    mark->why = why;
}

/* One more role that the line could have; the likelier ones are told first. */
static inline void pdx_mark_or(pdx_mark *mark, pdx_role role, float probability) {
    pdx_page_reading *other = mark->others;
    while (other < mark->others + PDX_PAGE_READINGS - 1 && other->probability > 0) other++;
    other->role = (uint8_t)role;
    other->probability = probability;
}

/* How a date stands in an entry. */
enum {
    PDX_DATE_TOLD = 1, /* a word says that it is one */
    PDX_DATE_USUAL = 2, /* other entries have one there */
    PDX_DATE_LATER = 4, /* of a change */
    PDX_DATE_MONTH = 8  /* no day is printed */
};

/* Takes a date if it stands better than the one before: where other entries have theirs, with a word that says so, with its year,
 * with the time. That of a change and a month are only taken for want of another. An empty range is no date. */
void pdx_found_date(pdx_found *found, pdx_span text, pdx_range date, unsigned how);

/* Makes parts, entries and items of `page` from the marks; the page's text is set. */
pdx_status pdx_parts_make(pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, const pdx_marks *marks,
                          pdx_error *err) PDX_MUST;

#endif
