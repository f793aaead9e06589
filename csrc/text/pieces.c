#include "text/pieces.h"

#include "text/unicode.h"
#include "text/utf8.h"
#include "text/words.h"

enum { ZWNJ = 0x200C, GROUP = 3, STRETCH = PDX_LIMIT(1 << 20, 64) };

static uint32_t decode(pdx_span text, size_t at, size_t *len) {
    return pdx_utf8_decode(text.data + at, text.data + text.len, len);
}

static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0xFF07;
}

static bool is_separator(uint32_t c) {
    return c == ',' || c == '.' || c == '\'' || c == 0x2019 || c == 0x66C || c == 0xFF0C || c == 0xFF0E || c == 0xFF07;
}

static bool is_cjk(uint32_t c) { return c >= 0x80 && (pdx_unicode_char(c)->flags & PDX_CHAR_CJK) != 0; }

/* Whether the code point before `at` lies in an Arabic block. */
static bool is_behind_arabic(pdx_span text, size_t at) {
    size_t begin = at, len;
    while (begin > 0 && at - begin < PDX_UTF8_MAX && (text.data[--begin] & 0xC0) == 0x80) {}
    if (begin == at) return false;
    return (pdx_unicode_char(decode(text, begin, &len))->flags & PDX_CHAR_ARABIC) != 0 && begin + len == at;
}

size_t pdx_pieces_connector(pdx_span text, size_t at, bool *inside) {
    size_t len;
    uint32_t c;
    *inside = false;
    if (at >= text.len) return 0;
    c = decode(text, at, &len);
    if (c == '-' || c == 0x2010 || c == 0x2011) return len;
    *inside = is_apostrophe(c) || (c == ZWNJ && is_behind_arabic(text, at));
    return *inside ? len : 0;
}

void pdx_pieces_init(pdx_pieces *pieces, pdx_span text) {
    memset(pieces, 0, sizeof *pieces);
    pieces->text = text;
}

/* What is behind `at` and belongs to the character before it. */
static size_t skip_attached(pdx_span text, size_t at) {
    while (at < text.len && text.data[at] >= 0x80) {
        size_t len;
        if (!pdx_unicode_is_ignored(pdx_unicode_char(decode(text, at, &len)))) break;
        at += len;
    }
    return at;
}

/* At a CJK character: the bigram it begins, or itself when it stands alone; false when it was the last
 * of a run and is in a bigram already. */
static bool next_bigram(pdx_pieces *pieces, pdx_piece *piece) {
    const pdx_span text = pieces->text;
    const bool in_run = pieces->in_run;
    size_t len, end;
    piece->kind = PDX_PIECE_BIGRAM;
    piece->word = piece->begin = pieces->at;
    (void)decode(text, pieces->at, &len);
    end = skip_attached(text, pieces->at + len);
    pieces->at = piece->end = end;
    pieces->in_run = end < text.len && is_cjk(decode(text, end, &len));
    if (!pieces->in_run) return !in_run;
    piece->end = skip_attached(text, end + len);
    return true;
}

/* Whether [at, end) is groups of digits with one kind of separator (docs/words.md, "Numbers"). */
static bool is_number(pdx_span text, size_t at, size_t end) {
    uint32_t separator = 0;
    size_t digits = 0, len;
    for (; at < end; at += len) {
        const uint32_t c = decode(text, at, &len);
        const pdx_char *info = pdx_unicode_char(c);
        if ((info->flags & PDX_CHAR_DROPPED) != 0 || info->combining != 0) continue;
        if ((info->flags & PDX_CHAR_DIGIT) != 0) {
            if (++digits > GROUP) return false;
            continue;
        }
        if (!is_separator(c) || digits == 0) return false;
        if (separator != 0 && (separator != c || digits != GROUP)) return false;
        separator = c;
        digits = 0;
    }
    return separator != 0 && digits == GROUP;
}

