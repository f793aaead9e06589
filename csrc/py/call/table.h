/* Rows and columns of anything that can be exported: one description for Arrow, CSV, JSON lines and displays.
 * Filled by the table_*.c files a column of many rows at a time, read by rows.c and arrow_batch.c. Promises: filling touches
 * no Python object, so a consumer of a stream may ask for it from any thread, one at a time; columns that were not chosen
 * are not filled. */
#ifndef PDX_PY_TABLE_H
#define PDX_PY_TABLE_H

#include "py/call/room.h"
#include "py/call/state.h"

typedef enum pdx_py_cell_kind {
    PDX_PY_CELL_TEXT, PDX_PY_CELL_TEXTS, PDX_PY_CELL_INT, PDX_PY_CELL_REAL, PDX_PY_CELL_DAY
} pdx_py_cell_kind;

typedef struct pdx_py_column {
    const char *name;
    pdx_py_cell_kind kind;
} pdx_py_column;

#define PDX_PY_NOTHING INT64_MIN /* in a column of numbers or days */

/* What one column has for a stretch of rows: one of the arrays, by the column's kind. Texts are well-formed; what is put
 * together for them lives until the next column is asked for. */
typedef struct pdx_py_values {
    size_t n;
    int64_t *integers;       /* INT; DAY since 1970-01-01, in 32 bits. PDX_PY_NOTHING: null */
    double *reals;           /* REAL */
    pdx_span *texts;         /* TEXT; data NULL: null */
    size_t *ends;            /* TEXTS: where the items of each row end in `items` */
    pdx_buf items;           /* owned: pdx_span for each */
    void *arrays;            /* owned: what the arrays above point to */
    size_t capacity;         /* rows that there is room for */
    pdx_py_room room;        /* owned: texts put together */
    pdx_buf scratch;         /* owned */
    pdx_span last, last_put; /* the text that was put last, as it came and as it went */
    const pdx_tick *tick;    /* the table's */
} pdx_py_values;

static inline const pdx_span *pdx_py_values_items(const pdx_py_values *values) { return (const void *)values->items.data; }
static inline size_t pdx_py_values_n_items(const pdx_py_values *values) { return values->items.len / sizeof(pdx_span); }

enum { PDX_PY_COLUMNS_MAX = 24 };

struct pdx_py_table {
    const pdx_py_column *columns; /* static: all that there are */
    size_t n_columns;
    uint8_t chosen[PDX_PY_COLUMNS_MAX]; /* those that are wanted, in order */
    size_t n_chosen;
    uint32_t views;               /* bits: chosen columns of text that leave as views, where a consumer wants that */
    size_t n_rows;
    const uint32_t *rows;         /* of the owner: which rows of the handles below; NULL: all */
    /* Makes rows [begin, end) ready for `column`; NULL: they are. */
    pdx_status (*load)(pdx_py_table *table, size_t begin, size_t end, pdx_error *err);
    pdx_status (*column)(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err);
    PyObject *owner;              /* counted; holds every handle below */
    pdx_py_state *state;
    const pdx_archive *archive;   /* NULL: the rows need none */
    const pdx_view *view;
    const pdx_py_hits *hits;
    const pdx_answers *answers;
    const pdx_counts *counts;
    const pdx_mention_table *mentions;
    const pdx_grep_table *grep;
    const pdx_copy_table *copies;
    const pdx_quote_table *quotes;
    const struct pdx_py_word_table *words;
    const pdx_name_table *names;
    const pdx_repeat_table *repeats;
    const pdx_py_matches *matches;
    const pdx_py_parts *parts;
    pdx_line_reader *reader;      /* owned, like the next */
    pdx_match_place_reader *match_reader;
    const pdx_tick *tick;         /* borrowed, of the call that reads now; NULL: nobody is asked */
    void *loaded;                 /* owned: what `load` keeps of its rows */
    size_t loaded_capacity;       /* in bytes */
    pdx_py_values values;         /* for whoever reads the table */
};

/* Openers. -1 with an exception. A table that was opened is closed with the lock held. */
int pdx_py_posts_table(PyObject *self, pdx_py_table *out);
int pdx_py_parts_table(PyObject *self, pdx_py_table *out);
int pdx_py_hits_table(PyObject *self, pdx_py_table *out);
int pdx_py_answers_table(PyObject *self, pdx_py_table *out);
int pdx_py_lines_table(PyObject *self, pdx_py_table *out);
int pdx_py_counts_table(PyObject *self, pdx_py_table *out);
int pdx_py_grep_table(PyObject *self, pdx_py_table *out);
int pdx_py_mentions_table(PyObject *self, pdx_py_table *out);
int pdx_py_near_copies_table(PyObject *self, pdx_py_table *out);
int pdx_py_quotes_table(PyObject *self, pdx_py_table *out);
int pdx_py_words_table(PyObject *self, pdx_py_table *out);
int pdx_py_names_table(PyObject *self, pdx_py_table *out);
int pdx_py_repeats_table(PyObject *self, pdx_py_table *out);
int pdx_py_matches_table(PyObject *self, pdx_py_table *out);
int pdx_py_repeat_places_table(PyObject *self, pdx_py_table *out);
void pdx_py_table_close(pdx_py_table *table);
/* Opens whatever has rows. -1 with an exception. */
int pdx_py_table_open(PyObject *self, pdx_py_table *out);

/* For readers, with the lock, before each stretch of rows: see pdx_py_store_rest. */
static inline void pdx_py_table_rest(const pdx_py_table *table) {
    if (table->archive != NULL) pdx_archive_rest(table->archive);
}
/* For readers, who set the tick before: rows [begin, end) made ready, and then chosen column i of them in table->values. */
pdx_status pdx_py_table_load(pdx_py_table *table, size_t begin, size_t end, pdx_error *err) PDX_MUST;
pdx_status pdx_py_table_column(pdx_py_table *table, size_t i, size_t begin, size_t end, pdx_error *err) PDX_MUST;
static inline const pdx_py_column *pdx_py_table_chosen(const pdx_py_table *table, size_t i) { return &table->columns[table->chosen[i]]; }

/* The number of the i-th row for the handles. */
static inline size_t pdx_py_table_row(const pdx_py_table *table, size_t i) { return table->rows == NULL ? i : table->rows[i]; }

/* For openers: all columns are chosen. */
void pdx_py_table_init(pdx_py_table *table, PyObject *owner, pdx_py_state *state, const pdx_archive *archive,
                       const pdx_py_column *columns, size_t n_columns, size_t n_rows);
/* Room of `size` bytes in table->loaded. */
bool pdx_py_table_reserve(pdx_py_table *table, size_t size);

/* Python rows: list of tuples for rows [begin, end). */
PyObject *pdx_py_table_rows(pdx_py_table *table, size_t begin, size_t end);
/* Of two columns that are chosen, a post and a text: pdx_py_counts of the texts. None where they are something else, or rows of one post do not stand
 * side by side. */
PyObject *pdx_py_table_tally(pdx_py_table *table, PyObject *typed);
/* Arrow capsules. The stream takes the table (moved, also on failure). */
PyObject *pdx_py_arrow_schema(const pdx_py_table *table);
PyObject *pdx_py_arrow_stream(pdx_py_table *table);

#endif
