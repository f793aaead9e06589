/* Which phrases begin at a token of a line. Called by lexicon_*.c, which ask it of the same tokens again and again: what has been found is
 * kept with the tokens. Promises: phrases come in the order of the index; a line that is parted while it is gone through is read as it
 * then stands. */
#ifndef PDX_PAGE_LEXICON_BEGIN_H
#define PDX_PAGE_LEXICON_BEGIN_H

#include "page/lexicon/lexicon_index.h"
#include "page/lexicon/lexicon_tokens.h"

#define PDX_LEX_NO_END SIZE_MAX

/* Whether a phrase can begin with this token: most words and signs begin none. */
static inline bool pdx_lex_may_begin(const pdx_lex_token *token) {
    return token->kind == PDX_LEX_NUMBER || (token->flags & (PDX_LEX_BEGINS | PDX_LEX_DATED)) != 0;
}

/* Goes through the phrases that may begin at token `at`: those that begin with its word, sign, number or a date, and
 * have what stands behind it as their second element unless that is of no fixed length. */
typedef struct pdx_lex_candidates {
    struct {
        uint16_t first, second; /* second 0: none of ours */
        size_t end;             /* of the first */
    } lists[3];
    unsigned n, next;
    size_t end; /* where the first element of the phrase that came last ends */
    pdx_lex_lists found; /* what is left of the lists of one, which are told in the order of one */
} pdx_lex_candidates;
void pdx_lex_candidates_init(pdx_lex_candidates *candidates, pdx_lex_tokens *tokens, size_t at);
const pdx_lex_phrase *pdx_lex_candidates_next(pdx_lex_candidates *candidates);

/* What a token is in the lists of pairs; 0: in none. */
uint16_t pdx_lex_element_at(const pdx_lex_tokens *tokens, size_t at);

/* Finds where elements [from, to) of the phrase end when they begin at token `at`; none of them is an open hole.
 * PDX_LEX_NO_END when they do not stand there. `hole` learns of a date or number among them. */
typedef struct pdx_lex_hole {
    size_t begin, end;
} pdx_lex_hole;
size_t pdx_lex_match_fixed(pdx_lex_tokens *tokens, const pdx_lex_phrase *phrase, unsigned from, unsigned to, size_t at, pdx_lex_hole *hole);

/* Goes through the phrases of which all that stands before their open hole stands at token `at`. */
typedef struct pdx_lex_beginnings {
    pdx_lex_tokens *tokens; /* borrowed */
    size_t at, n;           /* n: tokens when this began */
    unsigned next;          /* place in the tokens' memory; 0: they have none left, and candidates are tried anew */
    pdx_lex_candidates candidates;
    size_t end;             /* where the phrase that came last goes on, */
    pdx_lex_hole hole;      /* and its date or number; empty: none */
} pdx_lex_beginnings;

/* What the two below do where nobody has asked before, and where a number has been parted since. */
void pdx_lex_beginnings_read(pdx_lex_beginnings *beginnings, pdx_lex_tokens *tokens, size_t at);
const pdx_lex_phrase *pdx_lex_beginnings_further(pdx_lex_beginnings *beginnings);

static inline void pdx_lex_beginnings_init(pdx_lex_beginnings *beginnings, pdx_lex_tokens *tokens, size_t at) {
    const unsigned begun = tokens->items[at].begun;
    if (begun == 0) {
        pdx_lex_beginnings_read(beginnings, tokens, at);
        return;
    }
    beginnings->tokens = tokens;
    beginnings->at = at;
    beginnings->n = tokens->n;
    beginnings->next = begun;
}

/* The next one that the tokens remember. */
static inline const pdx_lex_phrase *pdx_lex_beginnings_remembered(pdx_lex_beginnings *beginnings) {
    const pdx_lex_begun *begun = &beginnings->tokens->begun[beginnings->next];
    if (begun->phrase == 0) return NULL;
    beginnings->next++;
    beginnings->end = begun->end;
    beginnings->hole = (pdx_lex_hole){begun->hole_begin, begun->hole_end};
    return pdx_lex_phrase_at(begun->phrase);
}

static inline const pdx_lex_phrase *pdx_lex_beginnings_next(pdx_lex_beginnings *beginnings) {
    const bool remembered = beginnings->next != 0 && beginnings->tokens->n == beginnings->n;
    return remembered ? pdx_lex_beginnings_remembered(beginnings) : pdx_lex_beginnings_further(beginnings);
}

#endif
