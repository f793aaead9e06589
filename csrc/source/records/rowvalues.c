#include "source/records/rowvalues.h"

static bool is_letter(uint8_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

bool pdx_row_has_tags(pdx_span text) {
    for (size_t i = 0; i + 3 < text.len; i++) {
        const uint8_t *found = memchr(text.data + i, '<', text.len - 3 - i);
        if (found == NULL) return false;
        i = (size_t)(found - text.data);
        if ((found[1] == '/' && is_letter(found[2])) || ((found[1] | 0x20) == 'b' && (found[2] | 0x20) == 'r')) return true;
    }
    return false;
}

bool pdx_row_has_paragraphs(pdx_span text) {
    for (size_t i = 0; i + 3 < text.len; i++) {
        const uint8_t *found = memchr(text.data + i, '<', text.len - 3 - i);
        if (found == NULL) return false;
        i = (size_t)(found - text.data);
        if ((found[1] | 0x20) == 'p' && !is_letter(found[2])) return true;
    }
    return false;
}

static bool is_quote(uint8_t c) { return c == '\'' || c == '"'; }

pdx_status pdx_row_add_list(pdx_entry *entry, uint8_t field, pdx_range range, pdx_error *err) {
    const uint8_t *text = entry->text->data;
    const size_t len = (size_t)(range.end - range.begin);
    const bool is_printed = len >= 2 && text[range.begin] == '[' && text[range.end - 1] == ']';
    const uint64_t stop = range.end - is_printed;
    uint64_t begin = range.begin + is_printed;
    uint8_t between = ',';
    if (len == 0) return PDX_OK;
    if (!is_printed) between = memchr(text + range.begin, '|', len) != NULL ? '|' : memchr(text + range.begin, ';', len) != NULL ? ';' : ',';
    for (uint64_t at = begin; at <= stop; at++) {
        pdx_range one = pdx_range_of(begin, at);
        if (at < stop && text[at] != between) continue;
        while (one.begin < one.end && (text[one.begin] <= ' ' || (is_printed && is_quote(text[one.begin])))) one.begin++;
        while (one.end > one.begin && (text[one.end - 1] <= ' ' || (is_printed && is_quote(text[one.end - 1])))) one.end--;
        if (!pdx_entry_add(entry, (pdx_entry_field)field, false, one)) return pdx_fail_memory(err);
        begin = at + 1;
    }
    return PDX_OK;
}
