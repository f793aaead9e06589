/* What is known of a page's lines once facts, classes and a frame have been read, and the few questions
 * that all later steps ask of it. Called by titles.c and everything after it. Promises: constant time
 * per question; borrows everything. */
#ifndef PDX_PAGE_SHEET_H
#define PDX_PAGE_SHEET_H

#include "page/entries/frame.h"

/* Of a line a person has said that it is a title, or that it is none. */
typedef struct pdx_fixed_line {
    uint32_t line;
    bool title;
} pdx_fixed_line;

typedef struct pdx_sheet { /* all borrowed */
    pdx_span text;
    const pdx_line *lines;
    const pdx_fact *facts;
    const pdx_facts *table;    /* which holds them, and the forms of lines */
    const pdx_phrase *phrases; /* where facts say first_phrase */
    const uint64_t *labels;    /* per line the form of its label; 0: none */
    size_t n;
    const pdx_classes *classes;
    const pdx_frame *frame;
    const pdx_page_hint *hints; /* what other pages say of some lines, in order */
    size_t n_hints;
    const pdx_fixed_line *fixed; /* in order */
    size_t n_fixed;
    uint16_t common_gap;
} pdx_sheet;

enum { PDX_SHEET_COMMON = 20 }; /* what it takes from the look of a title that the line stands in several entries */

/* A line of the frame that is furniture: not the titles themselves, nor text with furniture glued to its end. */
static inline bool pdx_sheet_is_member(const pdx_sheet *sheet, size_t i) {
    const uint8_t owner = sheet->frame->owner.data[i];
    return owner != PDX_NO_MEMBER && owner != sheet->frame->title_member && sheet->facts[i].tail == PDX_PHRASE_NONE;
}

/* The same, or by the frame. */
static inline bool pdx_sheet_is_meta(const pdx_sheet *sheet, size_t i) { return pdx_sheet_is_member(sheet, i) || pdx_fact_is_meta(&sheet->facts[i]); }

/* A paragraph of some entry. */
static inline bool pdx_sheet_is_body(const pdx_sheet *sheet, size_t i) {
    return sheet->facts[i].flags & PDX_FACT_PARA && !pdx_sheet_is_meta(sheet, i);
}

/* Nothing says that the line is furniture or a list, and it looks like a title rather than not. */
static inline bool pdx_sheet_could_be_title(const pdx_sheet *sheet, size_t i) {
    return !pdx_sheet_is_meta(sheet, i) && !(sheet->facts[i].flags & (PDX_FACT_LIST | PDX_FACT_TIGHT)) && sheet->facts[i].title >= 10;
}

static inline bool pdx_sheet_same(const pdx_sheet *sheet, size_t i, size_t j) {
    return sheet->facts[i].exact == sheet->facts[j].exact;
}

/* The title look of line `i` with its neighbours: between two equal lines, or repeated itself. */
float pdx_sheet_title_look(const pdx_sheet *sheet, size_t i);
/* The line is a date and, after it, words that could be a title: "4 May 2011 The ferry runs again". */
bool pdx_sheet_dated_title(const pdx_sheet *sheet, size_t i);
/* Words of a name begin with capitals, but for the small ones between them; scripts without capitals have only length. */
bool pdx_sheet_is_name(const pdx_sheet *sheet, size_t i);

#endif
