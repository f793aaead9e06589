#include "source/markdown/markdown.h"

#include "markup/reference.h"
#include "source/markdown/markdownblocks.h"
#include "source/markdown/markdownfields.h"
#include "source/markdown/markdownhtml.h"
#include "source/markdown/markdownout.h"
#include "source/markdown/outlines.h"
#include "source/records/recordparts.h"

/* Blocks of Markdown: which lines are one, and what they are. */

enum { TAB = PDX_BLOCK_TAB, DEFINITIONS_MOST = 1000 };

void pdx_markdown_init(pdx_markdown *markdown) {
    memset(markdown, 0, sizeof *markdown);
    pdx_front_init(&markdown->front);
    pdx_buf_init(&markdown->block);
    pdx_buf_init(&markdown->acts);
    pdx_offsets_init(&markdown->block_map);
}

void pdx_markdown_deinit(pdx_markdown *markdown) {
    pdx_front_deinit(&markdown->front);
    PDX_VEC_DEINIT(&markdown->rows);
    PDX_VEC_DEINIT(&markdown->definitions);
    PDX_VEC_DEINIT(&markdown->links);
    PDX_VEC_DEINIT(&markdown->lines);
    PDX_VEC_DEINIT(&markdown->insertions);
    PDX_VEC_DEINIT(&markdown->open);
    PDX_VEC_DEINIT(&markdown->runs);
    PDX_VEC_DEINIT(&markdown->found);
    PDX_VEC_DEINIT(&markdown->places);
    pdx_buf_deinit(&markdown->block);
    pdx_buf_deinit(&markdown->acts);
    pdx_offsets_deinit(&markdown->block_map);
}

/* ---- lines */

static bool is_rule(pdx_span bytes, const pdx_block_line *line) {
    return pdx_block_is_all(bytes, line, '-', 3) || pdx_block_is_all(bytes, line, '*', 3) || pdx_block_is_all(bytes, line, '_', 3);
}

static size_t word_end(pdx_span bytes, size_t at, size_t end) {
    while (at < end && !pdx_markdown_is_space(bytes.data[at])) at++;
    return at;
}

/* `[label]: address`. */
static bool definition_read(pdx_span bytes, const pdx_block_line *line, pdx_markdown_definition *out) {
    size_t at = line->begin + 1, end;
    out->behind = line->next;
    if (line->indent >= TAB || line->begin >= line->end || bytes.data[line->begin] != '[') return false;
    while (at < line->end && bytes.data[at] != ']' && at - line->begin < PDX_MARKDOWN_LABEL_MOST) at++;
    if (at + 2 >= line->end || bytes.data[at] != ']' || bytes.data[at + 1] != ':' || at == line->begin + 1 || bytes.data[line->begin + 1] == '^') {
        return false;
    }
    out->label = pdx_range_of(line->begin + 1, at);
    for (at += 2; at < line->end && pdx_markdown_is_space(bytes.data[at]);) at++;
    end = word_end(bytes, at, line->end);
    if (end > at + 1 && bytes.data[at] == '<' && bytes.data[end - 1] == '>') at++, end--;
    out->address = pdx_range_of(at, end);
    return end > at;
}

bool pdx_markdown_definition_is(pdx_span bytes, size_t begin, size_t end) {
    const pdx_block_line line = pdx_block_line_from(bytes, begin, end);
    pdx_markdown_definition one;
    return definition_read(bytes, &line, &one) && memchr(bytes.data + one.address.begin, '/', (size_t)(one.address.end - one.address.begin)) != NULL;
}

/* The line behind this one where it may go on in it. */
static bool goes_on(pdx_span bytes, pdx_block_line *line) {
    const pdx_block_line next = line->next < bytes.len ? pdx_block_line_of(bytes, line->next) : (pdx_block_line){0, 0, TAB, 0};
    if (next.begin == next.end || next.indent > 0) return false;
    *line = next;
    return true;
}

/* `(A title)` or `"A title"` behind an address, or below it, and over how many lines: behind the last of them. */
static size_t behind_title(pdx_span bytes, size_t at, pdx_block_line line) {
    enum { LINES_MOST = 8 };
    const size_t behind = line.next;
    uint8_t close;
    while (at < line.end && pdx_markdown_is_space(bytes.data[at])) at++;
    if (at == line.end && goes_on(bytes, &line)) at = line.begin;
    if (at >= line.end || strchr("(\"'", bytes.data[at]) == NULL) return behind;
    close = bytes.data[at] == '(' ? ')' : bytes.data[at];
    for (unsigned n = 0; n < LINES_MOST; n++) {
        if (line.end > at + 1 && bytes.data[line.end - 1] == close) return line.next;
        if (!goes_on(bytes, &line)) break;
        at = line.begin;
    }
    return behind;
}

