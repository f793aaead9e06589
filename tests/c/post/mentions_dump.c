/* Prints the date mentions of standard input, one a line: begin, end, kind, part, value, separated by tabs. The
 * C side of tests/post_dates_eval.py. With an argument, reads each line as a text of its own. */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "post/mentions/mentions.h"

static int print_mentions(pdx_span text, uint64_t offset) {
    pdx_mentions found;
    PDX_VEC_INIT(&found);
    if (pdx_mentions_find(text, offset, PDX_LANG_EN, &found, NULL, NULL) != PDX_OK) return 2;
    for (size_t i = 0; i < found.len; i++) {
        const pdx_mention *m = &found.data[i];
        printf("%llu\t%llu\t%s\t%u\t%s\n", (unsigned long long)m->range.begin, (unsigned long long)m->range.end,
               pdx_mention_kind_name((pdx_mention_kind)m->kind), (unsigned)m->part, m->value);
    }
    PDX_VEC_DEINIT(&found);
    return 0;
}

int main(int argc, char **argv) {
    (void)argv;
    pdx_buf text;
    uint8_t bytes[4096];
    size_t n;
    pdx_buf_init(&text);
    while ((n = fread(bytes, 1, sizeof bytes, stdin)) > 0) pdx_buf_append(&text, bytes, n);
    if (text.failed) return 2;
    const pdx_span whole = pdx_buf_view(&text);
    int status = 0;
    if (argc < 2) status = print_mentions(whole, 0);
    for (size_t at = 0; argc >= 2 && at < whole.len;) {
        size_t end = at;
        while (end < whole.len && whole.data[end] != '\n') end++;
        if (print_mentions(pdx_span_slice(whole, at, end), at) != 0) status = 2;
        at = end + 1;
    }
    pdx_buf_deinit(&text);
    return status;
}
