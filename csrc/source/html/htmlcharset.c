#include "source/html/htmlcharset.h"

#include "source/html/htmlflow.h"

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }
static bool is_letter(uint8_t c) { return small(c) >= 'a' && small(c) <= 'z'; }

static bool is_word(pdx_span bytes, const char *word) {
    for (size_t i = 0; i < bytes.len; i++) {
        if (word[i] == '\0' || small(bytes.data[i]) != (uint8_t)word[i]) return false;
    }
    return word[bytes.len] == '\0';
}

static bool begins(pdx_span text, size_t at, const char *word) {
    const size_t n = strlen(word);
    return text.len - at >= n && is_word(pdx_span_slice(text, at, at + n), word);
}

static size_t past_spaces(pdx_span text, size_t at) {
    while (at < text.len && pdx_html_is_space(text.data[at])) at++;
    return at;
}

/* The next attribute of the tag; false: there is none, and *at is where the tag ends. */
static bool next_attribute(pdx_span text, size_t *at, pdx_span *name, pdx_span *value) {
    size_t i = *at, begin;
    while (i < text.len && (pdx_html_is_space(text.data[i]) || text.data[i] == '/')) i++;
    *value = pdx_span_of(NULL, 0);
    begin = i;
    if (i >= text.len || text.data[i] == '>') {
        *at = i;
        return false;
    }
    while (i < text.len && !(text.data[i] == '=' && i > begin) && !pdx_html_is_space(text.data[i]) && text.data[i] != '/' && text.data[i] != '>') i++;
    *name = pdx_span_slice(text, begin, i);
    *at = i;
    i = past_spaces(text, i);
    if (i >= text.len || text.data[i] != '=') return true;
    i = past_spaces(text, i + 1);
    if (i < text.len && (text.data[i] == '"' || text.data[i] == '\'')) {
        const uint8_t *const end = memchr(text.data + i + 1, text.data[i], text.len - i - 1);
        const size_t stop = end == NULL ? text.len : (size_t)(end - text.data);
        *value = pdx_span_slice(text, i + 1, stop);
        *at = pdx_min_size(stop + 1, text.len);
        return true;
    }
    for (begin = i; i < text.len && !pdx_html_is_space(text.data[i]) && text.data[i] != '>'; i++) {}
    *value = pdx_span_slice(text, begin, i);
    *at = i;
    return true;
}

/* The encoding within a content such as `text/html; charset=utf-8`. */
static pdx_span content_charset(pdx_span content) {
    for (size_t at = 0; at < content.len; at++) {
        size_t i, begin;
        if (!begins(content, at, "charset")) continue;
        i = past_spaces(content, at + 7);
        if (i >= content.len || content.data[i] != '=') continue;
        i = past_spaces(content, i + 1);
        if (i >= content.len) break;
        if (content.data[i] == '"' || content.data[i] == '\'') {
            const uint8_t *const end = memchr(content.data + i + 1, content.data[i], content.len - i - 1);
            return end == NULL ? pdx_span_of(NULL, 0) : pdx_span_slice(content, i + 1, (size_t)(end - content.data));
        }
        for (begin = i; i < content.len && !pdx_html_is_space(content.data[i]) && content.data[i] != ';'; i++) {}
        return pdx_span_slice(content, begin, i);
    }
    return pdx_span_of(NULL, 0);
}

static pdx_span trimmed(pdx_span label) {
    size_t begin = past_spaces(label, 0), end = label.len;
    while (end > begin && pdx_html_is_space(label.data[end - 1])) end--;
    return pdx_span_slice(label, begin, end);
}

/* What a `<meta>` names; of attributes with one name the first counts. */
static pdx_span meta_charset(pdx_span text, size_t *at) {
    pdx_span name, value, charset = {NULL, 0}, from_content = {NULL, 0};
    bool has_charset = false, has_content = false, has_pragma = false, is_pragma = false;
    while (next_attribute(text, at, &name, &value)) {
        if (is_word(name, "http-equiv") && !has_pragma) has_pragma = true, is_pragma = is_word(value, "content-type");
        if (is_word(name, "content") && !has_content) has_content = true, from_content = content_charset(value);
        if (is_word(name, "charset") && !has_charset) has_charset = true, charset = value;
    }
    return trimmed(has_charset ? charset : is_pragma ? from_content : pdx_span_of(NULL, 0));
}

static size_t past(pdx_span text, size_t at, const char *end) {
    while (at < text.len && !begins(text, at, end)) at++;
    return pdx_min_size(at + strlen(end), text.len);
}

pdx_span pdx_html_charset(pdx_span html) {
    const pdx_span text = pdx_span_slice(html, 0, pdx_min_size(html.len, PDX_HTML_CHARSET_BYTES));
    size_t at = 0;
    while (at < text.len) {
        if (begins(text, at, "<!--")) {
            at = past(text, at + 2, "-->");
        } else if (begins(text, at, "<meta") && at + 5 < text.len && (pdx_html_is_space(text.data[at + 5]) || text.data[at + 5] == '/')) {
            const pdx_span found = (at += 5, meta_charset(text, &at));
            if (found.len > 0) return found;
        } else if (text.data[at] == '<' && at + 2 < text.len && is_letter(text.data[at + (text.data[at + 1] == '/' ? 2 : 1)])) {
            pdx_span name, value;
            while (at < text.len && !pdx_html_is_space(text.data[at]) && text.data[at] != '>') at++;
            while (next_attribute(text, &at, &name, &value)) {}
        } else if (begins(text, at, "<!") || begins(text, at, "</") || begins(text, at, "<?")) {
            at = past(text, at, ">");
        } else {
            at++;
        }
    }
    return pdx_span_of(NULL, 0);
}