/* The same of a page, whose lines a program broke: the address may stand in the next line, and go on there behind a hyphen. */
static bool definition_of_page(pdx_span bytes, const pdx_block_line *first, pdx_markdown_definition *out) {
    pdx_block_line line = *first;
    size_t end = line.end;
    if (end > line.begin + 3 && bytes.data[line.begin] == '[' && bytes.data[end - 1] == ':' && bytes.data[end - 2] == ']') {
        if (line.indent >= TAB || end - line.begin > PDX_MARKDOWN_LABEL_MOST || !goes_on(bytes, &line)) return false;
        out->label = pdx_range_of(first->begin + 1, end - 2);
        out->address = pdx_range_of(line.begin, word_end(bytes, line.begin, line.end));
    } else if (!definition_read(bytes, &line, out)) {
        return false;
    }
    while (out->address.end == line.end && bytes.data[line.end - 1] == '-' && goes_on(bytes, &line)) {
        out->address.end = word_end(bytes, line.begin, line.end);
    }
    out->behind = behind_title(bytes, (size_t)out->address.end, line);
    return true;
}

static bool definition_next(const pdx_markdown *markdown, const pdx_block_line *line, pdx_markdown_definition *out) {
    if (markdown->out != NULL) return definition_of_page(markdown->bytes, line, out);
    return (markdown->front.dialect == PDX_FRONT_REST ? pdx_rest_definition : definition_read)(markdown->bytes, line, out);
}

static pdx_status find_definitions(pdx_markdown *markdown, pdx_error *err) {
    markdown->definitions.len = 0;
    if (markdown->front.dialect == PDX_FRONT_TEXT) return PDX_OK;
    for (size_t at = markdown->front.body; at < markdown->bytes.len && markdown->definitions.len < DEFINITIONS_MOST;) {
        const pdx_block_line line = pdx_block_line_of(markdown->bytes, at);
        pdx_markdown_definition one;
        if (definition_next(markdown, &line, &one) && !PDX_VEC_PUSH(&markdown->definitions, one)) return pdx_fail_memory(err);
        at = line.next;
    }
    return PDX_OK;
}

/* ---- blocks */

/* From the line behind a fence to the one that ends it. */
static pdx_status fenced(pdx_block_reader *self, const pdx_block_line *fence, pdx_error *err) {
    const uint8_t c = self->bytes.data[fence->begin];
    const size_t n = pdx_block_count_of(self->bytes, fence, c);
    self->at = fence->next;
    while (self->at < self->bytes.len) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, self->at);
        const size_t at = self->at;
        self->at = line.next;
        if (pdx_block_count_of(self->bytes, &line, c) >= n && pdx_block_is_all(self->bytes, &line, c, n)) break;
        if (!PDX_VEC_PUSH(&self->of->lines, pdx_block_code_line(self->bytes, at, &line, fence->indent))) return pdx_fail_memory(err);
    }
    return pdx_block_code(self, err);
}

/* Elements whose content nobody reads: behind where they end; 0: none begins there. */
static size_t unseen_end(pdx_span bytes, const pdx_block_line *line) {
    static const struct { const char *begin, *end; } unseen[] = {{"<script", "</script>"}, {"<style", "</style>"}, {"<!--", "-->"}};
    for (size_t i = 0; i < PDX_COUNTOF(unseen); i++) {
        size_t at = line->begin;
        if (!pdx_span_starts(pdx_span_slice(bytes, at, bytes.len), pdx_span_str(unseen[i].begin))) continue;
        for (; at < bytes.len; at = pdx_block_behind_line(bytes, at)) {
            const pdx_span rest = pdx_span_slice(bytes, at, pdx_block_behind_line(bytes, at));
            if (pdx_span_contains(rest, pdx_span_str(unseen[i].end))) return pdx_block_behind_line(bytes, at);
        }
        return bytes.len;
    }
    return 0;
}

static bool is_table_rule(pdx_span bytes, const pdx_block_line *line) {
    size_t n_dashes = 0, n_bars = 0;
    for (size_t i = line->begin; i < line->end; i++) {
        const uint8_t c = bytes.data[i];
        n_dashes += c == '-';
        n_bars += c == '|';
        if (c != '-' && c != '|' && c != ':' && !pdx_markdown_is_space(c)) return false;
    }
    return n_dashes > 0 && n_bars > 0;
}

