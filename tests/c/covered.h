/* Whether an HTML source and the text that was made of it account for each other. Shares no code with what makes the text but the tokenizer. */
#ifndef PDX_TESTS_COVERED_H
#define PDX_TESTS_COVERED_H

#include <ctype.h>
#include <stdlib.h>

#include "markup/html.h"
#include "source/html/htmltext.h"

static inline bool covered_space(uint8_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/* Each byte of the source: 1 when it is accounted for. Tags, comments and their like are markup. */
static inline bool covered_markup(pdx_span source, uint8_t *seen) {
    pdx_html html;
    pdx_html_token token;
    bool read = true;
    pdx_html_init(&html);
    pdx_html_feed(&html, source, true);
    do {
        read = pdx_html_next(&html, &token, NULL) == PDX_OK;
        if (read && token.kind != PDX_HTML_TEXT && token.kind != PDX_HTML_END) memset(seen + token.source.begin, 1, (size_t)(token.source.end - token.source.begin));
        if (read && token.kind == PDX_HTML_TEXT) memset(seen + token.source.begin, 1, (size_t)(token.content.begin - token.source.begin));
    } while (read && token.kind != PDX_HTML_END);
    pdx_html_deinit(&html);
    return read;
}

/* Whether there is a `<svg` or `<math`, in which tags mean something else: then what is markup is not known here. */
static inline bool covered_foreign(pdx_span source) {
    for (size_t i = 0; i + 5 <= source.len; i++) {
        if (source.data[i] == '<' && (pdx_unescape_name_is(pdx_span_slice(source, i + 1, i + 4), "svg") || pdx_unescape_name_is(pdx_span_slice(source, i + 1, i + 5), "math"))) return true;
    }
    return false;
}

/* The length of a reference that stands for white space; 0: it is none. */
static inline size_t covered_reference(pdx_span source, size_t at) {
    static const char *const names[] = {"&Tab;", "&NewLine;"};
    const pdx_span rest = pdx_span_slice(source, at, source.len);
    uint32_t code = 0;
    size_t i = 2;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (pdx_span_starts(rest, pdx_span_str(names[k]))) return strlen(names[k]);
    }
    if (!pdx_span_starts(rest, pdx_span_str("&#"))) return 0;
    if (i < rest.len && (rest.data[i] | 0x20) == 'x') {
        for (i++; i < rest.len && isxdigit(rest.data[i]) && code < 0x110000; i++) code = code * 16 + (uint32_t)(isdigit(rest.data[i]) ? rest.data[i] - '0' : (rest.data[i] | 0x20) - 'a' + 10);
    } else {
        for (; i < rest.len && isdigit(rest.data[i]) && code < 0x110000; i++) code = code * 10 + (uint32_t)(rest.data[i] - '0');
    }
    if (i < rest.len && rest.data[i] == ';') i++;
    return code < 0x80 && covered_space((uint8_t)code) ? i : 0;
}

/* The first byte of the source that is neither markup, white space, left out by name nor in the text; its length: there is none. SIZE_MAX: out of memory. */
static inline size_t covered_missing(pdx_span source, const pdx_htmltext *out) {
    uint8_t *seen = calloc(source.len + 1, 1);
    size_t at = 0;
    if (seen == NULL || !covered_markup(source, seen)) {
        free(seen);
        return SIZE_MAX;
    }
    for (size_t i = 0; i < out->map.list.len; i++) memset(seen + out->map.list.data[i].source, 1, (size_t)out->map.list.data[i].source_len);
    for (size_t i = 0; i < out->left.len; i++) memset(seen + out->left.data[i].source.begin, 1, (size_t)(out->left.data[i].source.end - out->left.data[i].source.begin));
    while (at < source.len && (seen[at] || covered_space(source.data[at]) || covered_reference(source, at) > 0)) at += seen[at] || covered_space(source.data[at]) ? 1 : covered_reference(source, at);
    free(seen);
    return at;
}

/* Whether each stretch of the map that is one for one says in the text what the source says, white space being the same as other white space. */
static inline bool covered_same(pdx_span source, const pdx_htmltext *out) {
    const pdx_offsets *map = &out->map;
    for (size_t i = 0; i < map->list.len; i++) {
        const pdx_offset *from = &map->list.data[i];
        const uint64_t end = i + 1 < map->list.len ? from[1].text : map->text_end;
        if (from->source + from->source_len > source.len || from->text > end) return false;
        if (!from->linear) continue;
        if (end - from->text != from->source_len) return false;
        for (uint64_t k = 0; k < from->source_len; k++) {
            const uint8_t a = out->text.data[from->text + k], b = source.data[from->source + k];
            if (a != b && !(covered_space(a) && covered_space(b))) return false;
        }
    }
    return map->text_end == out->text.len;
}

#endif
