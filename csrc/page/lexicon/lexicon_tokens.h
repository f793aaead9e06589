/* A line as words, numbers and signs, which is all that the lexicon and the date shapes look at. Called by
 * lexicon_*.c and dateline*.c. Promises: any bytes are accepted; no allocation; case, accents, quotes,
 * marks without width and the ways of writing Arabic letters make no difference to a word's number. */
#ifndef PDX_PAGE_LEXICON_TOKENS_H
#define PDX_PAGE_LEXICON_TOKENS_H

#include "base/span.h"

enum {
    PDX_LEX_ROOM = 160,     /* tokens of a short line */
    PDX_LEX_LONG_ROOM = 640, /* tokens of a line that may hold long lists */
    PDX_LEX_BEGUN_ROOM = PDX_LIMIT(192, 8), /* phrases that are remembered as beginning in a line */
    PDX_LEX_BEGUN_NONE = 1, /* where none are remembered */
    PDX_LEX_DATES = 4       /* dates that are */
};

typedef enum pdx_lex_kind { PDX_LEX_WORD, PDX_LEX_NUMBER, PDX_LEX_SIGN } pdx_lex_kind;

/* Signs are told by their ASCII byte, others by one of these. */
enum {
    PDX_SIGN_MARK = 1,     /* bullets, arrows, angle quotes, dingbats, emoji */
    PDX_SIGN_ELLIPSIS = 2, /* or several full stops */
    PDX_SIGN_COPYRIGHT = 3,
    PDX_SIGN_ORDINAL = 4,  /* º, ª, ° */
    PDX_SIGN_OTHER = 5
};

enum {
    PDX_LEX_GLUED = 1,    /* nothing stands between it and the token before */
    PDX_LEX_CAPITAL = 2,  /* begins with a capital, or the script has none */
    PDX_LEX_EASTERN = 4,  /* digits that are not ASCII */
    PDX_LEX_QUOTED = 8,   /* a quotation mark stands before it */
    PDX_LEX_INNER = 16,   /* a capital stands behind a small letter in it: perhaps two words in one */
    /* Of words and signs of ours, as the index knows them: */
    PDX_LEX_DATED = 32,   /* begins a date name */
    PDX_LEX_IN_DATE = 64, /* stands in one, at its beginning or further on */
    PDX_LEX_STOP = 128,   /* cannot begin a name or a list item in small letters */
    PDX_LEX_BEGINS = 256, /* begins a phrase, */
    PDX_LEX_TAILS = 512,  /* one that is glued to the ends of texts, */
    PDX_LEX_TELLS = 1024, /* a sentence, */
    PDX_LEX_PROVES = 2048, /* one that shows a line with several to be furniture */
    PDX_LEX_ENDS = 4096,  /* ends a phrase that begins with an open hole */
    PDX_LEX_DATELESS = 8192 /* it has been found out that no date begins there */
};

typedef struct pdx_lex_token {
    uint8_t kind;    /* pdx_lex_kind */
    uint8_t sign;
    uint8_t digits;  /* of a number, saturating */
    uint8_t begun;   /* where the phrases that begin here are remembered; 0: nobody has asked yet */
    uint16_t flags;
    uint16_t word;   /* its number in the lexicon; 0: not a word of ours */
    uint32_t value;  /* of a number of at most nine digits; of a word, a bit for each pdx_date_class of which it begins a name */
    uint32_t begin, end;
} pdx_lex_token;

/* A phrase all of which stands at some token as far as its open hole; and a date. */
typedef struct pdx_lex_begun {
    uint16_t phrase; /* its number; 0: the list is at its end */
    uint16_t end, hole_begin, hole_end;
} pdx_lex_begun;
typedef struct pdx_lex_dated {
    uint16_t at, end;
    uint8_t extent;
    uint32_t shape;
} pdx_lex_dated;

