/* Which line is the first to have the bytes of another, against a look at all before it; hashes that say less than the bytes do. */
#include "../check.h"
#include "../random.h"

#include "base/buf.h"
#include "page/lines/samelines.h"

enum { LINES = 600, KINDS = 90 };

static bool is_same(pdx_span text, const pdx_line *a, const pdx_line *b) {
    const size_t len = (size_t)pdx_line_bytes(a);
    return len == pdx_line_bytes(b) && memcmp(text.data + a->begin, text.data + b->begin, len) == 0;
}

static void check_all(pdx_span text, const pdx_lines *lines, uint64_t hashes, size_t *again) {
    const pdx_line *items = lines->lines.data;
    pdx_same_lines same;
    CHECK(pdx_same_lines_init(&same, lines->lines.len));
    for (size_t i = 0; i < lines->lines.len; i++) {
        const uint64_t sum = text.data[items[i].begin] + pdx_line_bytes(&items[i]); /* equal for equal lines, and for others */
        size_t first = 0;
        while (!is_same(text, &items[first], &items[i])) first++;
        CHECK_EQ(pdx_same_lines_find(&same, text, items, i, sum % hashes << 32 | sum % hashes), first);
        *again += first != i;
    }
    pdx_same_lines_deinit(&same);
}

int main(void) {
    test_random random = {1988};
    pdx_buf text;
    pdx_lines lines;
    size_t again = 0;
    pdx_buf_init(&text);
    for (unsigned i = 0; i < LINES; i++) {
        char line[32];
        (void)snprintf(line, sizeof line, "%c boat %u\n", (char)('a' + random_below(&random, 4)), (unsigned)random_below(&random, KINDS));
        pdx_buf_span(&text, pdx_span_str(line));
    }
    pdx_lines_init(&lines);
    CHECK(pdx_lines_read(&lines, pdx_buf_view(&text), NULL, NULL) == PDX_OK);
    CHECK_EQ(lines.lines.len, LINES);
    for (uint64_t hashes = 1; hashes < 2000; hashes *= 7) check_all(pdx_buf_view(&text), &lines, hashes, &again);
    CHECK(again > LINES);
    pdx_lines_deinit(&lines);
    pdx_buf_deinit(&text);
    return check_report("test_samelines");
}
