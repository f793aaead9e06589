#include "source/markdown/frontblock.h"

#include "source/markdown/frontscan.h"
#include "source/syntax/fields.h"

/* Lines that a file of MultiMarkdown or Pelican begins with; anything else with a colon may be a sentence. */
static const char *const line_keys[] = {"title",   "date",     "author", "authors", "tags", "category", "categories", "slug",
                                        "summary", "modified", "status", "layout",  "lang", "keywords", "filetags"};

/* The first that is not blank. */
static size_t first_line(pdx_span bytes) {
    size_t at = pdx_span_starts(bytes, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < bytes.len && pdx_front_line_at(bytes, at).end == at) at = pdx_front_next_line(bytes, at);
    return at;
}

/* Where the fence that ends it stands; SIZE_MAX: nowhere. */
static size_t find_fence(pdx_span bytes, size_t at, const char *fence, const char *other) {
    for (; at < bytes.len; at = pdx_front_next_line(bytes, at)) {
        if (pdx_front_line_is(bytes, at, fence) || (other != NULL && pdx_front_line_is(bytes, at, other))) return at;
    }
    return SIZE_MAX;
}

/* A bit for each key that is known; 0: it is not. The first is the title's. */
static uint32_t line_key_bit(pdx_span key) {
    const uint8_t first = key.len == 0 ? 0 : key.data[0] | 0x20;
    for (size_t i = 0; i < PDX_COUNTOF(line_keys); i++) {
        if ((uint8_t)line_keys[i][0] == first && pdx_field_is(key, line_keys[i])) return (uint32_t)1 << i;
    }
    return 0;
}

/* What stands before the key in lines of Nikola (`.. title: `) and of Org (`#+TITLE: `): how many bytes. */
static size_t mark_of(pdx_span bytes, pdx_range line) {
    const pdx_span text = pdx_span_slice(bytes, (size_t)line.begin, (size_t)line.end);
    return pdx_span_starts(text, pdx_span_str(".. ")) ? 3 : pdx_span_starts(text, pdx_span_str("#+")) ? 2 : 0;
}

/* Where lines `Key: value` end that a file begins with; `from`: it begins with none. They have a title, and something else that is known unless
 * they are marked: lines `Tags: ...` alone are a page's. */
static size_t lines_end(pdx_span bytes, size_t from) {
    const size_t mark = from < bytes.len ? mark_of(bytes, pdx_front_line_at(bytes, from)) : 0;
    uint32_t known = 0;
    size_t at = from;
    while (at < bytes.len) {
        pdx_range line = pdx_front_line_at(bytes, at), key;
        size_t value;
        if (line.end == line.begin || (mark > 0 && mark_of(bytes, line) != mark)) break;
        line.begin += mark;
        if (at == from || pdx_front_indent(bytes, line) == 0) {
            if (!pdx_front_key_read(bytes, line, ':', &key, &value)) {
                if (mark > 0 && at > from) break;
                return from;
            }
            while (value < line.end && pdx_front_is_blank(bytes.data[value])) value++;
            if (value < line.end) known |= line_key_bit(pdx_span_slice(bytes, (size_t)key.begin, (size_t)key.end));
            if (mark == 0 && at == from && line_key_bit(pdx_span_slice(bytes, (size_t)key.begin, (size_t)key.end)) == 0) return from;
        }
        at = pdx_front_next_line(bytes, at);
    }
    return (known & 1) != 0 && (mark > 0 || (known & ~(uint32_t)1) != 0) ? at : from;
}

/* How long a line is that is nothing but one mark again and again; 0: it is none. */
static size_t rule_len(pdx_span bytes, size_t at) {
    const pdx_range line = at < bytes.len ? pdx_front_line_at(bytes, at) : pdx_range_of(at, at);
    const uint8_t c = line.end > line.begin ? bytes.data[line.begin] : 0;
    if (c < '!' || c > '~' || (c >= '0' && c <= '9') || (uint8_t)((c | 0x20) - 'a') < 26) return 0;
    for (size_t i = (size_t)line.begin; i < line.end; i++) {
        if (bytes.data[i] != c) return 0;
    }
    return (size_t)(line.end - line.begin);
}

/* Behind the title that a file begins with, underlined or between two lines, and blank lines; 0: it begins with none. */
static size_t behind_title(pdx_span bytes, size_t at) {
    enum { RULE_LEAST = 4 };
    pdx_range title;
    size_t len;
    if (rule_len(bytes, at) >= RULE_LEAST) at = pdx_front_next_line(bytes, at);
    if (at >= bytes.len) return 0;
    title = pdx_front_line_at(bytes, at);
    at = pdx_front_next_line(bytes, at);
    len = rule_len(bytes, at);
    if (title.end == title.begin || rule_len(bytes, (size_t)title.begin) > 0 || (len < RULE_LEAST && len < title.end - title.begin)) return 0;
    at = pdx_front_next_line(bytes, at);
    while (at < bytes.len && pdx_front_line_at(bytes, at).end == at) at = pdx_front_next_line(bytes, at);
    return len == 0 ? 0 : at;
}

