#include "page/lexicon/lexicon_begin.h"

#include "page/lexicon/dateline_read.h"

/* "1,234", "12 345" is two. */
static size_t number_end(const pdx_lex_tokens *tokens, size_t at) {
    if (at >= tokens->n || tokens->items[at].kind != PDX_LEX_NUMBER) return PDX_LEX_NO_END;
    at++;
    while (at + 1 < tokens->n && (pdx_lex_is_sign(&tokens->items[at], ',') || pdx_lex_is_sign(&tokens->items[at], '.')) &&
           (tokens->items[at].flags & tokens->items[at + 1].flags & PDX_LEX_GLUED) != 0 && tokens->items[at + 1].kind == PDX_LEX_NUMBER)
        at += 2;
    return at;
}

static size_t hole_end(pdx_lex_tokens *tokens, uint16_t hole, size_t at) {
    pdx_date_read date;
    if (at >= tokens->n) return PDX_LEX_NO_END;
    if (hole == PDX_HOLE_NUMBER) return number_end(tokens, at);
    if (hole == PDX_HOLE_DATE) return pdx_date_read_at(tokens, at, &date) ? date.end : PDX_LEX_NO_END;
    const size_t end = pdx_date_time_end(tokens, at);
    return end == 0 ? PDX_LEX_NO_END : end;
}

size_t pdx_lex_match_fixed(pdx_lex_tokens *tokens, const pdx_lex_phrase *phrase, unsigned from, unsigned to, size_t at, pdx_lex_hole *hole) {
    const uint16_t *elements = pdx_lex_phrase_elements(phrase);
    for (unsigned i = from; i < to; i++) {
        const uint16_t element = elements[i];
        if (at >= tokens->n) return PDX_LEX_NO_END;
        if (element < PDX_LEX_SIGNS) {
            if (tokens->items[at].kind != PDX_LEX_WORD || tokens->items[at].word != element) return PDX_LEX_NO_END;
            at++;
        } else if (element < PDX_HOLE_ANY) {
            if (!pdx_lex_is_sign(&tokens->items[at], (uint8_t)(element - PDX_LEX_SIGNS))) return PDX_LEX_NO_END;
            at++;
        } else {
            const size_t end = hole_end(tokens, element, at);
            if (end == PDX_LEX_NO_END) return PDX_LEX_NO_END;
            hole->begin = at;
            hole->end = at = end;
        }
    }
    return at;
}

uint16_t pdx_lex_element_at(const pdx_lex_tokens *tokens, size_t at) {
    if (at >= tokens->n) return 0;
    const pdx_lex_token *token = &tokens->items[at];
    if (token->kind == PDX_LEX_WORD) return token->word;
    return token->kind == PDX_LEX_SIGN ? (uint16_t)(PDX_LEX_SIGNS + token->sign) : PDX_HOLE_NUMBER;
}

static void lists_add(pdx_lex_candidates *candidates, const pdx_lex_tokens *tokens, uint16_t first, size_t end) {
    if (first == 0) return; /* no word of ours */
    candidates->lists[candidates->n].first = first;
    candidates->lists[candidates->n].second = first == PDX_HOLE_TIME ? 0 : pdx_lex_element_at(tokens, end); /* no list of theirs */
    candidates->lists[candidates->n++].end = end;
}

void pdx_lex_candidates_init(pdx_lex_candidates *candidates, pdx_lex_tokens *tokens, size_t at) {
    const pdx_lex_token *token = &tokens->items[at];
    const bool number = token->kind == PDX_LEX_NUMBER;
    pdx_date_read date;
    size_t end;
    candidates->n = candidates->next = 0;
    candidates->found = (pdx_lex_lists){NULL, NULL};
    if (token->kind != PDX_LEX_WORD || (token->flags & PDX_LEX_BEGINS) != 0) {
        lists_add(candidates, tokens, pdx_lex_element_at(tokens, at), number ? number_end(tokens, at) : at + 1);
    }
    const bool dated = (number || (token->flags & PDX_LEX_DATED) != 0) && pdx_date_read_at(tokens, at, &date);
    /* "3 de mayo" is a day, though "3 de" is a time in Hungarian */
    if (number && (end = pdx_date_time_end(tokens, at)) > 0 && !(dated && date.end > end)) lists_add(candidates, tokens, PDX_HOLE_TIME, end);
    if (dated) lists_add(candidates, tokens, PDX_HOLE_DATE, date.end);
}

