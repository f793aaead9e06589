#include "page/lexicon/lexicon.h"
#include "page/lexicon/chars.h"
#include "page/lexicon/lexicon_match.h"

enum {
    SHORT = 256,    /* longer lines are furniture only as lists */
    HEAD = 8,       /* tokens of a line's beginning that are looked at first */
    TAIL = 32,      /* bytes of its end */
    LONG_PHRASE = 6, /* words of a phrase that fills a line of more than two TAILs by itself */
    FIELDS = 8      /* of a sentence about an entry */
};

static bool is_leading(const pdx_lex_token *token) { return pdx_lex_is_separator(token) || pdx_lex_is_sign(token, ','); }

static bool is_trailing(const pdx_lex_token *token) { return is_leading(token) || pdx_lex_is_sign(token, ':') || pdx_lex_is_sign(token, ';'); }

static void strip(const pdx_lex_tokens *tokens, size_t *begin, size_t *after) {
    while (*begin + *after < tokens->n && is_leading(&tokens->items[*begin])) ++*begin;
    while (*begin + *after < tokens->n && is_trailing(&tokens->items[tokens->n - *after - 1])) ++*after;
}

/* A number of a page, in "1 2 3 … Next". */
static bool is_page_number(const pdx_lex_token *token) { return token->kind == PDX_LEX_NUMBER && token->digits <= 4; }

/* The word of ours that stands before each number of `tokens` from `first` on: "Page 1 Page 2 … Page 9"; 0: there is none. */
static uint16_t page_word(const pdx_lex_tokens *tokens, size_t begin, size_t first) {
    return first > begin && tokens->items[first - 1].kind == PDX_LEX_WORD ? tokens->items[first - 1].word : 0;
}

/* "1 2 3 … 12 Next »": page numbers upwards, with words of navigation at the ends. */
static bool match_pages(pdx_lex_tokens *tokens, size_t begin, size_t after, pdx_lex_match *match) {
    pdx_lex_match words = {0};
    size_t numbers = 0, neighbours = 0, first = begin, end = tokens->n - after;
    uint32_t before = 0;
    while (first < end && !is_page_number(&tokens->items[first])) first++;
    size_t last = end;
    while (last > first && !is_page_number(&tokens->items[last - 1])) last--;
    const uint16_t word = page_word(tokens, begin, first);
    size_t words_before = 0;
    for (size_t i = first; i < last; i++) {
        const pdx_lex_token *token = &tokens->items[i];
        if (token->kind == PDX_LEX_SIGN && !pdx_lex_is_separator(token) && strchr("[](),.", token->sign) == NULL) return false;
        const bool named = token->kind == PDX_LEX_WORD && word != 0 && token->word == word && tokens->items[i + 1].kind == PDX_LEX_NUMBER; /* the last one is a number */
        words_before += named;
        if (named) continue;
        if (token->kind == PDX_LEX_WORD || (token->kind == PDX_LEX_NUMBER && token->value <= before)) return false;
        if (token->kind != PDX_LEX_NUMBER) continue;
        if (!is_page_number(token)) return false;
        if (numbers++ > 0 && token->value == before + 1) neighbours++;
        before = token->value;
    }
    bool worded = false;
    if (words_before > 0 && words_before + 1 != numbers) return false;
    const size_t ends[2][2] = {{begin, tokens->n - first + (words_before > 0)}, {last, after}};
    for (int side = 0; side < 2; side++) {
        size_t from = ends[side][0], to = ends[side][1];
        while (from + to < tokens->n && tokens->items[from].kind == PDX_LEX_SIGN) from++;
        while (from + to < tokens->n && tokens->items[tokens->n - to - 1].kind == PDX_LEX_SIGN) to++;
        if (from + to >= tokens->n) continue;
        if (!pdx_lex_match_whole(tokens, from, to, &words) || words.kind != PDX_PHRASE_NAV) return false;
        worded = true;
    }
    if (neighbours == 0 || numbers + (worded || words_before > 0 ? 1 : 0) < 3) return false;
    *match = (pdx_lex_match){.phrase = worded ? words.phrase : NULL, .kind = PDX_PHRASE_NAV, .begin = begin, .end = tokens->n - after};
    return true;
}

