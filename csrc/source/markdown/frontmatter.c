#include "source/markdown/frontmatter.h"

#include "source/syntax/fields.h"

/* Lines that a file of MultiMarkdown or Pelican begins with; anything else with a colon may be a sentence. */
static const char *const line_keys[] = {"title",   "date",     "author", "authors", "tags", "category", "categories", "slug",
                                        "summary", "modified", "status", "layout",  "lang", "keywords", "filetags"};

void pdx_front_init(pdx_front *front) { memset(front, 0, sizeof *front); }
void pdx_front_deinit(pdx_front *front) { PDX_VEC_DEINIT(&front->values); }

static bool is_blank_byte(uint8_t c) { return c == ' ' || c == '\t' || c == '\r'; }

/* Behind the newline of the line at `at`. */
static size_t next_line(pdx_span bytes, size_t at) {
    const uint8_t *newline = at < bytes.len ? memchr(bytes.data + at, '\n', bytes.len - at) : NULL;
    return newline == NULL ? bytes.len : (size_t)(newline - bytes.data) + 1;
}

/* The line without its end and white space behind it. */
static pdx_range line_at(pdx_span bytes, size_t at) {
    size_t end = next_line(bytes, at);
    while (end > at && (bytes.data[end - 1] == '\n' || is_blank_byte(bytes.data[end - 1]))) end--;
    return pdx_range_of(at, end);
}

static size_t indent_of(pdx_span bytes, pdx_range line) {
    size_t n = 0;
    while (line.begin + n < line.end && (bytes.data[line.begin + n] == ' ' || bytes.data[line.begin + n] == '\t')) n++;
    return n;
}

static bool line_is(pdx_span bytes, size_t at, const char *fence) {
    pdx_range line;
    if (at >= bytes.len || bytes.data[at] != (uint8_t)fence[0]) return false; /* as most lines are */
    line = line_at(bytes, at);
    return pdx_span_equal(pdx_span_slice(bytes, (size_t)line.begin, (size_t)line.end), pdx_span_str(fence));
}

/* The first that is not blank. */
static size_t first_line(pdx_span bytes) {
    size_t at = pdx_span_starts(bytes, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < bytes.len && line_at(bytes, at).end == at) at = next_line(bytes, at);
    return at;
}

/* Where the fence that ends it stands; SIZE_MAX: nowhere. */
static size_t find_fence(pdx_span bytes, size_t at, const char *fence, const char *other) {
    for (; at < bytes.len; at = next_line(bytes, at)) {
        if (line_is(bytes, at, fence) || (other != NULL && line_is(bytes, at, other))) return at;
    }
    return SIZE_MAX;
}

/* The key of a line `key: value` or `key = value`: the range without quotes; *at goes behind the separator. False: it is none. */
static bool key_read(pdx_span bytes, pdx_range line, uint8_t separator, pdx_range *key, size_t *at) {
    size_t i = (size_t)line.begin;
    uint8_t quote = 0;
    if (i < line.end && (bytes.data[i] == '"' || bytes.data[i] == '\'')) quote = bytes.data[i++];
    key->begin = i;
    if (quote != 0) {
        while (i < line.end && bytes.data[i] != quote) i++;
        key->end = i++;
    } else {
        while (i < line.end && bytes.data[i] != separator && bytes.data[i] != '#' && bytes.data[i] != '{' && bytes.data[i] != '[' &&
               i - key->begin < 100) {
            i++;
        }
        key->end = i;
        while (key->end > key->begin && is_blank_byte(bytes.data[key->end - 1])) key->end--;
    }
    while (i < line.end && is_blank_byte(bytes.data[i])) i++;
    if (i >= line.end || bytes.data[i] != separator || key->end <= key->begin) return false;
    if (separator == ':' && i + 1 < line.end && !is_blank_byte(bytes.data[i + 1])) return false;
    *at = i + 1;
    return true;
}

static bool push(pdx_front *front, pdx_range key, size_t begin, size_t end, pdx_front_style style, bool in_list) {
    const pdx_front_value value = {key, pdx_range_of(begin, end), (uint8_t)style, in_list};
    return PDX_VEC_PUSH(&front->values, value);
}

