#include "page/lexicon/lexicon_usual.h"

#include "base/ascii.h"
#include "base/eight.h"
#include "page/lexicon/lexicon_chars.h"
#include "page/lexicon/lexicon_index.h"

/* Where tokens go while a line is read, and what is told of all of them: beside the tokens, so that it is held in registers. */
typedef struct token_sink {
    pdx_lex_token *to;
    unsigned flags; /* for the token that comes next */
    unsigned seen;
    uint32_t dated;
    bool digits;
} token_sink;

static inline token_sink sink_of(const pdx_lex_tokens *tokens) {
    return (token_sink){tokens->items + tokens->n, tokens->flags, tokens->seen, tokens->dated, tokens->digits};
}

static inline void sink_keep(pdx_lex_tokens *tokens, const token_sink *sink) {
    tokens->n = (size_t)(sink->to - tokens->items);
    tokens->flags = sink->flags;
    tokens->seen = sink->seen;
    tokens->dated = sink->dated;
    tokens->digits = sink->digits;
}

static inline void word_put(token_sink *sink, unsigned flags, size_t begin, size_t end, uint64_t hash) {
    const pdx_lex_known *known;
    const uint16_t word = pdx_lex_word_find(hash, &known);
    *sink->to++ =
        (pdx_lex_token){PDX_LEX_WORD, 0, 0, 0, (uint16_t)(sink->flags | flags | known->flags), word, known->classes, (uint32_t)begin, (uint32_t)end};
    sink->flags = PDX_LEX_GLUED;
    sink->dated |= known->classes;
    sink->seen |= known->flags;
}

static inline void sign_put(token_sink *sink, uint8_t sign, size_t begin, size_t end) {
    const unsigned known = pdx_lex_own_words.signs[sign];
    *sink->to++ = (pdx_lex_token){PDX_LEX_SIGN, sign, 0, 0, (uint16_t)(sink->flags | known), 0, 0, (uint32_t)begin, (uint32_t)end};
    sink->flags = PDX_LEX_GLUED;
    sink->seen |= known;
}

/* Whether a word that has been read as far as the character at `at`, which is `known` unless it is 0, ends there: neither a letter nor what is left
 * out of words follows. */
static bool is_end(pdx_span line, size_t at, pdx_lex_char known) {
    uint32_t c;
    const pdx_lex_class class =
        known != 0 ? pdx_lex_char_class(known) : (pdx_char_decode_long(line.data + at, line.data + line.len, &c), pdx_lex_class_of(c));
    return class != PDX_CLASS_LETTER && (class != PDX_CLASS_NOTHING || line.data[at] < 0x80);
}

/* Eight bytes from `at` in a line that has as many: those behind its end are zeros. Near the end as quickly as elsewhere, since where a line ends
 * cannot be foreseen. */
static inline uint64_t load_within(pdx_span line, size_t at) {
    const size_t from = pdx_min_size(at, line.len - 8);
    return pdx_le64(line.data + from) >> (8 * (at - from));
}

static inline uint64_t load_at(pdx_span line, size_t at) { return PDX_LIKELY(line.len >= 8) ? load_within(line, at) : pdx_eight_load(line, at); }

/* A word of fewer than sixteen ASCII letters with no capital but at its beginning, as most are, or of fewer than eight capitals. Gives where
 * it ends; 0: it is longer or has other letters. */
