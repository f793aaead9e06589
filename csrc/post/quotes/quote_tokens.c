#include "post/quotes/quote_tokens.h"

#include "base/hash.h"
#include "page/lexicon/chars.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum {
    BRACKET_MOST = 240, /* bytes that are passed over at once */
    WORD_MOST = 255,    /* bytes of a word that are looked up */
    TOKEN_WORK = 48
};

#define FRENCH PDX_LANG('f', 'r')

typedef struct reader {
    pdx_quote_tokens *out;
    pdx_speech_words *words;
    pdx_span text;
    uint32_t block;
    uint8_t gap;      /* since the last token */
    bool full_stop;   /* what may be a short form's; the next word tells */
    bool short_form;  /* the last word is one whose full stop ends nothing */
} reader;

static uint32_t code_at(pdx_span text, size_t at, size_t *len) {
    if (at >= text.len) {
        *len = 0;
        return 0;
    }
    return pdx_utf8_decode(text.data + at, text.data + text.len, len);
}

static bool is_word(uint32_t code) { return (pdx_unicode_char(code)->flags & (PDX_CHAR_WORD | PDX_CHAR_CJK)) != 0; }
static bool is_apostrophe(uint32_t code) { return code == '\'' || code == 0x2019 || code == 0x02BC; }
static bool is_small(uint32_t code) { return pdx_unicode_char(code)->sentence == PDX_SB_LOWER; }
static bool is_capital(uint32_t code) { return pdx_unicode_char(code)->sentence == PDX_SB_UPPER; }

/* Whether one letter with an apostrophe, and the word behind it, belong to a name, since a name or a title stands before them: M. L'Hermite,
 * Ida d'Arcy. In French an apostrophe parts an article from its word otherwise. */
static bool is_in_name(const reader *r, size_t begin, size_t run, uint32_t next) {
    size_t len;
    if (run != 1 || !is_capital(next) || r->gap != 0 || r->out->len == 0) return false;
    const pdx_quote_token *before = &r->out->data[r->out->len - 1];
    if (before->block != r->block || before->quote != PDX_QUOTED_NONE || (r->full_stop && !r->short_form)) return false;
    if (before->classes & (PDX_SPEECH_MR | PDX_SPEECH_MRS)) return true; /* Mme d'Arcy */
    const uint32_t letter = code_at(r->text, begin, &len);
    if ((letter != 'd' && !is_capital(letter)) || (before->shape & PDX_SHAPE_CAPITAL) == 0) return false;
    return (before->classes & (PDX_SPEECH_NO_NAME | PDX_SPEECH_CUE)) == 0;
}

/* Whether the character at `at` keeps what stands before and behind it one word. */
static bool joins(const reader *r, size_t begin, size_t at, size_t run, size_t *behind) {
    size_t len, next_len;
    const uint32_t code = code_at(r->text, at, &len), next = code_at(r->text, at + len, &next_len);
    *behind = at + len;
    if (next_len == 0 || !is_word(next)) return false;
    if (code == 0x200C || code == 0x200D || code == 0x00AD) return true;
    if (code == '-' || code == 0x2010 || code == 0x2011) return r->words->language != FRENCH || !is_small(next);
    if (is_apostrophe(code)) return r->words->language != FRENCH || is_in_name(r, begin, run, next);
    return code == '.' && run == 1 && is_capital(next); /* U.S. */
}

/* Without 's, which it tells. */
static size_t owner_strip(const reader *r, size_t begin, size_t end, bool *owner) {
    size_t len;
    *owner = false;
    if (end - begin > 2 && (r->text.data[end - 1] | 0x20) == 's') {
        const size_t curled = end - 4, typed = end - 2;
        if (end - begin > 4 && memcmp(r->text.data + curled, "\xE2\x80\x99", 3) == 0) {
            *owner = true;
            return curled;
        }
        if (r->text.data[typed] == '\'') {
            *owner = true;
            return typed;
        }
        *owner = is_apostrophe(code_at(r->text, end, &len)); /* the boys' */
    }
    return end;
}

