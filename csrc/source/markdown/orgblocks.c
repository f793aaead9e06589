#include "source/markdown/markdownblocks.h"
#include "source/markdown/outlines.h"
#include "source/syntax/fields.h"

/* Blocks of Org: which lines are one, and what they are. */

static bool is_blank(const pdx_block_line *line) { return line->begin == line->end; }

static pdx_span text_of(const pdx_block_reader *self, const pdx_block_line *line) { return pdx_span_slice(self->bytes, line->begin, line->end); }

static bool starts(pdx_span text, const char *head) { return text.len >= strlen(head) && pdx_field_is(pdx_span_slice(text, 0, strlen(head)), head); }

static pdx_status as_it_stands(pdx_block_reader *self, size_t begin, size_t end, pdx_error *err) {
    const pdx_range range = pdx_range_of(begin, end);
    PDX_TRY(pdx_block_flush(self, err));
    return end <= begin || PDX_VEC_PUSH(&self->of->insertions, range) ? PDX_OK : pdx_fail_memory(err);
}

/* Stars before a heading; 0: it is none. */
static size_t stars_of(pdx_span bytes, const pdx_block_line *line) {
    const size_t n = line->indent == 0 ? pdx_block_count_of(bytes, line, '*') : 0;
    return n > 0 && line->begin + n < line->end && bytes.data[line->begin + n] == ' ' ? n : 0;
}

/* Words before a heading that say how far a task is, and tags behind it (`:sea:quay:`), are none of it. */
static pdx_status heading(pdx_block_reader *self, const pdx_block_line *line, size_t stars, pdx_error *err) {
    static const char *const states[] = {"TODO ", "DONE ", "NEXT ", "DRAFT "};
    size_t begin = line->begin + stars + 1, end = line->end, at;
    for (size_t i = 0; i < PDX_COUNTOF(states); i++) {
        if (pdx_span_starts(pdx_span_slice(self->bytes, begin, end), pdx_span_str(states[i]))) begin += strlen(states[i]);
    }
    if (end > begin && self->bytes.data[end - 1] == ':') {
        for (at = end; at > begin && self->bytes.data[at - 1] != ' ';) at--;
        if (at > begin && self->bytes.data[at] == ':' && end - at > 2) end = at;
    }
    while (end > begin && self->bytes.data[end - 1] == ' ') end--;
    self->in_list = false;
    return pdx_block_alone(self, begin, end, pdx_block_heading_role(self, stars), err);
}

/* Whether a line ends the block that `#+BEGIN_NAME` began. */
static bool ends_block(pdx_span text, pdx_span name) {
    if (!starts(text, "#+end_") || text.len < 6 + name.len) return false;
    for (size_t i = 0; i < name.len; i++) {
        if ((text.data[6 + i] | 0x20) != (name.data[i] | 0x20)) return false;
    }
    return true;
}

/* From the line behind `#+BEGIN_NAME` to `#+END_NAME`: a program, a quotation, or text; what is to be exported is put in by a program, all that
 * follows where it does not end. */
static pdx_status block(pdx_block_reader *self, const pdx_block_line *begin, pdx_error *err) {
    pdx_span name = pdx_span_slice(self->bytes, begin->begin + 8, begin->end);
    const uint8_t *space = memchr(name.data, ' ', name.len);
    size_t other_end = begin->end;
    bool is_program, is_quote, is_other;
    if (space != NULL) name.len = (size_t)(space - name.data);
    is_program = pdx_field_is(name, "src") || pdx_field_is(name, "example");
    is_quote = pdx_field_is(name, "quote") || pdx_field_is(name, "verse");
    is_other = pdx_field_is(name, "export") || pdx_field_is(name, "html") || pdx_field_is(name, "comment");
    PDX_TRY(pdx_block_flush(self, err));
    self->at = begin->next;
    while (self->at < self->bytes.len) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, self->at);
        const size_t at = self->at;
        self->at = line.next;
        if (ends_block(text_of(self, &line), name)) {
            other_end = line.end;
            break;
        }
        if (is_program && !PDX_VEC_PUSH(&self->of->lines, pdx_block_code_line(self->bytes, at, &line, begin->indent))) return pdx_fail_memory(err);
        if (!is_blank(&line)) other_end = line.end;
        if (is_program || is_other) continue;
        if (is_blank(&line)) PDX_TRY(pdx_block_flush(self, err));
        PDX_TRY(pdx_block_wait(self, line.begin, line.end, is_quote ? PDX_ROLE_QUOTE : PDX_ROLE_PARAGRAPH, err));
    }
    if (is_other) return as_it_stands(self, begin->begin, other_end, err);
    return is_program ? pdx_block_code(self, err) : pdx_block_flush(self, err);
}

