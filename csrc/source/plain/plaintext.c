#include "source/plain/plaintext.h"

#include <string.h>

#include "source/plain/linewidth.h"
#include "text/utf8.h"

void pdx_plaintext_layout_init(pdx_plaintext_layout *layout) {
    layout->width = 0;
    PDX_VEC_INIT(&layout->marks);
}

void pdx_plaintext_layout_deinit(pdx_plaintext_layout *layout) { PDX_VEC_DEINIT(&layout->marks); }

bool pdx_plaintext_is_plain(const pdx_plaintext_layout *layout) { return layout->width == 0 && layout->marks.len == 0; }

pdx_status pdx_plaintext_layout_find(pdx_plaintext_layout *layout, pdx_span text, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(pdx_linkmarks_find(&layout->marks, text, tick, err));
    if (layout->marks.len > 0) text.len = (size_t)layout->marks.data[layout->marks.len - 1].begin; /* the list has a width of its own */
    return pdx_linewidth_find(text, &layout->width, tick, err);
}

/* What is written of the text: stretches as they are, and between them one character each, which stands for `left` of the text. */
typedef struct writer {
    pdx_buf *out;
    pdx_offsets *map;
    pdx_span text;
    const pdx_offsets *origin;
    size_t at;      /* written up to here, but for the character that waits: */
    pdx_range left; /* empty: there is none */
    uint8_t instead[PDX_UTF8_MAX];
    size_t n_instead;
} writer;

static bool map_add(writer *w, size_t len, pdx_range source, bool linear) {
    const uint64_t n = source.end - source.begin;
    if (len == 0 && n == 0) return true;
    if (w->origin == NULL) return pdx_offsets_add(w->map, len, source.begin, n, linear);
    return pdx_offsets_add_through(w->map, len, source.begin, n, linear, w->origin);
}

static bool waiting_write(writer *w) {
    const pdx_range left = w->left;
    if (left.end == left.begin) return true;
    pdx_buf_span(w->out, pdx_span_of(w->instead, w->n_instead));
    w->left = pdx_range_of(0, 0);
    return map_add(w, w->n_instead, left, false);
}

static bool write_to(writer *w, size_t end) {
    if (!waiting_write(w)) return false;
    pdx_buf_span(w->out, pdx_span_slice(w->text, w->at, end));
    if (!map_add(w, end - w->at, pdx_range_of(w->at, end), true)) return false;
    w->at = end;
    return true;
}

/* From `begin` to `end`, neither before what was written, there is the character `instead`, or one blank. */
static bool put(writer *w, size_t begin, size_t end, pdx_span instead) {
    if (!write_to(w, begin)) return false;
    memcpy(w->instead, instead.data, instead.len);
    w->n_instead = instead.len;
    w->left = pdx_range_of(begin, end);
    w->at = end;
    return true;
}

static size_t char_begin(pdx_span text, size_t least, size_t end) {
    size_t at = end - 1;
    while (at > least && end - at < PDX_UTF8_MAX && (text.data[at] & 0xC0) == 0x80) at--;
    return at;
}

/* Leaves out `range`: it belongs to the character before it, or where there is none to the one behind it. */
static bool leave_out(writer *w, pdx_range range) {
    const size_t begin = (size_t)range.begin, end = (size_t)range.end;
    size_t from, len = 0;
    if (begin < w->at) return true; /* its line's end has taken it along */
    if (w->left.end > w->left.begin && begin == w->at) {
        w->left.end = w->at = end;
        return true;
    }
    if (begin > w->at) {
        from = char_begin(w->text, w->at, begin);
        return put(w, from, end, pdx_span_slice(w->text, from, begin));
    }
    if (end >= w->text.len) return true;
    (void)pdx_utf8_decode(w->text.data + end, w->text.data + w->text.len, &len);
    return put(w, begin, end + len, pdx_span_slice(w->text, end, end + len));
}

static bool is_letter_byte(uint8_t byte) { return byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'); }

/* Where the next line's text goes on right behind this one's. */
static bool takes_no_blank(pdx_span text, const pdx_plain_line *line, const pdx_plain_line *next) {
    const size_t last = char_begin(text, line->begin, line->end);
    size_t len;
    const uint32_t before = pdx_utf8_decode(text.data + last, text.data + line->end, &len);
    const uint32_t behind = pdx_utf8_decode(text.data + next->begin, text.data + next->end, &len);
    if (before == '-') return last > line->begin && is_letter_byte(text.data[last - 1]) && is_letter_byte(text.data[next->begin]);
    return pdx_plain_is_ideograph(before) && pdx_plain_is_ideograph(behind);
}

/* The break between two lines that were one. */
static bool join(writer *w, const pdx_plain_line *line, const pdx_plain_line *next) {
    const size_t last = pdx_max_size(char_begin(w->text, line->begin, line->end), w->at);
    if (last < line->end && takes_no_blank(w->text, line, next)) return put(w, last, next->begin, pdx_span_slice(w->text, last, line->end));
    return put(w, pdx_max_size(line->end, w->at), next->begin, pdx_span_str(" "));
}

/* The marks before `end` that were not left out yet. */
static bool marks_leave(writer *w, const pdx_linkmarks *marks, size_t *mark, uint64_t end) {
    for (; *mark < marks->len && marks->data[*mark].begin < end; ++*mark) {
        if (!leave_out(w, marks->data[*mark])) return false;
    }
    return true;
}

pdx_status pdx_plaintext_append(pdx_buf *out, pdx_offsets *map, pdx_span text, const pdx_plaintext_layout *layout, const pdx_offsets *origin,
                                const pdx_tick *tick, pdx_error *err) {
    writer w = {.out = out, .map = map, .text = text, .origin = origin};
    pdx_pace pace = pdx_pace_of(tick, text.len);
    pdx_linewidth_run run = {0};
    pdx_plain_line line;
    size_t mark = 0;
    bool ok = true;
    if (text.len == 0) return PDX_OK;
    for (line = pdx_plain_line_at(text, 0); ok && layout->width > 0 && line.next < text.len;) {
        const pdx_plain_line next = pdx_plain_line_at(text, line.next);
        const bool joins = pdx_linewidth_joins(&run, text, layout->width, &line, &next);
        ok = marks_leave(&w, &layout->marks, &mark, line.end);
        if (ok && joins) ok = join(&w, &line, &next);
        PDX_TRY(pdx_pace_step(&pace, next.next - line.next, next.next, err));
        line = next;
    }
    ok = ok && marks_leave(&w, &layout->marks, &mark, UINT64_MAX) && write_to(&w, text.len);
    return ok && !out->failed ? PDX_OK : pdx_fail_memory(err);
}

pdx_range pdx_plaintext_head(pdx_span text) {
    pdx_plain_line line = {0};
    for (size_t at = 0; at < text.len && pdx_plain_is_blank(&line); at = line.next) line = pdx_plain_line_at(text, at);
    if (line.end - line.begin < 2 || line.indent == 0 || text.data[line.begin] != '#' || !is_letter_byte(text.data[line.begin + 1])) {
        return pdx_range_of(0, 0);
    }
    return memchr(".!?", text.data[line.end - 1], 3) != NULL ? pdx_range_of(0, 0) : pdx_range_of(line.begin, line.end);
}
