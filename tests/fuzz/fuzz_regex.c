/* libFuzzer target: a pattern from a stranger, over a text from a stranger. The first byte gives the flags, the second the length of the pattern; the rest is the text.
 * What counts is what the sanitizers see, and that matches stand where they can. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "regex/regex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void search(pdx_regex_run *run, pdx_span text) {
    bool any = true, whole, full = false;
    unsigned n = 0;
    for (size_t at = 0; at <= text.len && n < 200; n++) {
        pdx_range found;
        MUST(pdx_regex_search(run, text, at, full, NULL, &found, &any, NULL) == PDX_OK);
        if (!any) break;
        MUST(found.begin >= at && found.begin <= found.end && found.end <= text.len);
        MUST(!full || found.end > at);
        full = found.begin == found.end;
        at = (size_t)found.end;
    }
    MUST(pdx_regex_is_whole(run, text, &whole, NULL) == PDX_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    pdx_regex *regex;
    pdx_regex_run *run;
    if (size < 2) return 0;
    const size_t n = pdx_min_size(data[1], size - 2);
    const pdx_span text = pdx_span_of(data + 2 + n, size - 2 - n);
    if (pdx_regex_new(pdx_span_of(data + 2, n), data[0] & 1, &regex, NULL) != PDX_OK) return 0;
    MUST(pdx_regex_run_new(regex, &run, NULL) == PDX_OK);
    search(run, text);
    pdx_regex_run_free(run);
    pdx_regex_free(regex);
    return 0;
}
