#include "corpus/frequencies.h"
#include "study/counts.h"
#include "study/word_tables.h"

/* The words of a view with their counts, as the corpus floor finds them. Of all parts of all posts the dictionary tells them. What else is known
 * of words as they run is asked once that is there; it is made for words of some parts alone, which lists tell only position by position. */

static pdx_status words_count(const pdx_view *view, pdx_span prefix, const pdx_tick *tick, pdx_frequency_list *out, pdx_error *err) {
    const pdx_frequency_options options = {.prefix = prefix, .posts = view->whole ? NULL : &view->members, .roles = view->roles, .tick = tick};
    const bool has_parts = view->roles != PDX_ROLES_ALL;
    if (prefix.len > 0 || (view->whole && !has_parts) || (!has_parts && !pdx_kept_is_made(&view->archive->running_kept)))
        return pdx_frequencies_count(view->archive->snapshot, &options, out, err);
    PDX_TRY(study_view_know_words(view, tick, err));
    return pdx_frequencies_tallied(view->archive->running, view->tallies, tick, out, err);
}

pdx_status pdx_view_words(const pdx_view *view, pdx_span prefix, const pdx_tick *tick, pdx_counts **out, pdx_error *err) {
    pdx_frequency_list list;
    pdx_buf folded;
    pdx_status status;
    *out = NULL;
    pdx_buf_init(&folded);
    pdx_analyzer_fold(view->archive->analyzer, prefix, PDX_LANG_NONE, &folded);
    status = folded.failed ? pdx_fail_memory(err) : words_count(view, pdx_buf_view(&folded), tick, &list, err);
    pdx_buf_deinit(&folded);
    PDX_TRY(status);
    status = pdx_counts_new(out, err);
    if (status == PDX_OK) status = study_counts_take(*out, &list, err);
    pdx_frequency_list_deinit(&list);
    if (status != PDX_OK) {
        pdx_counts_free(*out);
        *out = NULL;
    }
    return status;
}
