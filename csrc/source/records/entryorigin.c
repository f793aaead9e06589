#include "source/records/entryorigin.h"

enum { LINE_MOST = 600 };

static pdx_span value_of(const pdx_entry *entry, const pdx_html_mark *mark) {
    return pdx_span_slice(pdx_buf_view(&entry->html.values), (size_t)mark->value.begin, (size_t)mark->value.end);
}

/* Without its scheme, what is asked of it or points into it, and slashes at its end: what tells pages apart. */
static pdx_span page_of(pdx_span address) {
    size_t begin = 0, end = 0;
    for (size_t i = 0; begin == 0 && i + 2 < address.len; i++) {
        if (memcmp(address.data + i, "://", 3) == 0) begin = i + 3;
    }
    end = begin;
    while (end < address.len && address.data[end] != '#') end++;
    while (end > begin && address.data[end - 1] == '/') end--;
    return pdx_span_slice(address, begin, end);
}

static size_t host_len(pdx_span page) {
    size_t n = 0;
    while (n < page.len && page.data[n] != '/' && page.data[n] != '?') n++;
    return n;
}

/* Whether a page is the first of the site that another is of, or of a folder of it. */
static bool is_first_page(pdx_span page, pdx_span other) {
    const size_t host = host_len(page);
    return host > 0 && host == host_len(other) && memcmp(page.data, other.data, host) == 0 && page.len < other.len &&
           memcmp(page.data, other.data, page.len) == 0;
}

static bool links_to_origin(const pdx_entry *entry, pdx_range line, pdx_span own) {
    bool to_post = false, to_site = false;
    for (size_t i = 0; i < entry->html.marks.len; i++) {
        const pdx_html_mark *mark = &entry->html.marks.data[i];
        pdx_span page;
        if (mark->range.begin < line.begin || mark->range.end > line.end || mark->kind == PDX_HTML_TIME) continue;
        page = page_of(value_of(entry, mark));
        if (pdx_span_equal(page, own)) to_post = true;
        else if (is_first_page(page, own)) to_site = true;
        else return false;
    }
    return to_post && to_site;
}

static pdx_span own_page(const pdx_entry *entry) {
    for (size_t i = 0; i < entry->values.len; i++) {
        const pdx_entry_value *value = &entry->values.data[i];
        if (value->field == PDX_ENTRY_ADDRESS) {
            return page_of(pdx_span_slice(pdx_buf_view(entry->text), (size_t)value->range.begin, (size_t)value->range.end));
        }
    }
    return pdx_span_of(NULL, 0);
}

size_t pdx_entry_tell_origin(pdx_record *record, const pdx_entry *entry, size_t first) {
    pdx_record_part *last = record->parts.len > first ? &record->parts.data[record->parts.len - 1] : NULL;
    const pdx_span own = own_page(entry);
    if (last == NULL || own.len == 0 || last->role != PDX_ROLE_PARAGRAPH || last->range.end - last->range.begin > LINE_MOST) return record->text.len;
    if (!links_to_origin(entry, last->range, own)) return record->text.len;
    last->role = PDX_ROLE_READ_MORE;
    return (size_t)(record->parts.len - 1 > first ? last[-1].range.end : last->range.begin);
}
