/* Pagers, menus and share bars in one line: phrases that stand beside each other, kept apart by a style sheet alone. */
#include "page/lexicon/lexicon_match.h"

enum { MIN_PHRASES = 2, MIN_WORDS = 3 };

static bool is_run_kind(uint8_t kind) { return kind == PDX_PHRASE_NAV || kind == PDX_PHRASE_MENU || kind == PDX_PHRASE_SHARE; }

static bool stands_between(const pdx_lex_token *token) {
    if (token->kind == PDX_LEX_NUMBER) return token->digits <= 4; /* of a page, or how often it was shared */
    return pdx_lex_is_separator(token) || (token->kind == PDX_LEX_SIGN && token->sign >= ' ' && strchr(".,!:()[]", token->sign) != NULL);
}

/* The longest phrase without an open hole that begins at `at` and ends before `end`. */
static const pdx_lex_phrase *longest(pdx_lex_tokens *tokens, size_t at, size_t after, size_t *end) {
    const pdx_lex_phrase *best = NULL;
    pdx_lex_beginnings beginnings;
    *end = at;
    pdx_lex_beginnings_init(&beginnings, tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;) {
        if (phrase->hole < phrase->n || phrase->use != PDX_LEX_ALONE || !is_run_kind(phrase->kind)) continue;
        if (beginnings.end + after > tokens->n || beginnings.end <= *end) continue;
        best = phrase;
        *end = beginnings.end;
    }
    return best;
}

bool pdx_lex_match_run(pdx_lex_tokens *tokens, size_t begin, size_t after, pdx_lex_match *match) {
    const pdx_lex_phrase *first = NULL;
    size_t phrases = 0, words = 0;
    bool shares = false, leads = false;
    for (size_t at = begin, end; at + after < tokens->n; at = end) {
        const pdx_lex_phrase *phrase = longest(tokens, at, after, &end);
        if (phrase == NULL) {
            if (phrases == 0 || !stands_between(&tokens->items[at])) return false;
            end = at + 1;
            continue;
        }
        if (first == NULL) first = phrase;
        shares = shares || phrase->kind == PDX_PHRASE_SHARE;
        leads = leads || phrase->kind != PDX_PHRASE_SHARE;
        if (phrase->kind == PDX_PHRASE_NAV) first = phrase;
        phrases++;
        words += phrase->words;
    }
    if (phrases < MIN_PHRASES || words < MIN_WORDS || (shares && leads)) return false;
    *match = (pdx_lex_match){.phrase = first, .kind = first->kind, .begin = begin, .end = tokens->n - after};
    return true;
}
