#include "text/words.h"

#include "text/unicode.h"
#include "text/utf8.h"

/* What the rules look back at: the last character that counts, and the last one as it stands. */
typedef struct context {
    uint8_t kind;     /* class of the last character that WB4 does not pass over */
    uint8_t raw;      /* class of the last character */
    bool odd_flags;   /* an odd number of regional indicators stands before */
} context;

typedef struct scan {
    const uint8_t *at;
    const uint8_t *end;
    const uint8_t *pause; /* the tick is asked there */
} scan;

enum { STRETCH = PDX_LIMIT(1 << 20, 64) };

static scan scan_of(const pdx_words *words) {
    scan s;
    s.at = words->text.data + words->at;
    s.end = words->text.data + words->text.len;
    s.pause = s.at + pdx_min_size(STRETCH, (size_t)(s.end - s.at));
    return s;
}

/* At a pause: whether to go on. */
static bool scan_on(pdx_words *words, scan *s) {
    words->stopped = s->at < s->end && pdx_tick_step(words->tick, 0, 0, NULL) != PDX_OK;
    s->pause = s->at + pdx_min_size(STRETCH, (size_t)(s->end - s->at));
    return !words->stopped;
}

static const pdx_char *peek(const scan *s, size_t *len) {
    return pdx_unicode_char(pdx_utf8_decode(s->at, s->end, len));
}

static bool is_letter(uint8_t kind) { return kind == PDX_WB_LETTER || kind == PDX_WB_HEBREW; }
static bool is_newline(uint8_t kind) { return kind >= PDX_WB_CR && kind <= PDX_WB_NEWLINE; }

/* Rules 6, 7, 7b, 7c, 11, 12: a mark between two letters or two digits. When what follows `s` (at the
 * mark) holds the right other side, moves behind that and is true. */
static bool join_over_mark(scan *s, size_t mark_len, context *before, uint8_t mark) {
    const bool quote = mark == PDX_WB_SINGLE_QUOTE || mark == PDX_WB_MID_NUM_LET;
    const bool letters = is_letter(before->kind) && (quote || mark == PDX_WB_MID_LETTER);
    const bool digits = before->kind == PDX_WB_NUMERIC && (quote || mark == PDX_WB_MID_NUM);
    const bool hebrew = before->kind == PDX_WB_HEBREW && mark == PDX_WB_DOUBLE_QUOTE;
    scan ahead = *s;
    if (!letters && !digits && !hebrew) return false;
    for (ahead.at += mark_len; ahead.at < ahead.end;) {
        size_t len;
        const pdx_char *c = peek(&ahead, &len);
        ahead.at += len;
        if (pdx_unicode_is_ignored(c)) continue;
        if (hebrew ? c->word != PDX_WB_HEBREW : letters ? !is_letter(c->word) : c->word != PDX_WB_NUMERIC) return false;
        *s = ahead;
        before->kind = before->raw = c->word;
        return true;
    }
    return false;
}

/* Rules 5, 8 to 10, 13 and 15: two characters that simply belong together. */
static bool is_pair(const context *before, uint8_t next) {
    switch (before->kind) {
    case PDX_WB_LETTER:
    case PDX_WB_HEBREW:
    case PDX_WB_NUMERIC:
        return is_letter(next) || next == PDX_WB_NUMERIC || next == PDX_WB_EXTEND_NUM_LET ||
               (before->kind == PDX_WB_HEBREW && next == PDX_WB_SINGLE_QUOTE);
    case PDX_WB_KATAKANA: return next == PDX_WB_KATAKANA || next == PDX_WB_EXTEND_NUM_LET;
    case PDX_WB_EXTEND_NUM_LET:
        return is_letter(next) || next == PDX_WB_NUMERIC || next == PDX_WB_KATAKANA || next == PDX_WB_EXTEND_NUM_LET;
    case PDX_WB_REGIONAL: return next == PDX_WB_REGIONAL && before->odd_flags;
    default: return false;
    }
}

/* From `s` behind a first character of the segment to the end of it. */
static void scan_rest(pdx_words *words, scan *s, context before) {
    while (s->at < s->end && (s->at < s->pause || scan_on(words, s))) {
        size_t len;
        const pdx_char *c = peek(s, &len);
        const uint8_t next = c->word;
        if (next == PDX_WB_LETTER && before.kind == PDX_WB_LETTER) { /* rule 5, and most of all text */
            s->at += len;
            before.raw = next;
            continue;
        }
        if (is_newline(next)) return;
        if (pdx_unicode_is_ignored(c)) {
            s->at += len;
            before.raw = next;
            continue;
        }
        if ((before.raw == PDX_WB_ZWJ && (c->flags & PDX_CHAR_PICTOGRAPHIC) != 0) ||
            (before.raw == PDX_WB_SPACE && next == PDX_WB_SPACE)) {
            s->at += len;
            before.odd_flags = false;
            before.kind = before.raw = next;
            continue;
        }
        if (join_over_mark(s, len, &before, next)) continue;
        if (!is_pair(&before, next)) return;
        s->at += len;
        before.odd_flags = next == PDX_WB_REGIONAL && !before.odd_flags;
        before.kind = before.raw = next;
    }
}

static void scan_segment(pdx_words *words, scan *s) {
    size_t len;
    const pdx_char *c = peek(s, &len);
    context before;
    before.kind = before.raw = c->word;
    before.odd_flags = c->word == PDX_WB_REGIONAL;
    s->at += len;
    if (c->word == PDX_WB_CR && s->at < s->end && *s->at == '\n') s->at++;
    if (!is_newline(c->word)) scan_rest(words, s, before);
}

/* ASCII alone: letters and digits run on; nothing else ASCII goes on but `_` and a mark before a letter
 * or digit, which the rules above decide. */
enum { RUN = 1, DECIDE = 2 };

static bool is_run(uint8_t c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9'); }

static uint8_t ascii_kind(uint8_t c) {
    if (is_run(c)) return RUN;
    if (c >= 0x80 || c == '_' || c == '\'' || c == '.' || c == ':' || c == ',' || c == ';') return DECIDE;
    return 0;
}

bool pdx_words_next_plain(pdx_words *words, pdx_range *segment) {
    scan s;
    if (words->at >= words->text.len) return false;
    s = scan_of(words);
    scan_segment(words, &s);
    *segment = pdx_range_of(words->at, (uint64_t)(s.at - words->text.data));
    words->at = (size_t)segment->end;
    return true;
}

bool pdx_words_next(pdx_words *words, pdx_range *segment) {
    const uint8_t *const data = words->text.data;
    scan s;
    if (words->at >= words->text.len || !is_run(data[words->at])) return pdx_words_next_plain(words, segment);
    s = scan_of(words);
    do {
        do s.at++;
        while (s.at < s.pause && is_run(*s.at));
    } while (s.at == s.pause && s.at < s.end && scan_on(words, &s) && is_run(*s.at));
    if (s.at < s.end && ascii_kind(*s.at) == DECIDE) {
        context before;
        before.kind = before.raw = s.at[-1] <= '9' ? PDX_WB_NUMERIC : PDX_WB_LETTER;
        before.odd_flags = false;
        scan_rest(words, &s, before);
    }
    *segment = pdx_range_of(words->at, (uint64_t)(s.at - data));
    words->at = (size_t)segment->end;
    return true;
}

void pdx_words_init(pdx_words *words, pdx_span text) {
    words->text = text;
    words->at = 0;
    words->tick = NULL;
    words->stopped = false;
}
