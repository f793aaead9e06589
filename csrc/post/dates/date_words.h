/* Words of dates in all languages of words/: months of three calendars, weekdays, am and pm, and small
 * words that stand inside dates. Called by date_lex.c and mention_match.c. Promises: comparison without regard to case, accents, vowel marks and the
 * two ways of writing Arabic letters; no allocation, no state. */
#ifndef PDX_POST_DATE_WORDS_H
#define PDX_POST_DATE_WORDS_H

#include "base/span.h"
#include "text/lang.h"

/* What a word can mean in a date; several at once where languages share a spelling. */
typedef struct pdx_date_word {
    uint8_t month;    /* 1..12, or 0 */
    uint8_t calendar; /* pdx_calendar of the month */
    uint8_t weekday;  /* 1 Monday .. 7 Sunday, or 0 */
    bool am, pm;
    bool inside; /* stands inside dates: "of", "de", "года" */
    bool clock;  /* announces or ends a time of day: "at", "um", "Uhr" */
    bool begins; /* with another word behind a space it is a name: "tháng" */
} pdx_date_word;

/* The meanings of a folded word in `language`, or in all languages when `language` is PDX_LANG_NONE. */
pdx_date_word pdx_date_word_of(pdx_span folded, pdx_lang language);

#endif
