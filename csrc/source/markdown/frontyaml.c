/* Front matter in YAML, as far as posts are written in it. */
#include "source/markdown/frontscan.h"
#include "source/syntax/fields.h"

static bool is_null(pdx_span text) { return text.len == 0 || pdx_field_is(text, "null") || (text.len == 1 && text.data[0] == '~'); }

/* A mapping within: `key: value`, which a plain scalar cannot be. */
static bool looks_nested(pdx_span bytes, size_t at, size_t end) {
    for (; at + 1 < end; at++) {
        if (bytes.data[at] == ':' && (pdx_front_is_blank(bytes.data[at + 1]) || bytes.data[at + 1] == '\n')) return true;
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
    self->has_memory = self->has_memory && pdx_front_push(self->front, self->key, begin, end, style, in_list);
}

/* A scalar from `at` on, of which no more than up to `end` may be. */
static void yaml_scalar(yaml *self, size_t at, size_t end, bool in_list) {
    const uint8_t first = self->bytes.data[at];
    size_t behind, stop;
    if (first == '"' || first == '\'') {
        if (!pdx_front_quote_end(self->bytes, at + 1, end, first, first == '\'', &behind) || !pdx_front_is_rest(self->bytes, behind, end))
            self->is_odd = true;
        else
            yaml_push(self, at + 1, behind - 1, first == '"' ? PDX_FRONT_DOUBLE : PDX_FRONT_SINGLE, in_list);
        return;
    }
    stop = pdx_front_plain_end(self->bytes, at, end);
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
        if (pdx_front_is_blank(c) || c == '\n' || c == ',') {
            at++;
        } else if (c == ']') {
            self->is_odd = self->is_odd || !pdx_front_is_rest(self->bytes, at + 1, end);
            return;
        } else if (c == '"' || c == '\'') {
            if (!pdx_front_quote_end(self->bytes, at + 1, end, c, c == '\'', &behind)) break;
            yaml_push(self, at + 1, behind - 1, c == '"' ? PDX_FRONT_DOUBLE : PDX_FRONT_SINGLE, true);
            at = behind;
        } else if (c == '[' || c == '{') {
            break;
        } else {
            size_t stop;
            while (behind < end && self->bytes.data[behind] != ',' && self->bytes.data[behind] != ']' && self->bytes.data[behind] != '\n') behind++;
            stop = pdx_front_plain_end(self->bytes, at, behind);
            if (looks_nested(self->bytes, at, stop)) break;
            yaml_push(self, at, stop, PDX_FRONT_PLAIN, true);
            at = behind;
        }
    }
    self->is_odd = true;
}

/* `- a`, a line each or several. */
static void yaml_list(yaml *self, size_t at, size_t indent) {
    size_t end = (size_t)self->lines.end;
    while (at < end && !self->is_odd) {
        const pdx_range line = pdx_front_line_at(self->bytes, at);
        size_t stop = pdx_front_next_line(self->bytes, at), begin = (size_t)line.begin + indent + 1;
        at = stop;
        if (pdx_front_is_comment(self->bytes, line)) continue;
        if (pdx_front_indent(self->bytes, line) != indent || !pdx_front_is_item(self->bytes, line, indent)) {
            self->is_odd = true;
            return;
        }
        while (at < end) {
            const pdx_range more = pdx_front_line_at(self->bytes, at);
            if (pdx_front_is_item(self->bytes, more, indent) || pdx_front_is_comment(self->bytes, more)) break;
            stop = at = pdx_front_next_line(self->bytes, at);
        }
        while (begin < line.end && pdx_front_is_blank(self->bytes.data[begin])) begin++;
        if (begin < line.end)
            yaml_scalar(self, begin, stop, true);
        else
            self->is_odd = self->is_odd || stop > pdx_front_next_line(self->bytes, (size_t)line.begin);
    }
}

/* `key:` with its value in the lines that follow. */
static void yaml_below(yaml *self, size_t at) {
    const size_t end = (size_t)self->lines.end;
    while (at < end && pdx_front_is_comment(self->bytes, pdx_front_line_at(self->bytes, at))) at = pdx_front_next_line(self->bytes, at);
    if (at >= end) return;
    {
        const pdx_range line = pdx_front_line_at(self->bytes, at);
        const size_t indent = pdx_front_indent(self->bytes, line);
        if (pdx_front_is_item(self->bytes, line, indent)) {
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
    while (at < line_stop && pdx_front_is_blank(self->bytes.data[at])) at++;
    if (pdx_front_is_rest(self->bytes, at, line_stop)) {
        yaml_below(self, pdx_front_next_line(self->bytes, (size_t)self->lines.begin));
    } else if (self->bytes.data[at] == '|' || self->bytes.data[at] == '>') {
        yaml_push(self, pdx_front_next_line(self->bytes, at), end, self->bytes.data[at] == '|' ? PDX_FRONT_LITERAL : PDX_FRONT_FOLDED, false);
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
    for (size_t at = pdx_front_next_line(self->bytes, (size_t)self->lines.begin); at < self->lines.end; at = pdx_front_next_line(self->bytes, at)) {
        pdx_range line = pdx_front_line_at(self->bytes, at), name;
        size_t value;
        line.begin += pdx_front_indent(self->bytes, line);
        if (pdx_front_is_item(self->bytes, line, 0)) line.begin += 1 + pdx_front_indent(self->bytes, pdx_range_of(line.begin + 1, line.end));
        if (!pdx_front_key_read(self->bytes, line, ':', &name, &value) ||
            !pdx_field_is(pdx_span_slice(self->bytes, (size_t)name.begin, (size_t)name.end), "name")) {
            continue;
        }
        while (value < line.end && pdx_front_is_blank(self->bytes.data[value])) value++;
        if (value < line.end) yaml_scalar(self, value, (size_t)line.end, true);
    }
}

bool pdx_front_yaml_read(pdx_front *front, pdx_span bytes, size_t at, size_t end) {
    yaml self = {front, pdx_span_slice(bytes, 0, end), {0, 0}, {0, 0}, false, true};
    while (at < end && self.has_memory) {
        const pdx_range line = pdx_front_line_at(self.bytes, at);
        const size_t n_values = front->values.len;
        size_t value, next = pdx_front_next_line(self.bytes, at);
        if (pdx_front_is_comment(self.bytes, line)) {
            at = next;
            continue;
        }
        while (next < end) {
            const pdx_range more = pdx_front_line_at(self.bytes, next);
            if (more.end > next && pdx_front_indent(self.bytes, more) == 0 && !pdx_front_is_item(self.bytes, more, 0)) break;
            next = pdx_front_next_line(self.bytes, next);
        }
        self.lines = pdx_range_of(at, next);
        self.is_odd = pdx_front_indent(self.bytes, line) > 0 || !pdx_front_key_read(self.bytes, line, ':', &self.key, &value);
        if (!self.is_odd)
            yaml_value(&self, value, (size_t)line.end);
        else
            self.key = pdx_range_of(at, at);
        if (self.is_odd) {
            front->values.len = n_values;
            yaml_names(&self);
            self.has_memory = self.has_memory && pdx_front_push(front, self.key, at, pdx_front_text_end(self.bytes, at, next), PDX_FRONT_RAW, false);
        }
        at = next;
    }
    return self.has_memory;
}
