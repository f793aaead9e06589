#include "text/tokens.h"

#include "base/alloc.h"
#include "text/ascii_piece.h"
#include "text/ascii_skip.h"
#include "text/fold.h"
#include "text/letters.h"
#include "text/pieces.h"

/* Pieces are gathered until it is known whether they form a compound: the joined form comes first. */
typedef struct queued {
    pdx_piece piece;
    size_t term_begin; /* in terms */
    size_t term_end;
} queued;

struct pdx_tokens {
    const pdx_analyzer *analyzer; /* static or outlives the stream */
    pdx_lang language;
    pdx_pieces pieces;
    queued queue[PDX_JOINED_MAX + 1]; /* one more than a compound can have: that one proves it too long */
    size_t queue_len;
    size_t queue_at;
    bool joined_due;   /* the joined form of the queue is still to be given */
    bool has_ahead;    /* `ahead` was read and does not belong to the queue */
    bool in_overlong;  /* the last piece given belongs to a compound of more than PDX_JOINED_MAX */
    pdx_piece ahead;
    size_t last_end;   /* of the last piece queued, and its word */
    size_t last_word;
    uint32_t position; /* of the next piece */
    pdx_buf terms;     /* folded pieces of the queue run together, which is the joined form */
    bool ascii_folds;  /* ASCII folds byte by byte in this language */
    pdx_status status;
    pdx_ascii_window window; /* last, because it is large */
};

/* No piece of the short way is longer: room for it is made once. */
enum { SHORT_MAX = PDX_LIMIT(PDX_TERM_CHARS, 7) };

pdx_status pdx_tokens_new(const pdx_analyzer *analyzer, pdx_tokens **out, pdx_error *err) {
    pdx_tokens *tokens = pdx_alloc(sizeof *tokens);
    *out = NULL;
    if (tokens == NULL) return pdx_fail_memory(err);
    memset(tokens, 0, offsetof(pdx_tokens, window)); /* a query needs little of the rest */
    tokens->window.begin = tokens->window.end = 0;
    tokens->analyzer = analyzer;
    pdx_buf_init(&tokens->terms);
    if (!pdx_buf_reserve(&tokens->terms, SHORT_MAX)) {
        pdx_tokens_free(tokens);
        return pdx_fail_memory(err);
    }
    *out = tokens;
    return PDX_OK;
}

void pdx_tokens_free(pdx_tokens *tokens) {
    if (tokens == NULL) return;
    pdx_buf_deinit(&tokens->terms);
    pdx_free(tokens);
}

void pdx_tokens_start(pdx_tokens *tokens, pdx_span text, pdx_lang language) {
    tokens->pieces.text = text;
    tokens->language = language;
    tokens->window.begin = tokens->window.end = 0;
    pdx_tokens_again(tokens);
}

void pdx_tokens_ask(pdx_tokens *tokens, const pdx_tick *tick) { tokens->pieces.tick = tick; }

void pdx_tokens_again(pdx_tokens *tokens) {
    const pdx_span text = tokens->pieces.text;
    const pdx_tick *tick = tokens->pieces.tick;
    pdx_pieces_init(&tokens->pieces, text);
    tokens->pieces.tick = tick;
    tokens->queue_len = tokens->queue_at = 0;
    tokens->joined_due = tokens->has_ahead = tokens->in_overlong = false;
    tokens->position = 0;
    tokens->ascii_folds = !pdx_letters_dotless(pdx_letters_of(tokens->language));
    /* A piece takes two bytes at least, but for the first: beyond this, positions would not fit. */
    tokens->status = text.len / 2 < UINT32_MAX ? PDX_OK : PDX_ELIMIT;
    pdx_buf_reset(&tokens->terms);
}

/* Whether exactly one connector stands between the last piece and `piece`. */
static bool is_connected(const pdx_tokens *tokens, const pdx_piece *piece) {
    bool inside;
    size_t connector;
    if (piece->kind == PDX_PIECE_BIGRAM) return false;
    connector = pdx_pieces_connector(tokens->pieces.text, tokens->last_end, &inside);
    return connector > 0 && piece->begin == tokens->last_end + connector &&
           (!inside || piece->word == tokens->last_word);
}

