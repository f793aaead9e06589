/* The best short stretch of a post for a query, with exact highlights. Called by archive/.
 * Promises: cuts at words and never inside a character; ranges refer to the document's text. */
#ifndef PDX_QUERY_SNIPPET_H
#define PDX_QUERY_SNIPPET_H

#include "query/plan/plan.h"
#include "query/walk/matches.h"

typedef struct pdx_snippet {
    pdx_range range;       /* in the document's text */
    uint32_t part;
    pdx_range *highlights; /* owned; inside `range`, ascending, not overlapping */
    size_t n_highlights;
} pdx_snippet;

pdx_status pdx_snippet_make(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options,
                            uint32_t post, size_t max_chars, pdx_snippet *out, pdx_error *err) PDX_MUST;
/* The same by a plan that is there, and was not cut short by its deadline. */
pdx_status pdx_snippet_again(const pdx_plan *plan, const pdx_search_options *options, uint32_t post, size_t max_chars, pdx_snippet *out,
                             pdx_error *err) PDX_MUST;
void pdx_snippet_deinit(pdx_snippet *snippet);

#endif
