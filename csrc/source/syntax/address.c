#include "source/syntax/address.h"

#include <string.h>

/* Where each part of an address ends; one that it does not have is empty. */
typedef struct parts {
    size_t scheme;    /* behind its colon; 0: none */
    size_t authority; /* behind it, with the slashes before it */
    size_t path, query;
} parts;

static bool is_letter(uint8_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static bool is_of_scheme(uint8_t c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; }

static size_t until(pdx_span text, size_t at, const char *stops) {
    while (at < text.len && (text.data[at] == 0 || strchr(stops, text.data[at]) == NULL)) at++;
    return at;
}

static parts parts_of(pdx_span text) {
    parts found = {0, 0, 0, 0};
    size_t at = 0;
    while (at < text.len && is_of_scheme(text.data[at])) at++;
    if (at > 0 && at < text.len && is_letter(text.data[0]) && text.data[at] == ':') found.scheme = at + 1;
    found.authority = found.scheme;
    if (pdx_span_starts(pdx_span_slice(text, found.scheme, text.len), pdx_span_str("//"))) found.authority = until(text, found.scheme + 2, "/?#");
    found.path = until(text, found.authority, "?#");
    found.query = until(text, found.path, "#");
    return found;
}

bool pdx_address_is_whole(pdx_span address) { return parts_of(address).scheme > 0; }

/* The last segment of the path from `begin` on goes, with the slash before it. */
static void drop_segment(pdx_buf *out, size_t begin) {
    while (out->len > begin && out->data[out->len - 1] != '/') out->len--;
    if (out->len > begin) out->len--;
}

/* Appends a path without its `.` and `..`. */
static void add_path(pdx_span path, pdx_buf *out) {
    const size_t begin = out->len;
    for (size_t at = 0; at < path.len && !out->failed;) {
        const size_t end = until(path, at + (path.data[at] == '/'), "/"), first = at + (path.data[at] == '/');
        const pdx_span segment = pdx_span_slice(path, first, end);
        const bool up = pdx_span_equal(segment, pdx_span_str("..")), stays = pdx_span_equal(segment, pdx_span_str("."));
        if (up) drop_segment(out, begin);
        if (!up && !stays) pdx_buf_span(out, pdx_span_slice(path, at, end));
        if ((up || stays) && end == path.len) pdx_buf_byte(out, '/');
        at = end;
    }
}

/* The path of a reference that does not begin with a slash, behind the folder of the base's. */
static void merge_path(pdx_span base, const parts *b, pdx_span path, pdx_buf *out) {
    size_t end = b->path;
    pdx_buf merged;
    pdx_buf_init(&merged);
    while (end > b->authority && base.data[end - 1] != '/') end--;
    if (end == b->authority && b->authority > b->scheme) pdx_buf_byte(&merged, '/');
    pdx_buf_span(&merged, pdx_span_slice(base, b->authority, end));
    pdx_buf_span(&merged, path);
    if (!merged.failed) add_path(pdx_buf_view(&merged), out);
    out->failed = out->failed || merged.failed;
    pdx_buf_deinit(&merged);
}

void pdx_address_resolve(pdx_span base, pdx_span reference, pdx_buf *out) {
    const parts b = parts_of(base), r = parts_of(reference);
    const pdx_span path = pdx_span_slice(reference, r.authority, r.path);
    if (b.scheme == 0 || r.scheme > 0) {
        pdx_buf_span(out, reference);
        return;
    }
    pdx_buf_span(out, pdx_span_slice(base, 0, r.authority > 0 ? b.scheme : b.authority));
    if (r.authority > 0) {
        pdx_buf_span(out, reference);
        return;
    }
    if (path.len == 0) {
        pdx_buf_span(out, pdx_span_slice(base, b.authority, r.query > r.path ? b.path : b.query));
    } else if (path.data[0] == '/') {
        add_path(path, out);
    } else {
        merge_path(base, &b, path, out);
    }
    pdx_buf_span(out, pdx_span_slice(reference, r.path, reference.len));
}