/* Without what is left of am, had, have, are and will: "I'm", "she'd". */
static size_t short_verb_strip(const reader *r, size_t begin, size_t end) {
    static const char *const verbs[] = {"m", "d", "ve", "re", "ll"};
    if (r->words->language != PDX_LANG_EN) return end;
    for (size_t i = 0; i < PDX_COUNTOF(verbs); i++) {
        const pdx_span verb = pdx_span_str(verbs[i]), word = pdx_span_slice(r->text, begin, end);
        if (word.len <= verb.len + 1 || memcmp(word.data + word.len - verb.len, verb.data, verb.len) != 0) continue;
        const size_t at = end - verb.len;
        if (r->text.data[at - 1] == '\'') return at - 1;
        if (at - begin > 3 && memcmp(r->text.data + at - 3, "\xE2\x80\x99", 3) == 0) return at - 3;
    }
    return end;
}

static uint8_t shape_of(pdx_span word) {
    size_t len, at, capitals = 0, letters = 0;
    uint8_t shape = 0;
    for (at = 0; at < word.len; at += len) {
        const uint32_t code = pdx_utf8_decode(word.data + at, word.data + word.len, &len);
        const pdx_char *c = pdx_unicode_char(code);
        if (at == 0 && is_capital(code)) shape |= PDX_SHAPE_CAPITAL;
        if (at == 0 && (c->flags & PDX_CHAR_DIGIT)) shape |= PDX_SHAPE_DIGITS;
        if (at == 0 && c->sentence == PDX_SB_LETTER) shape |= PDX_SHAPE_CASELESS;
        capitals += is_capital(code);
        letters++;
    }
    if (capitals > 1 && 2 * capitals > letters) shape |= PDX_SHAPE_CAPITALS;
    return shape;
}

static bool is_short_form(const pdx_quote_token *word) {
    if (word->quote != PDX_QUOTED_NONE) return false;
    if (word->end - word->begin == 1 && (word->shape & PDX_SHAPE_CAPITAL)) return true; /* an initial */
    return (word->classes & (PDX_SPEECH_MR | PDX_SPEECH_MRS | PDX_SPEECH_OFFICE)) != 0 && word->end - word->begin <= 4;
}

