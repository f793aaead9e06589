/* Answers to many queries as a table: one row per ranked post of a query. */
#include "py/call/table.h"

enum { QUERY, RANK, POST, SCORE };
static const pdx_py_column columns[] = {
    {"query", PDX_PY_CELL_INT}, {"rank", PDX_PY_CELL_INT}, {"post", PDX_PY_CELL_INT}, {"score", PDX_PY_CELL_REAL},
};

static pdx_status answer_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const pdx_answer_columns answers = pdx_answers_columns(table->answers);
    const uint32_t *numbers = column == QUERY ? answers.query : column == RANK ? answers.rank : answers.post;
    (void)err;
    if (column == SCORE) {
        memcpy(out->reals, answers.score + begin, (end - begin) * sizeof *out->reals);
        return PDX_OK;
    }
    for (size_t i = begin; i < end; i++) out->integers[i - begin] = (int64_t)numbers[i];
    return PDX_OK;
}

int pdx_py_answers_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_answers *answers = pdx_py_answers_of(self);
    const pdx_py_store *store = answers->result.archive->store;
    pdx_py_table_init(out, self, store->state, store->archive, columns, PDX_COUNTOF(columns), pdx_answers_columns(answers->answers).n);
    out->answers = answers->answers;
    out->column = answer_column;
    return 0;
}
