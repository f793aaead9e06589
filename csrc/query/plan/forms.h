/* The words of a query in every language of the posts: folded, and stemmed where they are stemmed.
 * Called by the plan. Promises: a word is folded as the text of a post in that language was. */
#ifndef PDX_QUERY_FORMS_H
#define PDX_QUERY_FORMS_H

#include "query/plan/plan.h"

pdx_status pdx_forms_make(pdx_plan *plan, pdx_error *err) PDX_MUST;

/* The bytes of a key before the mark of joined forms, and how many pieces it is. */
pdx_span pdx_key_base(pdx_span key, uint32_t *n_pieces);

#endif
