/* Prints what a pattern finds, for tests/test_regex_reference.py. Standard input holds records: flags, the length of a pattern, its bytes, the length of a
 * text, its bytes, numbers as four bytes, the lowest first. Each gives a line: "error", or the begins and ends of all matches, empty ones too, as re.finditer has them. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/le.h"
#include "regex/regex.h"

static int find_all(pdx_regex_run *run, pdx_span text) {
    size_t at = 0;
    bool full = false, any = true;
    while (at <= text.len) {
        pdx_range found;
        if (pdx_regex_search(run, text, at, full, NULL, &found, &any, NULL) != PDX_OK) return 2;
        if (!any) break;
        printf("%llu-%llu ", (unsigned long long)found.begin, (unsigned long long)found.end);
        full = found.begin == found.end;
        at = (size_t)found.end;
    }
    bool whole;
    if (pdx_regex_is_whole(run, text, &whole, NULL) != PDX_OK) return 2;
    printf(whole ? "whole\n" : "\n");
    return 0;
}

int main(void) {
    pdx_buf input;
    uint8_t bytes[65536];
    size_t n, at = 0;
    pdx_buf_init(&input);
    while ((n = fread(bytes, 1, sizeof bytes, stdin)) > 0) pdx_buf_append(&input, bytes, n);
    if (input.failed) return 2;
    while (at + 12 <= input.len) {
        const uint32_t flags = pdx_le32(input.data + at), pattern_len = pdx_le32(input.data + at + 4);
        const pdx_span pattern = pdx_span_of(input.data + at + 8, pattern_len);
        at += 8 + pattern_len;
        const uint32_t text_len = pdx_le32(input.data + at);
        const pdx_span text = pdx_span_of(input.data + at + 4, text_len);
        at += 4 + text_len;
        pdx_regex *regex;
        pdx_regex_run *run;
        pdx_error err;
        const pdx_status status = pdx_regex_new(pattern, flags, &regex, &err);
        if (status != PDX_OK) {
            printf("error %s\n", err.message);
            continue;
        }
        if (pdx_regex_run_new(regex, &run, &err) != PDX_OK) return 2;
        if (find_all(run, text) != 0) return 2;
        pdx_regex_run_free(run);
        pdx_regex_free(regex);
    }
    pdx_buf_deinit(&input);
    return 0;
}