/* ---- scalars. Each finder gives the end, and *behind what follows; false: it does not end before `end`. */

static bool find_quote(pdx_span bytes, size_t at, size_t end, uint8_t quote, bool doubled, size_t *behind) {
    for (; at < end; at++) {
        if (bytes.data[at] == '\\' && !doubled)
            at++;
        else if (bytes.data[at] == quote && doubled && at + 1 < end && bytes.data[at + 1] == quote)
            at++;
        else if (bytes.data[at] == quote) {
            *behind = at + 1;
            return true;
        }
    }
    return false;
}

static size_t text_end(pdx_span bytes, size_t begin, size_t end) {
    while (end > begin && (is_blank_byte(bytes.data[end - 1]) || bytes.data[end - 1] == '\n')) end--;
    return end;
}

/* Where a plain scalar of one line ends: before a comment, and the white space before that. */
static size_t plain_end(pdx_span bytes, size_t at, size_t end) {
    size_t i = at;
    while (i < end && !(bytes.data[i] == '#' && i > at && is_blank_byte(bytes.data[i - 1]))) i++;
    return text_end(bytes, at, i);
}

/* Whether only white space, or a comment, stands there. */
static bool is_rest(pdx_span bytes, size_t at, size_t end) {
    while (at < end && (is_blank_byte(bytes.data[at]) || bytes.data[at] == '\n')) at++;
    return at >= end || bytes.data[at] == '#';
}

static bool is_null(pdx_span text) { return text.len == 0 || pdx_field_is(text, "null") || (text.len == 1 && text.data[0] == '~'); }

/* A mapping within: `key: value`, which a plain scalar cannot be. */
static bool looks_nested(pdx_span bytes, size_t at, size_t end) {
    for (; at + 1 < end; at++) {
        if (bytes.data[at] == ':' && (is_blank_byte(bytes.data[at + 1]) || bytes.data[at + 1] == '\n')) return true;
    }
    return at < end && bytes.data[at] == ':';
}

typedef struct yaml {
    pdx_front *front;
    pdx_span bytes;
    pdx_range key, lines; /* all lines of the key */
    bool is_odd;          /* not understood */
    bool has_memory;
} yaml;

static void yaml_push(yaml *self, size_t begin, size_t end, pdx_front_style style, bool in_list) {
    if (style == PDX_FRONT_PLAIN && is_null(pdx_span_slice(self->bytes, begin, end))) return;
    self->has_memory = self->has_memory && push(self->front, self->key, begin, end, style, in_list);
}

/* A scalar from `at` on, of which no more than up to `end` may be. */
static void yaml_scalar(yaml *self, size_t at, size_t end, bool in_list) {
    const uint8_t first = self->bytes.data[at];
    size_t behind, stop;
    if (first == '"' || first == '\'') {
        if (!find_quote(self->bytes, at + 1, end, first, first == '\'', &behind) || !is_rest(self->bytes, behind, end))
            self->is_odd = true;
        else
            yaml_push(self, at + 1, behind - 1, first == '"' ? PDX_FRONT_DOUBLE : PDX_FRONT_SINGLE, in_list);
        return;
    }
    stop = plain_end(self->bytes, at, end);
    if (first == '&' || first == '*' || first == '!' || first == '{' || first == '[' || first == '?' ||
        (in_list && looks_nested(self->bytes, at, stop))) {
        self->is_odd = true;
    } else
        yaml_push(self, at, stop, PDX_FRONT_PLAIN, in_list);
}