/* The last item of the list has no other stop in it: "Tagged with tides, mill." */
static bool is_closed_list(const pdx_lex_tokens *tokens, const pdx_lex_match *match) {
    size_t at = match->hole_end;
    if ((match->kind != PDX_PHRASE_TAGGED && match->kind != PDX_PHRASE_POSTED_IN) || match->hole_end != match->end) return false;
    while (at > match->hole_begin && !pdx_lex_is_sign(&tokens->items[at - 1], ',')) {
        if (pdx_lex_is_sign(&tokens->items[--at], '.')) return false;
    }
    return at < match->hole_end;
}

/* Furniture that can be a sentence, with its full stop. */
static bool may_end_with_stop(const pdx_lex_match *match) {
    const uint8_t kind = match->kind;
    if (kind == PDX_PHRASE_READ_MORE) return match->phrase->hole == match->phrase->n;
    return kind == PDX_PHRASE_FOOTER || kind == PDX_PHRASE_COMMENT_AREA || kind == PDX_PHRASE_HEADING_TAG || kind == PDX_PHRASE_SHARE;
}

static bool match_line(pdx_lex_tokens *tokens, pdx_lex_match *match) {
    size_t begin = 0, after = 0;
    strip(tokens, &begin, &after);
    if (begin + after >= tokens->n) return false;
    const bool stop = pdx_lex_is_sign(&tokens->items[tokens->n - after - 1], '.');
    if (stop && pdx_lex_match_whole(tokens, begin, after + 1, match) && is_closed_list(tokens, match)) return true;
    if (pdx_lex_match_whole(tokens, begin, after, match)) return true;
    const pdx_lex_token *first = &tokens->items[begin], *last = &tokens->items[tokens->n - after - 1];
    const bool brackets = (pdx_lex_is_sign(first, '[') && pdx_lex_is_sign(last, ']')) || (pdx_lex_is_sign(first, '(') && pdx_lex_is_sign(last, ')'));
    if (brackets) {
        size_t inner = begin + 1, inner_after = after + 1;
        strip(tokens, &inner, &inner_after);
        if (pdx_lex_match_whole(tokens, inner, inner_after, match)) return true;
    }
    if (stop && pdx_lex_match_whole(tokens, begin, after + 1, match) && may_end_with_stop(match)) return true;
    return tokens->digits && match_pages(tokens, begin, after, match);
}

static bool is_list_kind(uint8_t kind) { return kind == PDX_PHRASE_TAGGED || kind == PDX_PHRASE_POSTED_IN || kind == PDX_PHRASE_FOOTER; }

static bool may_stand_before(const pdx_lex_token *token) { return is_leading(token) || pdx_lex_is_sign(token, '(') || pdx_lex_is_sign(token, '['); }

/* Whether a phrase begins with the words that the line begins with, and can be as long as it. */
static bool may_begin_phrase(pdx_lex_line *whole) {
    const pdx_span line = whole->text;
    const pdx_lex_tokens *read = pdx_lex_line_peek(whole, 1); /* most lines are told by their first word */
    pdx_lex_token items[HEAD];
    pdx_lex_tokens tokens;
    pdx_lex_candidates candidates;
    pdx_lex_hole unused;
    size_t at = 0, n;
    if (read->n > 0 && may_stand_before(&read->items[0])) read = pdx_lex_line_peek(whole, HEAD);
    n = pdx_min_size(read->n, HEAD);
    while (at < n && may_stand_before(&read->items[at])) at++;
    if (at == n) return !read->whole || read->n > HEAD;
    if (read->items[at].kind != PDX_LEX_WORD) return line.len <= SHORT;
    if (!pdx_lex_may_begin(&read->items[at])) return false;
    pdx_lex_tokens_init(&tokens, items, HEAD);
    pdx_lex_line_head(whole, &tokens);
    pdx_lex_candidates_init(&candidates, &tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_candidates_next(&candidates)) != NULL;) {
        const unsigned known = phrase->hole < 3 ? phrase->hole : 3u;
        if (phrase->hole == phrase->n && phrase->n < LONG_PHRASE && (phrase->kind != PDX_PHRASE_NAV || line.len > SHORT)) continue; /* numbers of pages may follow */
        if (line.len > SHORT && !(phrase->hole + 1 == phrase->n && is_list_kind(phrase->kind))) continue;
        if (pdx_lex_match_fixed(&tokens, phrase, 0, known, at, &unused) != PDX_LEX_NO_END) return true;
    }
    return false;
}

