#include <string.h>

#include "corpus/frequencies.h"
#include "study/counts.h"

enum { WORDS_PER_TICK = PDX_LIMIT(4096, 4) };

/* The words of a view with their counts, as the corpus floor finds them. */

pdx_status pdx_view_words(const pdx_view *view, pdx_span prefix, const pdx_tick *tick, pdx_counts **out, pdx_error *err) {
    pdx_frequency_options options;
    pdx_frequency_list list;
    pdx_buf folded;
    pdx_status status;
    size_t i;
    *out = NULL;
    pdx_buf_init(&folded);
    pdx_analyzer_fold(view->archive->analyzer, prefix, PDX_LANG_NONE, &folded);
    memset(&options, 0, sizeof options);
    options.prefix = pdx_buf_view(&folded);
    options.posts = view->whole ? NULL : &view->members;
    options.roles = view->roles;
    options.tick = tick;
    status = folded.failed ? pdx_fail_memory(err) : pdx_frequencies_count(view->archive->snapshot, &options, &list, err);
    pdx_buf_deinit(&folded);
    PDX_TRY(status);
    status = pdx_counts_new(out, err);
    for (i = 0; i < list.n && status == PDX_OK; i++) {
        if (i % WORDS_PER_TICK == 0) status = pdx_tick_step(tick, i, list.n, err);
        if (status == PDX_OK) status = pdx_counts_put(*out, list.words[i].word, list.words[i].occurrences, list.words[i].n_posts, err);
    }
    pdx_frequency_list_deinit(&list);
    if (status != PDX_OK) {
        pdx_counts_free(*out);
        *out = NULL;
    }
    return status;
}
