#include "source/markdown/markdownout.h"

#include "source/markdown/markdowninline.h"

void pdx_markdown_out_init(pdx_markdown_out *out) {
    memset(out, 0, sizeof *out);
    pdx_buf_init(&out->html);
    pdx_offsets_init(&out->map);
}

void pdx_markdown_out_deinit(pdx_markdown_out *out) {
    pdx_buf_deinit(&out->html);
    pdx_offsets_deinit(&out->map);
}

/* ---- bytes */

/* Out of memory is told once, by the buffer. */
static void mapped(pdx_markdown_out *out, bool is_added) { out->html.failed = out->html.failed || !is_added; }

/* Markup, which the source has in other words. */
static void put_markup(pdx_markdown_out *out, const char *markup) {
    const size_t n = strlen(markup);
    pdx_buf_append(&out->html, markup, n);
    mapped(out, pdx_offsets_add(&out->map, n, out->map.source_end, 0, false));
}

/* Bytes that stand for those from `begin` to `end` of the source, or are these. */
static void put(pdx_markdown_out *out, const void *bytes, size_t n, uint64_t begin, uint64_t end, bool linear) {
    if (n == 0) return;
    pdx_buf_append(&out->html, bytes, n);
    mapped(out, pdx_offsets_add(&out->map, n, begin, end - begin, linear));
}

/* What HTML would not take for itself; NULL: it stands. A line's end within an address is no part of it. */
static const char *escaped(uint8_t byte, bool in_value) {
    if (in_value) return byte == '"' ? "&quot;" : byte == '\n' || byte == '\r' ? "" : NULL;
    return byte == '<' ? "&lt;" : byte == '&' ? "&amp;" : NULL;
}

/* Bytes that stand at `source`, as text or as the value of an attribute. */
static void put_escaped(pdx_markdown_out *out, const uint8_t *bytes, size_t n, uint64_t source, bool in_value) {
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        const char *as = escaped(bytes[i], in_value);
        if (as == NULL) continue;
        put(out, bytes + from, i - from, source + from, source + i, true);
        put(out, as, strlen(as), source + i, source + i + 1, false);
        from = i + 1;
    }
    put(out, bytes + from, n - from, source + from, source + n, true);
}

/* Whether a backslash stands before what it only keeps from being read. */
static bool is_escape(const uint8_t *bytes, size_t i, size_t n) {
    return bytes[i] == '\\' && i + 1 < n && bytes[i + 1] > ' ' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", bytes[i + 1]) != NULL;
}

/* The value of an attribute: bytes that stand at `source`. */
static void put_value(pdx_markdown_out *out, const uint8_t *bytes, size_t n, uint64_t source) {
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_escape(bytes, i, n)) continue;
        put_escaped(out, bytes + from, i - from, source + from, true);
        from = ++i;
    }
    put_escaped(out, bytes + from, n - from, source + from, true);
}

/* ---- a block's text */

/* What is written of a block. */
typedef struct block_writer {
    pdx_markdown_out *out;
    const pdx_markdown *of;
    const pdx_inline *read;
    size_t line, line_begin; /* where it has got: the line, and where in the block that begins */
    PDX_VEC(size_t) ends;    /* of links that are open */
    bool has_cells;          /* a bar parts them */
} block_writer;

/* Where a byte of the block stands in the source. */
static uint64_t source_at(const block_writer *w, size_t at) { return w->of->lines.data[w->line].begin + (at - w->line_begin); }

static pdx_range address_of(const block_writer *w, const pdx_markdown_mark *mark) {
    return mark->is_defined || mark->address.end <= mark->address.begin ? mark->address : pdx_offsets_source(&w->of->block_map, mark->address);
}

static void put_address(const block_writer *w, const pdx_markdown_mark *mark) {
    const pdx_range range = address_of(w, mark);
    put_value(w->out, w->of->bytes.data + range.begin, (size_t)(range.end - range.begin), range.begin);
}

