/* The lines of a cut page that hold terms, or could: which they are and where in their entry they stand, told so that the same place is
 * known again on other pages of the site. What each part is to its neighbours is read first and once, and kept by the caller. Called by siteread.c
 * and sitetell.c. Promises: linear work; a line that a person has corrected is none. */
#ifndef PDX_PAGE_TERMLINES_H
#define PDX_PAGE_TERMLINES_H

#include "base/vec.h"
#include "page/evidence.h"
#include "page/lines/items.h"

typedef struct pdx_term_line {
    uint32_t part, entry;
    uint32_t place;      /* what stands round it and how many such lines there are: equal on all pages where that is equal */
    uint32_t column;     /* of its run: what stands round it, however many lines it has */
    bool opens;          /* it is the first line of its run, */
    uint8_t run;         /* of so many lines */
    pdx_range label;     /* words with a colon in front of the list; empty: none */
    uint32_t first_item, n_items; /* of the page's, where the cut has them; else the whole part is the list */
    pdx_role told;       /* what a word in front of it says: TAGS, CATEGORIES or BLANK */
    bool named;          /* the word that says CATEGORIES names them: it is not just "in" */
    bool below_text;     /* it stands under running text, which ends in short lines too */
} pdx_term_line;

/* Says whether the words in `range` stand in most posts of the site: furniture. */
typedef bool (*pdx_term_constant)(const void *context, const pdx_page *page, pdx_range range);

/* What the parts of pages are to their neighbours, a byte each. */
typedef PDX_VEC(uint8_t) pdx_term_kinds;

/* Adds those of all parts of `page`. False when out of memory. */
bool pdx_term_kinds_read(pdx_term_kinds *kinds, const pdx_page *page);
/* Lines of the page that are constant hold no terms; `kinds` are its own, from the first part on. */
void pdx_term_kinds_close(uint8_t *kinds, const pdx_page *page, pdx_term_constant is_constant, const void *context);

typedef PDX_VEC(pdx_term_line) pdx_term_lines; /* in order */

/* Reads those of `page`, with its kinds; what was there before is dropped. False when out of memory. */
bool pdx_term_lines_read(pdx_term_lines *lines, const pdx_page *page, const uint8_t *kinds);

/* The items of a line, one after the other. */
typedef struct pdx_term_reader {
    const pdx_page *page;
    const pdx_term_line *line;
    uint32_t at;
    pdx_item_reader items;
} pdx_term_reader;

void pdx_term_reader_init(pdx_term_reader *reader, const pdx_page *page, const pdx_term_line *line);
bool pdx_term_reader_next(pdx_term_reader *reader, pdx_range *item);

#endif
