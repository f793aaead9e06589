#include "source/html/htmlmore.h"

#include <string.h>

enum { WORDS_MOST = 6, BYTES_BESIDE = 8 /* of an arrow that stands beside the link */ };

/* Without the place within it. */
static pdx_span address_of(const pdx_htmltext *read, const pdx_html_mark *mark) {
    const pdx_span whole = pdx_span_slice(pdx_buf_view(&read->values), (size_t)mark->value.begin, (size_t)mark->value.end);
    const uint8_t *place = whole.len > 0 ? memchr(whole.data, '#', whole.len) : NULL;
    return place == NULL ? whole : pdx_span_slice(whole, 0, (size_t)(place - whole.data));
}

/* Words of letters alone, and few of them. */
static bool is_few_words(pdx_span text) {
    unsigned n = 0;
    bool in_word = false;
    for (size_t i = 0; i < text.len; i++) {
        const bool blank = text.data[i] <= ' ';
        if (text.data[i] >= '0' && text.data[i] <= '9') return false;
        n += !blank && !in_word;
        in_word = !blank;
    }
    return n > 0 && n <= WORDS_MOST;
}

static bool is_letter(uint8_t c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9'); }

/* Besides the link there is no more of the block than an arrow. */
static bool fills(const pdx_htmltext *read, pdx_range link, pdx_range block) {
    const uint8_t *text = read->text.data;
    if (link.begin < block.begin || link.end > block.end || (link.begin - block.begin) + (block.end - link.end) > BYTES_BESIDE) return false;
    for (uint64_t i = block.begin; i < block.end; i++) {
        if ((i < link.begin || i >= link.end) && is_letter(text[i])) return false;
    }
    return true;
}

static bool leads_on(const pdx_html_more *self, const pdx_htmltext *read, const pdx_html_mark *link, const pdx_html_block *block) {
    const pdx_span words = pdx_span_slice(pdx_buf_view(&read->text), (size_t)link->range.begin, (size_t)link->range.end);
    return self->address.len > 0 && fills(read, link->range, block->range) && is_few_words(words) &&
           pdx_span_equal(address_of(read, link), self->address);
}

bool pdx_html_more_is(pdx_html_more *self, const pdx_htmltext *read, const pdx_html_block *block) {
    bool is_more = false;
    for (; self->mark < read->marks.len && read->marks.data[self->mark].range.begin < block->range.end; self->mark++) {
        const pdx_html_mark *mark = &read->marks.data[self->mark];
        if (mark->kind != PDX_HTML_LINK || mark->range.end <= mark->range.begin) continue;
        if (block->role == PDX_ROLE_PARAGRAPH) is_more = is_more || leads_on(self, read, mark, block);
        if (block->role == PDX_ROLE_HEADING && mark->range.begin >= block->range.begin) self->address = address_of(read, mark);
    }
    return is_more;
}
