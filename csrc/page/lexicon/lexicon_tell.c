#include "page/lexicon/chars.h"
#include "page/lexicon/lexicon_match.h"

/* Whether the quotation marks at both ends of `text` belong together: “A” and “B” does not begin and end with one pair. */
static bool is_wrapped(pdx_span text, size_t head, size_t tail) {
    uint32_t open, close;
    if (text.len < head + tail) return false;
    (void)pdx_char_decode(text.data, text.data + text.len, &open);
    (void)pdx_char_decode_before(text.data, text.data + text.len, &close);
    bool after_letter = false;
    for (size_t at = head; at < text.len - tail;) {
        uint32_t c, next;
        at += pdx_char_decode(text.data + at, text.data + text.len, &c);
        (void)pdx_char_decode(text.data + at, text.data + text.len, &next);
        if (c == close && !(after_letter && at < text.len - tail && pdx_char_is_letter(next))) return false;
        after_letter = pdx_char_is_letter(c);
    }
    return true;
}

static bool is_end_mark(uint32_t c) {
    return c == ':' || c == '|' || c == '>' || c == 0xBB || c == 0x203A || (c >= 0x2190 && c <= 0x21FF) || (c >= 0x25A0 && c <= 0x25FF) ||
           c == 0x27A1;
}

/* `range` without blanks, quotation marks and arrows round it. */
static pdx_range clean(pdx_span line, pdx_range range) {
    for (;;) {
        uint32_t first, last;
        range = pdx_chars_trim(line, range);
        if (range.begin >= range.end) return range;
        const pdx_span text = pdx_span_slice(line, (size_t)range.begin, (size_t)range.end);
        const size_t head = pdx_char_decode(text.data, text.data + text.len, &first);
        const size_t tail = pdx_char_decode_before(text.data, text.data + text.len, &last);
        if (pdx_char_is_quote(first) && pdx_char_is_quote(last) && is_wrapped(text, head, tail)) {
            range.begin += head;
            range.end -= tail;
        } else if (is_end_mark(last)) {
            range.end -= tail;
        } else if (is_end_mark(first)) {
            range.begin += head;
        } else {
            return range;
        }
    }
}

static bool is_angle(uint32_t c) { return c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A; }

/* Whether the mark behind the phrase closes its hole: « T » looks like a title with an arrow behind it. */
static bool is_closed_behind(const pdx_lex_tokens *tokens, pdx_span line, const pdx_lex_match *match, uint64_t hole_begin) {
    uint32_t open, close;
    if (match->hole_end != match->end || match->end >= tokens->n) return false;
    const pdx_span rest = pdx_span_slice(line, (size_t)hole_begin, line.len);
    const pdx_range hole = pdx_chars_trim(rest, pdx_range_of(0, rest.len));
    const pdx_lex_token *behind = &tokens->items[match->end];
    if (hole.begin >= hole.end || !pdx_lex_is_sign(behind, PDX_SIGN_MARK)) return false;
    (void)pdx_char_decode(rest.data + hole.begin, rest.data + rest.len, &open);
    (void)pdx_char_decode(line.data + behind->begin, line.data + line.len, &close);
    return is_angle(open) && is_angle(close) && open != close;
}

void pdx_lex_match_tell(const pdx_lex_tokens *tokens, pdx_span line, const pdx_lex_match *match, pdx_phrase *out) {
    const pdx_lex_token *items = tokens->items;
    const size_t end = match->end < tokens->n ? items[match->end].begin : line.len;
    memset(out, 0, sizeof *out);
    out->kind = match->kind;
    out->later = match->phrase != NULL && match->phrase->later;
    out->language = match->phrase == NULL ? PDX_LANG_NONE : match->phrase->language;
    out->range = pdx_chars_trim(line, pdx_range_of(match->begin == 0 ? 0 : items[match->begin - 1].end, end));
    if (match->hole_begin >= match->hole_end) return;
    const uint64_t hole_begin = match->hole_begin == match->begin ? out->range.begin : items[match->hole_begin - 1].end;
    if (is_closed_behind(tokens, line, match, hole_begin)) out->range.end = items[match->end].end;
    const uint64_t hole_end = match->hole_end == match->end ? out->range.end : items[match->hole_end].begin;
    out->hole = clean(line, pdx_range_of(hole_begin, hole_end));
}
