#include "query/parse/lexer.h"

#include "base/ascii.h"
#include "query/parse/number.h"
#include "text/utf8.h"

static bool is_letter(uint8_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/* The length of the white space at `at`, 0 when there is none. */
static size_t space_at(pdx_span text, size_t at) {
    size_t len;
    uint32_t code;
    if (at >= text.len) return 0;
    code = pdx_utf8_decode(text.data + at, text.data + text.len, &len);
    if (code <= 0x20 || code == 0x7F || code == 0x85 || code == 0xA0 || code == 0x1680 || code == 0x2028 ||
        code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000 || (code >= 0x2000 && code <= 0x200A)) {
        return len;
    }
    return 0;
}

/* The length of the quote at `at`, 0 when there is none. */
static size_t quote_at(pdx_span text, size_t at) {
    size_t len;
    uint32_t code;
    if (at >= text.len) return 0;
    code = pdx_utf8_decode(text.data + at, text.data + text.len, &len);
    if (code == '"' || code == 0x201C || code == 0x201D || code == 0x201E || code == 0xAB || code == 0xBB) return len;
    return 0;
}

static bool ends_word(pdx_span text, size_t at) {
    if (at >= text.len) return true;
    switch (text.data[at]) {
    case '(':
    case ')':
    case '|':
    case '&':
        return true;
    default:
        return space_at(text, at) > 0 || quote_at(text, at) > 0;
    }
}

static size_t word_end(pdx_span text, size_t at) {
    while (!ends_word(text, at)) {
        size_t len;
        (void)pdx_utf8_decode(text.data + at, text.data + text.len, &len);
        at += len;
    }
    return at;
}

static uint32_t read_count(pdx_span digits) {
    uint32_t number = 0;
    size_t i;
    for (i = 0; i < digits.len; i++) {
        if (number < 100000000) number = number * 10 + (uint32_t)(digits.data[i] - '0');
    }
    return number;
}

/* Takes `~`, `~2` and `^3` off the end of [begin, end), in any order; gives where they begin. */
static size_t strip_suffix(pdx_span text, size_t begin, size_t end, pdx_suffix *suffix) {
    suffix->end = end;
    for (;;) {
        size_t at = end;
        while (at > begin && (pdx_is_digit(text.data[at - 1]) || text.data[at - 1] == '.')) at--;
        if (at == begin) break;
        if (text.data[at - 1] == '~' && !suffix->has_tilde) {
            const pdx_span digits = pdx_span_slice(text, at, end);
            size_t i;
            for (i = 0; i < digits.len && pdx_is_digit(digits.data[i]); i++) {}
            if (i < digits.len) break;
            suffix->has_tilde = true;
            suffix->tilde = digits.len == 0 ? PDX_NO_TILDE : read_count(digits);
        } else if (text.data[at - 1] == '^' && !suffix->has_boost && !suffix->bad_boost) {
            suffix->has_boost = pdx_number_parse(pdx_span_slice(text, at, end), &suffix->boost);
            suffix->bad_boost = !suffix->has_boost;
        } else {
            break;
        }
        end = at - 1;
    }
    suffix->begin = end;
    return end;
}

/* What hangs right behind a quote or a parenthesis: a stretch of `~`, `^`, digits and points. */
static void read_suffix(pdx_lexer *lexer, pdx_suffix *suffix) {
    const size_t begin = lexer->at;
    size_t end = begin;
    suffix->begin = suffix->end = begin;
    if (begin >= lexer->text.len || (lexer->text.data[begin] != '~' && lexer->text.data[begin] != '^')) return;
    while (end < lexer->text.len && (pdx_is_digit(lexer->text.data[end]) || lexer->text.data[end] == '~' ||
                                     lexer->text.data[end] == '^' || lexer->text.data[end] == '.')) {
        end++;
    }
    lexer->at = strip_suffix(lexer->text, begin, end, suffix) == begin ? end : begin;
    if (lexer->at == begin) memset(suffix, 0, sizeof *suffix);
}

static void read_quoted(pdx_lexer *lexer, size_t quote, pdx_sign *sign) {
    const pdx_span text = lexer->text;
    const size_t begin = lexer->at + quote;
    size_t end = begin;
    sign->kind = PDX_SIGN_QUOTED;
    while (end < text.len && (quote = quote_at(text, end)) == 0) {
        size_t len;
        (void)pdx_utf8_decode(text.data + end, text.data + text.len, &len);
        end += len;
    }
    sign->text = pdx_span_slice(text, begin, end);
    sign->incomplete = end >= text.len;
    lexer->at = sign->incomplete ? text.len : end + quote;
    if (!sign->incomplete && !lexer->verbatim) read_suffix(lexer, &sign->suffix);
}

/* AND, OR, NOT, NEAR, NEAR/5; in capitals and alone. */
static bool read_operator(pdx_lexer *lexer, size_t end, pdx_sign *sign) {
    const pdx_span word = pdx_span_slice(lexer->text, lexer->at, end);
    const pdx_span near = pdx_span_str("NEAR/");
    if (pdx_span_equal(word, pdx_span_str("AND"))) {
        sign->kind = PDX_SIGN_AND;
    } else if (pdx_span_equal(word, pdx_span_str("OR"))) {
        sign->kind = PDX_SIGN_OR;
    } else if (pdx_span_equal(word, pdx_span_str("NOT"))) {
        sign->kind = PDX_SIGN_NOT;
    } else if (pdx_span_equal(word, pdx_span_str("NEAR"))) {
        sign->kind = PDX_SIGN_NEAR;
        sign->number = 10;
    } else if (pdx_span_starts(word, near)) {
        const pdx_span digits = pdx_span_slice(word, near.len, word.len);
        size_t i;
        for (i = 0; i < digits.len && pdx_is_digit(digits.data[i]); i++) {}
        sign->kind = PDX_SIGN_NEAR;
        sign->incomplete = digits.len == 0 || i < digits.len;
        sign->number = sign->incomplete ? 10 : read_count(digits);
    } else {
        return false;
    }
    lexer->at = end;
    return true;
}

/* `name:` with something right behind it. */
static bool read_scope(pdx_lexer *lexer, size_t end, pdx_sign *sign) {
    const pdx_span text = lexer->text;
    size_t colon = lexer->at;
    while (colon < end && is_letter(text.data[colon])) colon++;
    if (colon == lexer->at || colon >= end || text.data[colon] != ':') return false;
    sign->kind = PDX_SIGN_SCOPE;
    sign->text = pdx_span_slice(text, lexer->at, colon);
    lexer->at = colon + 1;
    sign->incomplete = lexer->at >= text.len || space_at(text, lexer->at) > 0 || text.data[lexer->at] == ')' ||
                       text.data[lexer->at] == '|' || text.data[lexer->at] == '&';
    return true;
}

static void read_word(pdx_lexer *lexer, pdx_sign *sign) {
    const size_t end = word_end(lexer->text, lexer->at);
    size_t stop = end;
    if (read_operator(lexer, end, sign)) return;
    if (!lexer->verbatim) {
        if (read_scope(lexer, end, sign)) return;
        stop = strip_suffix(lexer->text, lexer->at, end, &sign->suffix);
    }
    sign->kind = PDX_SIGN_WORD;
    sign->text = pdx_span_slice(lexer->text, lexer->at, stop);
    lexer->at = end;
}

/* `-`, `+` and `=` right before what they apply to. */
static bool read_prefix(pdx_lexer *lexer, uint8_t c, pdx_sign *sign) {
    const size_t next = lexer->at + 1;
    if (lexer->verbatim && c != '-') return false;
    if (next >= lexer->text.len || space_at(lexer->text, next) > 0) return false;
    switch (lexer->text.data[next]) {
    case ')':
    case '|':
    case '&':
        return false;
    default:
        break;
    }
    sign->kind = c == '-' ? PDX_SIGN_NOT : c == '+' ? PDX_SIGN_PLUS : PDX_SIGN_WRITTEN;
    lexer->at = next;
    return true;
}

/* /regular expression/: from slash to slash, whatever stands between; what follows the second is its suffix, or it is none. */
static bool read_regex(pdx_lexer *lexer, pdx_sign *sign) {
    const pdx_span text = lexer->text;
    size_t close = lexer->at + 1;
    if (lexer->verbatim) return false;
    while (close < text.len && text.data[close] != '/') close += text.data[close] == '\\' && close + 1 < text.len ? 2 : 1;
    if (close >= text.len || close == lexer->at + 1) return false;
    const size_t end = word_end(text, close + 1);
    pdx_suffix suffix = {0};
    if (strip_suffix(text, close + 1, end, &suffix) != close + 1) return false;
    sign->kind = PDX_SIGN_REGEX;
    sign->text = pdx_span_slice(text, lexer->at + 1, close);
    sign->suffix = suffix;
    lexer->at = end;
    return true;
}

static void read_sign(pdx_lexer *lexer, uint8_t c, pdx_sign *sign) {
    const size_t quote = quote_at(lexer->text, lexer->at);
    if (quote > 0) {
        read_quoted(lexer, quote, sign);
        return;
    }
    switch (c) {
    case '(':
        sign->kind = PDX_SIGN_OPEN;
        lexer->at++;
        return;
    case ')':
        sign->kind = PDX_SIGN_CLOSE;
        lexer->at++;
        read_suffix(lexer, &sign->suffix);
        return;
    case '|':
    case '&':
        sign->kind = c == '|' ? PDX_SIGN_OR : PDX_SIGN_AND;
        lexer->at++;
        return;
    case '-':
    case '+':
    case '=':
        if (read_prefix(lexer, c, sign)) return;
        break;
    case '/':
        if (read_regex(lexer, sign)) return;
        break;
    default:
        break;
    }
    read_word(lexer, sign);
}

void pdx_lexer_next(pdx_lexer *lexer, pdx_sign *sign) {
    size_t space;
    memset(sign, 0, sizeof *sign);
    while ((space = space_at(lexer->text, lexer->at)) > 0) lexer->at += space;
    sign->begin = sign->end = lexer->at;
    if (lexer->at >= lexer->text.len) return; /* PDX_SIGN_END is 0 */
    read_sign(lexer, lexer->text.data[lexer->at], sign);
    sign->end = lexer->at;
}

void pdx_lexer_value(pdx_lexer *lexer, pdx_sign *sign) {
    const size_t quote = quote_at(lexer->text, lexer->at);
    const size_t end = word_end(lexer->text, lexer->at);
    memset(sign, 0, sizeof *sign);
    sign->begin = lexer->at;
    if (quote > 0) {
        const bool verbatim = lexer->verbatim;
        lexer->verbatim = true;
        read_quoted(lexer, quote, sign);
        lexer->verbatim = verbatim;
    } else if (lexer->at < lexer->text.len && lexer->text.data[lexer->at] == '(') {
        sign->kind = PDX_SIGN_OPEN;
        lexer->at++;
    } else {
        sign->kind = PDX_SIGN_WORD;
        sign->text = pdx_span_slice(lexer->text, lexer->at, end);
        lexer->at = end;
    }
    sign->end = lexer->at;
}

void pdx_lexer_skip_signs(pdx_lexer *lexer) {
    while (lexer->at < lexer->text.len && (lexer->text.data[lexer->at] == '-' || lexer->text.data[lexer->at] == '+')) {
        lexer->at++;
    }
}