/* Where lines `:key: value` end that begin at `at`; `at`: none do, or none of them is known. */
static size_t fields_end(pdx_span bytes, size_t at) {
    const size_t from = at;
    uint32_t known = 0;
    while (at < bytes.len && bytes.data[at] == ':') {
        pdx_range line = pdx_front_line_at(bytes, at), key;
        size_t value;
        line.begin++;
        if (!pdx_front_key_read(bytes, line, ':', &key, &value)) break;
        known |= line_key_bit(pdx_span_slice(bytes, (size_t)key.begin, (size_t)key.end));
        for (at = pdx_front_next_line(bytes, at); at < bytes.len; at = pdx_front_next_line(bytes, at)) {
            const pdx_range more = pdx_front_line_at(bytes, at);
            if (more.end == at || pdx_front_indent(bytes, more) == 0) break;
        }
    }
    return known != 0 ? at : from;
}

/* A year of four figures. */
static bool has_year(pdx_span text) {
    size_t n = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.data[i] >= '0' && text.data[i] <= '9') {
            n++;
        } else {
            if (n == 4 && (text.data[i - 4] == '1' || text.data[i - 4] == '2')) return true;
            n = 0;
        }
    }
    return false;
}

static bool is_directive(pdx_span text) {
    size_t i = 3;
    if (!pdx_span_starts(text, pdx_span_str(".. "))) return false;
    while (i < text.len && ((uint8_t)((text.data[i] | 0x20) - 'a') < 26 || text.data[i] == '-')) i++;
    return i > 3 && i + 1 < text.len && text.data[i] == ':' && text.data[i + 1] == ':';
}

/* Whether a line further on tells reStructuredText apart from what is underlined elsewhere: `.. name::`. Markdown has it between fences. Where
 * days stand in lines of their own, as heads of posts do, it is a page whose lines say more of it. */
static bool has_directive(pdx_span bytes, size_t at) {
    enum { NEAR = 65536, SHORT = 80 };
    const size_t stop = pdx_min_size(bytes.len, at + NEAR);
    bool found = false, is_first = true;
    for (; at < stop; at = pdx_front_next_line(bytes, at)) {
        const pdx_range line = pdx_front_line_at(bytes, at);
        const pdx_span text = pdx_span_slice(bytes, at, (size_t)line.end);
        const size_t next = pdx_front_next_line(bytes, at);
        if (pdx_span_starts(text, pdx_span_str("```"))) return false;
        if (is_directive(text))
            found = true;
        else if (is_first && text.len > 0 && text.len <= SHORT && text.data[0] > ' ' && pdx_front_line_at(bytes, next).end == next && has_year(text))
            return false;
        is_first = text.len == 0;
    }
    return found;
}

/* Behind a drawer of properties; `at`: none stands there. */
static size_t drawer_end(pdx_span bytes, size_t at) {
    size_t end;
    if (!pdx_front_line_is(bytes, at, ":PROPERTIES:")) return at;
    end = find_fence(bytes, at, ":END:", NULL);
    return end == SIZE_MAX ? at : pdx_front_next_line(bytes, end);
}

/* An object, and a post behind it; or one between fences. */
static pdx_front_block find_json(pdx_span bytes, size_t at) {
    const bool is_fenced = pdx_front_line_is(bytes, at, "---json");
    const size_t begin = is_fenced ? pdx_front_next_line(bytes, at) : at,
                 end = begin < bytes.len && bytes.data[begin] == '{' ? pdx_front_json_end(bytes, begin) : 0;
    const pdx_front_block none = {.begin = at, .end = at, .body = at};
    size_t body = pdx_front_next_line(bytes, end);
    if (end == 0 || pdx_front_line_at(bytes, end).end > end) return none;
    if (is_fenced && !pdx_front_line_is(bytes, body, "---")) return none;
    if (is_fenced)
        body = pdx_front_next_line(bytes, body);
    else
        body += first_line(pdx_span_slice(bytes, body, bytes.len));
    if (!is_fenced && (body >= bytes.len || bytes.data[body] == '{' || bytes.data[body] == '[' || bytes.data[body] == ','))
        return none; /* JSON, and nothing else */
    return (pdx_front_block){.kind = PDX_FRONT_JSON, .begin = begin, .end = end, .body = body};
}

