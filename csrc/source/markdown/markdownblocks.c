#include "source/markdown/markdownblocks.h"

#include "source/markdown/markdownout.h"
#include "source/records/recordparts.h"

size_t pdx_block_marker(pdx_span bytes, const pdx_block_line *line) {
    size_t n = 0;
    const uint8_t first = line->begin < line->end ? bytes.data[line->begin] : 0;
    if (first == '-' || first == '*' || first == '+') {
        n = 1;
    } else {
        while (line->begin + n < line->end && n < 9 && bytes.data[line->begin + n] >= '0' && bytes.data[line->begin + n] <= '9') n++;
        if (n == 0 || line->begin + n >= line->end || (bytes.data[line->begin + n] != '.' && bytes.data[line->begin + n] != ')')) return 0;
        n++;
    }
    if (line->begin + n < line->end && !pdx_markdown_is_space(bytes.data[line->begin + n])) return 0;
    while (line->begin + n < line->end && pdx_markdown_is_space(bytes.data[line->begin + n])) n++;
    return n;
}

pdx_status pdx_block_flush(pdx_block_reader *self, pdx_error *err) {
    const uint8_t role = self->role;
    self->role = PDX_ROLE_PARAGRAPH;
    if (self->of->out != NULL) return pdx_markdown_out_block(self->of, role, err);
    return pdx_markdown_text(self->of, self->record, role, err);
}

pdx_status pdx_block_wait(pdx_block_reader *self, size_t begin, size_t end, uint8_t role, pdx_error *err) {
    const pdx_range line = pdx_range_of(begin, end);
    if (self->of->lines.len == 0) self->role = role;
    return end <= begin || PDX_VEC_PUSH(&self->of->lines, line) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_block_alone(pdx_block_reader *self, size_t begin, size_t end, uint8_t role, pdx_error *err) {
    PDX_TRY(pdx_block_flush(self, err));
    PDX_TRY(pdx_block_wait(self, begin, end, role, err));
    return pdx_block_flush(self, err);
}

uint8_t pdx_block_heading_role(pdx_block_reader *self, size_t level) {
    const bool is_title = !self->has_title && level == 1;
    self->of->level = (unsigned)level;
    if (is_title) self->has_title = true;
    return is_title ? PDX_ROLE_TITLE : PDX_ROLE_HEADING;
}

/* Code stands as it is, less its indent: one part. */
static pdx_status add_code(pdx_block_reader *self, const pdx_range *lines, size_t n, pdx_error *err) {
    if (self->of->out != NULL) return pdx_markdown_out_code(self->of, lines, n, err);
    const uint64_t begin = self->record->text.len;
    for (size_t i = 0; i < n; i++) {
        if (i > 0) PDX_TRY(pdx_record_add_glue(self->record, '\n', err));
        PDX_TRY(pdx_markdown_copy(self->of, self->record, lines[i], err));
    }
    PDX_TRY(pdx_record_add_part(self->record, pdx_range_of(begin, self->record->text.len), PDX_ROLE_CODE, err));
    return self->record->text.len > begin ? pdx_record_add_glue(self->record, '\n', err) : PDX_OK;
}

pdx_range pdx_block_code_line(pdx_span bytes, size_t at, const pdx_block_line *line, size_t indent) {
    size_t begin = at, taken = 0, end = line->end;
    while (begin < line->begin && taken < indent) taken += bytes.data[begin++] == '\t' ? PDX_BLOCK_TAB : 1;
    return pdx_range_of(pdx_min_size(begin, end), end);
}

pdx_status pdx_block_code(pdx_block_reader *self, pdx_error *err) {
    size_t n = self->of->lines.len;
    pdx_status status;
    while (n > 0 && self->of->lines.data[n - 1].end == self->of->lines.data[n - 1].begin) n--;
    status = add_code(self, self->of->lines.data, n, err);
    self->of->lines.len = 0;
    return status;
}

pdx_status pdx_block_indented(pdx_block_reader *self, pdx_error *err) {
    while (self->at < self->bytes.len) {
        const pdx_block_line line = pdx_block_line_of(self->bytes, self->at);
        if (line.end > line.begin && line.indent < PDX_BLOCK_TAB) break;
        if (!PDX_VEC_PUSH(&self->of->lines, pdx_block_code_line(self->bytes, self->at, &line, PDX_BLOCK_TAB))) return pdx_fail_memory(err);
        self->at = line.next;
    }
    return pdx_block_code(self, err);
}
