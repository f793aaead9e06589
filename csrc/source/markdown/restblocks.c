#include "source/markdown/markdownblocks.h"
#include "source/markdown/outlines.h"
#include "source/records/recordparts.h"
#include "source/syntax/fields.h"

/* Blocks of reStructuredText: which lines are one, and what they are. */

/* A rule below a title is at least so long, or as long as the title. */
enum { RULE_LEAST = 4 };

typedef struct rest_reader {
    pdx_block_reader base;
    bool is_literal; /* what is indented next is a program's, */
    size_t beyond;   /* by more than this */
} rest_reader;

static bool is_mark(uint8_t c) { return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && (uint8_t)((c | 0x20) - 'a') >= 26; }

/* How long a line is that is nothing but one mark again and again; 0: it is none. */
static size_t rule_of(pdx_span bytes, const pdx_block_line *line) {
    const size_t n = line->begin < line->end && is_mark(bytes.data[line->begin]) ? pdx_block_count_of(bytes, line, bytes.data[line->begin]) : 0;
    return line->indent == 0 && n == line->end - line->begin ? n : 0;
}

static bool has_line(const pdx_block_reader *self, const pdx_block_line *line) { return line->next < self->bytes.len; }

static bool is_blank(const pdx_block_line *line) { return line->begin == line->end; }

/* Whether the second line is the rule below the first. */
static bool is_underlined(pdx_span bytes, const pdx_block_line *text, const pdx_block_line *rule) {
    const size_t len = rule_of(bytes, rule);
    return !is_blank(text) && len > 0 && (len >= RULE_LEAST || len >= text->end - text->begin);
}

/* ---- what is indented below a line */

/* Where it ends: behind the last line that is indented by more than `beyond`. */
static size_t indented_end(const pdx_block_reader *self, size_t at, size_t beyond) {
    size_t end = at;
    while (at < self->bytes.len) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, at);
        if (!is_blank(&line) && line.indent <= beyond) break;
        at = line.next;
        if (!is_blank(&line)) end = at;
    }
    return end;
}

/* The lines up to `end` as a program's, less the indent of the first. */
static pdx_status add_program(pdx_block_reader *self, size_t at, size_t end, pdx_error *err) {
    size_t indent = SIZE_MAX;
    while (at < end) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, at);
        if (indent == SIZE_MAX && !is_blank(&line)) indent = line.indent;
        if (indent != SIZE_MAX && !PDX_VEC_PUSH(&self->of->lines, pdx_block_code_line(self->bytes, at, &line, indent))) return pdx_fail_memory(err);
        at = line.next;
    }
    return pdx_block_code(self, err);
}

/* The same as blocks of one role: a blank line ends each. */
static pdx_status add_text(pdx_block_reader *self, size_t at, size_t end, uint8_t role, pdx_error *err) {
    while (at < end) {
        pdx_block_line line = pdx_block_line_of(self->bytes, at);
        const size_t marker = pdx_block_marker(self->bytes, &line);
        at = line.next;
        if (is_blank(&line) || marker > 0) PDX_TRY(pdx_block_flush(self, err));
        PDX_TRY(pdx_block_wait(self, line.begin + marker, line.end, marker > 0 && role == PDX_ROLE_PARAGRAPH ? PDX_ROLE_LIST : role, err));
    }
    return pdx_block_flush(self, err);
}

/* ---- directives */

typedef struct directive {
    pdx_span name;
    size_t words, words_end; /* behind the name on its line */
    size_t begin, end;       /* what is indented below it */
} directive;

/* What becomes of what a directive holds. */
typedef enum holds { HOLDS_OTHER, HOLDS_PROGRAM, HOLDS_TEXT, HOLDS_QUOTE, HOLDS_PICTURE } holds;