/* Folds `piece` behind the queue; false when its term is empty or memory ran out. */
static bool queue_piece(pdx_tokens *tokens, const pdx_piece *piece) {
    queued *slot = &tokens->queue[tokens->queue_len];
    const pdx_span surface = pdx_term_surface(pdx_span_slice(tokens->pieces.text, piece->begin, piece->end));
    slot->piece = *piece;
    slot->term_begin = tokens->terms.len;
    if (piece->kind == PDX_PIECE_NUMBER) {
        pdx_fold_digits(surface, &tokens->terms);
    } else {
        pdx_analyzer_fold(tokens->analyzer, surface, tokens->language, &tokens->terms);
    }
    slot->term_end = tokens->terms.len;
    if (tokens->terms.failed) tokens->status = PDX_ENOMEM;
    if (tokens->terms.failed || slot->term_end == slot->term_begin) return false;
    tokens->queue_len++;
    tokens->last_end = piece->end;
    tokens->last_word = piece->word;
    return true;
}

static bool next_piece(pdx_tokens *tokens, pdx_piece *piece) {
    if (pdx_pieces_next(&tokens->pieces, piece)) return true;
    if (tokens->pieces.stopped) tokens->status = PDX_EINTERRUPTED;
    return false;
}

/* The next piece with a term, put into the queue when `connected` pieces only are wanted and it is one,
 * kept as `ahead` when it is not. False at the end of the text or of the compound. */
static bool queue_first(pdx_tokens *tokens, bool *connected) {
    pdx_piece piece;
    for (;;) {
        if (tokens->has_ahead) {
            piece = tokens->ahead;
            tokens->has_ahead = false;
        } else if (!next_piece(tokens, &piece)) {
            return false;
        }
        *connected = tokens->in_overlong && is_connected(tokens, &piece);
        if (queue_piece(tokens, &piece)) return true;
        if (tokens->status != PDX_OK) return false;
    }
}

static bool queue_connected(pdx_tokens *tokens) {
    bool inside;
    if (tokens->queue[tokens->queue_len - 1].piece.kind == PDX_PIECE_BIGRAM) return false;
    if (pdx_pieces_connector(tokens->pieces.text, tokens->last_end, &inside) == 0) return false;
    if (!next_piece(tokens, &tokens->ahead)) return false;
    tokens->has_ahead = !(is_connected(tokens, &tokens->ahead) && queue_piece(tokens, &tokens->ahead));
    return !tokens->has_ahead;
}

/* Gathers the next compound, or the next piece of one that is too long. */
static bool queue_fill(pdx_tokens *tokens) {
    bool connected = false;
    tokens->queue_len = tokens->queue_at = 0;
    tokens->joined_due = false;
    pdx_buf_reset(&tokens->terms);
    if (!queue_first(tokens, &connected)) return false;
    tokens->in_overlong = connected;
    if (connected) return true;
    while (tokens->queue_len <= PDX_JOINED_MAX && queue_connected(tokens)) {}
    if (tokens->status != PDX_OK) return false;
    if (tokens->queue_len > PDX_JOINED_MAX) {
        tokens->in_overlong = true;
    } else if (tokens->queue_len > 1) {
        pdx_buf_byte(&tokens->terms, PDX_JOINED_MARK);
        pdx_buf_byte(&tokens->terms, (uint8_t)('0' + tokens->queue_len));
        if (tokens->terms.failed) {
            tokens->status = PDX_ENOMEM;
            return false;
        }
        tokens->joined_due = true;
    }
    return true;
}

/* Whether nothing is gathered or half cut: what comes next does not ask what was before. */
static bool is_between(const pdx_tokens *tokens) {
    return tokens->queue_at == tokens->queue_len && !tokens->has_ahead && !tokens->in_overlong &&
           tokens->pieces.at >= tokens->pieces.word_end;
}

/* Whether the short way may be taken. So it is with most words of most texts. */
static bool is_clear(const pdx_tokens *tokens) { return tokens->ascii_folds && is_between(tokens); }

bool pdx_tokens_mark_here(const pdx_tokens *tokens, pdx_tokens_mark *mark) {
    mark->at = tokens->pieces.at;
    mark->position = tokens->position;
    mark->in_run = tokens->pieces.in_run;
    return is_between(tokens);
}