typedef struct pdx_lex_tokens {
    pdx_lex_token *items; /* the caller's */
    size_t n, room;
    size_t end;    /* where reading stopped */
    bool whole;    /* there was room for everything */
    bool digits;   /* there is a number */
    bool inner;    /* a word has PDX_LEX_INNER */
    uint32_t dated; /* a bit for each pdx_date_class of which a word begins a name */
    unsigned seen;  /* what is known of the words and signs of ours among them: a sum of their flags */
    unsigned flags; /* for the token that comes next */
    /* What is remembered of questions that are asked again and again: forgotten when there are other tokens. */
    unsigned n_begun, n_dates;
    pdx_lex_dated dates[PDX_LEX_DATES];
    pdx_lex_begun begun[PDX_LEX_BEGUN_ROOM];
} pdx_lex_tokens;

/* Tokens for a line, none yet, in the caller's room. */
static inline void pdx_lex_tokens_init(pdx_lex_tokens *tokens, pdx_lex_token *items, size_t room) {
    tokens->items = items;
    tokens->room = room;
    tokens->n = 0;
}
/* Forgets what has been found out about them. */
void pdx_lex_tokens_forget(pdx_lex_tokens *tokens);

/* Reads `line` from byte `from`, as far as there is room. With `split_capitals`, "youContinue" and "CMSTags" are two words each. */
void pdx_lex_tokens_read(pdx_lex_tokens *tokens, pdx_span line, size_t from, bool split_capitals);

/* The same, for whoever builds the index: words get their numbers from `number`. */
typedef uint16_t pdx_lex_number(const uint8_t *folded, size_t len, uint64_t hash);
void pdx_lex_tokens_number(pdx_lex_tokens *tokens, pdx_span line, size_t from, bool split_capitals, pdx_lex_number *number);

/* A line whose tokens several questions ask for: read as far as somebody has asked, and again where a question has parted
 * a number. */
typedef struct pdx_lex_line {
    pdx_span text;
    size_t n; /* tokens as they were read; 0: not yet */
    pdx_lex_tokens tokens;
    pdx_lex_token items[PDX_LEX_ROOM];
} pdx_lex_line;

void pdx_lex_line_init(pdx_lex_line *line, pdx_span text);
/* As far as there is room; the latter where that has been read already, as most often. */
pdx_lex_tokens *pdx_lex_line_read(pdx_lex_line *line);
static inline pdx_lex_tokens *pdx_lex_line_tokens(pdx_lex_line *line) {
    const bool known = line->n != 0 && line->n == line->tokens.n && (line->tokens.whole || line->n >= PDX_LEX_ROOM);
    return known ? &line->tokens : pdx_lex_line_read(line);
}
/* The same, of its first `most` tokens at least, to be looked at and no more: there may be others behind them. */
const pdx_lex_tokens *pdx_lex_line_peek(pdx_lex_line *line, size_t most);
/* Its first tokens alone, into the room of `head`. */
void pdx_lex_line_head(pdx_lex_line *line, pdx_lex_tokens *head);

/* A bit for each pdx_date_class of which the word begins a name; 0 when it begins none, or is no word. */
static inline uint32_t pdx_lex_classes(const pdx_lex_token *token) { return token->kind == PDX_LEX_WORD ? token->value : 0; }

/* Whether one of them can begin a date: without a number there are only "yesterday" and "a week ago". */
bool pdx_lex_may_be_dated(const pdx_lex_tokens *tokens);

/* Whether it is one of some signs below 128: those below 64 have their bit in `low`, the others in `high`. */
#define PDX_SIGN_BIT(sign) (UINT64_C(1) << ((sign) & 63))
static inline bool pdx_lex_is_sign_of(const pdx_lex_token *token, uint64_t low, uint64_t high) {
    return token->kind == PDX_LEX_SIGN && token->sign < 128 && ((token->sign < 64 ? low : high) >> (token->sign & 63) & 1) != 0;
}

static inline bool pdx_lex_is_sign(const pdx_lex_token *token, uint8_t sign) {
    return token->kind == PDX_LEX_SIGN && token->sign == sign;
}

#endif
