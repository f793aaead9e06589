/* libFuzzer target: a pattern from a stranger, over a text from a stranger. The first byte gives the flags, the second the length of the pattern; the rest is the text.
 * What counts is what the sanitizers see, and that matches stand where they can. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "regex/regex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Read as it comes, and told from behind: the same. */
static void search(pdx_regex_run *run, pdx_regex_run *behind, pdx_span text) {
    bool any = true, same, whole, full = false;
    unsigned n = 0;
    for (size_t at = 0; at <= text.len && n < 200; n++) {
        pdx_range found, other;
        MUST(pdx_regex_search(run, text, at, full, NULL, &found, &any, NULL) == PDX_OK);
        MUST(pdx_regex_search(behind, text, at, full, NULL, &other, &same, NULL) == PDX_OK);
        MUST(any == same && (!any || (found.begin == other.begin && found.end == other.end)));
        if (!any) break;
        MUST(found.begin >= at && found.begin <= found.end && found.end <= text.len);
        MUST(!full || found.end > at);
        full = found.begin == found.end;
        at = (size_t)found.end;
    }
    MUST(pdx_regex_is_whole(run, text, &whole, NULL) == PDX_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    pdx_regex *regex[2];
    pdx_regex_run *run[2];
    if (size < 2) return 0;
    const size_t n = pdx_min_size(data[1], size - 2);
    const pdx_span text = pdx_span_of(data + 2 + n, size - 2 - n), pattern = pdx_span_of(data + 2, n);
    if (pdx_regex_new(pattern, data[0] & 1, &regex[0], NULL) != PDX_OK) return 0;
    MUST(pdx_regex_new(pattern, (data[0] & 1) | PDX_REGEX_HINDSIGHT, &regex[1], NULL) == PDX_OK);
    for (int i = 0; i < 2; i++) MUST(pdx_regex_run_new(regex[i], &run[i], NULL) == PDX_OK);
    search(run[0], run[1], text);
    for (int i = 0; i < 2; i++) {
        pdx_regex_run_free(run[i]);
        pdx_regex_free(regex[i]);
    }
    return 0;
}