/* `[a, "b", c]`, over lines. */
static void yaml_flow(yaml *self, size_t at) {
    const size_t end = (size_t)self->lines.end;
    for (at++; at < end;) {
        const uint8_t c = self->bytes.data[at];
        size_t behind = at;
        if (is_blank_byte(c) || c == '\n' || c == ',') {
            at++;
        } else if (c == ']') {
            self->is_odd = self->is_odd || !is_rest(self->bytes, at + 1, end);
            return;
        } else if (c == '"' || c == '\'') {
            if (!find_quote(self->bytes, at + 1, end, c, c == '\'', &behind)) break;
            yaml_push(self, at + 1, behind - 1, c == '"' ? PDX_FRONT_DOUBLE : PDX_FRONT_SINGLE, true);
            at = behind;
        } else if (c == '[' || c == '{') {
            break;
        } else {
            size_t stop;
            while (behind < end && self->bytes.data[behind] != ',' && self->bytes.data[behind] != ']' && self->bytes.data[behind] != '\n') behind++;
            stop = plain_end(self->bytes, at, behind);
            if (looks_nested(self->bytes, at, stop)) break;
            yaml_push(self, at, stop, PDX_FRONT_PLAIN, true);
            at = behind;
        }
    }
    self->is_odd = true;
}

/* Whether a line begins an item of a list. */
static bool is_item(pdx_span bytes, pdx_range line, size_t indent) {
    const size_t at = (size_t)line.begin + indent;
    return at < line.end && bytes.data[at] == '-' && (at + 1 == line.end || is_blank_byte(bytes.data[at + 1]));
}

static bool is_comment(pdx_span bytes, pdx_range line) {
    const size_t at = (size_t)line.begin + indent_of(bytes, line);
    return at >= line.end || bytes.data[at] == '#';
}

/* `- a`, a line each or several. */
static void yaml_list(yaml *self, size_t at, size_t indent) {
    size_t end = (size_t)self->lines.end;
    while (at < end && !self->is_odd) {
        const pdx_range line = line_at(self->bytes, at);
        size_t stop = next_line(self->bytes, at), begin = (size_t)line.begin + indent + 1;
        at = stop;
        if (is_comment(self->bytes, line)) continue;
        if (indent_of(self->bytes, line) != indent || !is_item(self->bytes, line, indent)) {
            self->is_odd = true;
            return;
        }
        while (at < end && !is_item(self->bytes, line_at(self->bytes, at), indent) && !is_comment(self->bytes, line_at(self->bytes, at))) {
            stop = at = next_line(self->bytes, at);
        }
        while (begin < line.end && is_blank_byte(self->bytes.data[begin])) begin++;
        if (begin < line.end)
            yaml_scalar(self, begin, stop, true);
        else
            self->is_odd = self->is_odd || stop > next_line(self->bytes, (size_t)line.begin);
    }
}

/* `key:` with its value in the lines that follow. */
static void yaml_below(yaml *self, size_t at) {
    const size_t end = (size_t)self->lines.end;
    while (at < end && is_comment(self->bytes, line_at(self->bytes, at))) at = next_line(self->bytes, at);
    if (at >= end) return;
    {
        const pdx_range line = line_at(self->bytes, at);
        const size_t indent = indent_of(self->bytes, line);
        if (is_item(self->bytes, line, indent)) {
            yaml_list(self, at, indent);
        } else if (self->bytes.data[at + indent] == '"' || self->bytes.data[at + indent] == '\'') {
            yaml_scalar(self, at + indent, end, false);
        } else if (looks_nested(self->bytes, at, (size_t)line.end)) {
            self->is_odd = true;
        } else {
            yaml_scalar(self, at + indent, end, false);
        }
    }
}

static void yaml_value(yaml *self, size_t at, size_t line_stop) {
    const size_t end = (size_t)self->lines.end;
    while (at < line_stop && is_blank_byte(self->bytes.data[at])) at++;
    if (is_rest(self->bytes, at, line_stop)) {
        yaml_below(self, next_line(self->bytes, (size_t)self->lines.begin));
    } else if (self->bytes.data[at] == '|' || self->bytes.data[at] == '>') {
        yaml_push(self, next_line(self->bytes, at), end, self->bytes.data[at] == '|' ? PDX_FRONT_LITERAL : PDX_FRONT_FOLDED, false);
    } else if (self->bytes.data[at] == '[') {
        yaml_flow(self, at);
    } else {
        yaml_scalar(self, at, end, false);
    }
}

