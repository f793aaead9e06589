/* One phrase of the index against the tokens of a line. Called by lexicon.c, lexicon_split.c and lexicon_tail.c; runs of phrases are in
 * lexicon_run.c. Promises: time in proportion to the tokens looked at; reads dates only where a template has one. */
#ifndef PDX_PAGE_LEXICON_MATCH_H
#define PDX_PAGE_LEXICON_MATCH_H

#include "page/lexicon/lexicon.h"
#include "page/lexicon/lexicon_begin.h"

/* A phrase found on tokens [begin, end); its hole is [hole_begin, hole_end), empty when it has none. */
typedef struct pdx_lex_match {
    const pdx_lex_phrase *phrase; /* NULL: a part without a phrase */
    uint8_t kind;                 /* pdx_phrase_kind */
    size_t begin, end, hole_begin, hole_end;
    unsigned score;               /* how much of it is given by the template */
} pdx_lex_match;

/* Whether an open hole of this kind can hold tokens [begin, end). */
bool pdx_lex_hole_holds(const pdx_lex_tokens *tokens, uint16_t hole, size_t begin, size_t end);

/* Whether they can be one item, of more words than a list of one has where nothing but the line's end follows it. */
bool pdx_lex_holds_item(const pdx_lex_tokens *tokens, size_t begin, size_t end);

/* Whether they can be a list whose items nothing but blanks part, between words that announce it and others that end it. */
bool pdx_lex_holds_run(const pdx_lex_tokens *tokens, size_t begin, size_t end);

/* The same for the open hole of `phrase`, as the only phrase of a line: "By night" is not by somebody, "Posted by ann"
 * is; "Read more about mills in our library." is a sentence. */
bool pdx_lex_hole_fits(const pdx_lex_tokens *tokens, const pdx_lex_phrase *phrase, size_t begin, size_t end);

/* Whether a name may have `token` after `words` of its words; counts it. */
bool pdx_lex_goes_on_name(const pdx_lex_token *token, size_t *words);

/* The phrase with most of its own that takes exactly the tokens from `begin` to the last but `after`. (Reading a date may
 * part glued numbers, so ends are counted from behind.) */
bool pdx_lex_match_whole(pdx_lex_tokens *tokens, size_t begin, size_t after, pdx_lex_match *match);

/* Several phrases of a pager, a menu or a share bar that take exactly the tokens from `begin` to the last but `after`, with
 * nothing but signs and small numbers between: "Newer Posts Page 2 of 5 Older Posts". */
bool pdx_lex_match_run(pdx_lex_tokens *tokens, size_t begin, size_t after, pdx_lex_match *match);

/* Signs that stand round furniture and between its parts. */
static inline bool pdx_lex_is_separator(const pdx_lex_token *token) {
    return pdx_lex_is_sign_of(token,
                              PDX_SIGN_BIT(PDX_SIGN_MARK) | PDX_SIGN_BIT(PDX_SIGN_ELLIPSIS) | PDX_SIGN_BIT('-') | PDX_SIGN_BIT('*') |
                                  PDX_SIGN_BIT('<') | PDX_SIGN_BIT('>') | PDX_SIGN_BIT('+') | PDX_SIGN_BIT('=') | PDX_SIGN_BIT('/'),
                              PDX_SIGN_BIT('|') | PDX_SIGN_BIT('~') | PDX_SIGN_BIT('_') | PDX_SIGN_BIT('\\') | PDX_SIGN_BIT('^'));
}

/* As the caller of lexicon.h sees it; tokens from `end` on are not part of the line's phrase. */
void pdx_lex_match_tell(const pdx_lex_tokens *tokens, pdx_span line, const pdx_lex_match *match, pdx_phrase *out);

#endif
