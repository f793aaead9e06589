#include "page/lexicon/chars.h"
#include "page/lexicon/lexicon.h"
#include "page/lexicon/lexicon_match.h"

enum { TAIL = 240 }; /* bytes in which glued furniture, with the title that it repeats, is looked for */

/* What ends a sentence, a cut-off excerpt or a quotation before the phrase; or the phrase is glued to a word. */
static bool may_begin(const pdx_lex_tokens *tokens, size_t at, bool *hard) {
    const pdx_lex_token *token = &tokens->items[at], *before = token - 1;
    const bool bracket = token->kind == PDX_LEX_SIGN;
    *hard = bracket;
    if (at == 0) return false;
    if (token->kind == PDX_LEX_WORD && (token->flags & PDX_LEX_CAPITAL) == 0) return false;
    if (bracket) return token->sign == '(' || token->sign == '[';
    if ((token->flags & PDX_LEX_GLUED) != 0 && before->kind != PDX_LEX_SIGN) return *hard = true;
    if (before->kind != PDX_LEX_SIGN) return (token->flags & PDX_LEX_QUOTED) != 0;
    *hard = (token->flags & PDX_LEX_GLUED) != 0 || before->sign == PDX_SIGN_ELLIPSIS || before->sign == ']' || before->sign == PDX_SIGN_MARK;
    return *hard || before->sign == '.' || before->sign == '!' || before->sign == '?' || before->sign == ')';
}

/* A hole at the end of a text can be the rest of a sentence, unless it is in quotation marks or the phrase is glued. */
static bool is_quoted(const pdx_lex_tokens *tokens, const pdx_lex_match *match) {
    return (tokens->items[match->hole_begin].flags & PDX_LEX_QUOTED) != 0;
}

/* Whether a phrase that is glued to the ends of texts can begin with this token (none begins with a date), */
static bool may_begin_tail(const pdx_lex_token *token) { return token->kind == PDX_LEX_NUMBER || (token->flags & PDX_LEX_TAILS) != 0; }

/* and whether one does: spares the reading of the rest. */
static bool begins_tail(pdx_lex_tokens *tokens, size_t at) {
    pdx_lex_beginnings beginnings;
    if (!may_begin_tail(&tokens->items[at])) return false;
    pdx_lex_beginnings_init(&beginnings, tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;)
        if (pdx_lex_is_tail_kind(phrase->kind)) return true;
    return false;
}

/* Where the words stand behind the title that they repeat, a quotation mark opens it behind the end of the text: "... the end. „T“ weiterlesen". */
static bool title_leads(const pdx_lex_tokens *tokens, size_t at, size_t after) {
    const pdx_lex_token *before = &tokens->items[at] - 1;
    if ((tokens->items[at].flags & PDX_LEX_QUOTED) == 0 || at + after + 1 >= tokens->n ||
        (tokens->items[tokens->n - after - 1].flags & PDX_LEX_ENDS) == 0) {
        return false;
    }
    return pdx_lex_is_sign_of(before, PDX_SIGN_BIT('.') | PDX_SIGN_BIT('!') | PDX_SIGN_BIT('?') | PDX_SIGN_BIT(PDX_SIGN_ELLIPSIS), 0);
}

/* and another one closes it. */
static bool title_ends(const pdx_lex_tokens *tokens, pdx_span line, const pdx_lex_match *match) {
    const uint8_t *end = line.data + tokens->items[match->hole_end - 1].end;
    uint32_t cp = 0;
    if (end < line.data + line.len) (void)pdx_char_decode(end, line.data + line.len, &cp);
    return pdx_char_is_quote(cp);
}

