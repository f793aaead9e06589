#include "page/lexicon/lexicon_match.h"

enum { NAME_WORDS = 6, ITEM_WORDS = 7, ONE_ITEM_WORDS = 5, RUN_WORDS = 24, IDEOGRAPH_BYTES = 3, WORD_IDEOGRAPHS = 3, MANY = 3 };

static bool is_small_stop(const pdx_lex_token *token) {
    return token->kind == PDX_LEX_WORD && (token->flags & (PDX_LEX_CAPITAL | PDX_LEX_STOP)) == PDX_LEX_STOP;
}

bool pdx_lex_goes_on_name(const pdx_lex_token *token, size_t *words) {
    if (token->kind == PDX_LEX_SIGN) return token->sign >= ' ' && strchr(".,-&@_()", token->sign) != NULL;
    if (token->kind == PDX_LEX_NUMBER) return (token->flags & PDX_LEX_GLUED) != 0;
    ++*words;
    return *words <= NAME_WORDS && ((token->flags & PDX_LEX_CAPITAL) != 0 || *words == 1 || token->end - token->begin <= 4);
}

static bool holds_name(const pdx_lex_tokens *tokens, size_t begin, size_t end, size_t least) {
    size_t words = 0, capitals = 0;
    for (size_t i = begin; i < end; i++) {
        const pdx_lex_token *token = &tokens->items[i];
        if (!pdx_lex_goes_on_name(token, &words)) return false;
        if (token->kind == PDX_LEX_WORD && (token->flags & PDX_LEX_CAPITAL) != 0) capitals++;
    }
    if (words < least || tokens->items[begin].kind != PDX_LEX_WORD) return false;
    if (is_small_stop(&tokens->items[begin]) || (words > 1 && (tokens->items[begin].flags & PDX_LEX_CAPITAL) == 0)) return false;
    const pdx_lex_token *last = &tokens->items[end - 1];
    if (last->kind == PDX_LEX_SIGN && last->sign != ')' && !(last->sign == '.' && end - begin >= 2 && last[-1].end - last[-1].begin == 1)) {
        return false;
    }
    return words == 1 || capitals >= 2;
}

static bool ends_item(const pdx_lex_token *token) {
    return token->kind == PDX_LEX_SIGN &&
           (token->sign == ',' || token->sign == ';' || token->sign == '|' || token->sign == PDX_SIGN_MARK || token->sign == '/');
}

/* One sign of a script without spaces between words, and without capitals. */
static bool is_ideograph(const pdx_lex_token *token) {
    return token->kind == PDX_LEX_WORD && token->end - token->begin == IDEOGRAPH_BYTES && (token->flags & PDX_LEX_CAPITAL) != 0;
}

/* It goes on with the word before it, of which `*ideographs` have been read: each is a token by itself, but a word has several. */
static bool goes_on_word(const pdx_lex_token *token, unsigned *ideographs) {
    if (!is_ideograph(token) || (token->flags & PDX_LEX_GLUED) == 0) {
        *ideographs = is_ideograph(token);
        return false;
    }
    *ideographs = *ideographs % WORD_IDEOGRAPHS + 1;
    return *ideographs != 1;
}

/* A stop at the end of an item, "Run for It!, tides", or of a part of it, "life. work": no end of a sentence. */
static bool is_inside(const pdx_lex_tokens *tokens, size_t at, size_t end) {
    const pdx_lex_token *token = &tokens->items[at];
    if (at + 1 >= end) return false;
    if (token->sign == '.') return token[1].kind == PDX_LEX_WORD && (token[1].flags & PDX_LEX_CAPITAL) == 0;
    return ends_item(&token[1]) && (token->flags & token[1].flags & PDX_LEX_GLUED) != 0;
}

