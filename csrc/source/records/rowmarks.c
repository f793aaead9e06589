#include "source/records/rowmarks.h"

#include "markup/reference.h"

/* A mark, from its `<` on: what it shows, behind a sign or without one, and where it leads. */
typedef struct mark {
    pdx_range sign, words, address; /* empty: none */
    size_t end;                     /* behind its `>` */
} mark;

static bool is_address(pdx_span said) {
    static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:"};
    for (size_t i = 0; i < PDX_COUNTOF(schemes); i++) {
        if (pdx_span_starts(said, pdx_span_str(schemes[i]))) return true;
    }
    return false;
}

/* False: what begins at `at` is no mark. */
static bool mark_at(pdx_span text, size_t at, mark *out) {
    const uint8_t *close = memchr(text.data + at, '>', text.len - at), *bar;
    const size_t begin = at + 1, end = close == NULL ? begin : (size_t)(close - text.data);
    const pdx_span said = pdx_span_slice(text, begin, end);
    const bool is_link = is_address(said), is_named = said.len > 1 && memchr("@#!", said.data[0], 3) != NULL;
    if (close == NULL || (!is_link && !is_named)) return false;
    if (memchr(said.data, '<', said.len) != NULL || memchr(said.data, '\n', said.len) != NULL) return false;
    bar = memchr(said.data, '|', said.len);
    memset(out, 0, sizeof *out);
    out->end = end + 1;
    out->words = pdx_range_of(begin, end);
    if (is_link) out->address = pdx_range_of(begin, bar == NULL ? end : (size_t)(bar - text.data));
    if (bar == NULL || bar + 1 == close) return true;
    out->words.begin = (size_t)(bar - text.data) + 1;
    if (is_named) out->sign = pdx_range_of(begin, begin + 1);
    return true;
}

static pdx_reference escape_at(pdx_span text, size_t at) {
    return pdx_reference_read(pdx_span_slice(text, at, text.len), PDX_REFERENCE_XML);
}

static size_t next_special(pdx_span text, size_t at) {
    while (at < text.len && text.data[at] != '<' && text.data[at] != '>' && text.data[at] != '&') at++;
    return at;
}

bool pdx_row_has_marks(pdx_span text) {
    bool found = false;
    if (text.len == 0 || memchr(text.data, '<', text.len) == NULL) return false;
    for (size_t at = next_special(text, 0); at < text.len; at = next_special(text, at)) {
        mark one;
        if (text.data[at] == '&') {
            const pdx_reference escape = escape_at(text, at);
            if (escape.len == 0) return false;
            at += escape.len;
        } else if (text.data[at] == '<' && mark_at(text, at, &one)) {
            found = true;
            at = one.end;
        } else {
            return false;
        }
    }
    return found;
}

typedef struct writer {
    pdx_buf *text;
    pdx_offsets *map;
    uint64_t from; /* where the stretch begins in the text */
} writer;

static bool put(const writer *w, const void *bytes, size_t len, pdx_range of, bool linear) {
    pdx_buf_append(w->text, bytes, len);
    return !w->text->failed && pdx_offsets_add_through(w->map, len, w->from + of.begin, of.end - of.begin, linear, w->map);
}

/* Bytes of the stretch, as they are but for what is escaped in them. Room was made: nothing moves. */
static bool put_words(const writer *w, pdx_span text, pdx_range of) {
    for (size_t at = (size_t)of.begin, end = (size_t)of.end; at < end;) {
        const uint8_t *sign = memchr(text.data + at, '&', end - at);
        const size_t stop = sign == NULL ? end : (size_t)(sign - text.data);
        pdx_reference escape = {0};
        if (stop > at && !put(w, text.data + at, stop - at, pdx_range_of(at, stop), true)) return false;
        if (sign != NULL) escape = escape_at(pdx_span_slice(text, 0, end), stop);
        if (escape.len > 0 && !put(w, escape.text, escape.text_len, pdx_range_of(stop, stop + escape.len), false)) return false;
        if (sign != NULL && escape.len == 0 && !put(w, sign, 1, pdx_range_of(stop, stop + 1), true)) return false;
        at = sign == NULL ? end : stop + pdx_max_size(escape.len, 1);
    }
    return true;
}

static bool read_marks(const writer *w, pdx_entry *entry, pdx_span text) {
    for (size_t at = 0; at < text.len;) {
        const uint8_t *sign = memchr(text.data + at, '<', text.len - at);
        const size_t stop = sign == NULL ? text.len : (size_t)(sign - text.data);
        mark one;
        if (!put_words(w, text, pdx_range_of(at, stop))) return false;
        at = stop;
        if (sign == NULL || !mark_at(text, stop, &one)) continue;
        if (!put_words(w, text, one.sign) || !put_words(w, text, one.words)) return false;
        if (!pdx_entry_add(entry, PDX_ENTRY_LINK, false, pdx_range_of(w->from + one.address.begin, w->from + one.address.end))) return false;
        at = one.end;
    }
    return true;
}

pdx_status pdx_row_marks_read(pdx_entry *entry, pdx_buf *text, pdx_offsets *map, pdx_range of, pdx_error *err) {
    const size_t len = (size_t)(of.end - of.begin);
    const writer w = {text, map, of.begin};
    uint64_t begin;
    if (!pdx_buf_reserve(text, len + 1)) return pdx_fail_memory(err);
    begin = text->len;
    if (!read_marks(&w, entry, pdx_span_of(text->data + of.begin, len))) return pdx_fail_memory(err);
    return pdx_entry_add(entry, PDX_ENTRY_BODY, false, pdx_range_of(begin, text->len)) ? PDX_OK : pdx_fail_memory(err);
}
