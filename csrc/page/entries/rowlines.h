/* What each line could be in a list of titles without texts: a title with its date, one of the two alone, a year or month that
 * heads a stretch of the list. Called by even.c and rowcut.c. Promises: one pass over the lines. */
#ifndef PDX_PAGE_ROWLINES_H
#define PDX_PAGE_ROWLINES_H

#include "page/entries/sheet.h"

typedef enum pdx_row_kind {
    PDX_ROW_OTHER,
    PDX_ROW_META,   /* furniture by its words */
    PDX_ROW_PERIOD, /* "2013", "May 2013" */
    PDX_ROW_DATE,   /* a day and nothing else, with its year or without */
    PDX_ROW_DATED,  /* a day, and before it or after it what could be a title */
    PDX_ROW_TITLE,
    PDX_ROW_TEXT
} pdx_row_kind;

typedef struct pdx_row_line {
    pdx_range date, words; /* in the text; empty: it has none */
    uint64_t shape;        /* of the date and of its place in the line */
    int16_t look;          /* as a title, the date and what it makes of the line put aside */
    uint8_t kind;          /* pdx_row_kind */
    bool is_field;         /* the date is a field between others, behind the title */
} pdx_row_line;

typedef struct pdx_row_lines {
    PDX_VEC(pdx_row_line) lines; /* owned; as many as the sheet has */
} pdx_row_lines;

void pdx_row_lines_deinit(pdx_row_lines *lines);
pdx_status pdx_row_lines_read(pdx_row_lines *lines, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;

#endif
