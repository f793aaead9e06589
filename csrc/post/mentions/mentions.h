/* Dates that a text speaks of: day, month, year, weekday alone or with day, month and day, decades, centuries, seasons,
 * ranges, and those that are counted from another day (docs/dates.md). Called by post/bounds/ and study/. Promises: precision before recall: "may",
 * "march", "sat" and numbers that are not years are no dates; ranges of mentions never overlap and come in order. */
#ifndef PDX_POST_MENTIONS_H
#define PDX_POST_MENTIONS_H

#include "base/tick.h"
#include "base/vec.h"
#include "post/dates/date.h"

typedef enum pdx_mention_kind {
    PDX_MENTION_DAY, PDX_MENTION_MONTH, PDX_MENTION_MONTHDAY, PDX_MENTION_YEAR, PDX_MENTION_DECADE,
    PDX_MENTION_RANGE, PDX_MENTION_WEEKDAY, PDX_MENTION_SEASON, PDX_MENTION_CENTURY, PDX_MENTION_RELATIVE, PDX_MENTION_KIND_COUNT
} pdx_mention_kind;

/* By what a relative mention counts. */
typedef enum pdx_mention_unit {
    PDX_UNIT_NONE, PDX_UNIT_DAY, PDX_UNIT_WEEK, PDX_UNIT_MONTH, PDX_UNIT_YEAR, PDX_UNIT_DECADE, PDX_UNIT_CENTURY,
    PDX_UNIT_NAMED /* by the weekday, month or season that it names: last Friday, next June */
} pdx_mention_unit;

/* From which day a relative mention counts. */
typedef enum pdx_mention_from { PDX_FROM_NONE, PDX_FROM_WRITING, PDX_FROM_TEXT /* another date that the text tells */ } pdx_mention_from;

typedef struct pdx_mention {
    pdx_range range; /* in the text given; without prepositions and articles */
    uint8_t kind;    /* pdx_mention_kind */
    uint8_t part;    /* of a decade: 0 whole, 1 early, 2 mid, 3 late */
    uint8_t season;  /* 21 spring .. 24 winter, or 0 */
    uint8_t unit, from; /* pdx_mention_unit, pdx_mention_from */
    int32_t count;   /* of a relative one: so many units before (negative) or after */
    pdx_date date;   /* of a range: its begin; of a weekday alone and of a relative one: what it names; of a season: its year */
    pdx_date end;    /* of a range, of a century, of a season and a decade of another calendar: the last that belongs to it */
    char value[32];  /* as the text gives it, ISO 8601 with XXXX for a year not printed, "1988-22" for a season (21 spring
                        .. 24 winter), "18XX" for a century, "a/b" for a range, empty for a weekday alone and for what is counted
                        from another day; NUL-terminated */
} pdx_mention;

typedef PDX_VEC(pdx_mention) pdx_mentions;

/* Appends the mentions of `text`; ranges are shifted by `offset`. Text in English, or in a language that nobody knows, German, French, Spanish,
 * Persian or Arabic; other languages have none. */
pdx_status pdx_mentions_find(pdx_span text, uint64_t offset, pdx_lang language, pdx_mentions *out,
                             const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Only what English text tells by itself, without what is counted from another day, centuries and seasons of no year. */
pdx_status pdx_mentions_find_told(pdx_span text, uint64_t offset, pdx_lang language, pdx_mentions *out,
                                  const pdx_tick *tick, pdx_error *err) PDX_MUST;
const char *pdx_mention_kind_name(pdx_mention_kind kind);

#endif
