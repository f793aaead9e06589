#include "text/ascii_piece.h"

#include "base/bits.h"
#include "text/analyzer.h"

/* What a byte is to this way: a letter or digit; something that ends a word for certain; a mark or
 * hyphen that ends it unless a word goes on behind; the rest, which the whole rules judge. */
enum { ALNUM = 1, END = 2, MARK = 4, REST = 8 };

#define X8(kind) kind, kind, kind, kind, kind, kind, kind, kind
#define X32(kind) X8(kind), X8(kind), X8(kind), X8(kind)
static const uint8_t kinds[256] = {
    X32(END),
    /* space ! " # $ % & '   ( ) * + , - . / */
    END, END, END, END, END, END, END, MARK, END, END, END, END, MARK, MARK, MARK, END,
    X8(ALNUM), ALNUM, ALNUM, MARK, MARK, END, END, END, END,                        /* 0-9 : ; < = > ? */
    END, X8(ALNUM), X8(ALNUM), X8(ALNUM), ALNUM, ALNUM, END, END, END, END, REST,   /* @ A-Z [ \ ] ^ _ */
    END, X8(ALNUM), X8(ALNUM), X8(ALNUM), ALNUM, ALNUM, END, END, END, END, END,    /* ` a-z { | } ~ DEL */
    X32(REST), X32(REST), X32(REST), X32(REST),
};
#undef X8
#undef X32

/* No-break space, dashes, double quotation marks, bullet and ellipsis: they end a word for certain. */
static size_t end_length(const uint8_t *at, const uint8_t *end) {
    if (end - at >= 2 && at[0] == 0xC2 && at[1] == 0xA0) return 2;
    if (end - at < 3 || at[0] != 0xE2 || at[1] != 0x80) return 0;
    switch (at[2]) {
    case 0x93: case 0x94: case 0x95: /* en dash, em dash, bar */
    case 0x9C: case 0x9D: case 0x9E: /* double quotation marks */
    case 0xA2: case 0xA6:            /* bullet, ellipsis */
        return 3;
    default: return 0;
    }
}

/* Whether a word ends for certain before `at`, whatever stands there. */
static bool ends_before(const uint8_t *at, const uint8_t *end) {
    if (at == end) return true;
    if (kinds[*at] == END) return true;
    if (kinds[*at] == REST) return end_length(at, end) > 0;
    if (at + 1 == end || (kinds[at[1]] & (END | MARK)) != 0 || at[1] == '_') return true;
    return end_length(at + 1, end) > 0;
}

bool pdx_ascii_piece(pdx_span text, size_t *at, size_t limit, uint8_t *term, pdx_range *range) {
    const uint8_t *p, *end, *word, *stop;
    if (text.len == 0) return false;
    p = text.data + *at;
    end = text.data + text.len;
    while (p < end && kinds[*p] != ALNUM) {
        const size_t passed = (kinds[*p] & (END | MARK)) != 0 ? 1 : end_length(p, end);
        if (passed == 0) break;
        p += passed;
    }
    *at = (size_t)(p - text.data);
    word = p;
    stop = (size_t)(end - p) > limit ? p + limit : end;
    while (p < stop && kinds[*p] == ALNUM) {
        /* Bit 5 makes a letter small and is set in every digit. */
        term[p - word] = *p | 0x20;
        p++;
    }
    if (p == word || (p == stop && p < end && kinds[*p] == ALNUM) || !ends_before(p, end)) return false;
    range->begin = (uint64_t)(word - text.data);
    range->end = (uint64_t)(p - text.data);
    *at = (size_t)range->end;
    return true;
}

/* Texts that are gone through one after the other lie so, as a rule: what is behind this one is asked for, so far ahead. */
enum { AHEAD = 1024 };