/* Where the last TAIL bytes begin, or what of them begins a character. */
static size_t tail_of(pdx_span line) {
    size_t from = line.len - TAIL;
    while (from < line.len && (line.data[from] & 0xC0) == 0x80) from++;
    return from;
}

/* Whether a phrase that begins with its hole ends with the last word of the line, or nothing but that is in its tail. */
static bool ends_phrase(const pdx_lex_token *last, bool alone) { return last->kind == PDX_LEX_WORD && (alone || (last->flags & PDX_LEX_ENDS) != 0); }

/* The tokens from `from` on, without signs behind them; gives how many there are. */
static size_t tail_read(pdx_lex_tokens *tokens, pdx_span line, size_t from) {
    pdx_lex_tokens_read(tokens, line, from, false);
    while (tokens->n > 0 && tokens->items[tokens->n - 1].kind == PDX_LEX_SIGN) tokens->n--;
    return tokens->n;
}

/* As a rule it is enough to read what stands behind the last space: then other words stand before it in the tail. */
static bool tail_ends_phrase(pdx_span line, size_t from) {
    pdx_lex_token items[TAIL];
    pdx_lex_tokens tokens;
    size_t last = line.len;
    pdx_lex_tokens_init(&tokens, items, TAIL);
    while (last > from && line.data[last - 1] != ' ') last--;
    const bool others = last > from + 1 && line.data[last - 2] < 0x80 && pdx_char_is_letter(line.data[last - 2]);
    const size_t n = tail_read(&tokens, line, others ? last : from);
    if (n > 0 || !others) return n > 0 && ends_phrase(&items[n - 1], n == 1 && !others);
    return tail_read(&tokens, line, from) > 0 && ends_phrase(&items[tokens.n - 1], tokens.n == 1);
}

/* The same of a line all of which may have been read: then its last tokens tell, unless one of them is longer than the tail. */
static bool may_end_phrase(const pdx_lex_line *line) {
    const size_t from = tail_of(line->text);
    const pdx_lex_token *items = line->tokens.items;
    size_t n = line->n;
    if (n == 0 || n != line->tokens.n || !line->tokens.whole) return tail_ends_phrase(line->text, from);
    while (n > 0 && items[n - 1].kind == PDX_LEX_SIGN) n--;
    if (n == 0 || items[n - 1].end <= from) return false;
    if (items[n - 1].begin < from) return tail_ends_phrase(line->text, from);
    return ends_phrase(&items[n - 1], n == 1 || items[n - 2].end <= from);
}

/* Spares prose the reading of all of it. */
static bool may_be_phrase(pdx_lex_line *line) {
    if (line->text.len <= 2 * TAIL) return true;
    return may_begin_phrase(line) || (line->text.len <= SHORT && may_end_phrase(line));
}

/* "Tags: a, b | Leave a comment" is two phrases, though the hole of the first could hold the second; and so are "Posted in News by Ann"
 * and "Category: News Tags: a, b". */