/* Of authors that are more than names (`name: Ann Lee`, with an address) the names. */
static void yaml_names(yaml *self) {
    const pdx_span key = pdx_span_slice(self->bytes, (size_t)self->key.begin, (size_t)self->key.end);
    if (!pdx_field_is(key, "author") && !pdx_field_is(key, "authors")) return;
    for (size_t at = next_line(self->bytes, (size_t)self->lines.begin); at < self->lines.end; at = next_line(self->bytes, at)) {
        pdx_range line = line_at(self->bytes, at), name;
        size_t value;
        line.begin += indent_of(self->bytes, line);
        if (is_item(self->bytes, line, 0)) line.begin += 1 + indent_of(self->bytes, pdx_range_of(line.begin + 1, line.end));
        if (!key_read(self->bytes, line, ':', &name, &value) ||
            !pdx_field_is(pdx_span_slice(self->bytes, (size_t)name.begin, (size_t)name.end), "name")) {
            continue;
        }
        while (value < line.end && is_blank_byte(self->bytes.data[value])) value++;
        if (value < line.end) yaml_scalar(self, value, (size_t)line.end, true);
    }
}

/* All lines from `at` to `end`, key by key. */
static bool yaml_read(pdx_front *front, pdx_span bytes, size_t at, size_t end) {
    yaml self = {front, pdx_span_slice(bytes, 0, end), {0, 0}, {0, 0}, false, true};
    while (at < end && self.has_memory) {
        const pdx_range line = line_at(self.bytes, at);
        const size_t n_values = front->values.len;
        size_t value, next = next_line(self.bytes, at);
        if (is_comment(self.bytes, line)) {
            at = next;
            continue;
        }
        while (next < end && (line_at(self.bytes, next).end == next || indent_of(self.bytes, line_at(self.bytes, next)) > 0 ||
                              is_item(self.bytes, line_at(self.bytes, next), 0))) {
            next = next_line(self.bytes, next);
        }
        self.lines = pdx_range_of(at, next);
        self.is_odd = indent_of(self.bytes, line) > 0 || !key_read(self.bytes, line, ':', &self.key, &value);
        if (!self.is_odd)
            yaml_value(&self, value, (size_t)line.end);
        else
            self.key = pdx_range_of(at, at);
        if (self.is_odd) {
            front->values.len = n_values;
            yaml_names(&self);
            self.has_memory = self.has_memory && push(front, self.key, at, text_end(self.bytes, at, next), PDX_FRONT_RAW, false);
        }
        at = next;
    }
    return self.has_memory;
}

/* ---- TOML */

/* The string that begins at `at`, of one line or of many; its style and what is behind it. False: it does not end. */
static bool toml_string(pdx_span bytes, size_t at, pdx_front_value *value, size_t *behind) {
    const uint8_t quote = bytes.data[at];
    const bool is_long = at + 2 < bytes.len && bytes.data[at + 1] == quote && bytes.data[at + 2] == quote;
    size_t i = at + (is_long ? 3 : 1);
    value->style = quote == '"' ? PDX_FRONT_TOML_BASIC : PDX_FRONT_TOML_LITERAL;
    if (is_long && i < bytes.len && bytes.data[i] == '\r') i++;
    if (is_long && i < bytes.len && bytes.data[i] == '\n') i++;
    value->range.begin = i;
    for (; i < bytes.len && (is_long || bytes.data[i] != '\n'); i++) {
        if (quote == '"' && bytes.data[i] == '\\') {
            i++;
        } else if (bytes.data[i] == quote && (!is_long || (i + 2 < bytes.len && bytes.data[i + 1] == quote && bytes.data[i + 2] == quote))) {
            value->range.end = i;
            *behind = i + (is_long ? 3 : 1);
            return true;
        }
    }
    return false;
}