/* The number of items, 0 when it reads like prose. */
static size_t list_items(const pdx_lex_tokens *tokens, size_t begin, size_t end, bool commas_only) {
    size_t items = 0, words = 0, most = 0, stopped = 0;
    unsigned ideographs = 0;
    bool stop = false; /* the item begins with "the", "and": alone it may be one, and a few in a list of many */
    for (size_t i = begin; i < end; i++) {
        const pdx_lex_token *token = &tokens->items[i];
        if (ends_item(token)) {
            if (words == 0 || (commas_only && token->sign != ',')) return 0;
            words = 0;
            continue;
        }
        if (token->kind == PDX_LEX_SIGN) {
            if ((token->sign == '?' || token->sign == '!' || token->sign == PDX_SIGN_ELLIPSIS) && !is_inside(tokens, i, end)) return 0;
            if (token->sign == '.' && i > 0 && i + 1 < end && (tokens->items[i + 1].flags & PDX_LEX_GLUED) == 0 &&
                token[-1].end - token[-1].begin > 3 && (items < 2 || !is_inside(tokens, i, end))) {
                return 0;
            }
            continue;
        }
        if (goes_on_word(token, &ideographs) && words > 0) continue;
        if (words++ == 0) {
            items++;
            stop = is_small_stop(token);
        } else if (stop) {
            if (items == 1) return 0; /* the word is not of the list: "tagged | with tides, mill" */
            stopped++;
            stop = false;
        }
        if (words > most) most = words;
    }
    if (end > begin && pdx_lex_is_sign(&tokens->items[end - 1], '.') && most > 2) return 0;
    if (MANY * stopped > items) return 0;
    return most > ITEM_WORDS || (items == 1 && (stop || most > ONE_ITEM_WORDS)) ? 0 : items;
}

bool pdx_lex_hole_holds(const pdx_lex_tokens *tokens, uint16_t hole, size_t begin, size_t end) {
    if (begin >= end) return false;
    if (hole == PDX_HOLE_NAME || hole == PDX_HOLE_FULL) return holds_name(tokens, begin, end, hole == PDX_HOLE_FULL ? 2 : 1);
    if (hole == PDX_HOLE_LIST) return list_items(tokens, begin, end, false) >= 1;
    if (hole == PDX_HOLE_ITEMS) return list_items(tokens, begin, end, true) >= 2;
    for (size_t i = begin; i < end; i++)
        if (tokens->items[i].kind != PDX_LEX_SIGN) return true;
    return false;
}

bool pdx_lex_holds_item(const pdx_lex_tokens *tokens, size_t begin, size_t end) {
    size_t words = 0;
    for (size_t i = begin; i < end; i++) {
        const pdx_lex_token *token = &tokens->items[i];
        if (token->kind == PDX_LEX_SIGN && (token->sign < ' ' || strchr("()&'.-", token->sign) == NULL)) return false;
        words += token->kind == PDX_LEX_WORD;
    }
    return words > 0 && words <= ITEM_WORDS;
}

bool pdx_lex_holds_run(const pdx_lex_tokens *tokens, size_t begin, size_t end) {
    if (begin >= end || end - begin > RUN_WORDS) return false;
    for (size_t i = begin; i < end; i++) {
        const pdx_lex_token *token = &tokens->items[i];
        const bool glued = i > begin && (token->flags & PDX_LEX_GLUED) != 0 && i + 1 < end && (token[1].flags & PDX_LEX_GLUED) != 0;
        if (token->kind == PDX_LEX_SIGN && !glued && token->sign != '#' && token->sign != '+') return false;
    }
    return true;
}

/* A word or two letters of Chinese and Japanese behind a name, with nothing between, and no colon behind them: they can as well be the name's own
 * end, as in "館長だより". */
static bool may_be_of_name(const pdx_lex_tokens *tokens, const pdx_lex_phrase *phrase, size_t at) {
    const size_t end = at + phrase->n - 1u;
    if (phrase->kind != PDX_PHRASE_COMMENT_AREA || phrase->hole > 0 || phrase->n > 3 || end == at || end > tokens->n) return false;
    return (tokens->items[at].flags & PDX_LEX_GLUED) != 0 && (end == tokens->n || !pdx_lex_is_sign(&tokens->items[end], ':'));
}

