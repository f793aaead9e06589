/* A page whose entries are the rows of a list: titles with their dates, under headings of years or months, or with one text each
 * and nothing that recurs. No frame can cut such a page, for what recurs stands on neighbouring lines or has no words. Called by
 * cut.c after choose.c; the reading is taken where it is likelier than the frame's. Promises: linear work. */
#ifndef PDX_PAGE_ROWCUT_H
#define PDX_PAGE_ROWCUT_H

#include "page/entries/choose.h"
#include "page/entries/rowlines.h"
#include "page/entries/starts.h"

typedef enum pdx_row_form {
    PDX_ROWS_DATED,      /* date and title in one line */
    PDX_ROWS_DATED_TEXT, /* the same, and under it the first words of the text */
    PDX_ROWS_DATE_TITLE, /* a line each, the date first */
    PDX_ROWS_TITLE_DATE,
    PDX_ROWS_TITLE_TEXT, /* a title, perhaps the text of its picture, and one paragraph */
    PDX_ROWS_TITLE,      /* titles alone */
    PDX_ROWS_FORMS
} pdx_row_form;

typedef struct pdx_rows {
    PDX_VEC(pdx_start) rows; /* owned; of the form that was taken, or tried last */
    pdx_row_lines lines;     /* owned */
    pdx_row_form form;
    bool taken;
} pdx_rows;

void pdx_rows_init(pdx_rows *rows);
void pdx_rows_deinit(pdx_rows *rows);
void pdx_rows_reset(pdx_rows *rows);
/* Takes the likeliest form, its titles and an empty frame, where it is likelier than what `choice` has. */
pdx_status pdx_rows_read(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;
/* Makes the rows' titles those of the page, and the frame empty. */
pdx_status pdx_rows_take(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, float probability,
                         pdx_error *err) PDX_MUST;
/* The rows that have just these titles are the entries; *known is false where they are not. */
pdx_status pdx_rows_starts(const pdx_rows *rows, pdx_starts *starts, const pdx_titles *titles, bool *known, pdx_error *err) PDX_MUST;

/* The rows of one form, whether they are likely or not. For the weights to be fitted by, too. */
pdx_status pdx_rows_find(pdx_rows *rows, const pdx_sheet *sheet, pdx_row_form form, pdx_error *err) PDX_MUST;

#endif