/* `:NAME:` to `:END:`, which programs keep what they know in. */
static pdx_status drawer(pdx_block_reader *self, const pdx_block_line *begin, bool *found, pdx_error *err) {
    size_t at = begin->next;
    *found = false;
    for (size_t i = 0; i < 100 && at < self->bytes.len; i++) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, at);
        at = line.next;
        if (!pdx_field_is(text_of(self, &line), ":end:")) continue;
        *found = true;
        self->at = at;
        return as_it_stands(self, begin->begin, line.end, err);
    }
    return PDX_OK;
}

static bool is_drawer(pdx_span text) {
    return text.len > 2 && text.data[0] == ':' && text.data[text.len - 1] == ':' && memchr(text.data, ' ', text.len) == NULL;
}

static pdx_status row(pdx_block_reader *self, const pdx_block_line *line, pdx_error *err) {
    size_t begin = line->begin, end = line->end;
    if (begin + 1 < end && self->bytes.data[begin + 1] == '-') return pdx_block_flush(self, err); /* a rule */
    while (begin < end && (self->bytes.data[begin] == '|' || self->bytes.data[begin] == ' ')) begin++;
    while (end > begin && (self->bytes.data[end - 1] == '|' || self->bytes.data[end - 1] == ' ')) end--;
    return pdx_block_alone(self, begin, end, PDX_ROLE_TABLE, err);
}

/* `: words`, a program's, as long as lines begin so. */
static pdx_status literal(pdx_block_reader *self, const pdx_block_line *first, pdx_error *err) {
    pdx_block_line line = *first;
    PDX_TRY(pdx_block_flush(self, err));
    for (;;) {
        const pdx_range words = pdx_range_of(pdx_min_size(line.begin + 2, line.end), line.end);
        if (!PDX_VEC_PUSH(&self->of->lines, words)) return pdx_fail_memory(err);
        self->at = line.next;
        if (self->at >= self->bytes.len) break;
        line = pdx_block_line_of(self->bytes, self->at);
        if (!pdx_span_starts(text_of(self, &line), pdx_span_str(": "))) break;
    }
    return pdx_block_code(self, err);
}

static pdx_status line_read(pdx_block_reader *self, const pdx_block_line *line, pdx_error *err) {
    const pdx_span text = text_of(self, line);
    const size_t stars = stars_of(self->bytes, line), marker = stars > 0 ? 0 : pdx_block_marker(self->bytes, line);
    bool found = false;
    if (stars > 0) return heading(self, line, stars, err);
    if (starts(text, "#+begin_")) return block(self, line, err);
    if (starts(text, "#+caption:")) return pdx_block_alone(self, line->begin + 10, line->end, PDX_ROLE_CAPTION, err);
    if (starts(text, "#+")) return as_it_stands(self, line->begin, line->end, err);
    if (pdx_span_starts(text, pdx_span_str("# ")) || text.len == 1) {
        if (text.data[0] == '#') return pdx_block_flush(self, err); /* a comment */
    }
    if (is_drawer(text)) PDX_TRY(drawer(self, line, &found, err));
    if (found) return PDX_OK;
    if (text.data[0] == '|') return row(self, line, err);
    if (pdx_span_starts(text, pdx_span_str(": "))) return literal(self, line, err);
    if (pdx_block_is_all(self->bytes, line, '-', 5)) return pdx_block_flush(self, err);
    if (marker > 0) {
        PDX_TRY(pdx_block_flush(self, err));
        self->in_list = true;
        return pdx_block_wait(self, line->begin + marker, line->end, PDX_ROLE_LIST, err);
    }
    if (line->indent == 0 && self->in_list) { /* what goes on with an item is indented */
        PDX_TRY(pdx_block_flush(self, err));
        self->in_list = false;
    }
    return pdx_block_wait(self, line->begin, line->end, self->in_list ? PDX_ROLE_LIST : PDX_ROLE_PARAGRAPH, err);
}

pdx_status pdx_org_blocks(pdx_block_reader *blocks, pdx_error *err) {
    while (blocks->at < blocks->bytes.len) {
        const pdx_block_line line = pdx_block_line_of(blocks->bytes, blocks->at);
        blocks->at = line.next;
        if (is_blank(&line))
            PDX_TRY(pdx_block_flush(blocks, err));
        else
            PDX_TRY(line_read(blocks, &line, err));
    }
    return pdx_block_flush(blocks, err);
}