static inline size_t plain_word(token_sink *sink, pdx_span line, size_t at) {
    const uint64_t bytes = load_at(line, at), in = pdx_eight_letters(bytes), out = ~in & PDX_EIGHT(0x80);
    uint64_t hash, taken = in, capitals;
    size_t end = at + 8;
    if (PDX_LIKELY(out != 0)) {
        const unsigned bits = pdx_trailing_zeros(out) & 0x38;
        taken = (UINT64_C(1) << bits) - 1;
        end = at + bits / 8;
        capitals = in & ~(bytes << 2) & taken;
        if (capitals > 0xFF && capitals != (in & taken)) return 0;
        hash = pdx_lex_hash_step(0, (bytes | PDX_EIGHT(0x20)) & taken);
    } else {
        capitals = in & ~(bytes << 2);
        if (capitals > 0xFF) return 0;
        hash = pdx_lex_hash_step(0, bytes | PDX_EIGHT(0x20));
        if (end < line.len) {
            const uint64_t more = load_at(line, end), in_more = pdx_eight_letters(more);
            const unsigned rest = pdx_eight_before(~in_more & PDX_EIGHT(0x80));
            const uint64_t kept = pdx_eight_mask(rest), both = pdx_lex_hash_step(hash, (more | PDX_EIGHT(0x20)) & kept);
            if (rest == 8 || (in_more & ~(more << 2) & kept) != 0) return 0;
            hash = rest > 0 ? both : hash;
            end += rest;
        }
    }
    if (line.data[pdx_min_size(end, line.len - 1)] >= 0x80 && !is_end(line, end, pdx_lex_char_at(line, end))) return 0; /* the last byte of the line, if it is of the word, is ASCII */
    word_put(sink, capitals != 0 ? PDX_LEX_CAPITAL : 0u, at, end, hash);
    return end;
}

/* What four letters at `at` fold to which have two bytes each and keep two, and of which the last three go on with a word whatever stands before
 * them; 0: there are no such. Where each stands is known beforehand, so that none waits for the one before. */
static inline uint64_t four_letters(pdx_span line, size_t at) {
    const uint64_t twos = UINT64_C(0xC0E0C0E0C0E0C0E0), wanted = UINT64_C(0x80C080C080C080C0);
    const uint64_t len = UINT64_C(0xFF) << PDX_LEX_CHAR_LEN, two = UINT64_C(2) << PDX_LEX_CHAR_LEN;
    pdx_lex_char four[4];
    uint64_t bytes;
    if (line.len - at < 8) return 0;
    bytes = pdx_le64(line.data + at);
    if ((bytes & twos) != wanted) return 0;
    for (unsigned k = 0; k < 4; k++, bytes >>= 16) four[k] = pdx_lex_wide_chars[(bytes & 0x1F) << 6 | (bytes >> 8 & 0x3F)];
    if ((four[0] & len) != two) return 0;
    for (unsigned k = 1; k < 4; k++) {
        if ((four[k] & (len | PDX_LEX_CHAR_QUIET)) != (two | PDX_LEX_CHAR_QUIET)) return 0;
    }
    return (four[0] & 0xFFFF) | (four[1] & 0xFFFF) << 16 | (four[2] & 0xFFFF) << 32 | four[3] << 48;
}

/* The letters of a word that is being read, folded. */
typedef struct word_hash {
    uint64_t hash, eight; /* of the bytes before; the last ones */
    unsigned held;        /* bits of these */
    size_t len;           /* bytes of all */
} word_hash;

static inline void letter_add(word_hash *word, pdx_lex_char c) {
    const uint64_t bytes = c & UINT32_MAX;
    const unsigned bits = 8 * (unsigned)pdx_lex_char_len(c);
    word->len += bits / 8;
    word->eight |= bytes << word->held;
    word->held += bits;
    if (word->held < 64) return;
    word->hash = pdx_lex_hash_step(word->hash, word->eight);
    word->held -= 64;
    word->eight = word->held == 0 ? 0 : bytes >> (bits - word->held);
}

/* A word of letters of one and two bytes, `first` and no other perhaps a capital, no longer than ours. Gives where it ends; 0: it has other
 * letters. What is folded stays in registers: its bytes are of any number, and memory would have to be waited for. */
static inline size_t mixed_word(token_sink *sink, pdx_span line, size_t at, pdx_lex_char first) {
    word_hash word = {0, 0, 0, 0};
    pdx_lex_char c = first;
    uint64_t four;
    size_t end = at;
    do {
        if (word.held == 0 && (four = four_letters(line, end)) != 0) {
            word.hash = pdx_lex_hash_step(word.hash, four);
            word.len += 8;
            end += 8;
        } else {
            letter_add(&word, c);
            end += 1u + (line.data[end] >> 7); /* as long as `c`, and known before it */
        }
        if (end >= line.len) break;
        c = pdx_lex_char_at(line, end);
    } while ((c & PDX_LEX_CHAR_QUIET) != 0 && word.len <= PDX_LEX_WORD_MAX);
    if (word.len > PDX_LEX_WORD_MAX || (end < line.len && !is_end(line, end, c))) return 0;
    if (word.held > 0) word.hash = pdx_lex_hash_step(word.hash, word.eight);
    word_put(sink, (first & PDX_LEX_CHAR_SMALL) == 0 ? PDX_LEX_CAPITAL : 0u, at, end, word.hash);
    return end;
}

