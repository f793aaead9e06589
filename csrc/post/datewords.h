/* Words of dates in all languages of words/: months of three calendars, weekdays, am and pm, and small
 * words that stand inside dates. Called by datelex.c. Promises: comparison without regard to case, accents,
 * vowel marks and the two ways of writing Arabic letters; no allocation, no state. */
#ifndef PDX_POST_DATEWORDS_H
#define PDX_POST_DATEWORDS_H

#include "base/span.h"
#include "text/lang.h"

enum { PDX_DATE_WORD_MAX = 64 }; /* bytes of a folded word; longer words are none of ours */

/* What a word can mean in a date; several at once where languages share a spelling. */
typedef struct pdx_date_word {
    uint8_t month;    /* 1..12, or 0 */
    uint8_t calendar; /* pdx_calendar of the month */
    uint8_t weekday;  /* 1 Monday .. 7 Sunday, or 0 */
    bool am, pm;
    bool inside; /* stands inside dates: "of", "de", "года" */
    bool clock;  /* announces or ends a time of day: "at", "um", "Uhr" */
} pdx_date_word;

/* Code point at *at, which moves behind it; damaged UTF-8 gives 0xFFFD and moves one byte. */
uint32_t pdx_date_decode(pdx_span text, size_t *at);
/* Folds `word` into `out`; gives its length, or 0 when it does not fit. */
size_t pdx_date_fold(pdx_span word, char out[PDX_DATE_WORD_MAX]);
/* The meanings of a folded word in `language`, or in all languages when `language` is PDX_LANG_NONE. */
pdx_date_word pdx_date_word_of(pdx_span folded, pdx_lang language);

#endif
