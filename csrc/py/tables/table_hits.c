/* Hits as a table: one row per ranked post, with its snippet. */
#include "py/call/reach.h"
#include "py/call/results.h"
#include "py/call/values.h"

enum {
    SNIPPET_CHARS = 240,
    SNIPPET_WORK = 4096 /* what making one takes, as a pace counts */
};

enum { POST, SCORE, TITLE, PUBLISHED, NOT_BEFORE, BEFORE, TAGS, SOURCE, LINE, BEGIN, END, SNIPPET };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"score", PDX_PY_CELL_REAL}, {"title", PDX_PY_CELL_TEXT}, {"published", PDX_PY_CELL_DAY},
    {"not_before", PDX_PY_CELL_DAY}, {"before", PDX_PY_CELL_DAY}, {"tags", PDX_PY_CELL_TEXTS}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT}, {"snippet", PDX_PY_CELL_TEXT},
};
static const uint8_t post_columns[] = {
    PDX_PY_POST_NUMBER, 0, PDX_PY_POST_TITLE, PDX_PY_POST_PUBLISHED, PDX_PY_POST_NOT_BEFORE, PDX_PY_POST_BEFORE, PDX_PY_POST_TAGS,
    PDX_PY_POST_SOURCE, PDX_PY_POST_LINE, PDX_PY_POST_BEGIN, PDX_PY_POST_END,
};

/* The posts first, then the scores. */
static pdx_status hit_load(pdx_py_table *table, size_t begin, size_t end, pdx_error *err) {
    const size_t n = end - begin;
    if (!pdx_py_table_reserve(table, n * (sizeof(double) + sizeof(uint32_t)))) return pdx_fail_memory(err);
    double *scores = table->loaded;
    uint32_t *posts = (void *)(scores + n);
    for (size_t i = 0; i < n; i++) {
        const pdx_hit_info hit = pdx_hits_get(table->hits->hits, pdx_py_hits_at(table->hits, (Py_ssize_t)(begin + i)));
        posts[i] = hit.post;
        scores[i] = hit.score;
    }
    return PDX_OK;
}

static pdx_status snippets(pdx_py_table *table, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(table->tick, 0);
    for (size_t i = begin; i < end; i++) {
        pdx_snippet_info snippet;
        pdx_span *text = &out->texts[i - begin];
        *text = pdx_py_value_none();
        PDX_TRY(pdx_hits_snippet(table->hits->hits, pdx_py_hits_at(table->hits, (Py_ssize_t)i), SNIPPET_CHARS, table->tick, &snippet, err));
        PDX_TRY(pdx_pace_step(&pace, SNIPPET_WORK, 0, err));
        if (snippet.range.end <= snippet.range.begin) continue;
        *text = pdx_layer_text(table->archive, snippet.layer, snippet.range);
        if (!pdx_py_value_text(out, *text, text)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status hit_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const double *scores = table->loaded;
    const uint32_t *posts = (const void *)(scores + (end - begin));
    if (column == SNIPPET) return snippets(table, begin, end, out, err);
    if (column != SCORE) return pdx_py_values_posts(out, table->archive, posts, (pdx_py_post_column)post_columns[column], PDX_ROLES_ALL, err);
    memcpy(out->reals, scores, (end - begin) * sizeof *scores);
    return PDX_OK;
}

int pdx_py_hits_table(PyObject *self, pdx_py_table *out) {
    pdx_py_hits *hits = pdx_py_hits_of(self);
    if (pdx_py_hits_all(hits) < 0) return -1;
    pdx_py_table_init(out, self, hits->result.archive->store->state, hits->result.archive->store->archive, columns, PDX_COUNTOF(columns),
                      (size_t)hits->n);
    out->hits = hits;
    out->load = hit_load;
    out->column = hit_column;
    return 0;
}
