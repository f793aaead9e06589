#include "source/markdown/markdownblocks.h"
#include "source/markdown/outlines.h"

/* Text that nobody marked up, as people write it in mail: paragraphs between blank lines, what is quoted with `>`, items, what is indented. Every
 * character of it stands, those too that would be marks elsewhere. */

/* Takes `>` off, and one space behind each. */
static bool unquote(pdx_span bytes, pdx_block_line *line) {
    const bool is_quote = line->indent < PDX_BLOCK_TAB && line->begin < line->end && bytes.data[line->begin] == '>';
    while (is_quote && line->begin < line->end && bytes.data[line->begin] == '>') {
        const size_t next = line->next;
        *line = pdx_block_line_from(bytes, line->begin + 1, next);
    }
    return is_quote;
}

/* Whether a line begins an item: with a mark, or with the number 1 or one behind another item. */
static bool is_item(const pdx_block_reader *self, const pdx_block_line *line) {
    const uint8_t first = self->bytes.data[line->begin];
    return pdx_block_marker(self->bytes, line) > 0 &&
           (first < '0' || first > '9' || first == '1' || self->role == PDX_ROLE_LIST || self->of->lines.len == 0);
}

static bool ends_letter(pdx_span bytes, const pdx_block_line *line) {
    return line->end == line->begin + 2 && bytes.data[line->begin] == '-' && bytes.data[line->begin + 1] == '-';
}

static pdx_status line_read(pdx_block_reader *self, pdx_block_line line, pdx_error *err) {
    const bool is_quote = unquote(self->bytes, &line), is_blank = line.begin == line.end;
    bool begins;
    if (!is_quote && line.indent >= PDX_BLOCK_TAB && self->of->lines.len == 0 && !is_blank) return pdx_block_indented(self, err);
    self->at = line.next;
    if (is_blank) return pdx_block_flush(self, err);
    begins = !is_quote && (is_item(self, &line) || ends_letter(self->bytes, &line));
    if (begins || is_quote != (self->role == PDX_ROLE_QUOTE)) PDX_TRY(pdx_block_flush(self, err));
    return pdx_block_wait(self, line.begin, line.end,
                          is_quote ? PDX_ROLE_QUOTE : begins && !ends_letter(self->bytes, &line) ? PDX_ROLE_LIST : PDX_ROLE_PARAGRAPH, err);
}

pdx_status pdx_text_blocks(pdx_block_reader *blocks, pdx_error *err) {
    while (blocks->at < blocks->bytes.len) PDX_TRY(line_read(blocks, pdx_block_line_of(blocks->bytes, blocks->at), err));
    return pdx_block_flush(blocks, err);
}
