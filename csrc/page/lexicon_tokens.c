#include "page/lexicon_tokens.h"

#include "base/eight.h"
#include "base/once.h"
#include "page/chars.h"
#include "page/lexicon_index.h"
#include "text/fold_tables.h"
#include "text/unicode.h"

typedef enum char_class { SPACE, NOTHING, QUOTE, LETTER, DIGIT, IDEOGRAPH, SIGN } char_class;

/* The word that is being read, folded. */
typedef struct word_buf {
    uint8_t bytes[PDX_LEX_WORD_MAX + 16];
    size_t len; /* more than PDX_LEX_WORD_MAX: longer than any word of ours, and cut off */
    uint64_t hash;
    bool inner; /* a capital behind a small letter */
} word_buf;

static inline void put_byte(word_buf *word, uint8_t c) {
    if (word->len <= PDX_LEX_WORD_MAX) word->bytes[word->len++] = c;
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

/* What is known of the characters of two bytes, most of those beyond ASCII: four bytes of folded text, and above them how many of these
 * count, the class, and what case the character has. */
enum { WIDE_LEN = 32, WIDE_CLASS = 40, WIDE_FIRST = 0x80, WIDE_END = 0x800 };
#define WIDE_SMALL (UINT64_C(1) << 48)
#define WIDE_UPPER (UINT64_C(1) << 49)
#define WIDE_QUIET (UINT64_C(1) << 50) /* a letter that is no capital: it goes on with a word, whatever stands before it */
#define WIDE_TWO (UINT64_C(1) << 51)   /* there is such a character, in two bytes */
static uint64_t wide_chars[WIDE_END];
static uint8_t byte_classes[256]; /* of ASCII; OTHER for the rest */
enum { OTHER = SIGN + 1 };
static pdx_once once;

static uint64_t wide_of(uint32_t c) {
    const uint8_t bytes[2] = {(uint8_t)(0xC0 | c >> 6), (uint8_t)(0x80 | (c & 0x3F))};
    const char_class class = class_of(c);
    const bool upper = pdx_char_is_upper(c);
    word_buf word = {.len = 0};
    put_char(&word, bytes, sizeof bytes, c);
    assert(word.len <= 4);
    memset(word.bytes + word.len, 0, 4);
    return pdx_le32(word.bytes) | (uint64_t)word.len << WIDE_LEN | (uint64_t)class << WIDE_CLASS | (is_small(c) ? WIDE_SMALL : 0) |
           (upper ? WIDE_UPPER : 0) | (class == LETTER && !upper ? WIDE_QUIET : 0) | WIDE_TWO;
}

static void build(void) {
    for (uint32_t c = 0; c < 256; c++) byte_classes[c] = (uint8_t)(c < 0x80 ? class_of_ascii(c) : (char_class)OTHER);
    for (uint32_t c = WIDE_FIRST; c < WIDE_END; c++) wide_chars[c] = wide_of(c);
}

static inline char_class wide_class(uint64_t wide) { return (char_class)(wide >> WIDE_CLASS & 0xFF); }

/* The character of two bytes at `at`, one before the line's end; 0 when there is none. */
static inline uint64_t wide_at(const uint8_t *p) {
    const unsigned two = pdx_le16(p);
    return (two & 0xC0E0) == 0x80C0 ? wide_chars[(two & 0x1F) << 6 | (two >> 8 & 0x3F)] : 0;
}

/* 0x80 in each byte of the eight at `at` that is a capital behind a capital and before a small letter: "CMSTags". */
static uint64_t last_capitals(pdx_span line, size_t at, uint64_t capitals, uint64_t capital_before) {
    const uint64_t second = capitals & (capitals << 8 | capital_before);
    if (PDX_LIKELY(second == 0) || at + 1 >= line.len) return 0;
    const uint64_t next = pdx_eight_load(line, at + 1);
    return second & pdx_eight_letters(next) & next << 2;
}

/* The ASCII letters that eight bytes of a line begin with. */
typedef struct letters {
    uint64_t folded;          /* small, zeros behind them */
    uint64_t small, capitals; /* 0x80 for each */
    unsigned n;
    bool inner;               /* another word seems to begin in them */
} letters;

/* `before` are those right before them in the same word, eight, or NULL. */
static inline letters letters_of(pdx_span line, size_t at, const letters *before, bool split_capitals) {
    const uint64_t bytes = pdx_eight_load(line, at), in = pdx_eight_letters(bytes), small = in & bytes << 2, capitals = in & ~small;
    const uint64_t small_before = before == NULL ? 0 : before->small >> 56, capital_before = before == NULL ? 0 : before->capitals >> 56;
    const uint64_t turns = (capitals & (small << 8 | small_before)) | last_capitals(line, at, capitals, capital_before);
    const unsigned n = pdx_eight_before((~in & PDX_EIGHT(0x80)) | (split_capitals ? turns : 0));
    const uint64_t taken = pdx_eight_mask(n);
    return (letters){(bytes | PDX_EIGHT(0x20)) & taken, small, capitals, n, (turns & taken) != 0};
}

/* Takes the run of ASCII letters that begins at `at`. */
static size_t ascii_end(pdx_span line, size_t at, bool split_capitals, word_buf *word) {
    letters read, before;
    for (bool first = true; at < line.len; first = false, before = read) {
        read = letters_of(line, at, first ? NULL : &before, split_capitals);
        if (read.n == 0) break;
        word->inner = word->inner || read.inner;
        word->hash = pdx_lex_hash_step(word->hash, read.folded);
        if (word->len <= PDX_LEX_WORD_MAX) {
            pdx_le64_put(word->bytes + word->len, read.folded);
            word->len += read.n;
        }
        at += read.n;
        if (read.n < 8) break;
    }
    return at;
}

static inline void put_wide(word_buf *word, uint64_t wide) {
    if (word->len > PDX_LEX_WORD_MAX) return;
    pdx_le32_put(word->bytes + word->len, (uint32_t)wide); /* there is room behind the longest word */
    word->len += wide >> WIDE_LEN & 0xFF;
}

/* Takes the letters of two bytes from `at` on that are no capitals. *last is the last of them, and is left alone when there is none. */
static inline size_t quiet_end(pdx_span line, size_t at, word_buf *word, uint64_t *last) {
    while (line.len - at >= 2) {
        const uint64_t wide = wide_at(line.data + at);
        if ((wide & WIDE_QUIET) == 0) break;
        put_wide(word, wide);
        *last = wide;
        at += 2;
    }
    return at;
}

/* Whether a further word begins with a capital of `len` bytes at `at`, behind a small letter ("youContinue") or behind a
 * word of capitals ("CMSTags"). */
static bool turns_at(pdx_span line, size_t at, size_t len, bool small, bool capital) {
    uint32_t next;
    if (small || !capital || at + len >= line.len) return small;
    (void)pdx_char_decode(line.data + at + len, line.data + line.len, &next);
    return is_small(next);
}

/* Goes on with a word, whatever its letters. */
static size_t letters_end(pdx_span line, size_t at, bool split_capitals, word_buf *word) {
    const bool begun = at > 0 && word->len > 0;
    bool small = begun && is_small(line.data[at - 1]), capital = begun && line.data[at - 1] < 0x80 && !small;
    while (at < line.len) {
        uint64_t wide = 0;
        const size_t quiet = quiet_end(line, at, word, &wide);
        if (quiet > at) {
            at = quiet;
            small = (wide & WIDE_SMALL) != 0;
            capital = false;
            continue;
        }
        const uint8_t byte = line.data[at];
        uint32_t c = byte;
        size_t len = 1;
        if (byte >= 0x80 && line.len - at >= 2) wide = wide_at(line.data + at);
        if (wide != 0) len = 2;
        else if (byte >= 0x80) len = pdx_char_decode_long(line.data + at, line.data + line.len, &c);
        const char_class kind = byte < 0x80 ? (char_class)byte_classes[byte] : wide != 0 ? wide_class(wide) : class_of(c);
        if (kind != LETTER && (kind != NOTHING || byte < 0x80)) break;
        const bool upper = byte < 0x80 ? byte != (byte | 0x20) : wide != 0 ? (wide & WIDE_UPPER) != 0 : pdx_char_is_upper(c);
        const bool turns = upper && turns_at(line, at, len, small, capital);
        if (split_capitals && turns) break;
        word->inner = word->inner || turns;
        if (byte < 0x80) put_byte(word, byte | 0x20);
        else if (wide != 0) put_wide(word, wide);
        else put_char(word, line.data + at, len, c);
        small = byte < 0x80 ? !upper : wide != 0 ? (wide & WIDE_SMALL) != 0 : is_small(c);
        capital = upper;
        at += len;
    }
    return at;
}

static uint64_t hash_of(word_buf *word) {
    uint64_t hash = 0;
    memset(word->bytes + word->len, 0, 8);
    for (size_t i = 0; i < word->len; i += 8) hash = pdx_lex_hash_step(hash, pdx_le64(word->bytes + i));
    return hash;
}

/* The end of the run of letters that begins at `at`, whose folded form is gathered in `word`. */
static size_t word_end(pdx_span line, size_t at, bool split_capitals, word_buf *word) {
    if (line.data[at] < 0x80) at = ascii_end(line, at, split_capitals, word);
    if (at == line.len || line.data[at] < 0x80) return at;
    at = letters_end(line, at, split_capitals, word);
    word->hash = hash_of(word);
    return at;
}

static size_t digits_end(pdx_span line, size_t at, pdx_lex_token *token) {
    while (at < line.len) {
        uint32_t c = line.data[at];
        size_t len = 1;
        int digit = (int)c - '0';
        if (c >= 0x80) {
            len = pdx_char_decode_long(line.data + at, line.data + line.len, &c);
            digit = pdx_char_digit(c);
        }
        if (digit < 0 || digit > 9) break;
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
    *token = (pdx_lex_token){.kind = kind == SIGN ? PDX_LEX_SIGN : kind == DIGIT ? PDX_LEX_NUMBER : PDX_LEX_WORD, .begin = (uint32_t)at};
    word->len = 0;
    word->hash = 0;
    word->inner = false;
    if (kind == LETTER) {
        if (!is_small(c)) token->flags |= PDX_LEX_CAPITAL;
        token->end = (uint32_t)word_end(line, at, split_capitals, word);
        if (word->inner) token->flags |= PDX_LEX_INNER;
    } else if (kind == IDEOGRAPH) {
        token->flags |= PDX_LEX_CAPITAL;
        put_char(word, line.data + at, len, c);
        word->hash = hash_of(word);
        token->end = (uint32_t)(at + len);
    } else if (kind == DIGIT) {
        if (c >= 0x80) token->flags |= PDX_LEX_EASTERN;
        token->end = (uint32_t)digits_end(line, at, token);
    } else {
        token->sign = sign_of(c);
        token->end = (uint32_t)sign_end(line, at + len, token);
    }
}

/* The class of the character at `at`, and the character itself. */
static inline char_class class_at(pdx_span line, size_t at, uint32_t *c, size_t *len) {
    const unsigned class = byte_classes[line.data[at]];
    const uint64_t wide = class == OTHER && line.len - at >= 2 ? wide_at(line.data + at) : 0;
    *c = line.data[at];
    *len = 1;
    if (PDX_LIKELY(class != OTHER)) return (char_class)class;
    if (wide == 0) {
        *len = pdx_char_decode_long(line.data + at, line.data + line.len, c);
        return class_of(*c);
    }
    *c = (uint32_t)(line.data[at] & 0x1F) << 6 | (line.data[at + 1] & 0x3Fu);
    *len = 2;
    return wide_class(wide);
}

/* Tells what is known of a word with this hash; of one that is none of ours nothing is. */
static inline void name_word(pdx_lex_tokens *tokens, pdx_lex_token *token, uint64_t hash) {
    const pdx_lex_word *word;
    if (!pdx_lex_may_be_known(hash)) return;
    word = pdx_lex_word_of(hash);
    token->word = (uint16_t)(word->hash_number & 0xFFFF);
    token->flags = (uint16_t)(token->flags | word->flags);
    token->value = word->classes;
    tokens->dated |= word->classes;
    tokens->seen |= word->flags;
}

/* A word of fewer than sixteen ASCII letters with no capital but at its beginning, as most are. Gives where it ends; 0: it is longer or has
 * other letters. */
static inline size_t plain_word(pdx_lex_tokens *tokens, pdx_span line, size_t at) {
    const uint64_t bytes = pdx_eight_load(line, at), in = pdx_eight_letters(bytes);
    const unsigned n = pdx_eight_before(~in & PDX_EIGHT(0x80));
    const uint64_t taken = pdx_eight_mask(n), capitals = in & ~(bytes << 2) & taken;
    uint64_t hash = pdx_lex_hash_step(0, (bytes | PDX_EIGHT(0x20)) & taken);
    size_t end = at + n;
    pdx_lex_token *token = &tokens->items[tokens->n];
    if (capitals > 0xFF) return 0;
    if (n == 8 && end < line.len) {
        const uint64_t more = pdx_eight_load(line, end), in_more = pdx_eight_letters(more);
        const unsigned rest = pdx_eight_before(~in_more & PDX_EIGHT(0x80));
        if (rest == 8 || (in_more & ~(more << 2) & pdx_eight_mask(rest)) != 0) return 0;
        if (rest > 0) hash = pdx_lex_hash_step(hash, (more | PDX_EIGHT(0x20)) & pdx_eight_mask(rest));
        end += rest;
    }
    if (end < line.len && line.data[end] >= 0x80) return 0;
    *token = (pdx_lex_token){.kind = PDX_LEX_WORD, .begin = (uint32_t)at, .end = (uint32_t)end};
    token->flags = (uint16_t)(tokens->flags | (capitals != 0 ? PDX_LEX_CAPITAL : 0u));
    name_word(tokens, token, hash);
    tokens->n++;
    tokens->flags = PDX_LEX_GLUED;
    return end;
}

/* A sign of ASCII that stands for itself alone. */
static inline size_t short_sign(pdx_lex_tokens *tokens, pdx_span line, size_t at) {
    const unsigned known = pdx_lex_own_words.signs[line.data[at]];
    tokens->items[tokens->n++] = (pdx_lex_token){.kind = PDX_LEX_SIGN, .sign = line.data[at], .flags = (uint16_t)(tokens->flags | known),
                                                 .begin = (uint32_t)at, .end = (uint32_t)at + 1};
    tokens->seen |= known;
    tokens->flags = PDX_LEX_GLUED;
    return at + 1;
}

/* Reads the token that begins with the character `c` at `at`, whatever it is; gives its end. */
static size_t long_token(pdx_lex_tokens *tokens, pdx_span line, size_t at, size_t len, uint32_t c, char_class kind, bool split_capitals,
                         pdx_lex_number *number) {
    pdx_lex_token *token = &tokens->items[tokens->n++];
    word_buf word;
    read_token(token, line, at, len, c, kind, split_capitals, &word);
    const unsigned known = token->kind == PDX_LEX_SIGN ? pdx_lex_own_words.signs[token->sign] : 0;
    token->flags = (uint16_t)(token->flags | tokens->flags | known);
    tokens->seen |= known;
    tokens->flags = PDX_LEX_GLUED;
    tokens->digits = tokens->digits || token->kind == PDX_LEX_NUMBER;
    if (token->kind != PDX_LEX_WORD) return token->end;
    tokens->inner = tokens->inner || word.inner;
    if (word.len > PDX_LEX_WORD_MAX) return token->end;
    if (number == NULL) name_word(tokens, token, word.hash);
    else token->word = number(word.bytes, word.len, word.hash);
    return token->end;
}

/* Reads on until there are `most` tokens. While the index is built, words get their numbers from `number`. */
static void read_on(pdx_lex_tokens *tokens, pdx_span line, size_t most, bool split_capitals, pdx_lex_number *number) {
    size_t at = tokens->end;
    pdx_once_run(&once, build);
    if (number == NULL) pdx_lex_make_ready();
    while (at < line.len && at < UINT32_MAX - 8) {
        const unsigned class = byte_classes[line.data[at]];
        uint32_t c;
        size_t len, end;
        if (class == SPACE) {
            tokens->flags = 0;
            at++;
            continue;
        }
        if (class == LETTER && tokens->n < most && number == NULL && (end = plain_word(tokens, line, at)) > 0) {
            at = end;
            continue;
        }
        if (class == SIGN && tokens->n < most && line.data[at] != '.') {
            at = short_sign(tokens, line, at);
            continue;
        }
        const char_class kind = class_at(line, at, &c, &len);
        if (kind == SPACE || kind == NOTHING || kind == QUOTE) {
            tokens->flags = kind == SPACE ? 0 : kind == QUOTE ? PDX_LEX_QUOTED : tokens->flags;
            at += len;
            continue;
        }
        if (tokens->n == most) break;
        at = long_token(tokens, line, at, len, c, kind, split_capitals, number);
    }
    tokens->end = at;
    tokens->whole = at >= line.len;
}

void pdx_lex_tokens_forget(pdx_lex_tokens *tokens) {
    for (size_t i = 0; i < tokens->n; i++) {
        tokens->items[i].begun = 0;
        tokens->items[i].flags = (uint16_t)(tokens->items[i].flags & ~(unsigned)PDX_LEX_DATELESS);
    }
    tokens->n_dates = 0;
}

static void tokens_begin(pdx_lex_tokens *tokens, size_t from) {
    tokens->n = 0;
    tokens->end = from;
    tokens->flags = 0;
    tokens->dated = 0;
    tokens->seen = 0;
    tokens->digits = tokens->inner = false;
    tokens->n_dates = 0;
    tokens->n_begun = PDX_LEX_BEGUN_NONE + 1;
    tokens->begun[PDX_LEX_BEGUN_NONE].phrase = 0;
}

void pdx_lex_tokens_number(pdx_lex_tokens *tokens, pdx_span line, size_t from, bool split_capitals, pdx_lex_number *number) {
    tokens_begin(tokens, from);
    read_on(tokens, line, tokens->room, split_capitals, number);
}

void pdx_lex_tokens_read(pdx_lex_tokens *tokens, pdx_span line, size_t from, bool split_capitals) {
    pdx_lex_tokens_number(tokens, line, from, split_capitals, NULL);
}

bool pdx_lex_may_be_dated(const pdx_lex_tokens *tokens) {
    const uint32_t alone = UINT32_C(1) << PDX_DW_TODAY | UINT32_C(1) << PDX_DW_UNIT;
    return tokens->digits || (tokens->dated & alone) != 0;
}

void pdx_lex_line_init(pdx_lex_line *line, pdx_span text) {
    line->text = text;
    line->n = 0;
}

/* Makes sure of the first `most` tokens. */
static void line_read(pdx_lex_line *line, size_t most) {
    if (line->n == 0 || line->n != line->tokens.n) {
        pdx_lex_tokens_init(&line->tokens, line->items, PDX_LEX_ROOM);
        tokens_begin(&line->tokens, 0);
    } else if (line->tokens.whole || line->n >= most) {
        return;
    } else {
        pdx_lex_tokens_forget(&line->tokens);
    }
    read_on(&line->tokens, line->text, most, false, NULL);
    line->n = line->tokens.n;
}

pdx_lex_tokens *pdx_lex_line_tokens(pdx_lex_line *line) {
    line_read(line, PDX_LEX_ROOM);
    return &line->tokens;
}

const pdx_lex_tokens *pdx_lex_line_peek(pdx_lex_line *line, size_t most) {
    line_read(line, most);
    return &line->tokens;
}

void pdx_lex_line_head(pdx_lex_line *line, pdx_lex_tokens *head) {
    const pdx_lex_tokens *read = &line->tokens;
    line_read(line, head->room);
    tokens_begin(head, read->end);
    head->n = pdx_min_size(read->n, head->room);
    head->whole = read->whole;
    head->digits = read->digits;
    head->dated = read->dated;
    if (read->n > head->room) {
        head->end = line->items[head->room - 1].end;
        head->whole = false;
    }
    memcpy(head->items, line->items, head->n * sizeof *head->items);
    pdx_lex_tokens_forget(head);
}