static holds holds_of(pdx_span name) {
    static const struct {
        const char *name;
        holds holds;
    } known[] = {
        {"image", HOLDS_PICTURE},      {"figure", HOLDS_PICTURE},     {"thumbnail", HOLDS_PICTURE}, {"code", HOLDS_PROGRAM},
        {"code-block", HOLDS_PROGRAM}, {"sourcecode", HOLDS_PROGRAM}, {"highlight", HOLDS_PROGRAM}, {"parsed-literal", HOLDS_PROGRAM},
        {"epigraph", HOLDS_QUOTE},     {"pull-quote", HOLDS_QUOTE},   {"highlights", HOLDS_QUOTE},  {"note", HOLDS_TEXT},
        {"tip", HOLDS_TEXT},           {"hint", HOLDS_TEXT},          {"important", HOLDS_TEXT},    {"warning", HOLDS_TEXT},
        {"attention", HOLDS_TEXT},     {"caution", HOLDS_TEXT},       {"danger", HOLDS_TEXT},       {"error", HOLDS_TEXT},
        {"admonition", HOLDS_TEXT},    {"topic", HOLDS_TEXT},         {"sidebar", HOLDS_TEXT},      {"container", HOLDS_TEXT},
        {"compound", HOLDS_TEXT},      {"rubric", HOLDS_TEXT},        {"seealso", HOLDS_TEXT},      {"versionadded", HOLDS_TEXT},
    };
    for (size_t i = 0; i < PDX_COUNTOF(known); i++) {
        if (pdx_field_is(name, known[i].name)) return known[i].holds;
    }
    return HOLDS_OTHER;
}

/* `.. name:: words`, with what is indented below; also `.. |name| image:: address`. */
static bool directive_read(const pdx_block_reader *self, const pdx_block_line *line, directive *out) {
    const uint8_t *text = self->bytes.data;
    size_t at = line->begin + 3, begin;
    if (at < line->end && text[at] == '|') {
        const uint8_t *bar = memchr(text + at + 1, '|', line->end - at - 1);
        if (bar == NULL) return false;
        for (at = (size_t)(bar - text) + 1; at < line->end && text[at] == ' ';) at++;
    }
    for (begin = at; at < line->end && ((uint8_t)((text[at] | 0x20) - 'a') < 26 || text[at] == '-' || text[at] == '_' || text[at] == ':'); at++) {
        if (text[at] == ':' && at + 1 < line->end && text[at + 1] == ':') break;
    }
    if (at == begin || at + 1 >= line->end || text[at] != ':' || text[at + 1] != ':') return false;
    out->name = pdx_span_slice(self->bytes, begin, at);
    for (at += 2; at < line->end && text[at] == ' ';) at++;
    out->words = at;
    out->words_end = line->end;
    out->begin = line->next;
    out->end = indented_end(self, line->next, 0);
    return true;
}

/* The second colon of a line `:name: value`; SIZE_MAX: it is none. A role (`:ref:`words``) begins text. */
static size_t option_colon(pdx_span bytes, const pdx_block_line *line) {
    size_t at = line->begin + 1;
    if (at >= line->end || bytes.data[line->begin] != ':') return SIZE_MAX;
    while (at < line->end && bytes.data[at] != ':') at++;
    if (at == line->end || at == line->begin + 1) return SIZE_MAX;
    return at + 1 == line->end || pdx_markdown_is_space(bytes.data[at + 1]) ? at : SIZE_MAX;
}

/* Behind the lines from `at` on that are indented by more than `indent`, none of them blank: an option goes on there. */
static size_t option_end(const pdx_block_reader *self, size_t at, size_t end, size_t indent) {
    while (at < end) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, at);
        if (is_blank(&line) || line.indent <= indent) break;
        at = line.next;
    }
    return at;
}

/* Passes lines `:name: value` at the beginning of what a directive holds; the value of one of them. */
static pdx_range pass_options(const pdx_block_reader *self, directive *of, const char *wanted) {
    pdx_range value = pdx_range_of(0, 0);
    while (of->begin < of->end) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, of->begin);
        const size_t colon = option_colon(self->bytes, &line);
        if (colon == SIZE_MAX) break;
        of->begin = option_end(self, line.next, of->end, line.indent);
        if (wanted == NULL || !pdx_field_is(pdx_span_slice(self->bytes, line.begin + 1, colon), wanted)) continue;
        value = pdx_range_of(pdx_min_size(colon + 2, line.end), of->begin);
        while (value.end > value.begin && pdx_markdown_is_space(self->bytes.data[value.end - 1])) value.end--;
    }
    return value;
}

