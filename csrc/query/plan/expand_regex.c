/* Regular expressions over the dictionary: a word of the dictionary is meant when all of it matches. */
#include "query/plan/expand.h"
#include "query/plan/forms.h"
#include "regex/regex.h"

static pdx_status expand_from(pdx_plan *plan, pdx_term_walk *walk, const pdx_regex *regex, pdx_regex_run *run, pdx_found_lists *out, pdx_error *err) {
    const pdx_span prefix = pdx_regex_prefix(regex);
    const uint32_t n_terms = pdx_segment_n_terms(walk->segment);
    pdx_ord ord = 0;
    if (prefix.len > 0) PDX_TRY(pdx_segment_lower_bound(walk->segment, prefix, &ord, err));
    for (; ord < n_terms; ord++) {
        uint32_t n_pieces;
        bool is;
        PDX_TRY(pdx_plan_pulse(plan, err));
        PDX_TRY(pdx_term_walk_to(walk, ord, err));
        const pdx_span base = pdx_key_base(pdx_buf_view(&walk->key), &n_pieces);
        if (!pdx_span_starts(base, prefix)) break;
        PDX_TRY(pdx_regex_is_whole(run, base, &is, err));
        if (is) PDX_TRY(pdx_expand_add(walk, out, err));
    }
    return PDX_OK;
}

pdx_status pdx_expand_regex(pdx_plan *plan, pdx_term_walk *walk, pdx_span pattern, pdx_found_lists *out, pdx_error *err) {
    pdx_regex *regex;
    pdx_regex_run *run;
    PDX_TRY(pdx_regex_new(pattern, PDX_REGEX_IGNORE_CASE, &regex, err));
    pdx_status status = pdx_regex_run_new(regex, &run, err);
    if (status == PDX_OK) {
        status = expand_from(plan, walk, regex, run, out, err);
        pdx_regex_run_free(run);
    }
    pdx_regex_free(regex);
    return status;
}