static bool has_bar(pdx_span bytes, const pdx_block_line *line) {
    return line->end > line->begin && memchr(bytes.data + line->begin, '|', line->end - line->begin) != NULL;
}

/* Rows up to a line without a bar: each a part. */
static pdx_status table(pdx_block_reader *self, pdx_error *err) {
    while (self->at < self->bytes.len) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, self->at);
        size_t begin = line.begin, end = line.end;
        if (!has_bar(self->bytes, &line)) break;
        self->at = line.next;
        if (is_table_rule(self->bytes, &line)) continue;
        while (begin < end && (self->bytes.data[begin] == '|' || pdx_markdown_is_space(self->bytes.data[begin]))) begin++;
        while (end > begin && (self->bytes.data[end - 1] == '|' || pdx_markdown_is_space(self->bytes.data[end - 1]))) end--;
        PDX_TRY(pdx_block_alone(self, begin, end, PDX_ROLE_TABLE, err));
    }
    return PDX_OK;
}

static bool begins_table(const pdx_block_reader *self, const pdx_block_line *line) {
    pdx_block_line next;
    if (line->next >= self->bytes.len || !has_bar(self->bytes, line)) return false;
    next = pdx_block_line_of(self->bytes, line->next);
    return is_table_rule(self->bytes, &next);
}

static bool is_letter(uint8_t c) { return (uint8_t)((c | 0x20) - 'a') < 26; }

/* Whether a link or a tag is begun between two places and does not end there. */
static bool is_open(pdx_span bytes, size_t begin, size_t end) {
    enum { LOOK_BACK = 4096 };
    const size_t from = end - begin > LOOK_BACK ? end - LOOK_BACK : begin;
    size_t at = end;
    while (at > from && strchr("[])<>", bytes.data[at - 1]) == NULL) at--;
    if (at == from) return false;
    return bytes.data[at - 1] == '[' || (bytes.data[at - 1] == ']' && at < end && bytes.data[at] == '(') ||
           (bytes.data[at - 1] == '<' && at < end && is_letter(bytes.data[at]));
}

/* Whether the next line goes on with the last line of a heading, which a program broke: within a link or a tag, or where the first word of the
 * next one had no room. */
static bool is_broken(const pdx_block_reader *self, size_t begin, const pdx_block_line *line, const pdx_block_line *next) {
    const size_t width = self->of->out->lines.width;
    if (next->begin == next->end || pdx_block_marker(self->bytes, next) > 0) return false;
    if (is_open(self->bytes, begin, line->end)) return true;
    return width > 0 &&
           pdx_markdown_width(self->bytes, line->begin, line->end) + 1 +
                   pdx_markdown_width(self->bytes, next->begin, word_end(self->bytes, next->begin, next->end)) > width;
}

/* A heading of a page, with the lines that go on with it. */
static pdx_status heading_broken(pdx_block_reader *self, const pdx_block_line *first, size_t begin, size_t level, pdx_error *err) {
    pdx_block_line line = *first;
    PDX_TRY(pdx_block_flush(self, err));
    PDX_TRY(pdx_block_wait(self, begin, line.end, pdx_block_heading_role(self, level), err));
    while (self->at < self->bytes.len) {
        const pdx_block_line next = pdx_block_line_of(self->bytes, self->at);
        if (!is_broken(self, begin, &line, &next)) break;
        PDX_TRY(pdx_block_wait(self, next.begin, next.end, PDX_ROLE_HEADING, err));
        line = next;
        self->at = line.next;
    }
    return pdx_block_flush(self, err);
}

static pdx_status heading(pdx_block_reader *self, const pdx_block_line *line, size_t level, pdx_error *err) {
    size_t begin = line->begin + level, end = line->end;
    while (begin < end && pdx_markdown_is_space(self->bytes.data[begin])) begin++;
    while (end > begin && self->bytes.data[end - 1] == '#') end--;
    if (end > begin && end < line->end && !pdx_markdown_is_space(self->bytes.data[end - 1])) end = line->end;
    while (end > begin && pdx_markdown_is_space(self->bytes.data[end - 1])) end--;
    if (end == line->end && self->of->out != NULL) return heading_broken(self, line, begin, level, err);
    return pdx_block_alone(self, begin, end, pdx_block_heading_role(self, level), err);
}

