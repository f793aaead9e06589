#include "post/dates/date_lex.h"

#include "base/once.h"
#include "page/lexicon/chars.h"
#include "post/dates/bare_letters.h"

typedef enum letter_kind { LETTER, DIGIT, MARK, SPACE, NOTHING } letter_kind;

static char mark_of(uint32_t c) {
    switch (c) {
    case 0x2018: case 0x2019: case 0x2BC: case '\'': return '\'';
    case 0x60C: case 0x66B: case 0x3001: case 0xFF0C: case ',': return ',';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: case 0x5BE: case '-': return '-';
    case 0xFF1A: case ':': return ':';
    case 0xFF0F: case 0x2044: case '/': return '/';
    case 0xFF0E: case 0x6D4: case '.': return '.';
    case 0x5E74: case 0xB144: return 'Y';
    case 0x6708: case 0xC6D4: return 'M';
    case 0x65E5: case 0xC77C: return 'D';
    case 0xBA: case 0xAA: case 0xB0: return 'o';
    default: return '?';
    }
}

static letter_kind kind_of(uint32_t c) {
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return LETTER;
        return c <= ' ' || c == 0x7F ? SPACE : MARK;
    }
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x2028 || c == 0x2029)
        return SPACE;
    if (c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        return NOTHING;
    if (mark_of(c) != '?' || (c >= 0xA1 && c < 0xC0 && c != 0xB5) || c == 0xD7 || c == 0xF7 || (c >= 0x2010 && c <= 0x2BFF) ||
        (c >= 0x3001 && c <= 0x3020) || c == 0x61B || c == 0x61F || c == 0x66C || c == 0x66D || c == 0xFFFD ||
        (c >= 0xFF01 && c <= 0xFF0F))
        return MARK;
    return LETTER;
}

static uint32_t next_kind(pdx_span text, size_t *at, letter_kind *kind, uint32_t *value) {
    uint32_t c;
    *at += pdx_char_decode(text.data + *at, text.data + text.len, &c);
    const int digit = pdx_char_digit(c);
    *value = digit >= 0 ? (uint32_t)digit : 0;
    *kind = digit >= 0 ? DIGIT : kind_of(c);
    return c;
}

/* Of characters of one byte, and of two: whether each is a letter. */
enum { TWO_END = 0x800 };
static bool letters[TWO_END];
static pdx_once once;

static void build(void) {
    for (uint32_t c = 0; c < TWO_END; c++) letters[c] = pdx_char_digit(c) < 0 && kind_of(c) == LETTER;
}

/* Over letters of one or two bytes, as nearly all of most texts are. */
static size_t letters_pass(pdx_span text, size_t at) {
    for (;;) {
        if (at < text.len && text.data[at] < 0x80 && letters[text.data[at]]) at++;
        else if (text.len - at >= 2 && text.data[at] >= 0xC2 && text.data[at] <= 0xDF && (text.data[at + 1] & 0xC0) == 0x80 &&
                 letters[(text.data[at] & 0x1Fu) << 6 | (text.data[at + 1] & 0x3Fu)])
            at += 2;
        else return at;
    }
}

/* The end of the run of letters or digits that begins at `from`; joiners inside a word belong to it. */
static size_t run_end(pdx_span text, size_t from, letter_kind wanted, pdx_date_token *token) {
    size_t at = from, end = from;
    token->value = 0;
    token->digits = 0;
    while (at < text.len) {
        letter_kind kind;
        uint32_t value = 0;
        if (wanted == LETTER) {
            const size_t passed = letters_pass(text, at);
            if (passed > at) at = end = passed;
            if (at == text.len) break;
        }
        (void)next_kind(text, &at, &kind, &value);
        if (kind == NOTHING && wanted == LETTER) continue;
        if (kind != wanted) break;
        end = at;
        if (wanted != DIGIT) continue;
        if (token->digits < 255) token->digits++;
        token->value = token->digits > 9 ? UINT32_MAX : token->value * 10 + value;
    }
    return end;
}

static pdx_date_word meaning_of(pdx_span text, pdx_lang language) {
    char folded[64]; /* longer words are none of ours */
    return pdx_date_word_of(pdx_span_of(folded, pdx_bare_fold(text, folded, sizeof folded)), language);
}

/* The last `n` tokens become one word when together they are a name. */
static void join(pdx_span text, pdx_lang language, pdx_date_tokens *out, size_t n) {
    pdx_date_token *first = &out->items[out->n - n], *last = &out->items[out->n - 1];
    const pdx_date_word all = meaning_of(pdx_span_slice(text, first->begin, last->end), language);
    if (all.month == 0 && all.weekday == 0) return;
    first->end = last->end;
    first->word = all;
    out->n -= n - 1;
}

/* Names of several tokens: "كانون الثاني", "tháng mười một", "tháng 3", "ม.ค", and a numeral with the sign of the month, "十二月". */
static void join_names(pdx_span text, pdx_lang language, pdx_date_tokens *out) {
    if (out->n < 2) return;
    const pdx_date_token *last = &out->items[out->n - 1], *before = last - 1;
    if (last->word.month != 0) return;
    if (last->kind == PDX_DATE_MARK) {
        if (last->mark == 'M' && last->glued && before->kind == PDX_DATE_WORD) join(text, language, out, 2);
    } else if (before->kind == PDX_DATE_WORD) {
        if (last->begin == before->end + 1 && (before->word.begins || text.data[before->end] != ' ')) join(text, language, out, 2);
    } else if (out->n > 2 && last->kind == PDX_DATE_WORD && last->glued && before->glued && before->mark == '.' && before[-1].kind == PDX_DATE_WORD) {
        join(text, language, out, 3);
    }
}

void pdx_date_lex(pdx_span text, pdx_lang language, pdx_date_tokens *out) {
    if (text.len > PDX_DATE_BYTES) text.len = PDX_DATE_BYTES;
    pdx_once_run(&once, build);
    out->n = 0;
    size_t at = 0;
    bool glued = false;
    while (at < text.len && out->n < PDX_DATE_TOKENS) {
        const size_t begin = at;
        letter_kind kind;
        uint32_t value = 0;
        const uint32_t c = next_kind(text, &at, &kind, &value);
        if (kind == NOTHING) continue;
        if (kind == SPACE) {
            glued = false;
            continue;
        }
        pdx_date_token *token = &out->items[out->n++];
        memset(token, 0, sizeof *token);
        token->glued = glued;
        token->eastern = c >= 0x6F0 && c <= 0x6F9;
        token->arabic = !token->eastern && c >= 0x600 && c <= 0x6FF;
        token->begin = (uint32_t)begin;
        token->kind = kind == DIGIT ? PDX_DATE_NUMBER : kind == LETTER ? PDX_DATE_WORD : PDX_DATE_MARK;
        if (kind == MARK) token->mark = mark_of(c);
        else at = run_end(text, begin, kind, token);
        token->end = (uint32_t)at;
        glued = true;
        if (kind == LETTER) token->word = meaning_of(pdx_span_slice(text, begin, at), language);
        join_names(text, language, out);
    }
}

bool pdx_date_is_scripted(const pdx_date_tokens *tokens) {
    for (size_t i = 0; i < tokens->n; i++)
        if (tokens->items[i].eastern || tokens->items[i].arabic) return true;
    return false;
}
