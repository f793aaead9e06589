/* Patterns over the dictionary: which keys a prefix, wildcard or fuzzy word stands for.
 * Called by the plan (fuzzy words, over all segments at once) and by the cursors of words.
 * Promises: prefixes and wildcards are complete; fuzzy words are the nearest PDX_FUZZY_MAX. */
#ifndef PDX_QUERY_EXPAND_H
#define PDX_QUERY_EXPAND_H

#include "query/plan/word_lists.h"
#include "segment/term_walk.h"

enum { PDX_FUZZY_MAX = 50 };

/* Appends the term that `walk` is at. */
pdx_status pdx_expand_add(pdx_term_walk *walk, pdx_found_lists *out, pdx_error *err) PDX_MUST;
/* Appends the terms whose base matches `pattern`, folded, with `*` and `?`. */
pdx_status pdx_expand_wildcard(pdx_plan *plan, pdx_term_walk *walk, pdx_span pattern, pdx_found_lists *out, pdx_error *err) PDX_MUST;
/* Appends the terms whose base matches a regular expression. */
pdx_status pdx_expand_regex(pdx_plan *plan, pdx_term_walk *walk, pdx_span pattern, pdx_found_lists *out, pdx_error *err) PDX_MUST;
/* Appends the terms whose base begins with `prefix`. */
pdx_status pdx_expand_prefix(pdx_plan *plan, pdx_term_walk *walk, pdx_span prefix, pdx_found_lists *out, pdx_error *err) PDX_MUST;
/* Appends the terms whose base is `base`: the word itself and joined forms. */
pdx_status pdx_expand_base(pdx_plan *plan, pdx_term_walk *walk, pdx_span base, pdx_found_lists *out, pdx_error *err) PDX_MUST;
/* Appends the terms in which the character stands: itself, and all bigrams that begin or end with it. */
pdx_status pdx_expand_lone(pdx_plan *plan, pdx_term_walk *walk, pdx_span character, pdx_found_lists *out, pdx_error *err) PDX_MUST;
/* Fills in the bases that each fuzzy word stands for in each language. */
pdx_status pdx_expand_fuzzy(pdx_plan *plan, pdx_error *err) PDX_MUST;

/* Whether `text` matches `pattern`; `?` is one code point, `*` any number. */
bool pdx_wildcard_matches(pdx_span pattern, pdx_span text);

#endif