/* A number of at most nine ASCII digits. Gives where it ends; 0: it goes on otherwise. */
static inline size_t plain_number(token_sink *sink, pdx_span line, size_t at) {
    const size_t most = pdx_min_size(line.len, at + 9);
    uint32_t value = 0;
    size_t end = at;
    for (; end < most && pdx_is_digit(line.data[end]); end++) value = value * 10 + (line.data[end] - (uint32_t)'0');
    if (end < line.len && (line.data[end] >= 0x80 || pdx_is_digit(line.data[end]))) return 0;
    *sink->to++ = (pdx_lex_token){PDX_LEX_NUMBER, 0, (uint8_t)(end - at), 0, (uint16_t)sink->flags, 0, value, (uint32_t)at, (uint32_t)end};
    sink->flags = PDX_LEX_GLUED;
    sink->digits = true;
    return end;
}

/* A sign of ASCII that stands for itself alone. */
static inline size_t short_sign(token_sink *sink, pdx_span line, size_t at) {
    if (line.data[at] == '.' && at + 1 < line.len && line.data[at + 1] == '.') return 0;
    sign_put(sink, line.data[at], at, at + 1);
    return at + 1;
}

/* A word or sign of characters that are not ASCII. */
static inline size_t far_token(token_sink *sink, pdx_span line, size_t at) {
    const pdx_lex_char c = pdx_lex_char_at(line, at);
    if (c != 0 && pdx_lex_char_class(c) == PDX_CLASS_LETTER) return mixed_word(sink, line, at, c);
    if (c != 0 && pdx_lex_char_class(c) == PDX_CLASS_SIGN) {
        sign_put(sink, (uint8_t)c, at, at + 2);
        return at + 2;
    }
    if (c != 0 || !pdx_lex_is_ideograph_at(line, at)) return 0;
    word_put(sink, PDX_LEX_CAPITAL, at, at + 3, pdx_lex_hash_step(0, pdx_le16(line.data + at) | (uint64_t)line.data[at + 2] << 16));
    return at + 3;
}

/* Reads the token that begins at `at` with a byte of this class, if it is one of the usual ones. Gives its end; 0: it is not. */
static inline size_t usual_token(token_sink *sink, pdx_span line, size_t at, unsigned class) {
    size_t end;
    if (class == PDX_CLASS_LETTER) return (end = plain_word(sink, line, at)) > 0 ? end : mixed_word(sink, line, at, pdx_lex_char_at(line, at));
    if (class == PDX_CLASS_FAR) return far_token(sink, line, at);
    if (class == PDX_CLASS_SIGN) return short_sign(sink, line, at);
    return class == PDX_CLASS_DIGIT ? plain_number(sink, line, at) : 0;
}

size_t pdx_lex_usual_tokens(pdx_lex_tokens *tokens, pdx_span line, size_t at, size_t last, size_t most) {
    token_sink sink = sink_of(tokens);
    const pdx_lex_token *full = tokens->items + most;
    while (at < last) {
        const unsigned class = pdx_lex_classes_of_bytes[line.data[at]];
        size_t end;
        unsigned spaced;
        if (class == PDX_CLASS_SPACE) {
            sink.flags = 0;
            at++;
            continue;
        }
        if (sink.to >= full || (end = usual_token(&sink, line, at, class)) == 0) break;
        spaced = (end < last) & (line.data[pdx_min_size(end, last - 1)] == ' '); /* as nearly always, but at the end */
        sink.flags &= spaced - 1;
        at = end + spaced;
    }
    sink_keep(tokens, &sink);
    return at;
}