/* A line that begins a block or goes on with one; quotes and lists were taken off it. */
static pdx_status plain(pdx_block_reader *self, pdx_block_line line, uint8_t role, pdx_error *err) {
    const size_t level = pdx_block_count_of(self->bytes, &line, '#');
    pdx_markdown_definition definition;
    if (level >= 1 && level <= 6 && (line.begin + level == line.end || pdx_markdown_is_space(self->bytes.data[line.begin + level]))) {
        return heading(self, &line, level, err);
    }
    if (self->of->lines.len > 0 && self->role == PDX_ROLE_PARAGRAPH &&
        (pdx_block_is_all(self->bytes, &line, '=', 1) || pdx_block_is_all(self->bytes, &line, '-', 2))) {
        self->role = pdx_block_heading_role(self, self->bytes.data[line.begin] == '=' ? 1 : 2);
        return pdx_block_flush(self, err);
    }
    if (is_rule(self->bytes, &line)) return pdx_block_flush(self, err);
    if (self->of->lines.len == 0 && definition_next(self->of, &line, &definition)) {
        self->at = definition.behind;
        return PDX_OK;
    }
    return pdx_block_wait(self, line.begin, line.end, role, err);
}

/* Takes `>` off. */
static bool unquote(pdx_span bytes, pdx_block_line *line) {
    bool is_quote = false;
    while (line->begin < line->end && bytes.data[line->begin] == '>') {
        is_quote = true;
        *line = pdx_block_line_from(bytes, line->begin + 1, line->next);
    }
    return is_quote;
}

static pdx_status item(pdx_block_reader *self, pdx_block_line line, size_t marker, uint8_t role, pdx_error *err) {
    const size_t next = line.next;
    PDX_TRY(pdx_block_flush(self, err));
    line = pdx_block_line_from(self->bytes, line.begin + marker, next);
    if (line.end - line.begin >= 4 && line.end - line.begin < SIZE_MAX && self->bytes.data[line.begin] == '[' &&
        self->bytes.data[line.begin + 2] == ']') {
        line.begin += 3; /* of a list of tasks */
    }
    while (line.begin < line.end && pdx_markdown_is_space(self->bytes.data[line.begin])) line.begin++;
    self->in_list = true;
    return plain(self, line, role, err);
}

static bool starts(pdx_span bytes, const pdx_block_line *line, const char *head) {
    return pdx_span_starts(pdx_span_slice(bytes, line->begin, line->end), pdx_span_str(head));
}

/* `[!NOTE]` at the beginning of a quotation says what kind of note it is: how many bytes. */
static size_t note_of(pdx_span bytes, const pdx_block_line *line) {
    size_t at = line->begin + 2;
    if (!starts(bytes, line, "[!")) return 0;
    while (at < line->end && is_letter(bytes.data[at])) at++;
    if (at == line->begin + 2 || at >= line->end || bytes.data[at] != ']') return 0;
    at++;
    if (at < line->end && (bytes.data[at] == '-' || bytes.data[at] == '+')) at++; /* folded or not */
    while (at < line->end && pdx_markdown_is_space(bytes.data[at])) at++;
    return at - line->begin;
}

/* `:::note A title`, `:::tip[A title]`, `:::`: what stands between two of these is text, and so is the title. */
static pdx_status colons(pdx_block_reader *self, const pdx_block_line *line, pdx_error *err) {
    size_t at = line->begin + pdx_block_count_of(self->bytes, line, ':'), end = line->end;
    while (at < end && pdx_markdown_is_space(self->bytes.data[at])) at++;
    while (at < end && (is_letter(self->bytes.data[at]) || self->bytes.data[at] == '-')) at++;
    while (at < end && pdx_markdown_is_space(self->bytes.data[at])) at++;
    if (at < end && self->bytes.data[at] == '[' && self->bytes.data[end - 1] == ']') at++, end--;
    if (at < end && self->bytes.data[at] == '{') at = end; /* attributes */
    self->at = line->next;
    return pdx_block_alone(self, at, end, PDX_ROLE_PARAGRAPH, err);
}