/* Looks through the text from `at` on. */
void pdx_ascii_window_move(pdx_ascii_window *window, pdx_span text, size_t at) {
    const size_t len = pdx_min_size(text.len - at, PDX_ASCII_WINDOW), whole = len / PDX_ASCII_BLOCK;
    uint8_t last[PDX_ASCII_BLOCK] = {0}; /* zeros are no words, and end those before them */
    window->begin = at;
    window->end = at + len;
    for (size_t k = 0; k < len; k += PDX_ASCII_BLOCK) PDX_PREFETCH(text.data + at + k + AHEAD);
    pdx_ascii_masks(text.data + at, whole, window->masks);
    if (len % PDX_ASCII_BLOCK == 0) return;
    memcpy(last, text.data + at + whole * PDX_ASCII_BLOCK, len % PDX_ASCII_BLOCK);
    pdx_ascii_masks(last, 1, window->masks + whole);
}

/* Where the next word begins, from `at` on: window->end when it has none. False: *at is at what needs the whole rules. */
static bool window_begin(const pdx_ascii_window *window, pdx_span text, size_t *at) {
    while (*at < window->end) {
        const size_t from = *at - window->begin;
        const pdx_ascii_mask *mask = &window->masks[from / PDX_ASCII_BLOCK];
        const uint64_t words = mask->alnum >> from % PDX_ASCII_BLOCK, rest = mask->rest >> from % PDX_ASCII_BLOCK;
        size_t passed;
        if (words != 0 && (rest & ~words & (words - 1)) == 0) { /* nothing stands before the word */
            *at += pdx_trailing_zeros(words);
            return true;
        }
        if (rest == 0) {
            *at = pdx_min_size(window->begin + (from / PDX_ASCII_BLOCK + 1) * PDX_ASCII_BLOCK, window->end);
            continue;
        }
        *at += pdx_trailing_zeros(rest);
        passed = end_length(text.data + *at, text.data + text.len);
        if (passed == 0) return false;
        *at += passed;
    }
    return true;
}

/* Where the word that begins at `at` ends in the window. */
static size_t window_end(const pdx_ascii_window *window, size_t at) {
    size_t from = at - window->begin;
    uint64_t others = ~window->masks[from / PDX_ASCII_BLOCK].alnum >> from % PDX_ASCII_BLOCK;
    if (PDX_LIKELY(others != 0)) return at + pdx_trailing_zeros(others);
    for (from = (from / PDX_ASCII_BLOCK + 1) * PDX_ASCII_BLOCK; from < window->end - window->begin; from += PDX_ASCII_BLOCK) {
        others = ~window->masks[from / PDX_ASCII_BLOCK].alnum;
        if (others != 0) return window->begin + from + pdx_trailing_zeros(others);
    }
    return window->end;
}

/* Bit 5 makes a letter small and is set in every digit. */
#define SMALL UINT64_C(0x2020202020202020)

/* The bytes of a word of so many that lie in the first and in the second half of its head. */
#define LOW(n) (UINT64_MAX >> (64 - 8 * (n)))
static const uint64_t head_masks[PDX_WORD_HEAD + 1][2] = {
    {0, 0}, {LOW(1), 0}, {LOW(2), 0}, {LOW(3), 0}, {LOW(4), 0}, {LOW(5), 0}, {LOW(6), 0}, {LOW(7), 0}, {LOW(8), 0},
    {LOW(8), LOW(1)}, {LOW(8), LOW(2)}, {LOW(8), LOW(3)}, {LOW(8), LOW(4)}, {LOW(8), LOW(5)}, {LOW(8), LOW(6)}, {LOW(8), LOW(7)}, {LOW(8), LOW(8)},
};
#undef LOW

/* The first bytes of a word, small, and zeros behind them; `bytes` are as many as a head has. */
static inline void head_set(pdx_word *word, const uint8_t *bytes, size_t len) {
    word->head[0] = (pdx_le64(bytes) | SMALL) & head_masks[len][0];
    word->head[1] = (pdx_le64(bytes + 8) | SMALL) & head_masks[len][1];
}

