/* Tables of words as tables of columns: these are the core's. */
#include "py/call/values.h"
#include "py/tables/word_table.h"

static pdx_status text_column(const pdx_py_word_table *words, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    pdx_buf text;
    pdx_status status = PDX_OK;
    pdx_buf_init(&text);
    for (size_t i = begin; i < end && status == PDX_OK; i++) {
        pdx_span copy;
        pdx_buf_reset(&text);
        status = pdx_word_table_text(words->words, column, pdx_py_word_row(words, i), &text, err);
        if (status == PDX_OK && (!pdx_py_value_copy(out, pdx_buf_view(&text), &copy) || !pdx_py_value_text(out, copy, &out->texts[i - begin]))) {
            status = pdx_fail_memory(err);
        }
    }
    pdx_buf_deinit(&text);
    return status;
}

enum { ROWS_PER_TICK = PDX_LIMIT(1 << 10, 4) }; /* some numbers take microseconds */

static pdx_status words_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const pdx_py_word_table *words = table->words;
    if (table->columns[column].kind == PDX_PY_CELL_TEXT) return text_column(words, column, begin, end, out, err);
    for (size_t i = begin; i < end; i++) {
        if ((i - begin) % ROWS_PER_TICK == 0) PDX_TRY(pdx_tick_step(table->tick, i, table->n_rows, err));
        if (table->columns[column].kind == PDX_PY_CELL_REAL) {
            out->reals[i - begin] = pdx_word_table_real(words->words, column, pdx_py_word_row(words, i));
        } else out->integers[i - begin] = pdx_word_table_count(words->words, column, pdx_py_word_row(words, i));
    }
    return PDX_OK;
}

int pdx_py_words_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_word_table *words = pdx_py_word_table_of(self);
    size_t n_columns;
    (void)pdx_word_table_columns(words->words, &n_columns);
    pdx_py_table_init(out, self, words->archive->store->state, words->archive->store->archive, words->columns, n_columns, (size_t)words->n);
    out->words = words;
    out->column = words_column;
    return 0;
}
