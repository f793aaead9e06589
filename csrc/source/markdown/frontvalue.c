#include "source/markdown/frontmatter.h"
#include "text/utf8.h"

/* What a value of front matter says: lines that are one, escapes. */

typedef struct saying {
    pdx_span bytes;
    uint64_t base;
    pdx_buf *out;
    pdx_offsets *map;
    bool has_memory;
} saying;

/* Bytes as they stand. */
static void say(saying *self, size_t begin, size_t end) {
    pdx_buf_append(self->out, self->bytes.data + begin, end - begin);
    if (end > begin && !pdx_offsets_add(self->map, end - begin, self->base + begin, end - begin, true)) self->has_memory = false;
}

/* Other bytes for them. */
static void say_for(saying *self, size_t begin, size_t end, const void *text, size_t len) {
    pdx_buf_append(self->out, text, len);
    if (len > 0 && !pdx_offsets_add(self->map, len, self->base + begin, end - begin, false)) self->has_memory = false;
}

static bool is_white(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* White space with a line end in it, from `at` on: a space, or a newline for each blank line. Gives where it ends. */
static size_t say_fold(saying *self, size_t at, size_t end) {
    size_t i = at, n = 0;
    while (i < end && is_white(self->bytes.data[i])) n += self->bytes.data[i++] == '\n';
    say_for(self, at, i, n == 1 ? " " : "\n\n\n\n", n == 1 ? 1 : pdx_min_size(n - 1, 4));
    return i;
}

static uint32_t hex_read(pdx_span bytes, size_t at, size_t n) {
    uint32_t value = 0;
    for (size_t i = at; i < at + n; i++) {
        const uint8_t c = i < bytes.len ? (uint8_t)(bytes.data[i] | 0x20) : 0;
        if (bytes.data[i] >= '0' && bytes.data[i] <= '9') value = value << 4 | (uint32_t)(bytes.data[i] - '0');
        else if (c >= 'a' && c <= 'f') value = value << 4 | (uint32_t)(c - 'a' + 10);
        else return UINT32_MAX;
    }
    return value;
}

/* The escape at `at`, a backslash; gives where it ends. What is none stands for itself. */
static size_t say_escape(saying *self, size_t at, size_t end) {
    static const char from[] = "0abtnvfre\"/\\ _N'", to[] = "\0\a\b\t\n\v\f\r\x1b\"/\\ \0\0'";
    const uint8_t c = at + 1 < end ? self->bytes.data[at + 1] : 0;
    const size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    const char *found = c == 0 ? NULL : strchr(from, c);
    if (digits > 0 && at + 2 + digits <= end) {
        const uint32_t code = hex_read(self->bytes, at + 2, digits);
        uint8_t text[4];
        if (code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF)) {
            say_for(self, at, at + 2 + digits, text, pdx_utf8_put(text, code));
            return at + 2 + digits;
        }
    } else if (c == '_' || c == 'N') {
        say_for(self, at, at + 2, c == '_' ? "\xC2\xA0" : "\xC2\x85", 2);
        return at + 2;
    } else if (c == '\n' || (c == '\r' && at + 2 < end && self->bytes.data[at + 2] == '\n')) { /* the line goes on */
        for (at++; at < end && is_white(self->bytes.data[at]);) at++;
        return at;
    } else if (found != NULL) {
        say_for(self, at, at + 2, &to[found - from], 1);
        return at + 2;
    }
    say(self, at, at + 1);
    return at + 1;
}

/* Scalars in which lines are one. */
static void say_flow(saying *self, const pdx_front_value *value) {
    const bool folds = value->style <= PDX_FRONT_DOUBLE, escapes = value->style == PDX_FRONT_DOUBLE || value->style == PDX_FRONT_TOML_BASIC;
    size_t at = (size_t)value->range.begin, begin = at;
    const size_t end = (size_t)value->range.end;
    while (at < end) {
        const uint8_t c = self->bytes.data[at];
        size_t stop = at;
        if (folds && c == '\n') {
            while (stop > begin && is_white(self->bytes.data[stop - 1])) stop--;
            say(self, begin, stop);
            at = begin = say_fold(self, stop, end);
        } else if (escapes && c == '\\') {
            say(self, begin, at);
            at = begin = say_escape(self, at, end);
        } else if (value->style == PDX_FRONT_SINGLE && c == '\'') {
            say(self, begin, at + 1);
            at = begin = pdx_min_size(at + 2, end);
        } else {
            at++;
        }
    }
    say(self, begin, end);
}

static size_t line_stop(pdx_span bytes, size_t at, size_t end) {
    const uint8_t *newline = at < end ? memchr(bytes.data + at, '\n', end - at) : NULL;
    return newline == NULL ? end : (size_t)(newline - bytes.data) + 1;
}

static size_t indent_at(pdx_span bytes, size_t at, size_t end) {
    size_t n = 0;
    while (at + n < end && bytes.data[at + n] == ' ') n++;
    return n;
}

static bool is_blank_line(pdx_span bytes, size_t at, size_t end) {
    while (at < end && is_white(bytes.data[at])) at++;
    return at >= end;
}

/* `|` and `>`: lines without the indent of the first. */
static void say_block(saying *self, const pdx_front_value *value) {
    size_t at = (size_t)value->range.begin, end = (size_t)value->range.end, indent = 0;
    while (end > at && is_white(self->bytes.data[end - 1])) end--;
    for (size_t i = at; i < end; i = line_stop(self->bytes, i, end)) {
        indent = indent_at(self->bytes, i, end);
        if (!is_blank_line(self->bytes, i, line_stop(self->bytes, i, end))) break;
    }
    while (at < end) {
        const size_t stop = line_stop(self->bytes, at, end);
        size_t begin = at + pdx_min_size(indent, indent_at(self->bytes, at, stop)), last = stop;
        while (last > begin && (self->bytes.data[last - 1] == '\n' || self->bytes.data[last - 1] == '\r')) last--;
        say(self, begin, last);
        if (stop < end || last < stop) {
            const bool folds =
                value->style == PDX_FRONT_FOLDED && last > begin && !is_blank_line(self->bytes, stop, line_stop(self->bytes, stop, end));
            say_for(self, last, stop, folds ? " " : "\n", 1);
        }
        at = stop;
    }
}

bool pdx_front_decode(pdx_span bytes, const pdx_front_value *value, uint64_t base, pdx_buf *out, pdx_offsets *map) {
    saying self = {bytes, base, out, map, true};
    switch (value->style) {
    case PDX_FRONT_LITERAL: case PDX_FRONT_FOLDED: say_block(&self, value); break;
    case PDX_FRONT_RAW: case PDX_FRONT_TOML_LITERAL: say(&self, (size_t)value->range.begin, (size_t)value->range.end); break;
    default: say_flow(&self, value); break;
    }
    return self.has_memory && !out->failed;
}