/* One value of an array or of a key; *at goes behind it. False: it is not understood. */
static bool toml_value(pdx_front *front, pdx_span bytes, size_t *at, pdx_range key, bool in_list, bool *has_memory) {
    const uint8_t first = bytes.data[*at];
    pdx_front_value value = {key, {*at, *at}, PDX_FRONT_PLAIN, in_list};
    if (first == '"' || first == '\'') {
        if (!toml_string(bytes, *at, &value, at)) return false;
    } else if (first == '{' || first == '[') {
        return false;
    } else {
        size_t end = *at;
        while (end < bytes.len && bytes.data[end] != '\n' && bytes.data[end] != '#' &&
               !(in_list && (bytes.data[end] == ',' || bytes.data[end] == ']'))) {
            end++;
        }
        *at = end;
        value.range.end = plain_end(bytes, (size_t)value.range.begin, end);
    }
    *has_memory = *has_memory && PDX_VEC_PUSH(&front->values, value);
    return true;
}

static void toml_space(pdx_span bytes, size_t *at) {
    while (*at < bytes.len) {
        if (bytes.data[*at] == '#')
            *at = next_line(bytes, *at);
        else if (is_blank_byte(bytes.data[*at]) || bytes.data[*at] == '\n' || bytes.data[*at] == ',')
            ++*at;
        else
            break;
    }
}

static bool toml_array(pdx_front *front, pdx_span bytes, size_t *at, pdx_range key, bool *has_memory) {
    for (++*at;;) {
        toml_space(bytes, at);
        if (*at >= bytes.len) return false;
        if (bytes.data[*at] == ']') {
            ++*at;
            return true;
        }
        if (!toml_value(front, bytes, at, key, true, has_memory)) return false;
    }
}

/* Tables whose keys count as the file's own: tags and categories stand there. */
static bool is_own_table(pdx_span name) { return pdx_field_is(name, "taxonomies") || pdx_field_is(name, "extra") || pdx_field_is(name, "params"); }

static bool toml_read(pdx_front *front, pdx_span whole, size_t at, size_t end) {
    const pdx_span bytes = pdx_span_slice(whole, 0, end);
    bool is_own = true, has_memory = true;
    while (at < end && has_memory) {
        const pdx_range line = line_at(bytes, at);
        const size_t n_values = front->values.len, begin = (size_t)line.begin + indent_of(bytes, line);
        pdx_range key = pdx_range_of(begin, begin);
        size_t value, behind = next_line(bytes, at);
        bool is_read = false;
        if (is_comment(bytes, line)) {
            at = behind;
            continue;
        }
        if (bytes.data[begin] == '[') {
            const pdx_span name =
                pdx_field_trim(pdx_span_slice(bytes, begin + 1, pdx_max_size(plain_end(bytes, begin, (size_t)line.end), begin + 2) - 1));
            is_own = is_own_table(name);
            is_read = is_own;
        } else if (is_own && key_read(bytes, pdx_range_of(begin, line.end), '=', &key, &value)) {
            while (value < line.end && is_blank_byte(bytes.data[value])) value++;
            is_read = value < line.end && (bytes.data[value] == '[' ? toml_array(front, bytes, &value, key, &has_memory)
                                                                    : toml_value(front, bytes, &value, key, false, &has_memory));
            is_read = is_read && is_rest(bytes, value, next_line(bytes, value) > value ? (size_t)line_at(bytes, value).end : value);
            if (is_read) behind = next_line(bytes, value);
        }
        if (!is_read) {
            front->values.len = n_values;
            has_memory = has_memory && push(front, key, at, (size_t)line.end, PDX_FRONT_RAW, false);
        }
        at = behind;
    }
    return has_memory;
}

/* ---- lines */

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
    const size_t mark = from < bytes.len ? mark_of(bytes, line_at(bytes, from)) : 0;
    uint32_t known = 0;
    size_t at = from;
    while (at < bytes.len) {
        pdx_range line = line_at(bytes, at), key;
        size_t value;
        if (line.end == line.begin || (mark > 0 && mark_of(bytes, line) != mark)) break;
        line.begin += mark;
        if (at == from || indent_of(bytes, line) == 0) {
            if (!key_read(bytes, line, ':', &key, &value)) {
                if (mark > 0 && at > from) break;
                return from;
            }
            while (value < line.end && is_blank_byte(bytes.data[value])) value++;
            if (value < line.end) known |= line_key_bit(pdx_span_slice(bytes, (size_t)key.begin, (size_t)key.end));
            if (mark == 0 && at == from && line_key_bit(pdx_span_slice(bytes, (size_t)key.begin, (size_t)key.end)) == 0) return from;
        }
        at = next_line(bytes, at);
    }
    return (known & 1) != 0 && (mark > 0 || (known & ~(uint32_t)1) != 0) ? at : from;
}

