/* Answers to many queries as a table: one row per ranked post of a query. */
#include "py/table.h"

static const pdx_py_column columns[] = {
    {"query", PDX_PY_CELL_INT}, {"rank", PDX_PY_CELL_INT}, {"post", PDX_PY_CELL_INT}, {"score", PDX_PY_CELL_REAL},
};

static pdx_status fill_answer(pdx_py_table *table, size_t row, pdx_py_cell *cells, pdx_error *err) {
    const pdx_answer_columns answers = pdx_answers_columns(table->answers);
    (void)err;
    cells[0] = pdx_py_cell_number(answers.query[row]);
    cells[1] = pdx_py_cell_number(answers.rank[row]);
    cells[2] = pdx_py_cell_number(answers.post[row]);
    cells[3] = pdx_py_cell_real(answers.score[row]);
    return PDX_OK;
}

int pdx_py_answers_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_answers *answers = pdx_py_answers_of(self);
    const pdx_py_store *store = answers->archive->store;
    pdx_py_table_init(out, self, store->state, store->archive, columns, PDX_COUNTOF(columns), pdx_answers_columns(answers->answers).n);
    out->answers = answers->answers;
    out->fill = fill_answer;
    return 0;
}
