/* What the tables of words share: rows, columns, and the counts behind them. For the files of study/ that make such tables. */
#ifndef PDX_STUDY_WORD_TABLES_H
#define PDX_STUDY_WORD_TABLES_H

#include "archive/model/model.h"
#include "corpus/association.h"
#include "query/walk/matches.h"

/* One kind of table: what `content` is only its own file knows. */
typedef struct word_table_kind {
    const pdx_word_column *columns;
    size_t n_columns;
    void (*free)(void *content);
    size_t (*n)(const void *content);
    /* Appends the text of a row. */
    pdx_status (*text)(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err);
    int64_t (*count)(const pdx_word_table *table, size_t column, size_t row);
    double (*real)(const pdx_word_table *table, size_t column, size_t row);
    const char *(*fact)(const pdx_word_table *table, size_t i, double *value);
} word_table_kind;

struct pdx_word_table {
    pdx_atomic_i64 references;
    const word_table_kind *kind;
    pdx_archive *archive; /* counted */
    void *content;        /* owned */
};

/* Takes the content, also on failure. */
pdx_status word_table_new(const word_table_kind *kind, pdx_archive *archive, void *content, pdx_word_table **out, pdx_error *err) PDX_MUST;

/* The words of all posts as they run: made when somebody first asks. */
pdx_status study_know_running(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The same without words, or the former where somebody has asked for it: where the places of posts begin, and how many words stand before each. */
pdx_status study_know_outline(const pdx_archive *archive, const pdx_tick *tick, const pdx_running **out, pdx_error *err) PDX_MUST;
static inline pdx_running_scope study_view_scope(const pdx_view *view) {
    return (pdx_running_scope){view->whole ? NULL : &view->members, view->roles};
}
/* How often each word occurs in a view, and all of them together in view->n_words: counted when somebody first asks. The running words are known
 * then too. */
pdx_status study_view_know_words(const pdx_view *view, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The same where `counted`, of which that is known, may be all the other posts: then there is nothing to count. */
pdx_status study_view_know_words_beside(const pdx_view *view, const pdx_view *counted, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Whether nobody has had the index turned round, so that what is near few occurrences in a view could be read from their texts
 * (corpus/near_words.h); and whether it shall be: while that takes less time, with all that was read so before, than turning does. Then what comes
 * after is quick. The former before occurrences are looked for, with their parts. */
bool study_may_read_near(const pdx_view *view);
bool study_reads_near(const pdx_view *view, size_t n_occurrences, uint32_t left, uint32_t right);
/* Appends a word. */
pdx_status study_word_append(const pdx_archive *archive, uint32_t word, pdx_buf *out, pdx_error *err) PDX_MUST;

/* The occurrences of a query in the posts of a view, with the part of each or without. */
pdx_status study_occurrences_find(const pdx_view *view, pdx_span query, bool parts, const pdx_tick *tick, pdx_match_list *out, pdx_error *err)
    PDX_MUST;

/* The measure of this name; PDX_EVALUE with a message that lists all. */
pdx_status study_measure_parse(pdx_span name, pdx_measure *out, pdx_error *err) PDX_MUST;

#endif
