#include "page/lexicon/dateline_read.h"
#include "page/lexicon/lexicon.h"
#include "page/lexicon/lexicon_match.h"

enum { HOLES = 6, TRIES = 2000, SHORT = 256, LONGEST = 4096, RUN = 8, BEGINNING = 2 /* tokens that are looked at first */ };

/* One hole that is filled. */
typedef struct filled {
    uint16_t hole;
    size_t begin, end;
} filled;

typedef struct matcher {
    pdx_lex_tokens *tokens;
    const uint16_t *elements;
    unsigned n;              /* elements */
    filled holes[HOLES];
    unsigned n_holes;
    unsigned tries;          /* left: a line cannot make this slow */
} matcher;

static bool match_from(matcher *m, unsigned element, size_t at);

/* The sentence is over: nothing follows, or its stop and then another sentence. */
static bool ends_here(const matcher *m, size_t at) {
    const pdx_lex_token *token = &m->tokens->items[at];
    if (at == m->tokens->n) return true;
    if (!pdx_lex_is_sign(token, '.') || at == 0) return false;
    return at + 1 == m->tokens->n || ((token[1].flags & PDX_LEX_GLUED) == 0 && token[-1].end - token[-1].begin > 1); /* not "U.S. visitors" */
}

/* `ended`: words of the sentence follow. */
static bool hole_holds(const matcher *m, uint16_t hole, size_t begin, size_t end, bool ended) {
    const bool run = hole == PDX_HOLE_TAGS || (hole == PDX_HOLE_CATEGORIES && end - begin <= RUN); /* a section of many words */
    if (hole == PDX_HOLE_CATEGORIES || hole == PDX_HOLE_TAGS) hole = PDX_HOLE_LIST;
    if (begin < end && pdx_lex_is_sign(&m->tokens->items[begin], ':')) return false; /* "Filed Under: A Tagged With: b" are labels */
    for (size_t i = begin; i < end; i++) { /* bars part fields, in sentences that know nothing of them */
        if (pdx_lex_is_sign(&m->tokens->items[i], '|') || pdx_lex_is_sign(&m->tokens->items[i], PDX_SIGN_MARK)) return false;
        if (pdx_lex_is_sign(&m->tokens->items[i], '@') && i + 1 < end && m->tokens->items[i + 1].kind == PDX_LEX_NUMBER) return false; /* nor of times */
    }
    return pdx_lex_hole_holds(m->tokens, hole, begin, end) || (run && ended && pdx_lex_holds_run(m->tokens, begin, end));
}

/* A day is no section and no tag, where the same words announce either: "Publicado en 3 de mayo de 2019". A word may stand before it ("on the
 * date"). */
static bool is_day(matcher *m, size_t begin, size_t end) {
    pdx_date_read date;
    for (size_t at = begin; at < end && at < begin + 2; at++) {
        const pdx_lex_token *token = &m->tokens->items[at];
        if (token->kind != PDX_LEX_NUMBER && (token->flags & PDX_LEX_DATED) == 0) continue;
        if (pdx_date_read_at(m->tokens, at, &date) && date.extent >= PDX_DATE_EXTENT_FULL && date.end >= end) return true;
    }
    return false;
}

static bool take_hole(matcher *m, unsigned element, size_t begin, size_t end) {
    const uint16_t hole = m->elements[element];
    size_t last = end;
    if (m->n_holes == HOLES) return false;
    while (last > begin && (pdx_lex_is_sign(&m->tokens->items[last - 1], ',') || pdx_lex_is_separator(&m->tokens->items[last - 1]))) last--;
    if (!hole_holds(m, hole, begin, last, element + 1 < m->n)) return false;
    if ((hole == PDX_HOLE_CATEGORIES || hole == PDX_HOLE_TAGS) && is_day(m, begin, last)) return false;
    m->holes[m->n_holes++] = (filled){hole, begin, last};
    return true;
}

/* Whether what follows an open hole can begin at `at`. */
static bool follows(const matcher *m, unsigned element, size_t at) {
    if (element == m->n) return ends_here(m, at);
    if (at >= m->tokens->n) return false;
    return m->elements[element] >= PDX_LEX_SIGNS || m->tokens->items[at].word == m->elements[element];
}

/* An open hole: as short as what follows in the template allows. */
static bool match_hole(matcher *m, unsigned element, size_t at) {
    const unsigned holes = m->n_holes;
    for (size_t end = at + 1; end <= m->tokens->n && m->tries > 0; end++) {
        m->n_holes = holes;
        m->tries--;
        if (!follows(m, element + 1, end) || !take_hole(m, element, at, end)) continue;
        if (match_from(m, element + 1, end)) return true;
    }
    return false;
}

