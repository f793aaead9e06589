/* From the text of one part to terms: the token stream that the index writes, the query reads and
 * snippets re-derive. Called by archive/, corpus/, index/, post/, query/ and study/. Promises: the same bytes and analyzer give the same tokens
 * always (docs/words.md is the contract); any bytes are accepted; no allocation per token once the scratch buffers have grown. */
#ifndef PDX_TEXT_TOKENS_H
#define PDX_TEXT_TOKENS_H

#include "base/buf.h"
#include "base/status.h"
#include "base/tick.h"
#include "text/analyzer.h"
#include "text/word.h"

/* Between a joined form and its number of pieces in a term's key. */
enum { PDX_JOINED_MARK = 0x1F, PDX_JOINED_MAX = 8 };

typedef struct pdx_token {
    pdx_span term;     /* folded key, borrowed from the stream until the next call */
    uint32_t position; /* of the (first) piece, counted from 0 in this text */
    uint32_t n_pieces; /* 1, or 2..PDX_JOINED_MAX for a joined form */
    uint64_t begin;    /* byte range of what the token covers in the text given */
    uint64_t end;
} pdx_token;

typedef struct pdx_tokens pdx_tokens;

/* A stream may be used again for any number of texts. */
pdx_status pdx_tokens_new(const pdx_analyzer *analyzer, pdx_tokens **out, pdx_error *err) PDX_MUST;
void pdx_tokens_free(pdx_tokens *tokens);

/* Whom the stream asks now and then inside words that take long (borrowed; NULL: nobody, as at first); told to stop, it ends with
 * PDX_EINTERRUPTED. */
void pdx_tokens_ask(pdx_tokens *tokens, const pdx_tick *tick);

/* Starts on `text` (borrowed until the last next) in language `language`. */
void pdx_tokens_start(pdx_tokens *tokens, pdx_span text, pdx_lang language);

/* The next token in order of position, a joined form right before the first of its pieces.
 * false at the end; then pdx_tokens_end tells whether it is the text's. */
bool pdx_tokens_next(pdx_tokens *tokens, pdx_token *token) PDX_MUST;
pdx_status pdx_tokens_end(const pdx_tokens *tokens, pdx_error *err) PDX_MUST;

/* The same, up to `most` tokens at once, as words; long keys are appended to `keys`. 0 at the end. Not to be mixed with
 * pdx_tokens_next on one text. */
size_t pdx_tokens_words(pdx_tokens *tokens, pdx_word *words, size_t most, pdx_buf *keys) PDX_MUST;

/* Passes over as many as `n` positions without telling their tokens, which is several times faster; gives how many there were. */
uint32_t pdx_tokens_skip(pdx_tokens *tokens, uint32_t n);
/* Passes over positions that end not behind a byte, as long as it is quick to: when it stops, more of them may follow. */
void pdx_tokens_skip_to(pdx_tokens *tokens, uint64_t behind);
/* From the begin of the same text once more. */
void pdx_tokens_again(pdx_tokens *tokens);

/* A place in a text to which its stream can come back. */
typedef struct pdx_tokens_mark {
    size_t at;
    uint32_t position;
    bool in_run; /* in the middle of a bigram */
} pdx_tokens_mark;
/* Where the stream stands; false in the middle of a word or compound, which are read as a whole. */
bool pdx_tokens_mark_here(const pdx_tokens *tokens, pdx_tokens_mark *mark) PDX_MUST;
/* To a place in the same text, before or behind. */
void pdx_tokens_return(pdx_tokens *tokens, pdx_tokens_mark mark);

/* Positions used so far: after the last next, the number of pieces in the text. */
uint32_t pdx_tokens_count(const pdx_tokens *tokens);

#endif
