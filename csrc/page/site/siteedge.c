#include "page/site/siteedge.h"

#include "base/hash.h"

enum { LINES = PDX_LIMIT(240, 6), BYTES = 1 << 15, LEAST_PAGES = 5, ENOUGH_PAGES = 64 };

void pdx_site_edge_init(pdx_site_edge *edge, bool is_end) {
    memset(edge, 0, sizeof *edge);
    edge->is_end = is_end;
}
void pdx_site_edge_deinit(pdx_site_edge *edge) { PDX_VEC_DEINIT(&edge->lines); }

bool pdx_site_edge_is_known(const pdx_site_edge *edge) { return edge->pages >= ENOUGH_PAGES; }

/* Line number `k` from the edge, of `n`. */
static const pdx_line *line_at(const pdx_site_edge *edge, const pdx_lines *lines, size_t n, size_t k) {
    return &lines->lines.data[edge->is_end ? n - 1 - k : k];
}

/* The hash of this line and all between it and the edge. */
static uint64_t hash_on(uint64_t before, pdx_span text, const pdx_line *line) {
    return pdx_hash_pair(before, pdx_hash(pdx_span_slice(text, (size_t)line->begin, (size_t)line->end), 0), 0);
}

/* The number of the lines with this hash together; `hint` is tried first. Their number: nobody has them. */
static size_t find(const pdx_site_edge *edge, uint64_t hash, size_t hint) {
    if (hint < edge->lines.len && edge->lines.data[hint].hash == hash) return hint;
    for (size_t i = 0; i < edge->lines.len; i++) {
        if (edge->lines.data[i].hash == hash) return i;
    }
    return edge->lines.len;
}

/* Counts the `n` lines at the edge of a page. False when out of memory. */
static bool lines_count(pdx_site_edge *edge, pdx_span text, const pdx_lines *lines, size_t n) {
    uint64_t hash = 0;
    for (size_t k = 0, at = 0; k < n && k < LINES; k++, at++) {
        hash = hash_on(hash, text, line_at(edge, lines, n, k));
        at = find(edge, hash, at);
        if (at == edge->lines.len && edge->pages > LEAST_PAGES) break; /* most pages have other lines there */
        if (at < edge->lines.len) edge->lines.data[at].pages++;
        else if (!PDX_VEC_PUSH(&edge->lines, ((pdx_edge_line){hash, 1}))) return false;
    }
    return true;
}

/* The bytes at the edge of a page; of those at its end, from the beginning of a line on. */
static pdx_span bytes_at(const pdx_site_edge *edge, pdx_span text) {
    size_t from = text.len > BYTES ? text.len - BYTES : 0;
    if (!edge->is_end) return pdx_span_slice(text, 0, pdx_min_size(text.len, BYTES));
    while (from > 0 && from < text.len && text.data[from - 1] != '\n') from++;
    return pdx_span_slice(text, from, text.len);
}

pdx_status pdx_site_edge_add(pdx_site_edge *edge, pdx_span text, pdx_error *err) {
    const uint64_t hash = pdx_hash(text, 0);
    const pdx_span bytes = bytes_at(edge, text);
    pdx_lines lines;
    pdx_status status;
    if (text.len == 0 || (edge->pages > 0 && hash == edge->last)) return PDX_OK;
    edge->last = hash;
    edge->pages++;
    pdx_lines_init(&lines);
    status = pdx_lines_read(&lines, bytes, NULL, err);
    if (status == PDX_OK && lines.lines.len > 0) {
        const bool is_cut = !edge->is_end && bytes.len < text.len; /* the last line may be */
        if (!lines_count(edge, bytes, &lines, lines.lines.len - is_cut)) status = pdx_fail_memory(err);
    }
    pdx_lines_deinit(&lines);
    return status;
}

size_t pdx_site_edge_shared(const pdx_site_edge *edge, pdx_span text, const pdx_lines *lines) {
    const size_t n = lines->lines.len;
    uint64_t hash = 0;
    size_t k = 0;
    if (edge->pages < LEAST_PAGES) return 0;
    for (size_t at = 0; k < n && k < LINES; k++, at++) {
        hash = hash_on(hash, text, line_at(edge, lines, n, k));
        at = find(edge, hash, at);
        if (at == edge->lines.len || 5 * edge->lines.data[at].pages < 4 * edge->pages) break;
    }
    return k;
}