static bool may_be_several(const pdx_lex_tokens *tokens, const pdx_lex_match *match) {
    const bool heads = match->kind == PDX_PHRASE_HEADING_CATEGORY || match->kind == PDX_PHRASE_HEADING_TAG;
    if (match->phrase == NULL || match->phrase->hole == match->phrase->n) return false;
    if (match->kind >= PDX_PHRASE_POSTED_ON && match->kind <= PDX_PHRASE_TAGGED) return true;
    for (size_t i = match->hole_begin; i < match->hole_end; i++) {
        const pdx_lex_token *token = &tokens->items[i];
        if (pdx_lex_is_sign(token, '|') || pdx_lex_is_sign(token, PDX_SIGN_MARK) || (heads && pdx_lex_is_sign(token, ':'))) return true;
    }
    return false;
}

/* The phrase that fills the line with these tokens, as a caller sees it. */
static bool fill_line(pdx_lex_tokens *tokens, pdx_span line, pdx_phrase *out, bool *several) {
    pdx_lex_match match;
    if (!tokens->whole || !match_line(tokens, &match)) return false;
    *several = may_be_several(tokens, &match);
    pdx_lex_match_tell(tokens, line, &match, out);
    return true;
}

static bool fill_long_line(pdx_span line, pdx_phrase *out, bool *several) {
    pdx_lex_token items[PDX_LEX_LONG_ROOM];
    pdx_lex_tokens tokens;
    pdx_lex_tokens_init(&tokens, items, PDX_LEX_LONG_ROOM);
    pdx_lex_tokens_read(&tokens, line, 0, false);
    return fill_line(&tokens, line, out, several);
}

/* A pager, menu or share bar, its phrases spaced or glued together. */
static bool run_line(pdx_lex_line *line, pdx_phrase *out) {
    pdx_lex_token items[PDX_LEX_ROOM];
    pdx_lex_tokens tokens, *read = pdx_lex_line_tokens(line);
    pdx_lex_match match;
    size_t begin = 0, after = 0;
    pdx_lex_tokens_init(&tokens, items, PDX_LEX_ROOM);
    if (read->inner) pdx_lex_tokens_read(read = &tokens, line->text, 0, true);
    strip(read, &begin, &after);
    if (!read->whole || begin + after >= read->n || !pdx_lex_may_begin(&read->items[begin]) || !pdx_lex_match_run(read, begin, after, &match)) {
        return false;
    }
    pdx_lex_match_tell(read, line->text, &match, out);
    return true;
}

/* The phrase that fills the line; `*several`: perhaps it is several. */
static bool read_line(pdx_lex_line *line, pdx_phrase *out, bool *several) {
    *several = false;
    if (!may_be_phrase(line)) return false;
    if (line->text.len > SHORT) return fill_long_line(line->text, out, several);
    return fill_line(pdx_lex_line_tokens(line), line->text, out, several) || run_line(line, out);
}

bool pdx_lexicon_line(pdx_span line, pdx_phrase *out) {
    pdx_phrase parts[2];
    pdx_lex_line reading;
    bool several;
    pdx_lex_line_init(&reading, line);
    if (read_line(&reading, out, &several) && (!several || pdx_lexicon_split_read(&reading, parts, 2) != 2)) return true;
    memset(out, 0, sizeof *out);
    return false;
}

size_t pdx_lexicon_phrases(pdx_lex_line *line, pdx_phrase *out, size_t room) {
    pdx_phrase whole;
    bool several;
    size_t n;
    assert(room > 1);
    if ((n = pdx_lexicon_sentence(line, out, room)) > 0) { /* in "Posted in News Tagged tides Leave a comment" what follows is not the last tag's */
        pdx_phrase parts[FIELDS];
        const size_t more = pdx_lexicon_split_read(line, parts, pdx_min_size(room, FIELDS));
        if (more > n) memcpy(out, parts, more * sizeof *out);
        return pdx_max_size(n, more);
    }
    if (!read_line(line, &whole, &several)) return pdx_lexicon_split_read(line, out, room);
    if (several && (n = pdx_lexicon_split_read(line, out, room)) > 1) return n;
    out[0] = whole;
    return 1;
}
