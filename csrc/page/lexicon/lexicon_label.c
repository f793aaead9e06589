#include "page/lexicon/lexicon.h"
#include "page/lexicon/lexicon_match.h"

enum { HEAD = 4 }; /* tokens that are looked at first */

/* "in Harbour" in small letters goes on with a line that says who or when; with a capital it may be a title. */
static bool is_label(const pdx_lex_phrase *phrase, bool small) {
    if (phrase->hole == 0 || phrase->hole + 1 != phrase->n) return false;
    if (phrase->use == PDX_LEX_INLINE) return phrase->kind == PDX_PHRASE_TAGGED || (small && phrase->kind == PDX_PHRASE_POSTED_IN);
    return phrase->kind == PDX_PHRASE_TAGGED || phrase->kind == PDX_PHRASE_POSTED_IN || phrase->kind == PDX_PHRASE_POSTED_BY;
}

/* What a label announces, where a line needs less to be believed. */
static uint16_t loosened(uint16_t hole) { return hole == PDX_HOLE_ITEMS ? (uint16_t)PDX_HOLE_LIST : hole; }

bool pdx_lexicon_may_be_label(pdx_lex_line *line) {
    const pdx_lex_tokens *head = pdx_lex_line_peek(line, HEAD);
    const size_t n = pdx_min_size(head->n, HEAD);
    size_t at = 0;
    while (at < n && pdx_lex_is_separator(&head->items[at])) at++;
    return at == n || head->items[at].kind != PDX_LEX_WORD || (head->items[at].flags & (PDX_LEX_BEGINS | PDX_LEX_DATED)) != 0;
}

bool pdx_lexicon_label(pdx_span line, pdx_phrase *out) {
    pdx_lex_line reading;
    pdx_lex_tokens *tokens;
    pdx_lex_beginnings beginnings;
    pdx_lex_match best = {0};
    size_t begin = 0, end;
    memset(out, 0, sizeof *out);
    pdx_lex_line_init(&reading, line);
    if (!pdx_lexicon_may_be_label(&reading)) return false;
    tokens = pdx_lex_line_tokens(&reading);
    if (!tokens->whole) return false;
    end = tokens->n;
    while (begin < end && pdx_lex_is_separator(&tokens->items[begin])) begin++;
    while (end > begin && pdx_lex_is_separator(&tokens->items[end - 1])) end--;
    if (begin == end) return false;
    pdx_lex_beginnings_init(&beginnings, tokens, begin);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;) {
        if (!is_label(phrase, !(tokens->items[begin].flags & PDX_LEX_CAPITAL))) continue;
        const size_t from = beginnings.end;
        if (from >= end || !pdx_lex_hole_holds(tokens, loosened(pdx_lex_phrase_elements(phrase)[phrase->hole]), from, end)) continue;
        if (best.phrase != NULL && phrase->score <= best.score) continue;
        best = (pdx_lex_match){.phrase = phrase, .kind = phrase->kind, .begin = begin, .end = end,
                               .hole_begin = from, .hole_end = end, .score = phrase->score};
    }
    if (best.phrase == NULL) return false;
    pdx_lex_match_tell(tokens, line, &best, out);
    return true;
}