/* Lines with `mark` bytes before their keys. */
static bool lines_read(pdx_front *front, pdx_span bytes, size_t at, size_t end, size_t mark) {
    while (at < end) {
        pdx_range line = line_at(bytes, at), key;
        size_t value, next = next_line(bytes, at), stop;
        line.begin += mark;
        if (!key_read(bytes, line, ':', &key, &value)) return true;
        while (next < end && indent_of(bytes, line_at(bytes, next)) > 0) next = next_line(bytes, next);
        stop = text_end(bytes, value, next);
        while (value < stop && is_blank_byte(bytes.data[value])) value++;
        if (stop > value && !push(front, key, value, stop, PDX_FRONT_PLAIN, false)) return false;
        at = next;
    }
    return true;
}

/* ---- fields of reStructuredText, and drawers of Org */

/* How long a line is that is nothing but one mark again and again; 0: it is none. */
static size_t rule_len(pdx_span bytes, size_t at) {
    const pdx_range line = at < bytes.len ? line_at(bytes, at) : pdx_range_of(at, at);
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
    if (rule_len(bytes, at) >= RULE_LEAST) at = next_line(bytes, at);
    if (at >= bytes.len) return 0;
    title = line_at(bytes, at);
    at = next_line(bytes, at);
    len = rule_len(bytes, at);
    if (title.end == title.begin || rule_len(bytes, (size_t)title.begin) > 0 || (len < RULE_LEAST && len < title.end - title.begin)) return 0;
    at = next_line(bytes, at);
    while (at < bytes.len && line_at(bytes, at).end == at) at = next_line(bytes, at);
    return len == 0 ? 0 : at;
}