static pdx_status token_push(reader *r, pdx_quote_token *token, bool small, pdx_error *err) {
    if (r->full_stop && !r->short_form && !small) r->gap |= PDX_GAP_STOP;
    if ((r->gap & PDX_GAP_SOFT) != 0 && small) r->gap &= (uint8_t)~PDX_GAP_SOFT;
    token->gap = r->gap;
    token->block = r->block;
    r->gap = 0;
    r->full_stop = false;
    r->short_form = is_short_form(token);
    return PDX_VEC_PUSH(r->out, *token) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status word_read(reader *r, size_t *at, pdx_error *err) {
    const size_t begin = *at;
    size_t end = begin, len, run = 0, behind;
    pdx_quote_token token = {.quote = PDX_QUOTED_NONE};
    const bool small = is_small(code_at(r->text, begin, &len));
    bool owner, in_name = false;
    while (end < r->text.len) {
        const uint32_t code = code_at(r->text, end, &len);
        if (is_word(code)) {
            end += len;
            run++;
        } else if (joins(r, begin, end, run, &behind)) {
            in_name = in_name || (is_apostrophe(code) && is_in_name(r, begin, run, code_at(r->text, behind, &len)));
            end = behind;
            run = 0;
        } else break;
    }
    *at = end;
    token.begin = begin;
    token.end = short_verb_strip(r, begin, owner_strip(r, begin, end, &owner));
    const pdx_span word = pdx_span_slice(r->text, begin, token.end);
    pdx_span folded;
    token.shape = shape_of(pdx_span_slice(word, 0, pdx_min_size(word.len, WORD_MOST)));
    if (owner) token.shape |= PDX_SHAPE_OWNER;
    if (in_name) token.shape |= PDX_SHAPE_CAPITAL;
    token.classes = pdx_speech_classes(r->words, pdx_span_slice(word, 0, pdx_min_size(word.len, WORD_MOST)), &folded);
    if (r->words->folded.failed) return pdx_fail_memory(err);
    token.hash = pdx_hash(folded, 0);
    return token_push(r, &token, small, err);
}

/* Behind the bracket that closes, when it does soon. */
static size_t bracket_skip(const reader *r, size_t at, size_t limit) {
    const uint8_t closes = r->text.data[at] == '(' ? ')' : ']';
    for (size_t i = at + 1; i < limit && i - at < BRACKET_MOST; i++)
        if (r->text.data[i] == closes) return i + 1;
    return at + 1;
}

static void mark_note(reader *r, uint32_t code) {
    switch (code) {
        case ',': case 0x060C: case 0x3001: case 0xFF0C: case ';': case 0x061B: case 0xFF1B: r->gap |= PDX_GAP_COMMA; break;
        case ':': case 0xFF1A: r->gap |= PDX_GAP_COLON; break;
        case 0x2012: case 0x2013: case 0x2014: case 0x2015: r->gap |= PDX_GAP_DASH; break;
        case '.': r->full_stop = true; break;
        case '!': case '?': case 0x061F: case 0x06D4: case 0x3002: case 0xFF01: case 0xFF1F: case 0x0964: r->gap |= PDX_GAP_STOP; break;
        default: break;
    }
}

/* What a quotation says to what follows it: its own last mark. */
static void quote_note(reader *r, const pdx_quoted *quoted) {
    uint32_t code = ' ';
    if (quoted->inner_end > quoted->inner_begin)
        (void)pdx_char_decode_before(r->text.data + quoted->inner_begin, r->text.data + quoted->inner_end, &code);
    if (code == ',' || code == 0x060C || code == 0xFF0C) r->gap |= PDX_GAP_COMMA;
    if (code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x061F || code == 0x3002 || code == 0x06D4) r->gap |= PDX_GAP_SOFT;
}

static pdx_status quote_read(reader *r, const pdx_quoted *quoted, uint32_t number, pdx_error *err) {
    pdx_quote_token token = {.begin = quoted->begin, .end = quoted->end, .quote = number};
    size_t len;
    const bool small = is_small(code_at(r->text, quoted->inner_begin, &len));
    PDX_TRY(token_push(r, &token, small, err));
    quote_note(r, quoted);
    return PDX_OK;
}

pdx_status pdx_quote_tokens_read(pdx_quote_tokens *self, pdx_speech_words *words, pdx_span text, uint32_t block, const pdx_quoted *quoted, size_t n,
                                 uint32_t first, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, 0);
    reader r = {.out = self, .words = words, .text = text, .block = block, .gap = PDX_GAP_BLOCK | PDX_GAP_STOP};
    size_t next = 0, len;
    for (size_t at = 0; at < text.len;) {
        const size_t from = at;
        while (next < n && (quoted[next].outer != PDX_QUOTED_NONE || quoted[next].begin < at)) next++;
        const size_t limit = next < n ? quoted[next].begin : text.len;
        if (at == limit) {
            PDX_TRY(quote_read(&r, &quoted[next], first + (uint32_t)next, err));
            at = quoted[next].end;
        } else {
            const uint32_t code = code_at(text, at, &len);
            if (is_word(code)) PDX_TRY(word_read(&r, &at, err));
            else if (code == '(' || code == '[') at = bracket_skip(&r, at, limit);
            else {
                mark_note(&r, code);
                at += len;
            }
        }
        PDX_TRY(pdx_pace_step(&pace, TOKEN_WORK + (at - from), 0, err));
    }
    return PDX_OK;
}