/* `import Tabs from '@theme/Tabs'` in a post whose text a program runs (MDX). */
static bool is_import(pdx_span bytes, const pdx_block_line *line) {
    size_t end = line->end;
    if (line->indent > 0 || !starts(bytes, line, "import ")) return false;
    if (end > line->begin && bytes.data[end - 1] == ';') end--;
    if (end < line->begin + 10 || (bytes.data[end - 1] != '\'' && bytes.data[end - 1] != '"')) return false;
    return bytes.data[line->begin + 7] == bytes.data[end - 1] || pdx_span_contains(pdx_span_slice(bytes, line->begin, end), pdx_span_str(" from "));
}

/* Marks of other programs than Markdown's own; *found: this line was one. */
static pdx_status marked(pdx_block_reader *self, const pdx_block_line *line, bool *found, pdx_error *err) {
    const bool is_colons = line->indent < TAB && starts(self->bytes, line, ":::");
    const pdx_range whole = pdx_range_of(line->begin, line->end);
    if (self->of->out != NULL) return PDX_OK;
    *found = is_colons || (self->of->lines.len == 0 && is_import(self->bytes, line));
    if (is_colons) return colons(self, line, err);
    if (!*found) return PDX_OK;
    self->at = line->next;
    return PDX_VEC_PUSH(&self->of->insertions, whole) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status block_next(pdx_block_reader *self, pdx_error *err) {
    pdx_block_line line = pdx_block_line_of(self->bytes, self->at);
    const bool is_quote = line.indent < TAB && unquote(self->bytes, &line);
    const size_t marker = is_rule(self->bytes, &line) ? 0 : pdx_block_marker(self->bytes, &line), unseen = unseen_end(self->bytes, &line);
    const bool had_blank = self->had_blank;
    uint8_t role = is_quote ? PDX_ROLE_QUOTE : self->in_list ? PDX_ROLE_LIST : PDX_ROLE_PARAGRAPH;
    bool found = false;
    self->had_blank = line.begin == line.end;
    if (self->had_blank) {
        self->at = line.next;
        return pdx_block_flush(self, err);
    }
    if (!is_quote && self->in_list && had_blank && line.indent == 0 && marker == 0) {
        self->in_list = false;
        role = PDX_ROLE_PARAGRAPH;
    }
    if (!is_quote) PDX_TRY(marked(self, &line, &found, err));
    if (found) return PDX_OK;
    if (is_quote && self->of->lines.len == 0) line.begin += note_of(self->bytes, &line);
    if (line.indent < TAB && (pdx_block_count_of(self->bytes, &line, '`') >= 3 || pdx_block_count_of(self->bytes, &line, '~') >= 3) && !is_quote) {
        PDX_TRY(pdx_block_flush(self, err));
        return fenced(self, &line, err);
    }
    if (!is_quote && !self->in_list && line.indent >= TAB && self->of->lines.len == 0) return pdx_block_indented(self, err);
    if (!is_quote && begins_table(self, &line)) {
        PDX_TRY(pdx_block_flush(self, err));
        return table(self, err);
    }
    self->at = unseen != 0 ? unseen : line.next;
    if (unseen != 0) return pdx_block_flush(self, err);
    if (marker > 0 && (self->in_list || self->of->lines.len == 0 || self->bytes.data[line.begin] > '9' || self->bytes.data[line.begin] < '0' ||
                       self->bytes.data[line.begin] == '1')) {
        return item(self, line, marker, is_quote ? PDX_ROLE_QUOTE : PDX_ROLE_LIST, err);
    }
    if (is_quote != (self->role == PDX_ROLE_QUOTE) && self->of->lines.len > 0 && is_quote) PDX_TRY(pdx_block_flush(self, err));
    return plain(self, line, role, err);
}

static pdx_status blocks_all(pdx_block_reader *self, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, self->bytes.len);
    while (self->at < self->bytes.len) {
        const size_t before = self->at;
        PDX_TRY(block_next(self, err));
        PDX_TRY(pdx_pace_step(&pace, self->at - before, self->at, err));
    }
    return pdx_block_flush(self, err);
}

pdx_status pdx_markdown_blocks(pdx_markdown *markdown, pdx_record *record, bool has_title, const pdx_tick *tick, pdx_error *err) {
    pdx_block_reader self;
    memset(&self, 0, sizeof self);
    self.of = markdown;
    self.record = record;
    self.bytes = markdown->bytes;
    self.at = markdown->front.body;
    self.role = PDX_ROLE_PARAGRAPH;
    self.has_title = has_title;
    self.had_blank = true;
    markdown->lines.len = 0;
    PDX_TRY(find_definitions(markdown, err));
    if (markdown->front.dialect == PDX_FRONT_REST) return pdx_rest_blocks(&self, err);
    if (markdown->front.dialect == PDX_FRONT_ORG) return pdx_org_blocks(&self, err);
    if (markdown->front.dialect == PDX_FRONT_TEXT) return pdx_text_blocks(&self, err);
    return blocks_all(&self, tick, err);
}