static bool match_tail(pdx_lex_tokens *tokens, pdx_span line, size_t at, size_t after, bool marked, pdx_lex_match *match) {
    bool hard;
    if (title_leads(tokens, at, after)) {
        if (!pdx_lex_match_whole(tokens, at, after, match)) return false;
        return match->phrase->kind == PDX_PHRASE_READ_MORE && match->phrase->hole == 0 && title_ends(tokens, line, match);
    }
    if (!may_begin(tokens, at, &hard)) return false;
    if (!begins_tail(tokens, at) && !(tokens->items[at].kind == PDX_LEX_SIGN && at + 1 < tokens->n && begins_tail(tokens, at + 1))) return false;
    size_t begin = at, behind = after;
    const pdx_lex_token *last = &tokens->items[tokens->n - after - 1];
    if (!pdx_lex_match_whole(tokens, begin, behind, match)) {
        if (tokens->items[at].kind != PDX_LEX_SIGN || last->kind != PDX_LEX_SIGN || (last->sign != ')' && last->sign != ']')) return false;
        for (begin++, behind++; begin + behind < tokens->n && pdx_lex_is_separator(&tokens->items[tokens->n - behind - 1]);) behind++;
        if (!pdx_lex_match_whole(tokens, begin, behind, match)) return false;
    }
    if (!pdx_lex_is_tail_kind(match->phrase->kind) || match->phrase->hole == 0) return false;
    if (match->phrase->words < 2 && !marked && !hard && !(match->phrase->hole < match->phrase->n && is_quoted(tokens, match))) return false;
    const bool arrow = after > 0 && pdx_lex_is_sign(&tokens->items[tokens->n - 1], PDX_SIGN_MARK); /* as no prose ends */
    if (match->phrase->hole < match->phrase->n && !hard && !arrow && !is_quoted(tokens, match)) return false;
    return true;
}

/* A single full stop, question or exclamation mark ends prose; furniture ends with words, quotation marks, brackets, arrows or dots. */
static bool ends_like_prose(pdx_span line) {
    size_t n = line.len;
    while (n > 0 && line.data[n - 1] <= ' ') n--;
    if (n < 2) return true;
    const uint8_t last = line.data[n - 1];
    return last == '!' || last == '?' || last == ',' || (last == '.' && line.data[n - 2] != '.');
}

/* Finds the phrase that ends `line`, of whose end these are the tokens, with words parted at capitals. */
static bool find_tail(pdx_lex_tokens *tokens, pdx_span line, pdx_phrase *out) {
    pdx_lex_match match;
    size_t after = 0;
    if (!tokens->whole || !(tokens->digits || (tokens->seen & (PDX_LEX_TAILS | PDX_LEX_ENDS)) != 0)) return false;
    while (after < tokens->n &&
           (pdx_lex_is_separator(&tokens->items[tokens->n - after - 1]) || pdx_lex_is_sign(&tokens->items[tokens->n - after - 1], ':'))) {
        after++;
    }
    const bool marked = after > 0;
    for (size_t at = 1; at + after < tokens->n; at++) {
        if (tokens->items[at].kind != PDX_LEX_SIGN && !may_begin_tail(&tokens->items[at]) && !title_leads(tokens, at, after)) continue;
        if (!match_tail(tokens, line, at, after, marked, &match)) continue;
        pdx_lex_match_tell(tokens, line, &match, out);
        if (tokens->items[at].kind == PDX_LEX_SIGN) out->range = pdx_range_of(tokens->items[at].begin, tokens->items[tokens->n - after - 1].end);
        return true;
    }
    return false;
}

bool pdx_lexicon_tail_read(pdx_lex_line *line, pdx_phrase *out) {
    const pdx_span text = line->text;
    size_t from = text.len > TAIL ? text.len - TAIL : 0;
    memset(out, 0, sizeof *out);
    if (ends_like_prose(text)) return false;
    if (from == 0 && !pdx_lex_line_tokens(line)->inner) return find_tail(&line->tokens, text, out);
    pdx_lex_token items[PDX_LEX_ROOM];
    pdx_lex_tokens tokens;
    pdx_lex_tokens_init(&tokens, items, PDX_LEX_ROOM);
    while (from > 0 && from < text.len && text.data[from] > ' ') from++;
    pdx_lex_tokens_read(&tokens, text, from, true);
    return find_tail(&tokens, text, out);
}

bool pdx_lexicon_tail(pdx_span line, pdx_phrase *out) {
    pdx_lex_line reading;
    pdx_lex_line_init(&reading, line);
    return pdx_lexicon_tail_read(&reading, out);
}
