#include "page/lexicon_tokens.h"

#include "page/chars.h"
#include "page/lexicon_index.h"
#include "text/fold_tables.h"
#include "text/unicode.h"

typedef enum char_class { SPACE, NOTHING, QUOTE, LETTER, DIGIT, IDEOGRAPH, SIGN } char_class;

/* The word that is being read, folded. */
typedef struct word_buf {
    uint8_t bytes[PDX_LEX_WORD_MAX];
    size_t len; /* PDX_LEX_WORD_MAX + 1: longer than any word of ours */
    uint32_t hash;
} word_buf;

static inline void put_byte(word_buf *word, uint8_t c) {
    word->hash = pdx_lex_hash_step(word->hash, c);
    if (word->len < PDX_LEX_WORD_MAX) word->bytes[word->len++] = c;
    else word->len = PDX_LEX_WORD_MAX + 1;
}

static void put_char(word_buf *word, const uint8_t *at, size_t len, uint32_t c) {
    const uint16_t code = pdx_fold_code(c);
    if (code == PDX_FOLD_SELF) {
        for (size_t i = 0; i < len; i++) put_byte(word, at[i]);
    } else if (code >= PDX_FOLD_FIRST) {
        for (size_t i = pdx_fold_ends[code - PDX_FOLD_FIRST]; i < pdx_fold_ends[code - PDX_FOLD_FIRST + 1]; i++) put_byte(word, pdx_fold_pool[i]);
    }
}

static uint8_t sign_of(uint32_t c) {
    if (c < 0x80) return (uint8_t)c;
    switch (c) {
    case 0x60C: case 0x3001: case 0xFF0C: return ',';
    case 0x61B: case 0xFF1B: return ';';
    case 0x61F: case 0xFF1F: return '?';
    case 0x6D4: case 0x3002: case 0xFF0E: return '.';
    case 0xFF1A: return ':';
    case 0xFF08: case 0x3010: return '(';
    case 0xFF09: case 0x3011: return ')';
    case 0xFF5C: case 0x2502: case 0xA6: return '|';
    case 0xFF0F: case 0x2044: return '/';
    case 0x2010: case 0x2011: case 0x2012: case 0x2212: case 0x5BE: return '-';
    case 0x2013: case 0x2014: case 0x2015: return '-';
    case 0xFF01: return '!';
    case 0x2026: return PDX_SIGN_ELLIPSIS;
    case 0xA9: return PDX_SIGN_COPYRIGHT;
    case 0xAA: case 0xB0: case 0xBA: return PDX_SIGN_ORDINAL;
    case 0xAB: case 0xBB: case 0x2039: case 0x203A: case 0xB7: case 0x2027: case 0x30FB: return PDX_SIGN_MARK;
    default: break;
    }
    if ((c >= 0x2020 && c <= 0x2023) || (c >= 0x2190 && c <= 0x2BFF) || (c >= 0xE000 && c <= 0xF8FF) || c >= 0x1F000) return PDX_SIGN_MARK;
    return PDX_SIGN_OTHER;
}

static inline char_class class_of_ascii(uint32_t c) {
    if (((c | 0x20) - 'a') < 26) return LETTER;
    if (c <= ' ' || c == 0x7F) return SPACE;
    if (c - '0' < 10) return DIGIT;
    return c == '"' || c == '\'' || c == '`' ? QUOTE : SIGN;
}

static char_class class_of(uint32_t c) {
    if (c < 0x80) return class_of_ascii(c);
    const pdx_char *kind = pdx_unicode_char(c);
    if ((kind->flags & PDX_CHAR_DROPPED) != 0) return NOTHING;
    if (pdx_char_digit(c) >= 0) return DIGIT;
    if (c == 0xAA || c == 0xBA) return SIGN;
    if ((kind->flags & PDX_CHAR_CJK) != 0 && kind->script != PDX_SCRIPT_HANGUL) return IDEOGRAPH;
    if ((kind->flags & PDX_CHAR_WORD) != 0 || kind->combining != 0) return LETTER;
    if (pdx_char_is_blank(c)) return SPACE;
    if (c != 0xAB && c != 0xBB && c != 0x2039 && c != 0x203A && pdx_char_is_quote(c)) return QUOTE;
    return c == 0xB4 || c == 0x2BC || c == 0x2032 || c == 0x5F3 || c == 0x201A ? QUOTE : SIGN;
}

static bool is_small(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0x80 && pdx_char_is_lower(c)); }

/* The end of the run of letters that begins at `at`, whose folded form is gathered in `word`. */
static size_t letters_end(pdx_span line, size_t at, bool split_capitals, word_buf *word) {
    bool small = false;
    while (at < line.len) {
        uint32_t c = line.data[at];
        size_t len = 1;
        if (PDX_LIKELY(c < 0x80)) {
            const uint8_t lower = (uint8_t)(c | 0x20);
            if ((uint8_t)(lower - 'a') >= 26 || (split_capitals && small && c != lower)) break;
            put_byte(word, lower);
            small = c == lower;
        } else {
            len = pdx_char_decode(line.data + at, line.data + line.len, &c);
            const char_class kind = class_of(c);
            if (kind != LETTER && kind != NOTHING) break;
            if (split_capitals && small && pdx_char_is_upper(c)) break;
            put_char(word, line.data + at, len, c);
            small = is_small(c);
        }
        at += len;
    }
    return at;
}

