#include "page/lexicon/lexicon_tokens.h"

#include "base/eight.h"
#include "page/lexicon/chars.h"
#include "page/lexicon/lexicon_chars.h"
#include "page/lexicon/lexicon_index.h"
#include "page/lexicon/lexicon_usual.h"

/* The word that is being read, folded. */
typedef struct word_buf {
    uint8_t bytes[PDX_LEX_WORD_MAX + 16];
    size_t len; /* more than PDX_LEX_WORD_MAX: longer than any word of ours, and cut off */
    uint64_t hash;
    bool inner; /* a capital behind a small letter */
} word_buf;

static void put_char(word_buf *word, const uint8_t *at, size_t len, uint32_t c) {
    if (word->len <= PDX_LEX_WORD_MAX) word->len = pdx_lex_char_fold(word->bytes, word->len, PDX_LEX_WORD_MAX + 1, at, len, c);
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

/* Takes a character of one or two bytes. */
static inline void put_known(word_buf *word, pdx_lex_char c) {
    if (word->len > PDX_LEX_WORD_MAX) return;
    pdx_le32_put(word->bytes + word->len, (uint32_t)c); /* there is room behind the longest word */
    word->len += pdx_lex_char_len(c);
}

/* Whether a further word begins with a capital of `len` bytes at `at`, behind a small letter ("youContinue") or behind a
 * word of capitals ("CMSTags"). */
static bool turns_at(pdx_span line, size_t at, size_t len, bool small, bool capital) {
    uint32_t next;
    if (small || !capital || at + len >= line.len) return small;
    (void)pdx_char_decode(line.data + at + len, line.data + line.len, &next);
    return pdx_lex_is_small(next);
}

/* Goes on with a word, whatever its letters. */
static size_t letters_end(pdx_span line, size_t at, bool split_capitals, word_buf *word) {
    const bool begun = at > 0 && word->len > 0;
    bool small = begun && pdx_lex_is_small(line.data[at - 1]), capital = begun && line.data[at - 1] < 0x80 && !small;
    while (at < line.len) {
        const pdx_lex_char known = pdx_lex_char_at(line, at);
        uint32_t c = 0;
        const size_t len = known != 0 ? pdx_lex_char_bytes(known) : pdx_char_decode_long(line.data + at, line.data + line.len, &c);
        const pdx_lex_class class = known != 0 ? pdx_lex_char_class(known) : pdx_lex_class_of(c);
        const bool upper = known != 0 ? (known & PDX_LEX_CHAR_UPPER) != 0 : pdx_char_is_upper(c);
        if (class != PDX_CLASS_LETTER && (class != PDX_CLASS_NOTHING || line.data[at] < 0x80)) break;
        const bool turns = upper && turns_at(line, at, len, small, capital);
        if (split_capitals && turns) break;
        word->inner = word->inner || turns;
        if (known != 0) put_known(word, known);
        else put_char(word, line.data + at, len, c);
        small = known != 0 ? (known & PDX_LEX_CHAR_SMALL) != 0 : pdx_lex_is_small(c);
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
static void read_token(pdx_lex_token *token, pdx_span line, size_t at, size_t len, uint32_t c, pdx_lex_class kind, bool split_capitals,
                       word_buf *word) {
    *token = (pdx_lex_token){.kind = kind == PDX_CLASS_SIGN    ? PDX_LEX_SIGN
                                     : kind == PDX_CLASS_DIGIT ? PDX_LEX_NUMBER
                                                               : PDX_LEX_WORD,
                             .begin = (uint32_t)at};
    word->len = 0;
    word->hash = 0;
    word->inner = false;
    if (kind == PDX_CLASS_LETTER) {
        if (!pdx_lex_is_small(c)) token->flags |= PDX_LEX_CAPITAL;
        token->end = (uint32_t)word_end(line, at, split_capitals, word);
        if (word->inner) token->flags |= PDX_LEX_INNER;
    } else if (kind == PDX_CLASS_IDEOGRAPH) {
        token->flags |= PDX_LEX_CAPITAL;
        put_char(word, line.data + at, len, c);
        word->hash = hash_of(word);
        token->end = (uint32_t)(at + len);
    } else if (kind == PDX_CLASS_DIGIT) {
        if (c >= 0x80) token->flags |= PDX_LEX_EASTERN;
        token->end = (uint32_t)digits_end(line, at, token);
    } else {
        token->sign = pdx_lex_sign_of(c);
        token->end = (uint32_t)sign_end(line, at + len, token);
    }
}

/* Tells what is known of a word with this hash; of one that is none of ours nothing is. */
static void name_word(pdx_lex_tokens *tokens, pdx_lex_token *token, uint64_t hash) {
    const pdx_lex_known *known;
    token->word = pdx_lex_word_find(hash, &known);
    token->flags = (uint16_t)(token->flags | known->flags);
    token->value = known->classes;
    tokens->dated |= known->classes;
    tokens->seen |= known->flags;
}

/* Reads the token that begins with the character `c` at `at`, whatever it is; gives its end. */
static size_t long_token(pdx_lex_tokens *tokens, pdx_span line, size_t at, size_t len, uint32_t c, pdx_lex_class kind, bool split_capitals,
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
    const size_t last = pdx_min_size(line.len, UINT32_MAX - 8);
    size_t at = tokens->end;
    pdx_lex_chars_make_ready();
    if (number == NULL) pdx_lex_make_ready();
    while (at < last) {
        uint32_t c;
        size_t len;
        if (number == NULL && (at = pdx_lex_usual_tokens(tokens, line, at, last, most)) >= last) break;
        const pdx_lex_class kind = pdx_lex_class_at(line, at, &c, &len);
        if (kind == PDX_CLASS_SPACE || kind == PDX_CLASS_NOTHING || kind == PDX_CLASS_QUOTE) {
            tokens->flags = kind == PDX_CLASS_SPACE ? 0 : kind == PDX_CLASS_QUOTE ? PDX_LEX_QUOTED : tokens->flags;
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

pdx_lex_tokens *pdx_lex_line_read(pdx_lex_line *line) {
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