/* A word whose head does not lie in the text whole, as the last words of each part, or that is longer. */
static void word_set_rare(pdx_word *word, pdx_span text, size_t begin, size_t end, pdx_buf *keys) {
    uint8_t head[PDX_WORD_HEAD] = {0};
    size_t len, i;
    end = pdx_min_size(end, begin + PDX_TERM_CHARS);
    len = pdx_min_size(end - begin, PDX_WORD_HEAD);
    memcpy(head, text.data + begin, len);
    head_set(word, head, len);
    word->len = (uint32_t)(end - begin);
    word->key_at = keys->len;
    if (end - begin <= PDX_WORD_HEAD || !pdx_buf_reserve(keys, end - begin)) return;
    for (i = begin; i < end; i++) keys->data[keys->len++] = text.data[i] | 0x20;
}

static inline void word_set(pdx_word *word, pdx_span text, size_t begin, size_t end, pdx_buf *keys) {
    const size_t len = end - begin;
    word->n_pieces = 1;
    if (PDX_LIKELY(len <= PDX_WORD_HEAD && text.len - begin >= PDX_WORD_HEAD)) {
        word->len = (uint32_t)len;
        head_set(word, text.data + begin, len);
        word->key_at = 0;
    } else {
        word_set_rare(word, text, begin, end, keys);
    }
}

static bool ends_at(pdx_span text, size_t at) {
    return at == text.len || kinds[text.data[at]] == END || ends_before(text.data + at, text.data + text.len);
}

/* The words from *at on, through block after block of the window, as long as the bits alone say where they begin and end. Gives their
 * number; *at is behind the last. */
static size_t window_words(const pdx_ascii_window *window, pdx_span text, size_t *at, pdx_word *words, size_t most, pdx_buf *keys) {
    const size_t from = *at - window->begin;
    const pdx_ascii_mask *mask = &window->masks[from / PDX_ASCII_BLOCK];
    size_t base = *at - from % PDX_ASCII_BLOCK, begin = 0, n = 0;
    uint64_t live = UINT64_MAX << from % PDX_ASCII_BLOCK, goes_on = 0; /* a word that began at `begin`, in a block before */
    for (; base < window->end; base += PDX_ASCII_BLOCK, mask++, live = UINT64_MAX) {
        const uint64_t alnum = mask->alnum & live, moved = alnum << 1 | goes_on, ends = ~alnum & moved;
        const uint64_t unclear = (mask->rest & live) | (ends & ~mask->stops);
        uint64_t starts = alnum & ~moved, sure = ends & ((unclear & (0 - unclear)) - 1); /* those before the first that is unclear */
        if (goes_on != 0 && sure != 0 && n < most) {
            *at = base + pdx_trailing_zeros(sure);
            word_set(&words[n++], text, begin, *at, keys);
            sure &= sure - 1;
            goes_on = 0;
        }
        for (; sure != 0 && n < most; sure &= sure - 1, starts &= starts - 1) {
            begin = base + pdx_trailing_zeros(starts);
            *at = base + pdx_trailing_zeros(sure);
            word_set(&words[n++], text, begin, *at, keys);
        }
        if (unclear != 0 || sure != 0 || n == most) return n;
        if (starts != 0) begin = base + pdx_trailing_zeros(starts);
        goes_on = alnum >> (PDX_ASCII_BLOCK - 1);
    }
    if (goes_on == 0) *at = window->end;
    return n;
}

size_t pdx_ascii_words(pdx_ascii_window *window, pdx_span text, size_t *at, pdx_word *words, size_t most, pdx_buf *keys) {
    size_t n = 0;
    while (n < most && *at < text.len) {
        size_t stop;
        if (*at < window->begin || *at >= window->end) pdx_ascii_window_move(window, text, *at);
        n += window_words(window, text, at, words + n, most - n, keys);
        if (n == most || !window_begin(window, text, at)) break;
        if (*at >= window->end) continue;
        stop = window_end(window, *at);
        if (PDX_UNLIKELY(stop == window->end) && stop < text.len) { /* it may go on behind the window */
            if (*at == window->begin) break;
            pdx_ascii_window_move(window, text, *at);
            continue;
        }
        if (!ends_at(text, stop)) break;
        word_set(&words[n++], text, *at, stop, keys);
        *at = stop;
    }
    return n;
}