/* Lines as one, without what they are indented by. */
static pdx_status copy_lines(pdx_block_reader *self, pdx_range range, pdx_error *err) {
    const pdx_span bytes = pdx_span_slice(self->bytes, 0, (size_t)range.end);
    for (size_t at = (size_t)range.begin; at < bytes.len;) {
        const pdx_block_line line = pdx_block_line_of(bytes, at);
        if (at > range.begin) PDX_TRY(pdx_record_add_glue(self->record, ' ', err));
        PDX_TRY(pdx_markdown_copy(self->of, self->record, pdx_range_of(line.begin, line.end), err));
        at = line.next;
    }
    return PDX_OK;
}

/* A picture with its address, its words, and what stands below it. */
static pdx_status add_picture(pdx_block_reader *self, directive *of, pdx_error *err) {
    const pdx_range alt = pass_options(self, of, "alt");
    pdx_markdown_link link = {{of->words, of->words_end}, {self->record->text.len, 0}, true};
    if (alt.end > alt.begin) {
        PDX_TRY(copy_lines(self, alt, err));
        link.words.end = self->record->text.len;
        PDX_TRY(pdx_record_add_part(self->record, link.words, PDX_ROLE_IMAGE_ALT, err));
        PDX_TRY(pdx_record_add_glue(self->record, '\n', err));
    } else
        link.words.end = link.words.begin;
    if (of->words_end > of->words && !PDX_VEC_PUSH(&self->of->links, link)) return pdx_fail_memory(err);
    return add_text(self, of->begin, of->end, PDX_ROLE_CAPTION, err);
}

static pdx_status add_directive(pdx_block_reader *self, const pdx_block_line *line, directive *of, pdx_error *err) {
    const holds what = holds_of(of->name);
    switch (what) {
    case HOLDS_PICTURE:
        return add_picture(self, of, err);
    case HOLDS_PROGRAM:
        (void)pass_options(self, of, NULL);
        return add_program(self, of->begin, of->end, err);
    case HOLDS_TEXT:
    case HOLDS_QUOTE:
        PDX_TRY(pdx_block_wait(self, of->words, of->words_end, what == HOLDS_QUOTE ? PDX_ROLE_QUOTE : PDX_ROLE_PARAGRAPH, err));
        (void)pass_options(self, of, NULL);
        return add_text(self, of->begin, of->end, what == HOLDS_QUOTE ? PDX_ROLE_QUOTE : PDX_ROLE_PARAGRAPH, err);
    default:
        break; /* what a program would put in stands as it is */
    }
    size_t end = pdx_max_size(of->end, line->end);
    while (end > line->end && pdx_markdown_is_space(self->bytes.data[end - 1])) end--;
    const pdx_range whole = pdx_range_of(line->begin, end);
    return PDX_VEC_PUSH(&self->of->insertions, whole) ? PDX_OK : pdx_fail_memory(err);
}

bool pdx_rest_definition(pdx_span bytes, const pdx_block_line *line, pdx_markdown_definition *out) {
    const pdx_span text = pdx_span_slice(bytes, line->begin, line->end);
    size_t begin = 4, colon, at;
    if (line->indent > 0 || !pdx_span_starts(text, pdx_span_str(".. _"))) return false;
    for (colon = begin; colon < text.len && !(text.data[colon] == ':' && (colon + 1 == text.len || text.data[colon + 1] == ' ')); colon++) continue;
    for (at = colon + 1; at < text.len && text.data[at] == ' ';) at++;
    if (colon >= text.len || at >= text.len || colon - begin > PDX_MARKDOWN_LABEL_MOST) return false;
    if (colon > begin + 1 && text.data[begin] == '`' && text.data[colon - 1] == '`') begin++, colon--;
    out->label = pdx_range_of(line->begin + begin, line->begin + colon);
    out->address = pdx_range_of(line->begin + at, line->end);
    return true;
}

