/* What its readers ask of the source of a text in Markdown. */
#include "source/markdown/markdown.h"

pdx_status pdx_markdown_copy(const pdx_markdown *markdown, pdx_record *record, pdx_range range, pdx_error *err) {
    const uint64_t len = range.end - range.begin;
    pdx_buf_append(&record->text, markdown->bytes.data + range.begin, (size_t)len);
    if (record->text.failed || (len > 0 && !pdx_offsets_add(&record->map, len, range.begin, len, true))) return pdx_fail_memory(err);
    return PDX_OK;
}

/* Labels are the same whatever their case. */
static bool label_is(pdx_span a, pdx_span b) {
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++) {
        const uint8_t x = a.data[i], y = b.data[i];
        if (x != y && !((x ^ y) == 0x20 && (uint8_t)((x | 0x20) - 'a') < 26)) return false;
    }
    return true;
}

pdx_range pdx_markdown_defined(const pdx_markdown *markdown, pdx_span label) {
    for (size_t i = 0; label.len <= PDX_MARKDOWN_LABEL_MOST && i < markdown->definitions.len; i++) {
        const pdx_markdown_definition *one = &markdown->definitions.data[i];
        if (label_is(pdx_span_slice(markdown->bytes, (size_t)one->label.begin, (size_t)one->label.end), label)) return one->address;
    }
    return pdx_range_of(0, 0);
}