static size_t digits_end(pdx_span line, size_t at, pdx_lex_token *token) {
    while (at < line.len) {
        uint32_t c;
        const size_t len = pdx_char_decode(line.data + at, line.data + line.len, &c);
        const int digit = pdx_char_digit(c);
        if (digit < 0) break;
        if (token->digits < 9) token->value = token->value * 10 + (uint32_t)digit;
        if (token->digits < 255) token->digits++;
        at += len;
    }
    return at;
}

static size_t sign_end(pdx_span line, size_t at, pdx_lex_token *token) {
    if (token->sign == '.' && line.data[at - 1] == '.') {
        while (at < line.len && line.data[at] == '.') {
            token->sign = PDX_SIGN_ELLIPSIS;
            at++;
        }
    }
    return at;
}

/* A token of `kind` that begins with the character `c` of `len` bytes at `at`; its word goes to `word`. */
static void read_token(pdx_lex_token *token, pdx_span line, size_t at, size_t len, uint32_t c, char_class kind, bool split_capitals, word_buf *word) {
    token->kind = kind == SIGN ? PDX_LEX_SIGN : kind == DIGIT ? PDX_LEX_NUMBER : PDX_LEX_WORD;
    token->begin = (uint32_t)at;
    token->sign = token->digits = token->flags = 0;
    token->value = 0;
    token->word = 0;
    word->len = 0;
    word->hash = PDX_LEX_HASH;
    if (kind == LETTER) {
        if (!is_small(c)) token->flags |= PDX_LEX_CAPITAL;
        token->end = (uint32_t)letters_end(line, at, split_capitals, word);
    } else if (kind == IDEOGRAPH) {
        token->flags |= PDX_LEX_CAPITAL;
        put_char(word, line.data + at, len, c);
        token->end = (uint32_t)(at + len);
    } else if (kind == DIGIT) {
        if (c >= 0x80) token->flags |= PDX_LEX_EASTERN;
        token->end = (uint32_t)digits_end(line, at, token);
    } else {
        token->sign = sign_of(c);
        token->end = (uint32_t)sign_end(line, at + len, token);
    }
}

void pdx_lex_tokens_number(pdx_lex_tokens *tokens, pdx_span line, size_t from, bool split_capitals, pdx_lex_number *number) {
    size_t at = from;
    uint8_t flags = 0;
    tokens->n = 0;
    tokens->digits = false;
    tokens->date.n = 0;
    while (at < line.len && at < UINT32_MAX - 8) {
        uint32_t c;
        const size_t len = pdx_char_decode(line.data + at, line.data + line.len, &c);
        const char_class kind = class_of(c);
        if (kind == SPACE || kind == NOTHING || kind == QUOTE) {
            flags = kind == SPACE ? 0 : kind == QUOTE ? PDX_LEX_QUOTED : flags;
            at += len;
            continue;
        }
        if (tokens->n == tokens->room) break;
        pdx_lex_token *token = &tokens->items[tokens->n++];
        word_buf word;
        read_token(token, line, at, len, c, kind, split_capitals, &word);
        token->flags = (uint8_t)(token->flags | flags);
        if (token->kind == PDX_LEX_WORD && word.len <= PDX_LEX_WORD_MAX) token->word = number(word.bytes, word.len, word.hash);
        tokens->digits = tokens->digits || token->kind == PDX_LEX_NUMBER;
        at = token->end;
        flags = PDX_LEX_GLUED;
    }
    tokens->end = at;
    tokens->whole = at >= line.len;
}

void pdx_lex_tokens_read(pdx_lex_tokens *tokens, pdx_span line, size_t from, bool split_capitals) {
    pdx_lex_tokens_number(tokens, line, from, split_capitals, pdx_lex_word_find);
}

void pdx_lex_line_init(pdx_lex_line *line, pdx_span text) {
    line->text = text;
    line->n = 0;
}

pdx_lex_tokens *pdx_lex_line_tokens(pdx_lex_line *line) {
    if (line->n == 0 || line->n != line->tokens.n) {
        line->tokens.items = line->items;
        line->tokens.room = PDX_LEX_ROOM;
        pdx_lex_tokens_read(&line->tokens, line->text, 0, false);
        line->n = line->tokens.n;
    }
    return &line->tokens;
}

void pdx_lex_line_head(const pdx_lex_line *line, pdx_lex_tokens *head) {
    if (line->n == 0 || line->n != line->tokens.n || line->n < head->room) {
        pdx_lex_tokens_read(head, line->text, 0, false);
        return;
    }
    memcpy(head->items, line->items, head->room * sizeof *head->items);
    head->n = head->room;
    head->end = head->items[head->n - 1].end;
    head->whole = line->n == head->n && line->tokens.whole;
    head->digits = false;
    head->date.n = 0;
    for (size_t i = 0; i < head->n; i++) head->digits = head->digits || head->items[i].kind == PDX_LEX_NUMBER;
}