const pdx_lex_phrase *pdx_lex_candidates_next(pdx_lex_candidates *candidates) {
    pdx_lex_lists *found = &candidates->found;
    while (found->paired == NULL && found->alone == NULL) {
        if (candidates->next == candidates->n) return NULL;
        *found = pdx_lex_phrases_beginning(candidates->lists[candidates->next].first, candidates->lists[candidates->next].second);
        candidates->end = candidates->lists[candidates->next++].end;
    }
    const pdx_lex_phrase **list = pdx_lex_is_next(found->paired, found->alone) ? &found->paired : &found->alone;
    const pdx_lex_phrase *phrase = *list;
    *list = pdx_lex_phrases_next(phrase);
    return phrase;
}

/* The phrases that begin at `at`, into the memory of the tokens. False when there is no room, or a number was parted meanwhile. */
static bool begun_read(pdx_lex_tokens *tokens, size_t at) {
    const size_t n = tokens->n;
    const unsigned first = tokens->n_begun;
    pdx_lex_candidates candidates;
    pdx_lex_candidates_init(&candidates, tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_candidates_next(&candidates)) != NULL;) {
        const bool held = pdx_lex_phrase_elements(phrase)[0] >= PDX_HOLE_ANY;
        pdx_lex_hole hole = {held ? at : 0, held ? candidates.end : 0};
        const size_t end = pdx_lex_match_fixed(tokens, phrase, 1, phrase->hole, candidates.end, &hole);
        if (end == PDX_LEX_NO_END) continue;
        if (tokens->n_begun + 2 > PDX_LEX_BEGUN_ROOM) break;
        tokens->begun[tokens->n_begun++] = (pdx_lex_begun){pdx_lex_phrase_number(phrase), (uint16_t)end, (uint16_t)hole.begin, (uint16_t)hole.end};
    }
    if (tokens->n != n || tokens->n_begun + 2 > PDX_LEX_BEGUN_ROOM) {
        tokens->n_begun = first;
        return false;
    }
    if (tokens->n_begun > first) tokens->begun[tokens->n_begun++].phrase = 0;
    tokens->items[at].begun = (uint8_t)(tokens->n_begun > first ? first : PDX_LEX_BEGUN_NONE);
    return true;
}

/* The phrases that begin at `at` are in the memory of the tokens, or can be. */
static bool is_kept(pdx_lex_tokens *tokens, size_t at) {
    pdx_lex_token *token = &tokens->items[at];
    if (pdx_lex_may_begin(token)) return begun_read(tokens, at);
    token->begun = PDX_LEX_BEGUN_NONE;
    return true;
}

void pdx_lex_beginnings_read(pdx_lex_beginnings *beginnings, pdx_lex_tokens *tokens, size_t at) {
    const bool kept = is_kept(tokens, at);
    beginnings->tokens = tokens;
    beginnings->at = at;
    beginnings->n = tokens->n;
    beginnings->next = kept ? tokens->items[at].begun : 0;
    if (!kept) pdx_lex_candidates_init(&beginnings->candidates, tokens, at);
}

/* The next of those that may begin here. */
static const pdx_lex_phrase *next_of(pdx_lex_beginnings *beginnings) {
    return beginnings->next == 0 ? pdx_lex_candidates_next(&beginnings->candidates) : pdx_lex_beginnings_remembered(beginnings);
}

const pdx_lex_phrase *pdx_lex_beginnings_further(pdx_lex_beginnings *beginnings) {
    const pdx_lex_phrase *phrase;
    while ((phrase = next_of(beginnings)) != NULL) {
        beginnings->hole = (pdx_lex_hole){0, 0};
        beginnings->end = pdx_lex_match_fixed(beginnings->tokens, phrase, 0, phrase->hole, beginnings->at, &beginnings->hole);
        if (beginnings->end != PDX_LEX_NO_END) return phrase;
    }
    return NULL;
}