/* The words of a picture: lines' ends are spaces in them. */
static void put_words(const block_writer *w, size_t begin, size_t end) {
    const uint8_t *text = w->read->text.data;
    size_t line = w->line, from = begin, line_begin = w->line_begin;
    for (size_t i = begin; i <= end; i++) {
        uint64_t source;
        if (i < end && text[i] != '\n') continue;
        source = w->of->lines.data[line].begin + (from - line_begin);
        put_value(w->out, text + from, i - from, source);
        if (i == end) break;
        put_markup(w->out, " ");
        line++;
        from = line_begin = i + 1;
    }
}

static void put_image(const block_writer *w, const pdx_markdown_mark *mark) {
    put_markup(w->out, "<img src=\"");
    put_address(w, mark);
    put_markup(w->out, "\" alt=\"");
    put_words(w, mark->begin, mark->end);
    put_markup(w->out, "\">");
}

static bool put_link(block_writer *w, const pdx_markdown_mark *mark) {
    put_markup(w->out, "<a href=\"");
    put_address(w, mark);
    put_markup(w->out, "\">");
    if (mark->end > mark->begin) return PDX_VEC_PUSH(&w->ends, mark->end);
    put_markup(w->out, "</a>");
    return true;
}

/* Whether a line of the source says that it ends: two spaces stand behind it, or a backslash. */
static bool ends_line(const block_writer *w, size_t at) {
    const pdx_range line = w->of->lines.data[w->line];
    const pdx_span behind = pdx_span_slice(w->of->bytes, (size_t)line.end, w->of->bytes.len);
    if (pdx_span_starts(behind, pdx_span_str("  "))) return true;
    return at > 0 && w->read->text.data[at - 1] == '\\' && w->read->acts[at - 1] == PDX_INLINE_DROP;
}

static void put_line_end(block_writer *w, size_t at) {
    const uint8_t what = w->read->acts[at]; /* in an address it is dropped, and in a tag it ends nothing */
    const bool ends = what != PDX_INLINE_RAW && (w->out->lines.are_blocks || ends_line(w, at));
    if (what != PDX_INLINE_DROP) put_markup(w->out, ends ? "<br>" : " ");
    w->line++;
    w->line_begin = at + 1;
}

/* How far what becomes of the byte at `at` becomes of those behind it: to the end of a line, and to where a link begins or ends. */
static size_t same_end(const block_writer *w, size_t at) {
    const pdx_inline *read = w->read;
    const size_t link = w->ends.len > 0 ? w->ends.data[w->ends.len - 1] : read->text.len;
    size_t end = at + 1;
    while (end < read->text.len && end < link && read->acts[end] == read->acts[at] && w->of->places.data[end] == 0 && read->text.data[end] != '\n' &&
           !(w->has_cells && read->text.data[end] == '|')) {
        end++;
    }
    return end;
}

/* Pictures and links that begin here; behind a picture in *at, whose words are no text. */
static bool put_begun(block_writer *w, size_t *at) {
    for (uint32_t next = w->of->places.data[*at]; next != 0;) {
        const pdx_markdown_mark *mark = &w->of->found.data[next - 1];
        next = mark->next;
        if (!mark->is_image) {
            if (!put_link(w, mark)) return false;
            continue;
        }
        put_image(w, mark);
        for (; *at < mark->end; ++*at) {
            if (w->read->text.data[*at] != '\n') continue;
            w->line++;
            w->line_begin = *at + 1;
        }
        break;
    }
    return true;
}

static void put_ended(block_writer *w, size_t at) {
    while (w->ends.len > 0 && w->ends.data[w->ends.len - 1] <= at) {
        put_markup(w->out, "</a>");
        w->ends.len--;
    }
}

/* Bytes of one line of which the same becomes. */
static void put_same(block_writer *w, size_t at, size_t end) {
    const uint8_t what = w->read->acts[at], *text = w->read->text.data;
    if (what == PDX_INLINE_KEEP && w->has_cells && text[at] == '|' && (at == 0 || text[at - 1] != '\\')) {
        put_markup(w->out, "</td><td>");
        at++;
    }
    const uint8_t *bytes = text + at;
    const uint64_t source = source_at(w, at);
    switch (what) {
    case PDX_INLINE_KEEP: put_escaped(w->out, bytes, end - at, source, false); break;
    case PDX_INLINE_RAW:
    case PDX_INLINE_REFERENCE: put(w->out, bytes, end - at, source, source + (end - at), true); break;
    default: break;
    }
}