/* What begins with two dots: a directive, a footnote, where a name leads, or a comment, which nobody reads. */
static pdx_status explicit(pdx_block_reader *self, const pdx_block_line *line, pdx_error *err) {
    const size_t end = indented_end(self, line->next, 0);
    directive found;
    PDX_TRY(pdx_block_flush(self, err));
    self->in_list = false;
    self->at = end;
    if (directive_read(self, line, &found)) return add_directive(self, line, &found, err);
    if (line->begin + 3 < line->end && self->bytes.data[line->begin + 3] == '[') { /* `.. [1] words` */
        PDX_TRY(pdx_block_wait(self, line->begin + 3, line->end, PDX_ROLE_PARAGRAPH, err));
        return add_text(self, line->next, end, PDX_ROLE_PARAGRAPH, err);
    }
    return PDX_OK;
}

/* ---- tables */

static bool is_grid_rule(pdx_span bytes, const pdx_block_line *line) {
    if (line->end - line->begin < 3 || bytes.data[line->begin] != '+') return false;
    for (size_t i = line->begin; i < line->end; i++) {
        if (memchr("+-=", bytes.data[i], 3) == NULL) return false;
    }
    return true;
}

/* `=====  =====`: two columns or more. */
static bool is_columns(pdx_span bytes, const pdx_block_line *line) {
    bool parted = false;
    for (size_t i = line->begin; i < line->end; i++) {
        if (bytes.data[i] != '=' && bytes.data[i] != ' ') return false;
        parted = parted || bytes.data[i] == ' ';
    }
    return parted && line->end > line->begin + 3 && line->indent == 0;
}

/* Rows up to a blank line: each a part. */
static pdx_status table(pdx_block_reader *self, pdx_error *err) {
    while (self->at < self->bytes.len) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, self->at);
        size_t begin = line.begin, end = line.end;
        if (is_blank(&line)) break;
        self->at = line.next;
        if (is_grid_rule(self->bytes, &line) || is_columns(self->bytes, &line)) continue;
        while (begin < end && (self->bytes.data[begin] == '|' || self->bytes.data[begin] == ' ')) begin++;
        while (end > begin && (self->bytes.data[end - 1] == '|' || self->bytes.data[end - 1] == ' ')) end--;
        PDX_TRY(pdx_block_alone(self, begin, end, PDX_ROLE_TABLE, err));
    }
    return PDX_OK;
}

/* ---- lines */

/* How far a place stands from the beginning of its line. */
static size_t column_of(pdx_span bytes, size_t place) {
    size_t begin = place;
    while (begin > 0 && bytes.data[begin - 1] != '\n') begin--;
    const pdx_block_line line = pdx_block_line_of(bytes, begin);
    return line.indent + (place - pdx_min_size(place, line.begin));
}

/* A paragraph that ends in two colons has a program behind it; one of them is read, where it is not alone. */
static pdx_status end_paragraph(rest_reader *self, pdx_error *err) {
    pdx_range *last = self->base.of->lines.len == 0 ? NULL : &self->base.of->lines.data[self->base.of->lines.len - 1];
    const uint8_t *text = self->base.bytes.data;
    self->is_literal = last != NULL && last->end >= last->begin + 2 && text[last->end - 1] == ':' && text[last->end - 2] == ':';
    if (self->is_literal) {
        self->beyond = column_of(self->base.bytes, (size_t)last->begin);
        last->end--;
        if (last->end == last->begin + 1)
            last->end--;
        else if (text[last->end - 2] == ' ')
            last->end -= 2;
        if (last->end == last->begin) self->base.of->lines.len--;
    }
    return pdx_block_flush(&self->base, err);
}

/* `#. words`, and what Markdown has, too. */
static size_t marker_of(pdx_span bytes, const pdx_block_line *line) {
    const pdx_span text = pdx_span_slice(bytes, line->begin, line->end);
    return pdx_span_starts(text, pdx_span_str("#. ")) ? 3 : pdx_block_marker(bytes, line);
}

static pdx_status heading(pdx_block_reader *self, const pdx_block_line *text, size_t next, pdx_error *err) {
    self->at = next;
    self->in_list = false;
    return pdx_block_alone(self, text->begin, text->end, pdx_block_heading_role(self, 1), err);
}