/* Lines with keys, marked or not; behind a title; between the marks of a comment, as Nikola writes them in Markdown. */
static pdx_front_block find_lines(pdx_span bytes, size_t at) {
    const bool is_hidden = pdx_front_line_is(bytes, at, "<!--");
    const size_t drawer = drawer_end(bytes, at), begin = is_hidden ? pdx_front_next_line(bytes, at) : drawer;
    const size_t mark = begin < bytes.len ? mark_of(bytes, pdx_front_line_at(bytes, begin)) : 0;
    pdx_front_block found = {.begin = begin, .end = lines_end(bytes, begin), .mark = mark};
    const pdx_front_block none = {.begin = at, .end = at, .body = at};
    found.body = found.end;
    if (found.end > found.begin) {
        if (is_hidden && !pdx_front_line_is(bytes, found.end, "-->")) return none;
        if (drawer > at && found.mark != 2) return none;
        if (is_hidden)
            found.body = pdx_front_next_line(bytes, found.end);
        else
            found.dialect = found.mark == 3 ? PDX_FRONT_REST : found.mark == 2 ? PDX_FRONT_ORG : PDX_FRONT_MARKDOWN;
        found.drawer = pdx_range_of(at, is_hidden ? at : drawer);
    } else {
        found.begin = behind_title(bytes, at);
        found.end = found.begin == 0 ? 0 : fields_end(bytes, found.begin);
        if (found.begin == 0 || (found.end == found.begin && !has_directive(bytes, found.end))) return none;
        found.body = at;
        found.mark = 1;
        found.dialect = PDX_FRONT_REST;
        found.fields = pdx_range_of(found.begin, found.end);
    }
    found.kind = PDX_FRONT_LINES;
    return found;
}

/* Lines of YAML with a fence behind them alone, as Hexo takes them: a title and another known key, and no blank line. */
static size_t end_fence(pdx_span bytes, size_t at) {
    uint32_t known = 0;
    for (const size_t from = at; at < bytes.len; at = pdx_front_next_line(bytes, at)) {
        const pdx_range line = pdx_front_line_at(bytes, at);
        pdx_range key;
        size_t value;
        if (pdx_front_line_is(bytes, at, "---")) return (known & 1) != 0 && (known & ~(uint32_t)1) != 0 ? at : SIZE_MAX;
        if (line.end == line.begin) return SIZE_MAX;
        if (at > from && (pdx_front_indent(bytes, line) > 0 || pdx_front_is_item(bytes, line, 0) || pdx_front_is_comment(bytes, line))) continue;
        if (!pdx_front_key_read(bytes, line, ':', &key, &value)) return SIZE_MAX;
        known |= line_key_bit(pdx_span_slice(bytes, (size_t)key.begin, (size_t)key.end));
        if (known == 0) return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* What a fence says of the language behind it (`---toml`), in small letters; empty: it says none, or is none. */
static pdx_span fence_language(pdx_span bytes, size_t at) {
    enum { LANGUAGE_MOST = 12 };
    const pdx_range line = at < bytes.len ? pdx_front_line_at(bytes, at) : pdx_range_of(at, at);
    const pdx_span text = pdx_span_slice(bytes, (size_t)line.begin, (size_t)line.end);
    if (!pdx_span_starts(text, pdx_span_str("---")) || text.len > 3 + LANGUAGE_MOST) return pdx_span_slice(text, 0, 0);
    for (size_t i = 3; i < text.len; i++) {
        if (text.data[i] < 'a' || text.data[i] > 'z') return pdx_span_slice(text, 0, 0);
    }
    return pdx_span_slice(text, 3, text.len);
}

/* Between fences, of which the first says the language: a program is kept as it stands. */
static pdx_front_block find_fenced(pdx_span bytes, size_t at, pdx_span language) {
    const pdx_front_block none = {.begin = at, .end = at, .body = at};
    pdx_front_block found = {.begin = pdx_front_next_line(bytes, at), .kind = PDX_FRONT_LINES};
    found.end = find_fence(bytes, found.begin, "---", NULL);
    if (found.end == SIZE_MAX) return none;
    found.body = pdx_front_next_line(bytes, found.end);
    if (pdx_field_is(language, "toml")) found.kind = PDX_FRONT_TOML;
    else if (pdx_field_is(language, "yaml") || pdx_field_is(language, "yml")) found.kind = PDX_FRONT_YAML;
    else found.drawer = pdx_range_of(found.begin, found.end);
    if (found.kind == PDX_FRONT_LINES) found.begin = found.end;
    return found;
}

pdx_front_block pdx_front_block_find(pdx_span bytes) {
    const size_t at = first_line(bytes);
    const pdx_span language = fence_language(bytes, at);
    pdx_front_block found = {.begin = at, .end = at, .body = at};
    if (at < bytes.len && (bytes.data[at] == '{' || pdx_front_line_is(bytes, at, "---json"))) return find_json(bytes, at);
    if (language.len > 0) return find_fenced(bytes, at, language);
    const bool is_yaml = pdx_front_line_is(bytes, at, "---"), is_toml = pdx_front_line_is(bytes, at, "+++");
    if (!is_yaml && !is_toml) {
        found.end = end_fence(bytes, at);
        if (found.end == SIZE_MAX) return find_lines(bytes, at);
        found.kind = PDX_FRONT_YAML;
        found.body = pdx_front_next_line(bytes, found.end);
        return found;
    }
    found.begin = pdx_front_next_line(bytes, at);
    found.end = find_fence(bytes, found.begin, is_yaml ? "---" : "+++", is_yaml ? "..." : NULL);
    if (found.end == SIZE_MAX) return (pdx_front_block){.begin = at, .end = at, .body = at};
    found.kind = is_yaml ? PDX_FRONT_YAML : PDX_FRONT_TOML;
    found.body = pdx_front_next_line(bytes, found.end);
    return found;
}
