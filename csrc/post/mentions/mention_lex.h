/* Looks at English text a few tokens at a time, for mentions.c: words with the meaning they can have
 * in a date, numbers, marks. Promises: any bytes are accepted, nothing is allocated, a look is bounded. */
#ifndef PDX_POST_MENTION_LEX_H
#define PDX_POST_MENTION_LEX_H

#include "base/span.h"
#include "kernels/word_heads.h"

enum { PDX_LOOK_MAX = 14 }; /* tokens of one look: more than the longest date has */

typedef enum pdx_look_kind { PDX_LOOK_END, PDX_LOOK_WORD, PDX_LOOK_NUMBER, PDX_LOOK_MARK } pdx_look_kind;

/* What a word can be, one or none. */
typedef enum pdx_look_word {
    PDX_WORD_NONE, PDX_WORD_MONTH, PDX_WORD_WEEKDAY, PDX_WORD_SEASON, PDX_WORD_ORDINAL, PDX_WORD_PART, PDX_WORD_OF,
    PDX_WORD_THE, PDX_WORD_TO, PDX_WORD_AND, PDX_WORD_BETWEEN, PDX_WORD_S
} pdx_look_word;

/* Classes of mention_words.def, one bit each: what stands beside a number or name. */
enum {
    PDX_WORD_NUMBERS = 1, PDX_WORD_AMOUNTS = 2, PDX_WORD_DATES = 4, PDX_WORD_RELATIVE = 8, PDX_WORD_FEASTS = 16,
    PDX_WORD_PAPERS = 32, PDX_WORD_UNITS = 64, PDX_WORD_MEASURES = 128
};

typedef struct pdx_look {
    uint8_t kind;    /* pdx_look_kind */
    uint8_t word;    /* pdx_look_word */
    uint8_t value8;  /* month 1..12, weekday 1..7, season 21..24, part 1..3 */
    uint8_t digits;
    bool spaced;     /* white space stands before it */
    bool brief;      /* a short form: "Feb", "Sat" */
    bool capital;    /* begins with a capital letter */
    bool dotted;     /* a short form with its full stop, which the token covers */
    char mark;       /* '-' for all dashes, '\'' for apostrophes, else the byte, 0 for others */
    uint32_t value;  /* of a number; UINT32_MAX when long */
    size_t begin, end;
} pdx_look;

/* The token at `at` or behind it; END at the end of the text and at an empty line. */
void pdx_look_next(pdx_span text, size_t at, pdx_look *out);
/* Fills out[0 .. PDX_LOOK_MAX-1] from `at`. */
void pdx_look_ahead(pdx_span text, size_t at, pdx_look *out);
/* The word that ends right before `at` but for white space and opening quotes, in small letters; its length,
 * or 0 when something else stands there. */
size_t pdx_look_behind(pdx_span text, size_t at, char out[16]);
/* Whether `word` is one of `words`, which are separated by single spaces. */
bool pdx_word_listed(const char *words, pdx_span word);
/* The classes that a word in small letters belongs to. */
unsigned pdx_word_classes(pdx_span word);
/* The same of a token, whatever its letters; 0 of what is no word. */
unsigned pdx_look_classes(pdx_span text, const pdx_look *token);
/* The first letters of all words that dates of English text begin with or are found by (mention_wording.h). */
const pdx_word_heads *pdx_look_heads(void);
/* Whether a word of ASCII letters can begin a date: a quick refusal. */
bool pdx_look_can_begin(const uint8_t *word, size_t len);

static inline bool pdx_ascii_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static inline bool pdx_ascii_letter(uint8_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

#endif
