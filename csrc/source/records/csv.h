/* Tables as text: rows of cells with commas, semicolons, tabs or bars between them, under a first row that names the columns. Called by reader.c
 * and sniff.c.
 * Promises: linear, the same rows however the source is cut; cells in quotes may hold line ends and quotes twice; a row that has more cells than
 * there are names, or whose quotes do not close, is refused with its place. Columns that no field has are kept, each with its name. Memory for one
 * row. */
#ifndef PDX_SOURCE_CSV_H
#define PDX_SOURCE_CSV_H

#include "source/records/entry.h"

enum { PDX_CSV_COLUMNS_MOST = 256 };

typedef struct pdx_csv_column {
    uint8_t field;    /* pdx_entry_field */
    pdx_range name;   /* in the names */
} pdx_csv_column;

typedef struct pdx_csv {
    pdx_span source;  /* borrowed */
    uint64_t base;    /* of its first byte in the whole source */
    size_t at, seen;  /* where the next row begins; how much of it was looked at, and */
    uint8_t state;    /* what stands there: private */
    bool is_last, has_head;
    uint8_t said, n_lead; /* what a first line says that stands between cells; lines above the one with the names */
    uint8_t comma, newline; /* what stands between cells, and rows */
    uint32_t line_number, n_lines; /* of the next row; lines of what was looked at */
    pdx_csv_column columns[PDX_CSV_COLUMNS_MOST];
    size_t n_columns;
    pdx_buf names;
    /* The row, when pdx_csv_next has given it. */
    pdx_entry entry;  /* borrows the next two */
    pdx_buf text;
    pdx_offsets map;
    pdx_range range;
    uint32_t line;
    pdx_lang language; /* as a column says; PDX_LANG_NONE: none does */
} pdx_csv;

void pdx_csv_init(pdx_csv *csv);
void pdx_csv_deinit(pdx_csv *csv);
static inline uint64_t pdx_csv_at(const pdx_csv *csv) { return csv->base + csv->at; }
/* The bytes from pdx_csv_at on, borrowed until the next feed. */
void pdx_csv_feed(pdx_csv *csv, pdx_span bytes, bool is_last);
/* The next row; *more: there is one. */
pdx_status pdx_csv_next(pdx_csv *csv, bool *more, pdx_error *err) PDX_MUST;

/* Whether a text begins as a table of posts: its first row names two things that posts have, a title or a text among them, and the next has as
 * many cells. */
bool pdx_csv_is(pdx_span text);
/* Whether it is a table of something else, or one whose columns have other names: three or more, and as many cells in each row, as programs write
 * them. */
bool pdx_csv_is_table(pdx_span text);

#endif
