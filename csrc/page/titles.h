/* Where the titles stand: the place beside the frame where title-like lines recur, then every line
 * weighed against what stands round those. Called by cut.c. Promises: linear work; an empty list when
 * no place beside the frame looks like titles. */
#ifndef PDX_PAGE_TITLES_H
#define PDX_PAGE_TITLES_H

#include "page/frame.h"

typedef struct pdx_sheet { /* what is known of a page's lines; all borrowed */
    pdx_span text;
    const pdx_line *lines;
    const pdx_fact *facts;
    const pdx_facts *table; /* which holds them, and the forms of lines */
    const pdx_phrase *phrases; /* where facts say first_phrase */
    const uint64_t *labels;    /* per line the form of its label; 0: none */
    size_t n;
    const pdx_classes *classes;
    const pdx_frame *frame;
    uint16_t common_gap;
} pdx_sheet;

typedef struct pdx_titles {
    PDX_VEC(uint32_t) lines; /* owned; the line of each title, in order */
    PDX_VEC(float) score;    /* owned; per title, how well it fits */
    int place;               /* content lines after (or, negative, before) the frame's line */
    unsigned member;         /* of the frame */
    float look;              /* mean title look, -100..100 */
} pdx_titles;

void pdx_titles_init(pdx_titles *titles);
void pdx_titles_deinit(pdx_titles *titles);
pdx_status pdx_titles_read(pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;

/* A line that is furniture of entries or of the page by the frame, by the lexicon or as a bare date. */
static inline bool pdx_sheet_is_meta(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    if (sheet->frame->owner.data[i] != PDX_NO_MEMBER) return true;
    if (fact->phrases & (PDX_PHRASES_OF_ENTRY | PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_HEADING)) return true;
    return fact->flags & (PDX_FACT_DATE | PDX_FACT_HASHES);
}

/* The title look of line `i` with its neighbours: between two equal lines, or repeated itself. */
float pdx_sheet_title_look(const pdx_sheet *sheet, size_t i);
/* The line is a date and, after it, words that could be a title: "4 May 2011 The ferry runs again". */
bool pdx_sheet_dated_title(const pdx_sheet *sheet, size_t i);
bool pdx_sheet_same(const pdx_sheet *sheet, size_t i, size_t j);

#endif
