#include "source/html/htmlflow.h"

#include "base/le.h"
#include "kernels/stops.h"

void pdx_html_flow_init(pdx_html_flow *flow, pdx_buf *text, pdx_offsets *map, const pdx_offsets *through) {
    memset(flow, 0, sizeof *flow);
    flow->text = text;
    flow->map = map;
    flow->through = through;
    flow->begin = flow->solid = text->len;
    flow->parts = true;
}

void pdx_html_flow_part(pdx_html_flow *flow, unsigned lines) {
    if (flow->lines < lines) flow->lines = lines;
    flow->parts = true;
    flow->tab = false;
}

void pdx_html_flow_newline(pdx_html_flow *flow) {
    if (flow->lines < 2) flow->lines++;
    if (flow->lines == 2) flow->parts = true;
    flow->tab = false;
}

void pdx_html_flow_cell(pdx_html_flow *flow) { flow->tab = flow->lines == 0; }

static void put_glue(pdx_html_flow *flow, uint8_t byte) {
    pdx_buf_byte(flow->text, byte);
    if (!flow->text->failed && !pdx_offsets_add(flow->map, 1, flow->map->source_end, 0, false)) flow->failed = true;
}

/* White space that was kept, and behind which a block ended. */
static void drop_kept_space(pdx_html_flow *flow) {
    flow->text->len = flow->solid;
    flow->map->text = flow->text->data; /* which may have moved */
    pdx_offsets_cut(flow->map, flow->solid);
}

size_t pdx_html_flow_begin(pdx_html_flow *flow) {
    size_t before;
    if (flow->lines > 0 && flow->kept) drop_kept_space(flow);
    before = flow->text->len;
    if (flow->text->len == flow->begin) {
        flow->space = flow->tab = false;
    } else if (flow->lines > 0) {
        for (; flow->lines > 0; flow->lines--) put_glue(flow, '\n');
    } else if (flow->tab) {
        put_glue(flow, '\t');
    } else if (flow->space) {
        pdx_html_flow_put(flow, pdx_span_of(" ", 1), flow->space_at, flow->space_len, flow->space_len == 1);
    }
    flow->lines = 0;
    flow->space = flow->tab = flow->parts = flow->kept = flow->drop_newline = false;
    return flow->text->len - before;
}

void pdx_html_flow_end(pdx_html_flow *flow) {
    if (flow->kept) drop_kept_space(flow);
    flow->kept = false;
}

void pdx_html_flow_put(pdx_html_flow *flow, pdx_span bytes, uint64_t source, uint64_t source_len, bool linear) {
    size_t n = bytes.len;
    bool added;
    pdx_buf_span(flow->text, bytes);
    if (flow->text->failed) return;
    while (n > 0 && pdx_html_is_space(bytes.data[n - 1])) n--;
    if (n > 0) flow->solid = flow->text->len - (bytes.len - n);
    added = flow->through == NULL ? pdx_offsets_add(flow->map, bytes.len, source, source_len, linear)
                                  : pdx_offsets_add_through(flow->map, bytes.len, source, source_len, linear, flow->through);
    if (!added) flow->failed = true;
}

size_t pdx_html_flow_spaces(pdx_html_flow *flow, pdx_span bytes, uint64_t source, uint64_t source_len) {
    size_t n = 0;
    while (n < bytes.len && pdx_html_is_space(bytes.data[n])) n++;
    if (n > 0 && !flow->space) {
        flow->space = true;
        flow->space_at = source;
        flow->space_len = source_len;
    }
    return n;
}

/* Where two spaces stand side by side, before `end`; `end` where none do. Eight places at a time. */
static size_t two_spaces(const uint8_t *text, size_t end) {
    const uint64_t spaces = UINT64_C(0x2020202020202020), ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    size_t at = 0;
    for (; at + 9 <= end; at += 8) {
        const uint64_t others = (pdx_le64(text + at) ^ spaces) | (pdx_le64(text + at + 1) ^ spaces);
        if (((others - ones) & ~others & tops) != 0) break;
    }
    while (at + 1 < end && (text[at] != ' ' || text[at + 1] != ' ')) at++;
    return at + 1 < end ? at : end;
}

size_t pdx_html_flow_words(pdx_span bytes) {
    static const pdx_stops others = {'\n', {'\t', '\r', '\f'}}; /* white space that is no space */
    const size_t end = pdx_stops_any(bytes, others), at = two_spaces(bytes.data, end);
    return at == end && end > 0 && bytes.data[end - 1] == ' ' ? end - 1 : at;
}