static bool match_from(matcher *m, unsigned element, size_t at) {
    for (; element < m->n; element++) {
        const uint16_t wanted = m->elements[element];
        pdx_date_read date;
        if (at >= m->tokens->n) return false;
        if (wanted == PDX_HOLE_DATE) {
            if (m->n_holes == HOLES || !pdx_date_read_at(m->tokens, at, &date) || date.extent < PDX_DATE_EXTENT_DAY_MONTH) return false;
            m->holes[m->n_holes++] = (filled){wanted, at, date.end};
            at = date.end;
        } else if (pdx_lex_is_open(wanted)) {
            return match_hole(m, element, at);
        } else {
            const pdx_lex_token *token = &m->tokens->items[at++];
            if (wanted < PDX_LEX_SIGNS ? token->kind != PDX_LEX_WORD || token->word != wanted
                                       : !pdx_lex_is_sign(token, (uint8_t)(wanted - PDX_LEX_SIGNS))) {
                return false;
            }
        }
    }
    return ends_here(m, at);
}

static uint8_t kind_of(uint16_t hole) {
    switch (hole) {
    case PDX_HOLE_DATE: return PDX_PHRASE_POSTED_ON;
    case PDX_HOLE_NAME: case PDX_HOLE_FULL: return PDX_PHRASE_POSTED_BY;
    case PDX_HOLE_TAGS: return PDX_PHRASE_TAGGED;
    default: return PDX_PHRASE_POSTED_IN;
    }
}

static size_t tell(const matcher *m, const pdx_lex_phrase *phrase, pdx_span line, pdx_phrase *out, size_t room) {
    size_t at = 0, n = 0;
    for (; n < m->n_holes && n < room; n++) {
        const filled *hole = &m->holes[n];
        const pdx_lex_match match = {.phrase = phrase, .kind = kind_of(hole->hole), .begin = at, .end = hole->end,
                                     .hole_begin = hole->begin, .hole_end = hole->end};
        pdx_lex_match_tell(m->tokens, line, &match, &out[n]);
        at = hole->end;
    }
    while (at < m->tokens->n && !pdx_lex_is_sign(&m->tokens->items[at], '.')) at++;
    if (at + 1 < m->tokens->n && n < room) {
        const pdx_lex_match rest = {.phrase = phrase, .kind = PDX_PHRASE_PERMALINK, .begin = at + 1, .end = m->tokens->n};
        pdx_lex_match_tell(m->tokens, line, &rest, &out[n++]);
    }
    return n;
}

/* The sentences that can begin with these tokens; a list may be empty. */
static const pdx_lex_phrase *first_of(const pdx_lex_tokens *tokens, bool paired) {
    const pdx_lex_token *items = tokens->items;
    uint16_t second = 0;
    if (tokens->n < 2 || items[0].kind != PDX_LEX_WORD || (items[0].flags & PDX_LEX_TELLS) == 0) return NULL;
    if (paired) {
        second = items[1].kind == PDX_LEX_WORD ? items[1].word : items[1].kind == PDX_LEX_SIGN ? (uint16_t)(PDX_LEX_SIGNS + items[1].sign) : 0;
        if (second == 0) return NULL;
    }
    return pdx_lex_sentences_first(items[0].word, second);
}

static size_t read_tokens(pdx_lex_tokens *tokens, pdx_span line, pdx_phrase *out, size_t room) {
    const pdx_lex_phrase *best = NULL;
    matcher found;
    if (!tokens->whole) return 0;
    for (int paired = 1; paired >= 0; paired--) {
        for (const pdx_lex_phrase *phrase = first_of(tokens, paired); phrase != NULL; phrase = pdx_lex_phrases_next(phrase)) {
            matcher m = {.tokens = tokens, .elements = pdx_lex_phrase_elements(phrase), .n = phrase->n, .tries = TRIES};
            if ((best != NULL && phrase->score <= best->score) || !match_from(&m, 0, 0)) continue;
            best = phrase;
            found = m;
        }
    }
    return best == NULL ? 0 : tell(&found, best, line, out, room);
}

size_t pdx_lexicon_sentence(pdx_lex_line *line, pdx_phrase *out, size_t room) {
    pdx_lex_token items[PDX_LEX_LONG_ROOM];
    pdx_lex_tokens tokens;
    const pdx_lex_tokens *head;
    if (line->text.len > LONGEST) return 0;
    head = pdx_lex_line_peek(line, BEGINNING);
    if (first_of(head, true) == NULL && first_of(head, false) == NULL) return 0;
    if (line->text.len <= SHORT) return read_tokens(pdx_lex_line_tokens(line), line->text, out, room);
    pdx_lex_tokens_init(&tokens, items, PDX_LEX_LONG_ROOM);
    pdx_lex_tokens_read(&tokens, line->text, 0, false);
    return read_tokens(&tokens, line->text, out, room);
}
