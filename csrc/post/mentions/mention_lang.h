/* What a language says of dates in running text: the meanings of its words, and the patterns that they make (words/mentions_*.def).
 * Called by mention_match.c and mention_wording.c. Promises: tables are built once, from what is compiled in; words are compared as bare_letters.h
 * folds them. */
#ifndef PDX_POST_MENTION_LANG_H
#define PDX_POST_MENTION_LANG_H

#include "post/mentions/mentions.h"

/* What a word can be, several at once; each has a number of its own in pdx_wording_word. */
typedef enum pdx_wording_class {
    PDX_WORDING_SEASON,   /* 21 spring .. 24 winter */
    PDX_WORDING_UNIT,     /* pdx_mention_unit */
    PDX_WORDING_NUMBER,   /* how many */
    PDX_WORDING_ORDINAL,  /* the how-manieth */
    PDX_WORDING_DECADE,   /* 60: the sixties */
    PDX_WORDING_ERA,      /* pdx_calendar + 1 of the year before it */
    PDX_WORDING_BRIEF,    /* a short form of a month or weekday: only beside a day and a year */
    PDX_WORDING_COUNTED,  /* stands behind amounts: the number before it is no year */
    PDX_WORDING_SMALL,    /* a small word, whatever it ends in */
    PDX_WORDING_YEARS,    /* what follows is a year */
    PDX_WORDING_CLASS_COUNT
} pdx_wording_class;

typedef struct pdx_wording_word {
    uint16_t id; /* of its spelling, 0: not a word of the table */
    uint8_t values[PDX_WORDING_CLASS_COUNT]; /* 0: not of this class */
} pdx_wording_word;

typedef enum pdx_wording_kind {
    PDX_WORDING_WORDS,      /* one of the words */
    PDX_WORDING_MARK,
    PDX_WORDING_DAY, PDX_WORDING_MONTH, PDX_WORDING_YEAR, PDX_WORDING_SHORT_YEAR, PDX_WORDING_WEEKDAY, PDX_WORDING_A_SEASON, PDX_WORDING_COUNT,
    PDX_WORDING_A_UNIT, PDX_WORDING_CENTURY, PDX_WORDING_A_DECADE,
    PDX_WORDING_BEHIND,     /* one of the words or marks stands before, and before that what the next such element says; none is part of the mention */
    PDX_WORDING_NOT_BEHIND,
    PDX_WORDING_NOT_AHEAD   /* none of the words stands behind it */
} pdx_wording_kind;

typedef struct pdx_wording_element {
    uint8_t kind; /* pdx_wording_kind */
    bool optional;
    char mark;
    uint16_t first_word, n_words; /* ids, in pdx_wording_ids */
} pdx_wording_element;

typedef struct pdx_wording_pattern {
    uint8_t kind;   /* pdx_mention_kind; PDX_MENTION_KIND_COUNT: what its fields make it */
    uint8_t unit;   /* pdx_mention_unit; of relative ones */
    int8_t amount;  /* of units; to be added to a day, a century, a decade */
    uint16_t first, n; /* elements */
} pdx_wording_pattern;

typedef struct pdx_wording_language pdx_wording_language;

/* Of a language that has no table, what reads whole dates alone (words/mentions_other.def). */
const pdx_wording_language *pdx_wording_language_of(pdx_lang language);
pdx_wording_word pdx_wording_word_of(const pdx_wording_language *language, pdx_span folded);
const pdx_wording_pattern *pdx_wording_patterns(const pdx_wording_language *language, size_t *n);
const pdx_wording_element *pdx_wording_elements(const pdx_wording_pattern *pattern);
/* Ids of words; those below PDX_WORDING_FIRST_WORD are marks, by their byte. */
enum { PDX_WORDING_FIRST_WORD = 128 };
const uint16_t *pdx_wording_ids(const pdx_wording_element *element);

#endif