void pdx_tokens_return(pdx_tokens *tokens, pdx_tokens_mark mark) {
    pdx_tokens_again(tokens);
    tokens->pieces.at = tokens->pieces.word_end = mark.at;
    tokens->pieces.in_run = mark.in_run;
    tokens->position = mark.position;
}

static bool next_short(pdx_tokens *tokens, pdx_token *token) {
    pdx_pieces *pieces = &tokens->pieces;
    pdx_range range;
    if (!is_clear(tokens)) return false;
    if (!pdx_ascii_piece(pieces->text, &pieces->at, SHORT_MAX, tokens->terms.data, &range)) return false;
    token->term = pdx_span_of(tokens->terms.data, (size_t)(range.end - range.begin));
    token->position = tokens->position++;
    token->n_pieces = 1;
    token->begin = range.begin;
    token->end = range.end;
    return true;
}

bool pdx_tokens_next(pdx_tokens *tokens, pdx_token *token) {
    const queued *slot;
    if (tokens->status != PDX_OK) return false;
    if (next_short(tokens, token)) return true;
    if (tokens->queue_at == tokens->queue_len && !queue_fill(tokens)) {
        tokens->queue_at = tokens->queue_len = 0;
        return false;
    }
    token->position = tokens->position;
    if (tokens->joined_due) {
        tokens->joined_due = false;
        token->term = pdx_buf_view(&tokens->terms);
        token->n_pieces = (uint32_t)tokens->queue_len;
        token->begin = tokens->queue[0].piece.begin;
        token->end = tokens->queue[tokens->queue_len - 1].piece.end;
        return true;
    }
    slot = &tokens->queue[tokens->queue_at++];
    token->term = pdx_span_slice(pdx_buf_view(&tokens->terms), slot->term_begin, slot->term_end);
    token->n_pieces = 1;
    token->begin = slot->piece.begin;
    token->end = slot->piece.end;
    tokens->position++;
    return true;
}

size_t pdx_tokens_words(pdx_tokens *tokens, pdx_word *words, size_t most, pdx_buf *keys) {
    size_t n = 0;
    while (n < most && tokens->status == PDX_OK) {
        pdx_token token;
        if (is_clear(tokens)) {
            const size_t n_short = pdx_ascii_words(&tokens->window, tokens->pieces.text, &tokens->pieces.at, words + n, most - n, keys);
            n += n_short;
            tokens->position += (uint32_t)n_short;
            if (n == most || tokens->pieces.at == tokens->pieces.text.len) break;
        }
        if (!pdx_tokens_next(tokens, &token)) break;
        if (!pdx_word_set(&words[n++], token.term, token.n_pieces, keys)) tokens->status = keys->failed ? PDX_ENOMEM : PDX_ELIMIT;
    }
    if (keys->failed) tokens->status = PDX_ENOMEM;
    return tokens->status == PDX_OK ? n : 0;
}

uint32_t pdx_tokens_skip(pdx_tokens *tokens, uint32_t n) {
    uint32_t done = 0;
    while (done < n && tokens->status == PDX_OK) {
        pdx_token token;
        if (is_clear(tokens)) {
            const uint32_t passed = (uint32_t)pdx_ascii_skip(&tokens->window, tokens->pieces.text, &tokens->pieces.at, n - done);
            tokens->position += passed;
            done += passed;
            if (done == n) break;
        }
        if (!pdx_tokens_next(tokens, &token)) break;
        done += token.n_pieces == 1;
    }
    return done;
}

void pdx_tokens_skip_to(pdx_tokens *tokens, uint64_t behind) {
    const pdx_span text = tokens->pieces.text;
    if (tokens->status != PDX_OK || !is_clear(tokens) || behind > text.len) return;
    tokens->position += (uint32_t)pdx_ascii_skip_to(&tokens->window, text, &tokens->pieces.at, (size_t)behind);
}

pdx_status pdx_tokens_end(const pdx_tokens *tokens, pdx_error *err) {
    if (tokens->status == PDX_OK) return PDX_OK;
    if (tokens->status == PDX_ENOMEM) return pdx_fail_memory(err);
    return pdx_fail(err, tokens->status, PDX_NO_OFFSET, "%s", pdx_status_text(tokens->status));
}

uint32_t pdx_tokens_count(const pdx_tokens *tokens) { return tokens->position; }