/* Where lines `:key: value` end that begin at `at`; `at`: none do, or none of them is known. */
static size_t fields_end(pdx_span bytes, size_t at) {
    const size_t from = at;
    uint32_t known = 0;
    while (at < bytes.len && bytes.data[at] == ':') {
        pdx_range line = line_at(bytes, at), key;
        size_t value;
        line.begin++;
        if (!key_read(bytes, line, ':', &key, &value)) break;
        known |= line_key_bit(pdx_span_slice(bytes, (size_t)key.begin, (size_t)key.end));
        for (at = next_line(bytes, at); at < bytes.len && line_at(bytes, at).end > at && indent_of(bytes, line_at(bytes, at)) > 0;)
            at = next_line(bytes, at);
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
    for (; at < stop; at = next_line(bytes, at)) {
        const pdx_range line = line_at(bytes, at);
        const pdx_span text = pdx_span_slice(bytes, at, (size_t)line.end);
        const size_t next = next_line(bytes, at);
        if (pdx_span_starts(text, pdx_span_str("```"))) return false;
        if (is_directive(text))
            found = true;
        else if (is_first && text.len > 0 && text.len <= SHORT && text.data[0] > ' ' && line_at(bytes, next).end == next && has_year(text))
            return false;
        is_first = text.len == 0;
    }
    return found;
}

/* Behind a drawer of properties; `at`: none stands there. */
static size_t drawer_end(pdx_span bytes, size_t at) {
    size_t end;
    if (!line_is(bytes, at, ":PROPERTIES:")) return at;
    end = find_fence(bytes, at, ":END:", NULL);
    return end == SIZE_MAX ? at : next_line(bytes, end);
}

/* ---- all */

typedef struct block {
    pdx_front_kind kind;
    size_t begin, end, body, mark; /* bytes before each key */
    pdx_front_dialect dialect;
    pdx_range fields, drawer;
} block;

/* An object, and a post behind it; or one between fences. */
static block find_json(pdx_span bytes, size_t at) {
    const bool is_fenced = line_is(bytes, at, "---json");
    const size_t begin = is_fenced ? next_line(bytes, at) : at,
                 end = begin < bytes.len && bytes.data[begin] == '{' ? pdx_front_json_end(bytes, begin) : 0;
    const block none = {.begin = at, .end = at, .body = at};
    size_t body = next_line(bytes, end);
    if (end == 0 || line_at(bytes, end).end > end) return none;
    if (is_fenced && !line_is(bytes, body, "---")) return none;
    if (is_fenced)
        body = next_line(bytes, body);
    else
        body += first_line(pdx_span_slice(bytes, body, bytes.len));
    if (!is_fenced && (body >= bytes.len || bytes.data[body] == '{' || bytes.data[body] == '[' || bytes.data[body] == ','))
        return none; /* JSON, and nothing else */
    return (block){.kind = PDX_FRONT_JSON, .begin = begin, .end = end, .body = body};
}

/* Lines with keys, marked or not; behind a title; between the marks of a comment, as Nikola writes them in Markdown. */
static block find_lines(pdx_span bytes, size_t at) {
    const bool is_hidden = line_is(bytes, at, "<!--");
    const size_t drawer = drawer_end(bytes, at), begin = is_hidden ? next_line(bytes, at) : drawer;
    block found = {.begin = begin, .end = lines_end(bytes, begin), .mark = begin < bytes.len ? mark_of(bytes, line_at(bytes, begin)) : 0};
    const block none = {.begin = at, .end = at, .body = at};
    found.body = found.end;
    if (found.end > found.begin) {
        if (is_hidden && !line_is(bytes, found.end, "-->")) return none;
        if (drawer > at && found.mark != 2) return none;
        if (is_hidden)
            found.body = next_line(bytes, found.end);
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
    for (const size_t from = at; at < bytes.len; at = next_line(bytes, at)) {
        const pdx_range line = line_at(bytes, at);
        pdx_range key;
        size_t value;
        if (line_is(bytes, at, "---")) return (known & 1) != 0 && (known & ~(uint32_t)1) != 0 ? at : SIZE_MAX;
        if (line.end == line.begin) return SIZE_MAX;
        if (at > from && (indent_of(bytes, line) > 0 || is_item(bytes, line, 0) || is_comment(bytes, line))) continue;
        if (!key_read(bytes, line, ':', &key, &value)) return SIZE_MAX;
        known |= line_key_bit(pdx_span_slice(bytes, (size_t)key.begin, (size_t)key.end));
        if (known == 0) return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* What a fence says of the language behind it (`---toml`), in small letters; empty: it says none, or is none. */
static pdx_span fence_language(pdx_span bytes, size_t at) {
    enum { LANGUAGE_MOST = 12 };
    const pdx_range line = at < bytes.len ? line_at(bytes, at) : pdx_range_of(at, at);
    const pdx_span text = pdx_span_slice(bytes, (size_t)line.begin, (size_t)line.end);
    if (!pdx_span_starts(text, pdx_span_str("---")) || text.len > 3 + LANGUAGE_MOST) return pdx_span_slice(text, 0, 0);
    for (size_t i = 3; i < text.len; i++) {
        if (text.data[i] < 'a' || text.data[i] > 'z') return pdx_span_slice(text, 0, 0);
    }
    return pdx_span_slice(text, 3, text.len);
}

/* Between fences, of which the first says the language: a program is kept as it stands. */
static block find_fenced(pdx_span bytes, size_t at, pdx_span language) {
    const block none = {.begin = at, .end = at, .body = at};
    block found = {.begin = next_line(bytes, at), .kind = PDX_FRONT_LINES};
    found.end = find_fence(bytes, found.begin, "---", NULL);
    if (found.end == SIZE_MAX) return none;
    found.body = next_line(bytes, found.end);
    if (pdx_field_is(language, "toml")) found.kind = PDX_FRONT_TOML;
    else if (pdx_field_is(language, "yaml") || pdx_field_is(language, "yml")) found.kind = PDX_FRONT_YAML;
    else found.drawer = pdx_range_of(found.begin, found.end);
    if (found.kind == PDX_FRONT_LINES) found.begin = found.end;
    return found;
}

static block find_block(pdx_span bytes) {
    const size_t at = first_line(bytes);
    const pdx_span language = fence_language(bytes, at);
    block found = {.begin = at, .end = at, .body = at};
    if (at < bytes.len && (bytes.data[at] == '{' || line_is(bytes, at, "---json"))) return find_json(bytes, at);
    if (language.len > 0) return find_fenced(bytes, at, language);
    const bool is_yaml = line_is(bytes, at, "---"), is_toml = line_is(bytes, at, "+++");
    if (!is_yaml && !is_toml) {
        found.end = end_fence(bytes, at);
        if (found.end == SIZE_MAX) return find_lines(bytes, at);
        found.kind = PDX_FRONT_YAML;
        found.body = next_line(bytes, found.end);
        return found;
    }
    found.begin = next_line(bytes, at);
    found.end = find_fence(bytes, found.begin, is_yaml ? "---" : "+++", is_yaml ? "..." : NULL);
    if (found.end == SIZE_MAX) return (block){.begin = at, .end = at, .body = at};
    found.kind = is_yaml ? PDX_FRONT_YAML : PDX_FRONT_TOML;
    found.body = next_line(bytes, found.end);
    return found;
}

static bool read_block(pdx_front *front, pdx_span bytes, block found) {
    switch (found.kind) {
    case PDX_FRONT_YAML:
        return yaml_read(front, bytes, found.begin, found.end);
    case PDX_FRONT_TOML:
        return toml_read(front, bytes, found.begin, found.end);
    case PDX_FRONT_LINES:
        if (found.drawer.end > found.drawer.begin &&
            !push(front, found.drawer, (size_t)found.drawer.begin, text_end(bytes, (size_t)found.drawer.begin, (size_t)found.drawer.end),
                  PDX_FRONT_RAW, false)) {
            return false;
        }
        return lines_read(front, bytes, found.begin, found.end, found.mark);
    case PDX_FRONT_JSON:
        return pdx_front_json_read(front, bytes, found.begin);
    case PDX_FRONT_NONE:
        break;
    }
    return true;
}

/* Whether it says that what stands behind it is not marked up. */
static bool says_text(const pdx_front *front, pdx_span bytes) {
    for (size_t i = 0; i < front->values.len; i++) {
        const pdx_front_value *value = &front->values.data[i];
        if (value->style != PDX_FRONT_RAW && pdx_field_is(pdx_span_slice(bytes, (size_t)value->key.begin, (size_t)value->key.end), "content-type")) {
            return pdx_field_is(pdx_span_slice(bytes, (size_t)value->range.begin, (size_t)value->range.end), "text/plain");
        }
    }
    return false;
}

bool pdx_front_read(pdx_front *front, pdx_span bytes) {
    const block found = find_block(bytes);
    front->values.len = 0;
    front->kind = found.kind;
    front->dialect = found.dialect;
    front->body = found.body;
    front->fields = found.fields;
    if (!read_block(front, bytes, found)) return false;
    if (says_text(front, bytes)) front->dialect = PDX_FRONT_TEXT;
    return true;
}

bool pdx_front_is_begun(pdx_span bytes) {
    const block found = find_block(bytes);
    pdx_range key;
    size_t at, value;
    if (found.kind == PDX_FRONT_NONE || found.kind == PDX_FRONT_LINES || found.kind == PDX_FRONT_JSON) return found.kind != PDX_FRONT_NONE;
    for (at = found.begin; at < found.end; at = next_line(bytes, at)) { /* a rule above and below a paragraph is none */
        if (is_comment(bytes, line_at(bytes, at))) continue;
        return bytes.data[at] == '[' || key_read(bytes, line_at(bytes, at), found.kind == PDX_FRONT_YAML ? ':' : '=', &key, &value);
    }
    return false;
}
