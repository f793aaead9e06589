#include "source/markdown/markdownhtml.h"

#include "source/html/htmlnames.h"
#include "source/records/entryhtml.h"

struct pdx_markdown_html {
    pdx_entry entry;
    pdx_buf text; /* borrowed bytes, which are read and no more */
    pdx_offsets map;
};

static bool is_white(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* Behind the blank line that ends the block at `at`. */
static size_t block_end(pdx_span body, size_t at) {
    while (at < body.len) {
        const uint8_t *newline = memchr(body.data + at, '\n', body.len - at);
        if (newline == NULL) return body.len;
        at = (size_t)(newline - body.data) + 1;
        while (at < body.len && (body.data[at] == ' ' || body.data[at] == '\t' || body.data[at] == '\r')) at++;
        if (at == body.len || body.data[at] == '\n') return at;
    }
    return body.len;
}

/* The element that a tag at `at` begins or ends; PDX_TAG_OTHER: none that is known. */
static pdx_html_name tag_at(pdx_span body, size_t at) {
    size_t begin = at + 1, end;
    if (begin < body.len && body.data[begin] == '/') begin++;
    for (end = begin; end < body.len && body.data[end] > ' ' && body.data[end] != '>' && body.data[end] != '/';) end++;
    return end == begin ? PDX_TAG_OTHER : pdx_html_name_of(pdx_span_slice(body, begin, end));
}

static bool is_for_program(pdx_span body) {
    for (size_t i = 0; i + 1 < body.len; i++) {
        const uint8_t *brace = memchr(body.data + i, '{', body.len - 1 - i);
        if (brace == NULL) return false;
        i = (size_t)(brace - body.data);
        if (brace[1] == '%' || brace[1] == '{') return true;
    }
    return false;
}

bool pdx_markdown_is_html(pdx_span body) {
    bool has_block = false;
    for (size_t at = 0, next; at < body.len; at = next) {
        pdx_html_name name;
        size_t end = next = block_end(body, at);
        while (at < end && is_white(body.data[at])) at++;
        while (end > at && is_white(body.data[end - 1])) end--;
        if (end == at) continue;
        if (body.data[at] != '<' || body.data[end - 1] != '>') return false;
        name = tag_at(body, at);
        if (name == PDX_TAG_OTHER && !pdx_span_starts(pdx_span_slice(body, at, body.len), pdx_span_str("<!--"))) return false;
        has_block = has_block || (name != PDX_TAG_OTHER && (pdx_html_traits[name].does & PDX_TAG_IS_BLOCK) != 0);
    }
    return has_block && !is_for_program(body);
}

pdx_status pdx_markdown_html_read(pdx_span bytes, size_t base, pdx_record *record, pdx_markdown_html **out, pdx_error *err) {
    pdx_markdown_html *html = *out = pdx_alloc_zero(1, sizeof *html);
    if (html == NULL) return pdx_fail_memory(err);
    pdx_entry_init(&html->entry);
    pdx_offsets_init(&html->map);
    html->text.data = (uint8_t *)(uintptr_t)bytes.data;
    html->text.len = html->text.capacity = bytes.len;
    if (!pdx_offsets_add(&html->map, bytes.len, 0, bytes.len, true)) return pdx_fail_memory(err);
    pdx_entry_begin(&html->entry, &html->text, &html->map);
    return pdx_entry_add_html(record, &html->entry, pdx_range_of(base, bytes.len), PDX_ROLE_PARAGRAPH, err);
}

pdx_status pdx_markdown_html_marks(pdx_markdown_html *html, pdx_record *record, pdx_error *err) {
    return pdx_entry_add_marks(record, &html->entry, err);
}

void pdx_markdown_html_free(pdx_markdown_html *html) {
    if (html == NULL) return;
    pdx_entry_deinit(&html->entry);
    pdx_offsets_deinit(&html->map);
    pdx_free(html);
}
