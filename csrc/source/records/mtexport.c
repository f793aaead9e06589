#include "source/records/mtexport.h"

#include "source/syntax/fields.h"

static const char entry_mark[] = "--------", section_mark[] = "-----";

/* ---- lines */

static bool is_white(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* Without white space at its ends. */
static pdx_range trimmed(pdx_span text, size_t begin, size_t end) {
    while (begin < end && is_white(text.data[begin])) begin++;
    while (end > begin && is_white(text.data[end - 1])) end--;
    return pdx_range_of(begin, end);
}

static pdx_span bytes_of(pdx_span text, pdx_range range) { return pdx_span_slice(text, (size_t)range.begin, (size_t)range.end); }

static bool line_is(pdx_span text, size_t at, const char *mark) {
    return pdx_span_equal(bytes_of(text, trimmed(text, at, pdx_lined_next_line(text, at))), pdx_span_str(mark));
}

/* The key of a line `KEY: value`, in capitals, and where its value begins. False: it is none. */
static bool key_at(pdx_span text, size_t at, size_t end, pdx_span *key, size_t *value) {
    enum { KEY_MOST = 30 };
    size_t i = at;
    while (i < end && i - at < KEY_MOST && ((text.data[i] >= 'A' && text.data[i] <= 'Z') || text.data[i] == ' ')) i++;
    if (i == at || i >= end || text.data[i] != ':') return false;
    *key = pdx_span_slice(text, at, i);
    *value = i + 1;
    return true;
}

static bool key_is(pdx_span key, const char *name) { return pdx_span_equal(key, pdx_span_str(name)); }

static size_t lead_of(pdx_span text) {
    size_t at = pdx_span_starts(text, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < text.len && is_white(text.data[at])) at++;
    return at;
}

bool pdx_mtexport_is(pdx_span text) {
    enum { LINES_MOST = 60 };
    bool has_title = false, has_date = false;
    size_t at = lead_of(text), n = 0, value;
    pdx_span key;
    for (; at < text.len && n < LINES_MOST; at = pdx_lined_next_line(text, at), n++) {
        if (line_is(text, at, section_mark)) {
            return has_title && has_date && pdx_lined_next_line(text, at) < text.len && line_is(text, pdx_lined_next_line(text, at), "BODY:");
        }
        if (!key_at(text, at, pdx_lined_next_line(text, at), &key, &value)) return false;
        has_title = has_title || key_is(key, "TITLE");
        has_date = has_date || key_is(key, "DATE");
    }
    return false;
}

/* ---- what an entry says: ranges in its bytes */

static const struct { const char *key; uint8_t field;
} lines[] = {
    {"TITLE", PDX_ENTRY_TITLE},       {"AUTHOR", PDX_ENTRY_AUTHOR},      {"DATE", PDX_ENTRY_PUBLISHED},
    {"STATUS", PDX_ENTRY_STATUS},     {"UNIQUE URL", PDX_ENTRY_ADDRESS}, {"PRIMARY CATEGORY", PDX_ENTRY_CATEGORY},
    {"CATEGORY", PDX_ENTRY_CATEGORY}, {"TAGS", PDX_ENTRY_TAG},           {"IMAGE", PDX_ENTRY_IMAGE},
};
static const struct { const char *key; uint8_t field;
} sections[] = {
    {"BODY:", PDX_ENTRY_BODY},       {"EXTENDED BODY:", PDX_ENTRY_BODY}, {"EXCERPT:", PDX_ENTRY_SUMMARY},
    {"COMMENT:", PDX_ENTRY_COMMENT}, {"PING:", PDX_ENTRY_COMMENT},
};

static pdx_status add(pdx_lined *from, uint8_t field, bool is_html, pdx_range range, pdx_error *err) {
    return pdx_entry_add(&from->entry, (pdx_entry_field)field, is_html, range) ? PDX_OK : pdx_fail_memory(err);
}

/* The category that is first of an entry comes again among all of them. */
static bool is_there(const pdx_lined *from, pdx_span text, pdx_range category) {
    for (size_t i = 0; i < from->entry.values.len; i++) {
        const pdx_entry_value *value = &from->entry.values.data[i];
        if (value->field == PDX_ENTRY_CATEGORY && pdx_span_equal(bytes_of(text, value->range), bytes_of(text, category))) return true;
    }
    return false;
}

/* Tags have commas between them, and quotes round those with spaces. */
static pdx_status add_tags(pdx_lined *from, pdx_span text, pdx_range range, pdx_error *err) {
    size_t begin = (size_t)range.begin;
    bool quoted = false;
    for (size_t at = begin; at <= range.end; at++) {
        pdx_range one;
        if (at < range.end && text.data[at] == '"') quoted = !quoted;
        if (at < range.end && (quoted || text.data[at] != ',')) continue;
        one = trimmed(text, begin, at);
        if (one.end > one.begin + 1 && text.data[one.begin] == '"' && text.data[one.end - 1] == '"') one = pdx_range_of(one.begin + 1, one.end - 1);
        PDX_TRY(add(from, PDX_ENTRY_TAG, false, one, err));
        begin = at + 1;
    }
    return PDX_OK;
}

static pdx_status read_line(pdx_lined *from, pdx_span text, size_t at, size_t end, pdx_error *err) {
    pdx_span key;
    pdx_range said;
    size_t value;
    if (!key_at(text, at, end, &key, &value)) return PDX_OK;
    said = trimmed(text, value, end);
    if (key_is(key, "CONVERT BREAKS")) from->entry.breaks_lines = !key_is(bytes_of(text, said), "0") && !key_is(bytes_of(text, said), "richtext");
    for (size_t i = 0; i < PDX_COUNTOF(lines); i++) {
        if (!key_is(key, lines[i].key)) continue;
        if (lines[i].field == PDX_ENTRY_TAG) return add_tags(from, text, said, err);
        if (lines[i].field == PDX_ENTRY_CATEGORY && is_there(from, text, said)) return PDX_OK;
        return add(from, lines[i].field, lines[i].field == PDX_ENTRY_TITLE || lines[i].field == PDX_ENTRY_CATEGORY, said, err);
    }
    return PDX_OK;
}

/* Who commented, and when, stands in lines before what they say. */
static pdx_status read_comment(pdx_lined *from, pdx_span text, size_t at, size_t end, pdx_error *err) {
    static const char *const keys[] = {"AUTHOR", "EMAIL", "IP", "URL", "DATE", "TITLE", "BLOG NAME"};
    pdx_range by = pdx_range_of(0, 0), on = by;
    pdx_span key;
    size_t value, i = 0;
    for (; at < end && key_at(text, at, pdx_lined_next_line(text, at), &key, &value); at = pdx_lined_next_line(text, at)) {
        const pdx_range said = trimmed(text, value, pdx_lined_next_line(text, at));
        for (i = 0; i < PDX_COUNTOF(keys) && !key_is(key, keys[i]); i++) continue;
        if (i == PDX_COUNTOF(keys)) break;
        if (key_is(key, "AUTHOR") || key_is(key, "BLOG NAME")) by = said;
        if (key_is(key, "DATE")) on = said;
    }
    if (by.end == by.begin) by = on;
    PDX_TRY(add(from, PDX_ENTRY_COMMENT_BY, false, by, err));
    if (on.begin != by.begin && by.end > by.begin) PDX_TRY(add(from, PDX_ENTRY_COMMENT_ON, false, on, err));
    return add(from, PDX_ENTRY_COMMENT, true, trimmed(text, at, end), err);
}

static pdx_status read_section(pdx_lined *from, pdx_span text, size_t at, size_t end, pdx_error *err) {
    const size_t behind = pdx_lined_next_line(text, at);
    for (size_t i = 0; i < PDX_COUNTOF(sections); i++) {
        if (!line_is(text, at, sections[i].key)) continue;
        if (sections[i].field == PDX_ENTRY_COMMENT) return read_comment(from, text, pdx_min_size(behind, end), end, err);
        return add(from, sections[i].field, true, trimmed(text, pdx_min_size(behind, end), end), err);
    }
    return PDX_OK;
}

/* The end of the section at `at`: its mark, or that of the entry. */
static size_t section_end(pdx_span text, size_t at) {
    while (at < text.len && !line_is(text, at, section_mark) && !line_is(text, at, entry_mark)) at = pdx_lined_next_line(text, at);
    return at;
}

static pdx_status read_entry(pdx_lined *from, pdx_span text, pdx_error *err) {
    const size_t head = section_end(text, 0);
    PDX_TRY(pdx_lined_begin(from, text, err));
    for (size_t at = 0; at < head; at = pdx_lined_next_line(text, at)) PDX_TRY(read_line(from, text, at, pdx_lined_next_line(text, at), err));
    for (size_t at = pdx_lined_next_line(text, head), end; at < text.len; at = pdx_lined_next_line(text, end)) {
        end = section_end(text, at);
        PDX_TRY(read_section(from, text, at, end, err));
    }
    return PDX_OK;
}

/* Where the entry at `at` ends, looking at each line once; false: not here. */
static bool entry_end(pdx_lined *from, size_t *end, size_t *behind) {
    size_t at = from->at + from->seen;
    while (at < from->source.len) {
        const size_t next = pdx_lined_next_line(from->source, at);
        if (next == from->source.len && !from->is_last && from->source.data[next - 1] != '\n') break; /* the line goes on */
        if (line_is(from->source, at, entry_mark)) {
            *end = at;
            *behind = next;
            return true;
        }
        at = next;
    }
    from->seen = at - from->at;
    *end = *behind = at;
    return from->is_last;
}

pdx_status pdx_mtexport_next(pdx_lined *from, bool *more, pdx_error *err) {
    *more = false;
    for (;;) {
        size_t end, behind;
        if (!entry_end(from, &end, &behind)) return PDX_OK;
        const pdx_span all = pdx_span_slice(from->source, from->at, behind);
        const size_t lead = lead_of(pdx_span_slice(from->source, from->at, end)), begin = from->at + lead;
        const bool is_some = begin < end;
        from->line = from->line_number;
        for (size_t i = 0; i < all.len; i++) {
            from->line += i < lead && all.data[i] == '\n';
            from->line_number += all.data[i] == '\n';
        }
        from->range = pdx_range_of(from->base + begin, from->base + (is_some ? behind : begin));
        from->is_cut_off = end == behind;
        from->at = behind;
        from->seen = 0;
        if (is_some) {
            *more = true;
            return read_entry(from, pdx_span_slice(from->source, begin, end), err);
        }
        if (behind >= from->source.len) return PDX_OK;
    }
}
