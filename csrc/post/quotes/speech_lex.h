/* Words by which one sees who says what, a table per language (words/speech_*.def). Called by quote_tokens.c, quotes.c and study/. Promises: words
 * are compared as they fold; a language without a table has that of English; no look-up allocates. */
#ifndef PDX_POST_SPEECH_LEX_H
#define PDX_POST_SPEECH_LEX_H

#include "base/buf.h"
#include "base/map.h"
#include "base/status.h"
#include "text/lang.h"

/* What a word can be, one bit each. */
enum {
    PDX_SPEECH_SAY = 1 << 0,       /* "said" */
    PDX_SPEECH_SAYING = 1 << 1,    /* "saying": who says it stands elsewhere in the sentence */
    PDX_SPEECH_CALL = 1 << 2,      /* "called": said of something */
    PDX_SPEECH_CITE = 1 << 3,      /* "quoted": whoever follows has said it */
    PDX_SPEECH_ACCORDING = 1 << 4, /* the same: "according (to)" */
    PDX_SPEECH_NAMING = 1 << 5,    /* a name follows: "entitled" */
    PDX_SPEECH_WORK = 1 << 6,      /* what has titles: "book" */
    PDX_SPEECH_HE = 1 << 7, PDX_SPEECH_SHE = 1 << 8,
    PDX_SPEECH_OTHERS = 1 << 9,    /* pronouns of nobody in particular */
    PDX_SPEECH_WHO = 1 << 10,
    PDX_SPEECH_HIS = 1 << 11, PDX_SPEECH_HER = 1 << 12, PDX_SPEECH_THEIR = 1 << 13,
    PDX_SPEECH_ARTICLE = 1 << 14,
    PDX_SPEECH_INTO = 1 << 15,     /* prepositions */
    PDX_SPEECH_FROM = 1 << 16,     /* of them, those before an author: "from" */
    PDX_SPEECH_JOIN = 1 << 17,     /* conjunctions */
    PDX_SPEECH_THAT = 1 << 18,
    PDX_SPEECH_PASSED = 1 << 19,   /* stands between who and says: "also", "has" */
    PDX_SPEECH_MR = 1 << 20, PDX_SPEECH_MRS = 1 << 21,
    PDX_SPEECH_OFFICE = 1 << 22,   /* before a name, no part of it */
    PDX_SPEECH_BODY = 1 << 23,     /* names with it are no persons: "council" */
    PDX_SPEECH_NATION = 1 << 24,
    PDX_SPEECH_TEXT = 1 << 25,     /* what says something and has an author: "statement" */
    PDX_SPEECH_PARTICLE = 1 << 26, /* small inside names: "von" */
    PDX_SPEECH_DISTANT = 1 << 27,  /* "so-called" */
    PDX_SPEECH_TIME = 1 << 28,
    PDX_SPEECH_MANY = 1 << 29,     /* a verb of several: "sagten" */
    PDX_SPEECH_SO = 1 << 30        /* says behind a quotation alone that whoever follows has said it: "so" */
};
#define PDX_SPEECH_POSSESSIVE ((uint32_t)PDX_SPEECH_HIS | PDX_SPEECH_HER | PDX_SPEECH_THEIR)
#define PDX_SPEECH_PRONOUN ((uint32_t)PDX_SPEECH_HE | PDX_SPEECH_SHE)
#define PDX_SPEECH_CUE ((uint32_t)PDX_SPEECH_SAY | PDX_SPEECH_SAYING | PDX_SPEECH_CALL | PDX_SPEECH_CITE | PDX_SPEECH_ACCORDING)
/* Words that stand in no name, however they are written. */
#define PDX_SPEECH_NO_NAME                                                                                                                        \
    (PDX_SPEECH_PRONOUN | PDX_SPEECH_POSSESSIVE | PDX_SPEECH_OTHERS | PDX_SPEECH_WHO | PDX_SPEECH_ARTICLE | PDX_SPEECH_INTO | PDX_SPEECH_JOIN | \
     PDX_SPEECH_THAT | PDX_SPEECH_PASSED | PDX_SPEECH_TIME | PDX_SPEECH_SAYING | PDX_SPEECH_ACCORDING | PDX_SPEECH_DISTANT)

typedef struct pdx_speech_words {
    pdx_lang language; /* PDX_LANG_NONE: nothing was read yet */
    pdx_map words, marked;      /* as they fold; and with the marks that folding takes away, which tell él from el */
    PDX_VEC(uint32_t) classes, marked_classes; /* owned; by number of the word */
    pdx_buf folded, spelled;
} pdx_speech_words;

void pdx_speech_words_init(pdx_speech_words *self);
void pdx_speech_words_deinit(pdx_speech_words *self);
/* Reads the table of a language, unless it is that already. */
pdx_status pdx_speech_words_read(pdx_speech_words *self, pdx_lang language, pdx_error *err) PDX_MUST;
/* The classes of a word as it stands in a text; *folded is it as it folds, until the next. */
uint32_t pdx_speech_classes(pdx_speech_words *self, pdx_span word, pdx_span *folded);

#endif
