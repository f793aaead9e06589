/* A query as it was typed, parsed: docs/query.md is the contract. Called by archive/ for search and find.
 * Promises: never fails on syntax unless `strict`; what was read otherwise than typed is noted;
 * limits on leaves and nesting; the tree is immutable and may be shared by threads. */
#ifndef PDX_QUERY_QUERY_H
#define PDX_QUERY_QUERY_H

#include "base/buf.h"
#include "base/status.h"
#include "text/analyzer.h"

typedef struct pdx_query pdx_query;

typedef struct pdx_query_note {
    size_t begin, end;     /* in the query's bytes */
    const char *message;   /* one line, borrowed from the query */
} pdx_query_note;

typedef struct pdx_query_options {
    bool any;    /* match="any": words side by side are joined by OR */
    bool strict; /* the first note is an error, with the offset in err->offset */
    bool sequence; /* `find`: side by side is one after the other */
    pdx_lang language; /* for folding; PDX_LANG_NONE: unknown */
} pdx_query_options;

pdx_status pdx_query_parse(pdx_span text, const pdx_analyzer *analyzer, const pdx_query_options *options,
                           pdx_query **out, pdx_error *err) PDX_MUST;
void pdx_query_free(pdx_query *query);
size_t pdx_query_n_notes(const pdx_query *query);
pdx_query_note pdx_query_get_note(const pdx_query *query, size_t i);
/* The tree as one line of text, for tests and explain: "and(word(river) phrase(old bridge))". */
void pdx_query_dump(const pdx_query *query, pdx_buf *out);

#endif
