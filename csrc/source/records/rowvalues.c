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

static size_t digits_len(pdx_span text, size_t at, bool is_hex) {
    size_t n = 0;
    while (at + n < text.len &&
           ((text.data[at + n] >= '0' && text.data[at + n] <= '9') || (is_hex && is_letter(text.data[at + n]) && (text.data[at + n] | 0x20) <= 'f')))
        n++;
    return n;
}

/* Whether a reference stands at `at`, behind its sign: to a character by its number, or to one of those that programs escape. */
static bool is_escape(pdx_span text, size_t at) {
    static const char *const names[] = {"amp;", "lt;", "gt;", "quot;", "apos;", "nbsp;"};
    const bool is_hex = at + 1 < text.len && (text.data[at + 1] | 0x20) == 'x';
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (pdx_span_starts(pdx_span_slice(text, at, text.len), pdx_span_str(names[i]))) return true;
    }
    if (at >= text.len || text.data[at] != '#') return false;
    at += 1 + is_hex;
    const size_t n = digits_len(text, at, is_hex);
    return n > 0 && n < 8 && at + n < text.len && text.data[at + n] == ';';
}

/* Whether a text is escaped as those of HTML are: it has references, and none of the signs that these stand for. */
static bool is_escaped(pdx_span text) {
    bool found = false;
    for (size_t i = 0; i < text.len; i++) {
        const uint8_t *sign = memchr(text.data + i, '&', text.len - i);
        if (sign == NULL) break;
        i = (size_t)(sign - text.data);
        found = is_escape(text, i + 1);
        if (!found) return false;
    }
    return found && memchr(text.data, '<', text.len) == NULL && memchr(text.data, '>', text.len) == NULL;
}

bool pdx_row_is_html(pdx_entry_field field, pdx_span text) {
    const bool is_text = field == PDX_ENTRY_BODY || field == PDX_ENTRY_SUMMARY,
               is_name = field == PDX_ENTRY_TITLE || field == PDX_ENTRY_AUTHOR || field == PDX_ENTRY_TAG || field == PDX_ENTRY_CATEGORY;
    return text.len > 0 && ((is_text && pdx_row_has_tags(text)) || ((is_text || is_name) && is_escaped(text)));
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