/* A line that is not indented. */
static pdx_status line_read(rest_reader *r, const pdx_block_line *line, pdx_error *err) {
    pdx_block_reader *self = &r->base;
    const pdx_span text = pdx_span_slice(self->bytes, line->begin, line->end);
    const size_t marker = marker_of(self->bytes, line);
    const pdx_block_line next = has_line(self, line) ? pdx_block_line_of(self->bytes, line->next) : *line;
    if (self->of->lines.len == 0 && rule_of(self->bytes, line) > 0 && has_line(self, line) && has_line(self, &next)) {
        const pdx_block_line third = pdx_block_line_of(self->bytes, next.next);
        if (is_underlined(self->bytes, &next, &third) && self->bytes.data[third.begin] == text.data[0]) return heading(self, &next, third.next, err);
    }
    if (self->of->lines.len == 0 && has_line(self, line) && is_underlined(self->bytes, line, &next)) return heading(self, line, next.next, err);
    if (rule_of(self->bytes, line) >= RULE_LEAST) return pdx_block_flush(self, err);
    if (pdx_span_starts(text, pdx_span_str(".. ")) || pdx_span_equal(text, pdx_span_str(".."))) return explicit(self, line, err);
    if (is_grid_rule(self->bytes, line) || is_columns(self->bytes, line)) {
        PDX_TRY(pdx_block_flush(self, err));
        self->at = line->begin;
        return table(self, err);
    }
    if (pdx_span_starts(text, pdx_span_str("| "))) return pdx_block_alone(self, line->begin + 2, line->end, PDX_ROLE_PARAGRAPH, err);
    if (marker > 0 && (self->in_list || self->of->lines.len == 0)) {
        PDX_TRY(pdx_block_flush(self, err));
        self->in_list = true;
        return pdx_block_wait(self, line->begin + marker, line->end, PDX_ROLE_LIST, err);
    }
    if (self->of->lines.len == 0) self->in_list = false;
    return pdx_block_wait(self, line->begin, line->end, PDX_ROLE_PARAGRAPH, err);
}

/* What is indented goes on with an item, is a program, or a quotation. */
static pdx_status indented(rest_reader *r, const pdx_block_line *line, pdx_error *err) {
    pdx_block_reader *self = &r->base;
    const size_t marker = marker_of(self->bytes, line);
    const bool is_literal = r->is_literal && line->indent > r->beyond;
    r->is_literal = false;
    if (is_literal) {
        size_t at = line->begin, end;
        while (at > 0 && self->bytes.data[at - 1] != '\n') at--;
        end = indented_end(self, at, r->beyond);
        self->at = end;
        return add_program(self, at, end, err);
    }
    if (self->in_list && marker > 0) {
        PDX_TRY(pdx_block_flush(self, err));
        return pdx_block_wait(self, line->begin + marker, line->end, PDX_ROLE_LIST, err);
    }
    if (self->in_list) return pdx_block_wait(self, line->begin, line->end, PDX_ROLE_LIST, err);
    if (self->of->lines.len == 0) return pdx_block_wait(self, line->begin, line->end, PDX_ROLE_QUOTE, err);
    if (self->of->lines.len == 1 && self->role == PDX_ROLE_PARAGRAPH) { /* what it says of a term, which stands above it */
        PDX_TRY(pdx_block_flush(self, err));
    }
    return pdx_block_wait(self, line->begin, line->end, PDX_ROLE_PARAGRAPH, err);
}

pdx_status pdx_rest_blocks(pdx_block_reader *blocks, pdx_error *err) {
    rest_reader r = {*blocks, false, 0};
    pdx_block_reader *self = &r.base;
    while (self->at < self->bytes.len) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, self->at);
        if (self->at == self->of->front.fields.begin && self->of->front.fields.end > self->at) {
            self->at = (size_t)self->of->front.fields.end;
            continue;
        }
        self->at = line.next;
        if (is_blank(&line)) {
            if (self->of->lines.len > 0) PDX_TRY(end_paragraph(&r, err));
        } else if (line.indent > 0)
            PDX_TRY(indented(&r, &line, err));
        else {
            r.is_literal = false;
            PDX_TRY(line_read(&r, &line, err));
        }
    }
    return end_paragraph(&r, err);
}
