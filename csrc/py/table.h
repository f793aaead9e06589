/* Rows and columns of anything that can be exported: one description for Arrow, CSV, JSON lines and displays.
 * Filled by the table_*.c files, read by rows.c and arrow_export.c. Promises: filling a row touches no Python object,
 * so a consumer of a stream may ask for it from any thread, one at a time. */
#ifndef PDX_PY_TABLE_H
#define PDX_PY_TABLE_H

#include "py/state.h"

typedef enum pdx_py_cell_kind {
    PDX_PY_CELL_TEXT, PDX_PY_CELL_TEXTS, PDX_PY_CELL_INT, PDX_PY_CELL_REAL, PDX_PY_CELL_DAY
} pdx_py_cell_kind;

typedef struct pdx_py_column {
    const char *name;
    pdx_py_cell_kind kind;
} pdx_py_column;

/* A cell's value until the next row is filled. Text may hold ill-formed bytes. */
typedef struct pdx_py_cell {
    bool null;
    int64_t integer; /* INT, and DAY since 1970-01-01 */
    double real;
    pdx_span text;
    const pdx_span *texts;
    size_t n_texts;
} pdx_py_cell;

enum { PDX_PY_COLUMNS_MAX = 24 };

struct pdx_py_table {
    const pdx_py_column *columns; /* static */
    size_t n_columns;
    size_t n_rows;
    pdx_status (*fill)(pdx_py_table *table, size_t row, pdx_py_cell *cells, pdx_error *err);
    PyObject *owner;              /* counted; holds every handle below */
    pdx_py_state *state;
    const pdx_archive *archive;   /* NULL: the rows need none */
    const pdx_view *view;
    const pdx_py_hits *hits;
    const pdx_answers *answers;
    const pdx_counts *counts;
    const pdx_mention_table *mentions;
    const pdx_py_parts *parts;
    pdx_line_reader *reader;      /* owned */
    pdx_buf scratch;              /* owned: a text put together for this row */
    pdx_span *texts;              /* owned: lists of this row */
    size_t texts_capacity;
    char iso[32];
    char number[24];
};

/* Openers. -1 with an exception. A table that was opened is closed with the lock held. */
int pdx_py_posts_table(PyObject *self, pdx_py_table *out);
int pdx_py_parts_table(PyObject *self, pdx_py_table *out);
int pdx_py_hits_table(PyObject *self, pdx_py_table *out);
int pdx_py_answers_table(PyObject *self, pdx_py_table *out);
int pdx_py_lines_table(PyObject *self, pdx_py_table *out);
int pdx_py_counts_table(PyObject *self, pdx_py_table *out);
int pdx_py_mentions_table(PyObject *self, pdx_py_table *out);
void pdx_py_table_close(pdx_py_table *table);

/* For openers and fillers. */
void pdx_py_table_init(pdx_py_table *table, PyObject *owner, pdx_py_state *state, const pdx_archive *archive,
                       const pdx_py_column *columns, size_t n_columns, size_t n_rows);
pdx_py_cell pdx_py_cell_null(void);
pdx_py_cell pdx_py_cell_int(int64_t value);
pdx_py_cell pdx_py_cell_number(uint32_t number);  /* null for PDX_NONE */
pdx_py_cell pdx_py_cell_real(double value);
pdx_py_cell pdx_py_cell_day(int64_t day);         /* null for PDX_DAY_UNKNOWN */
pdx_py_cell pdx_py_cell_text(pdx_span text);
pdx_py_cell pdx_py_cell_optional(pdx_span text);  /* null when empty */
/* The day of a date that is known to the day; PDX_DAY_UNKNOWN otherwise. */
int64_t pdx_py_date_day(const pdx_date_info *date);
/* Tags and categories of a post; the lists go to `table->texts`. */
bool pdx_py_table_lists(pdx_py_table *table, uint32_t post, pdx_py_cell *tags, pdx_py_cell *categories);
/* Source name, line, begin and end of a layer's range: four cells. */
void pdx_py_cells_place(const pdx_archive *archive, uint32_t layer, pdx_range range, pdx_py_cell cells[4]);

/* Python rows: list of column names, list of tuples for rows [begin, end). */
PyObject *pdx_py_table_names(const pdx_py_table *table);
PyObject *pdx_py_table_rows(pdx_py_table *table, size_t begin, size_t end);
/* Arrow capsules. The stream takes the table (moved, also on failure). */
PyObject *pdx_py_arrow_schema(const pdx_py_table *table);
PyObject *pdx_py_arrow_stream(pdx_py_table *table);

#endif