bool pdx_lex_hole_fits(const pdx_lex_tokens *tokens, const pdx_lex_phrase *phrase, size_t begin, size_t end) {
    const uint16_t hole = pdx_lex_phrase_elements(phrase)[phrase->hole];
    if (!pdx_lex_hole_holds(tokens, hole, begin, end)) return false;
    const bool sentence = pdx_lex_is_sign(&tokens->items[end - 1], '.') && (tokens->items[begin].flags & PDX_LEX_QUOTED) == 0;
    if (phrase->kind == PDX_PHRASE_READ_MORE && sentence) return false;
    if (hole != PDX_HOLE_NAME) return true;
    if (may_be_of_name(tokens, phrase, end)) return false;
    if ((tokens->items[begin].flags & PDX_LEX_CAPITAL) != 0) return true;
    if (phrase->kind == PDX_PHRASE_HEADING_AUTHOR) return phrase->words > 2; /* "All posts by ann" */
    return phrase->kind == PDX_PHRASE_POSTED_BY && phrase->words > 1;
}

/* The part of the phrase behind its open hole, which begins at `from`, must end where the line does. */
static bool match_behind(pdx_lex_tokens *tokens, const pdx_lex_phrase *phrase, size_t from, size_t after, pdx_lex_match *match) {
    const unsigned behind = phrase->hole + 1u;
    pdx_lex_hole unused;
    for (size_t at = behind == phrase->n ? tokens->n - after : from + 1; at <= tokens->n - after; at++) {
        if (pdx_lex_match_fixed(tokens, phrase, behind, phrase->n, at, &unused) != tokens->n - after) continue;
        if (!pdx_lex_hole_fits(tokens, phrase, from, at)) continue;
        if (phrase->kind == PDX_PHRASE_POSTED_ON && match->hole_end > 0) return true; /* its date is what is asked for */
        match->hole_begin = from;
        match->hole_end = at;
        return true;
    }
    return false;
}

/* The rest of a phrase that stands at `begin` as far as `end`, with `hole` in it. */
static bool match_phrase(pdx_lex_tokens *tokens, const pdx_lex_phrase *phrase, size_t begin, size_t end, pdx_lex_hole hole, size_t after,
                         pdx_lex_match *match) {
    match->hole_begin = hole.begin;
    match->hole_end = hole.end;
    if (end > tokens->n - after) return false;
    if (phrase->hole < phrase->n ? !match_behind(tokens, phrase, end, after, match) : end != tokens->n - after) return false;
    match->phrase = phrase;
    match->kind = phrase->kind;
    match->begin = begin;
    match->end = tokens->n - after;
    match->score = phrase->score;
    return true;
}

static void keep_better(const pdx_lex_match *one, pdx_lex_match *best) {
    if (best->phrase == NULL || one->score >= best->score) *best = *one;
}

bool pdx_lex_match_whole(pdx_lex_tokens *tokens, size_t begin, size_t after, pdx_lex_match *match) {
    const pdx_lex_hole none = {0, 0};
    pdx_lex_beginnings beginnings;
    pdx_lex_match one;
    match->phrase = NULL;
    if (begin + after >= tokens->n) return false;
    pdx_lex_beginnings_init(&beginnings, tokens, begin);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;)
        if (phrase->use == PDX_LEX_ALONE && match_phrase(tokens, phrase, begin, beginnings.end, beginnings.hole, after, &one)) {
            keep_better(&one, match);
        }
    if ((tokens->items[tokens->n - after - 1].flags & PDX_LEX_ENDS) == 0) return match->phrase != NULL;
    const uint16_t last = pdx_lex_element_at(tokens, tokens->n - after - 1);
    const uint16_t before = begin + after + 2 > tokens->n ? 0 : pdx_lex_element_at(tokens, tokens->n - after - 2);
    const pdx_lex_phrase *paired = before == 0 ? NULL : pdx_lex_phrases_last(before, last), *unpaired = pdx_lex_phrases_last(0, last);
    while (paired != NULL || unpaired != NULL) {
        const bool first = pdx_lex_is_next(paired, unpaired);
        const pdx_lex_phrase *phrase = first ? paired : unpaired;
        if (phrase->use == PDX_LEX_ALONE && match_phrase(tokens, phrase, begin, begin, none, after, &one)) keep_better(&one, match);
        if (first) paired = pdx_lex_phrases_next_last(paired);
        else unpaired = pdx_lex_phrases_next_last(unpaired);
    }
    return match->phrase != NULL;
}