/* An address, whose references are read: `?a=1&amp;b=2`. */
static pdx_status copy_address(const pdx_markdown *markdown, pdx_record *record, pdx_range range, pdx_error *err) {
    const pdx_span text = pdx_span_slice(markdown->bytes, 0, (size_t)range.end);
    size_t at = (size_t)range.begin;
    while (at < text.len) {
        const uint8_t *found = memchr(text.data + at, '&', text.len - at);
        const size_t mark = found == NULL ? text.len : (size_t)(found - text.data);
        pdx_reference reference = {0};
        PDX_TRY(pdx_markdown_copy(markdown, record, pdx_range_of(at, mark), err));
        if (found == NULL) break;
        reference = pdx_reference_read(pdx_span_slice(text, mark, text.len), PDX_REFERENCE_ATTRIBUTE);
        at = mark + pdx_max_size(reference.len, 1);
        if (reference.len == 0) {
            PDX_TRY(pdx_markdown_copy(markdown, record, pdx_range_of(mark, at), err));
            continue;
        }
        pdx_buf_append(&record->text, reference.text, reference.text_len);
        if (record->text.failed || !pdx_offsets_add(&record->map, reference.text_len, mark, reference.len, false)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Addresses behind the text, each with the words that lead there. */
static pdx_status add_links(pdx_markdown *markdown, pdx_record *record, bool images, pdx_error *err) {
    for (size_t i = 0; i < markdown->links.len; i++) {
        const pdx_markdown_link *link = &markdown->links.data[i];
        const uint64_t begin = record->text.len;
        if (link->is_image != images) continue;
        PDX_TRY(copy_address(markdown, record, link->address, err));
        PDX_TRY(pdx_record_add_item(record, link->words, (uint32_t)record->parts.len, err));
        PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), images ? PDX_ROLE_IMAGE : PDX_ROLE_LINK, err));
        PDX_TRY(pdx_record_add_glue(record, '\n', err));
    }
    return PDX_OK;
}

static pdx_status add_insertions(pdx_markdown *markdown, pdx_record *record, pdx_error *err) {
    for (size_t i = 0; i < markdown->insertions.len; i++) {
        const uint64_t begin = record->text.len;
        PDX_TRY(pdx_markdown_copy(markdown, record, markdown->insertions.data[i], err));
        PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), PDX_ROLE_OTHER, err));
        PDX_TRY(pdx_record_add_glue(record, '\n', err));
    }
    return PDX_OK;
}

/* A body that is no Markdown. */
static pdx_status html_read(pdx_markdown *markdown, pdx_record *record, pdx_error *err) {
    pdx_markdown_html *html;
    pdx_status status = pdx_markdown_html_read(markdown->bytes, markdown->front.body, record, &html, err);
    if (status == PDX_OK) status = pdx_markdown_fields(markdown, record, true, err);
    if (status == PDX_OK) status = pdx_markdown_html_marks(html, record, err);
    pdx_markdown_html_free(html);
    return status;
}

pdx_status pdx_markdown_read(pdx_markdown *markdown, pdx_span bytes, pdx_record *record, pdx_error *err) {
    pdx_record_reset(record);
    markdown->bytes = bytes;
    markdown->links.len = markdown->insertions.len = 0;
    record->source = pdx_range_of(0, bytes.len);
    record->line_number = 1;
    if (!pdx_front_read(&markdown->front, bytes)) return pdx_fail_memory(err);
    if (markdown->front.dialect == PDX_FRONT_MARKDOWN && pdx_markdown_is_html(pdx_span_slice(bytes, markdown->front.body, bytes.len))) {
        PDX_TRY(pdx_markdown_fields(markdown, record, false, err));
        return html_read(markdown, record, err);
    }
    PDX_TRY(pdx_markdown_fields(markdown, record, false, err));
    PDX_TRY(pdx_markdown_blocks(markdown, record, pdx_markdown_has_title(markdown), NULL, err));
    PDX_TRY(pdx_markdown_fields(markdown, record, true, err));
    PDX_TRY(add_links(markdown, record, false, err));
    PDX_TRY(add_links(markdown, record, true, err));
    return add_insertions(markdown, record, err);
}
