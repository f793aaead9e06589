#include "text/ascii_piece.h"

#include "base/bits.h"

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

/* Looks through the text from `at` on. */
static void window_move(pdx_ascii_window *window, pdx_span text, size_t at) {
    const size_t len = pdx_min_size(text.len - at, PDX_ASCII_WINDOW), whole = len / PDX_ASCII_BLOCK;
    uint8_t last[PDX_ASCII_BLOCK] = {0}; /* zeros are no words, and end those before them */
    window->begin = at;
    window->end = at + len;
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

static uint64_t low_bytes(size_t n) { return n >= 8 ? UINT64_MAX : ((uint64_t)1 << 8 * n) - 1; }

static void word_set(pdx_word *word, pdx_span text, size_t begin, size_t end, pdx_buf *keys) {
    const size_t len = end - begin;
    uint8_t last[PDX_WORD_HEAD] = {0};
    const uint8_t *from = text.data + begin;
    size_t i;
    if (PDX_UNLIKELY(text.len - begin < PDX_WORD_HEAD)) {
        memcpy(last, from, text.len - begin);
        from = last;
    }
    word->head[0] = (pdx_le64(from) | SMALL) & low_bytes(len);
    word->head[1] = len <= 8 ? 0 : (pdx_le64(from + 8) | SMALL) & low_bytes(len - 8);
    word->key_at = keys->len;
    word->len = (uint32_t)len;
    word->n_pieces = 1;
    if (PDX_LIKELY(len <= PDX_WORD_HEAD) || !pdx_buf_reserve(keys, len)) return;
    for (i = begin; i < end; i++) keys->data[keys->len++] = text.data[i] | 0x20;
}

static bool ends_at(pdx_span text, size_t at) {
    return at == text.len || kinds[text.data[at]] == END || ends_before(text.data + at, text.data + text.len);
}

/* Words that lie in one block with what ends them, from *at on: the masks stay in registers. Gives their number. */
static size_t block_words(const pdx_ascii_window *window, pdx_span text, size_t *at, pdx_word *words, size_t most, pdx_buf *keys) {
    const size_t from = *at - window->begin;
    const pdx_ascii_mask *mask = &window->masks[from / PDX_ASCII_BLOCK];
    size_t left = PDX_ASCII_BLOCK - from % PDX_ASCII_BLOCK, n = 0;
    uint64_t alnum = mask->alnum >> from % PDX_ASCII_BLOCK, rest = mask->rest >> from % PDX_ASCII_BLOCK;
    /* A word there is that does not fill the block, and nothing else stands before it. */
    while (n < most && alnum != 0 && alnum != UINT64_MAX && (rest & ~alnum & (alnum - 1)) == 0) {
        const size_t gap = pdx_trailing_zeros(alnum), len = pdx_trailing_zeros(~(alnum >> gap)), begin = *at + gap;
        if (gap + len >= left || !ends_at(text, begin + len)) break;
        word_set(&words[n++], text, begin, begin + len, keys);
        *at = begin + len;
        left -= gap + len;
        alnum >>= gap + len;
        rest >>= gap + len;
    }
    return n;
}

size_t pdx_ascii_words(pdx_ascii_window *window, pdx_span text, size_t *at, pdx_word *words, size_t most, pdx_buf *keys) {
    size_t n = 0;
    while (n < most && *at < text.len) {
        size_t stop;
        if (*at < window->begin || *at >= window->end) window_move(window, text, *at);
        n += block_words(window, text, at, words + n, most - n, keys);
        if (n == most || !window_begin(window, text, at)) break;
        if (*at >= window->end) continue;
        stop = window_end(window, *at);
        if (PDX_UNLIKELY(stop == window->end) && stop < text.len) { /* it may go on behind the window */
            if (*at == window->begin) break;
            window_move(window, text, *at);
            continue;
        }
        if (!ends_at(text, stop)) break;
        word_set(&words[n++], text, *at, stop, keys);
        *at = stop;
    }
    return n;
}
