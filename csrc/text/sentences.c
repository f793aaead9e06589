#include "text/sentences.h"

#include "base/eight.h"
#include "text/abbreviations.h"
#include "text/unicode.h"
#include "text/utf8.h"

typedef struct scan {
    const uint8_t *at;
    const uint8_t *end;
    const uint8_t *pause; /* the tick is asked there */
} scan;

enum { STRETCH = PDX_LIMIT(1 << 19, 64) };

/* At a pause: whether to go on. */
static bool scan_on(pdx_sentences *sentences, scan *s) {
    sentences->stopped = pdx_tick_step(sentences->tick, 0, 0, NULL) != PDX_OK;
    s->pause = s->at + pdx_min_size(STRETCH, (size_t)(s->end - s->at));
    return !sentences->stopped;
}

static uint8_t class_at(const scan *s, const uint8_t *at, size_t *len) {
    return pdx_unicode_char(pdx_utf8_decode(at, s->end, len))->sentence;
}

static bool is_skipped(uint8_t kind) { return kind == PDX_SB_EXTEND || kind == PDX_SB_FORMAT; }
static bool is_separator(uint8_t kind) { return kind >= PDX_SB_CR && kind <= PDX_SB_SEP; }

/* Moves `at` over characters of `kind` and over what rule 5 passes by. */
static const uint8_t *skip_kind(const scan *s, const uint8_t *at, uint8_t kind) {
    while (at < s->end) {
        size_t len;
        const uint8_t next = class_at(s, at, &len);
        if (next != kind && !is_skipped(next)) break;
        at += len;
    }
    return at;
}

/* Rule 8: after a full stop, does a lower-case letter come before any other letter or end? It stops at
 * the next full stop, so that no byte is looked at for more than one of them. */
static bool lower_follows(const scan *s, const uint8_t *at) {
    while (at < s->end) {
        size_t len;
        const uint8_t next = class_at(s, at, &len);
        if (next == PDX_SB_LOWER) return true;
        if (next == PDX_SB_LETTER || next == PDX_SB_UPPER || is_separator(next) || next == PDX_SB_ATERM ||
            next == PDX_SB_STERM) {
            break;
        }
        at += len;
    }
    return false;
}

static const uint8_t *after_separator(const scan *s, const uint8_t *at) {
    size_t len;
    const uint8_t kind = class_at(s, at, &len);
    at += len;
    if (kind == PDX_SB_CR && at < s->end && *at == '\n') at++;
    return at;
}

/* Rules 6 to 11 from behind a terminator of class `term`, before which stood `before`: true when the
 * sentence goes on (then s->at is behind the terminator), false when it ends at s->at. */
static bool goes_on(scan *s, uint8_t term, uint8_t before) {
    const uint8_t *const first = skip_kind(s, s->at, PDX_SB_EXTEND);
    const uint8_t *closed, *spaced;
    size_t len;
    uint8_t next;
    if (first < s->end && term == PDX_SB_ATERM) {
        next = class_at(s, first, &len);
        if (next == PDX_SB_NUMERIC) return true;
        if (next == PDX_SB_UPPER && (before == PDX_SB_UPPER || before == PDX_SB_LOWER)) return true;
    }
    closed = skip_kind(s, first, PDX_SB_CLOSE);
    spaced = skip_kind(s, closed, PDX_SB_SP);
    if (spaced < s->end) {
        next = class_at(s, spaced, &len);
        if (next == PDX_SB_CONTINUE || next == PDX_SB_STERM || next == PDX_SB_ATERM) return true;
        if (term == PDX_SB_ATERM && lower_follows(s, spaced)) return true;
        if (is_separator(next)) spaced = after_separator(s, spaced);
    }
    s->at = spaced;
    return false;
}

/* ASCII that neither ends a sentence nor is passed over. */
static bool is_plain(uint8_t byte) {
    static const bool is_odd[0x80] = {['.'] = true, ['!'] = true, ['?'] = true, ['\n'] = true, ['\r'] = true};
    return byte < 0x80 && !is_odd[byte];
}

/* Of eight bytes, those that are not plain, and the other control characters; behind the first some may be told in vain. */
static uint64_t odd_of(uint64_t bytes) {
    const uint64_t control = (bytes - PDX_EIGHT(0x20)) & ~bytes;
    return ((bytes | control) & PDX_EIGHT(0x80)) | pdx_eight_first(bytes, '.') | pdx_eight_first(bytes, '!') | pdx_eight_first(bytes, '?');
}

/* Passes over a run of these up to the pause; gives the class of the last. */
static uint8_t pass_plain(scan *s, uint8_t before) {
    const uint8_t *const begin = s->at;
    size_t len;
    while (s->at < s->pause) {
        const uint64_t odd = s->pause - s->at < 8 ? PDX_EIGHT(0x80) : odd_of(pdx_le64(s->at));
        s->at += pdx_eight_before(odd);
        if (odd == 0) continue;
        if (!is_plain(*s->at)) break;
        s->at++;
    }
    return s->at == begin ? before : class_at(s, s->at - 1, &len);
}

static void scan_sentence(pdx_sentences *sentences, scan *s) {
    uint8_t before = PDX_SB_OTHER; /* class of the last character that rule 5 does not pass over */
    while (s->at < s->end && (s->at < s->pause || scan_on(sentences, s))) {
        size_t len;
        before = pass_plain(s, before);
        if (s->at == s->pause) continue;
        const uint8_t kind = class_at(s, s->at, &len);
        if (is_separator(kind)) {
            s->at = after_separator(s, s->at);
            return;
        }
        s->at += len;
        if (is_skipped(kind)) continue;
        if ((kind == PDX_SB_ATERM || kind == PDX_SB_STERM) && !goes_on(s, kind, before)) return;
        before = kind;
    }
}

void pdx_sentences_init(pdx_sentences *sentences, pdx_span text, pdx_lang language, pdx_sentence_mode mode) {
    sentences->text = text;
    sentences->at = 0;
    sentences->language = language;
    sentences->mode = mode;
    sentences->tick = NULL;
    sentences->stopped = false;
}

bool pdx_sentences_next(pdx_sentences *sentences, pdx_range *sentence) {
    const pdx_span text = sentences->text;
    scan s;
    if (sentences->stopped || sentences->at >= text.len) return false;
    s.at = text.data + sentences->at;
    s.end = text.data + text.len;
    s.pause = s.at + pdx_min_size(STRETCH, (size_t)(s.end - s.at));
    do scan_sentence(sentences, &s);
    while (!sentences->stopped && s.at < s.end && sentences->mode == PDX_SENTENCES_DEFAULT &&
           pdx_abbreviation_before(pdx_span_slice(text, sentences->at, text.len), (size_t)(s.at - text.data) - sentences->at,
                                   sentences->language));
    if (sentences->stopped) return false;
    *sentence = pdx_range_of(sentences->at, (uint64_t)(s.at - text.data));
    sentences->at = (size_t)sentence->end;
    return true;
}