static bool put_text(block_writer *w) {
    const pdx_inline *read = w->read;
    for (size_t at = 0, end; at < read->text.len; at = end) {
        put_ended(w, at);
        end = at;
        if (!put_begun(w, &end)) return false;
        if (end > at) continue;
        if (read->text.data[at] == '\n') {
            put_line_end(w, at);
            end = at + 1;
            continue;
        }
        end = same_end(w, at);
        put_same(w, at, end);
    }
    put_ended(w, read->text.len);
    return true;
}

/* Where links and pictures begin, for each byte of the block the first of them, and of it the next: those that hold others come first. */
static void places_find(pdx_markdown *of, size_t n) {
    memset(of->places.data, 0, (n + 1) * sizeof *of->places.data);
    for (size_t i = 0; i < of->found.len; i++) {
        pdx_markdown_mark *mark = &of->found.data[i];
        const size_t begin = pdx_min_size(mark->begin, n);
        mark->next = of->places.data[begin];
        of->places.data[begin] = (uint32_t)i + 1;
    }
}

/* ---- blocks */

static bool is_heading(uint8_t role) { return role == PDX_ROLE_TITLE || role == PDX_ROLE_HEADING; }

/* What a block begins and ends with. */
static void put_tags(pdx_markdown_out *out, uint8_t role, unsigned level, bool ends) {
    static const struct { uint8_t role; const char *tags[2];
    } blocks[] = {{PDX_ROLE_LIST, {"<li>", "</li>\n"}},
                  {PDX_ROLE_QUOTE, {"<blockquote><p>", "</p></blockquote>\n"}},
                  {PDX_ROLE_TABLE, {"<table><tr><td>", "</td></tr></table>\n"}},
                  {PDX_ROLE_PARAGRAPH, {"<p>", "</p>\n"}}};
    char heading[] = "</h0>\n";
    size_t i = 0;
    heading[3] = (char)('0' + level);
    if (!ends) memcpy(heading, "<h", 2), heading[2] = heading[3], memcpy(heading + 3, ">", 2);
    while (i + 1 < PDX_COUNTOF(blocks) && blocks[i].role != role) i++;
    put_markup(out, is_heading(role) ? heading : blocks[i].tags[ends]);
}

static void begin_block(pdx_markdown_out *out, uint8_t role, unsigned level) {
    if (out->in_list && role != PDX_ROLE_LIST) put_markup(out, "</ul>");
    if (!out->in_list && role == PDX_ROLE_LIST) put_markup(out, "<ul>");
    out->in_list = role == PDX_ROLE_LIST;
    put_tags(out, role, level, false);
}

void pdx_markdown_out_end(pdx_markdown_out *out) {
    if (out->in_list) put_markup(out, "</ul>");
    out->in_list = false;
}

pdx_status pdx_markdown_out_block(pdx_markdown *markdown, uint8_t role, pdx_error *err) {
    pdx_markdown_out *out = markdown->out;
    pdx_inline read;
    block_writer w = {.out = out, .of = markdown, .read = &read, .has_cells = role == PDX_ROLE_TABLE};
    bool done;
    if (markdown->lines.len == 0) return PDX_OK;
    if (!pdx_inline_begin(&read, markdown) || !pdx_inline_read(&read)) return pdx_fail_memory(err);
    places_find(markdown, read.text.len);
    begin_block(out, role, markdown->level);
    done = put_text(&w);
    put_tags(out, role, markdown->level, true);
    PDX_VEC_DEINIT(&w.ends);
    markdown->lines.len = 0;
    return done && !out->html.failed ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_markdown_out_code(pdx_markdown *markdown, const pdx_range *lines, size_t n, pdx_error *err) {
    pdx_markdown_out *out = markdown->out;
    pdx_markdown_out_end(out);
    put_markup(out, "<pre>\n");
    for (size_t i = 0; i < n; i++) {
        put_escaped(out, markdown->bytes.data + lines[i].begin, (size_t)(lines[i].end - lines[i].begin), lines[i].begin, false);
        put_markup(out, "\n");
    }
    put_markup(out, "</pre>\n");
    return out->html.failed ? pdx_fail_memory(err) : PDX_OK;
}