/* What is not passed over of ASCII. */
static bool is_alnum(uint8_t c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

static size_t alnum_end(pdx_span text, size_t at, size_t end) {
    while (at < end && is_alnum(text.data[at])) at++;
    return at;
}

/* Reads from where `pieces` is to where the section ends (a CJK character, a ZWNJ that separates, `end`), or at the
 * first apostrophe when these cut, and gives that place. `piece` gets what lies between the first and
 * the last word character before it, and is empty when there is none. */
static size_t scan_piece(pdx_pieces *pieces, bool at_apostrophes, pdx_piece *piece) {
    const pdx_span text = pieces->text;
    const size_t end = pieces->word_end;
    size_t at = pieces->at, pause = at + STRETCH, len;
    bool attached = false;
    piece->begin = piece->end = at;
    for (; at < end; at += len) {
        if (at >= pause) {
            pause = at + STRETCH;
            pieces->stopped = pdx_tick_step(pieces->tick, 0, 0, NULL) != PDX_OK;
            if (pieces->stopped) break;
        }
        if (is_alnum(text.data[at])) { /* most of all text */
            if (piece->begin == piece->end) piece->begin = at;
            attached = true;
            piece->end = alnum_end(text, at + 1, pdx_min_size(end, pause));
            len = piece->end - at;
            continue;
        }
        const uint32_t c = decode(text, at, &len);
        const pdx_char *info = pdx_unicode_char(c);
        const bool is_word = (info->flags & PDX_CHAR_WORD) != 0;
        if ((info->flags & PDX_CHAR_CJK) != 0 || (c == ZWNJ && is_behind_arabic(text, at))) break;
        if (at_apostrophes && is_apostrophe(c)) break;
        if (is_word && piece->begin == piece->end) piece->begin = at;
        attached = is_word || (attached && pdx_unicode_is_ignored(info));
        if (attached) piece->end = at + len;
    }
    return at;
}

static bool begins_with_digit(pdx_span text, const pdx_piece *piece) {
    size_t len;
    return (pdx_unicode_char(decode(text, piece->begin, &len))->flags & PDX_CHAR_DIGIT) != 0;
}

/* The piece at pieces->at inside the word at hand; false when what was read there is none. */
static bool next_in_word(pdx_pieces *pieces, pdx_piece *piece) {
    const pdx_span text = pieces->text;
    size_t stop = scan_piece(pieces, true, piece), len;
    piece->word = pieces->word;
    piece->kind = PDX_PIECE_WORD;
    if (piece->begin < piece->end && !pieces->in_section && begins_with_digit(text, piece)) {
        pdx_piece whole = *piece;
        const size_t section_end = scan_piece(pieces, false, &whole);
        if (is_number(text, whole.begin, whole.end)) {
            *piece = whole;
            piece->kind = PDX_PIECE_NUMBER;
            stop = section_end;
        }
    }
    pieces->at = stop;
    if (stop < pieces->word_end) {
        const uint32_t c = decode(text, stop, &len);
        if (!is_cjk(c)) pieces->at += len;
        pieces->in_section = is_apostrophe(c) && (pieces->in_section || piece->begin < piece->end);
    }
    return piece->begin < piece->end;
}

/* ASCII that is no word character can be passed over: what it begins, it gives no piece to. */
static bool is_passed(uint8_t c) { return c < 0x80 && !is_alnum(c); }

/* Moves to the next word; false at the end of the text. */
static bool enter_word(pdx_pieces *pieces) {
    pdx_words words;
    pdx_range segment;
    while (pieces->at < pieces->text.len && is_passed(pieces->text.data[pieces->at])) pieces->at++;
    pdx_words_init(&words, pieces->text);
    words.at = pieces->at;
    words.tick = pieces->tick;
    if (!pdx_words_next(&words, &segment)) return false;
    pieces->stopped = words.stopped;
    pieces->word = pieces->at;
    pieces->word_end = (size_t)segment.end;
    pieces->in_section = false;
    return true;
}

bool pdx_pieces_next(pdx_pieces *pieces, pdx_piece *piece) {
    for (;;) {
        size_t len;
        if (pieces->stopped) return false;
        if (pieces->at >= pieces->word_end && !pieces->in_run && !enter_word(pieces)) return false;
        if (pieces->in_run || is_cjk(decode(pieces->text, pieces->at, &len))) {
            if (next_bigram(pieces, piece)) return true;
        } else if (next_in_word(pieces, piece)) {
            return !pieces->stopped;
        }
    }
}
