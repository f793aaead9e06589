/* Dates that a text speaks of: day, month, year, weekday alone or with day, month and day, decades, seasons of a
 * year, ranges. English (docs/dates.md). Called by archive/ and post/bounds. Promises: precision before recall: "may", "march",
 * "sat" and numbers that are not years are no dates; ranges of mentions never overlap and come in order. */
#ifndef PDX_POST_MENTIONS_H
#define PDX_POST_MENTIONS_H

#include "base/tick.h"
#include "base/vec.h"
#include "post/date.h"

typedef enum pdx_mention_kind {
    PDX_MENTION_DAY, PDX_MENTION_MONTH, PDX_MENTION_MONTHDAY, PDX_MENTION_YEAR, PDX_MENTION_DECADE,
    PDX_MENTION_RANGE, PDX_MENTION_WEEKDAY, PDX_MENTION_SEASON, PDX_MENTION_KIND_COUNT
} pdx_mention_kind;

typedef struct pdx_mention {
    pdx_range range; /* in the text given; without prepositions and articles */
    uint8_t kind;    /* pdx_mention_kind */
    uint8_t part;    /* of a decade: 0 whole, 1 early, 2 mid, 3 late */
    pdx_date date;   /* of a range: its begin; of a weekday alone: no precision; of a season: its year */
    pdx_date end;    /* of a range */
    char value[32];  /* as the text gives it, ISO 8601 with XXXX for a year not printed, "1988-22" for a season (21 spring
                        .. 24 winter), "a/b" for a range, empty for a weekday alone; NUL-terminated */
} pdx_mention;

typedef PDX_VEC(pdx_mention) pdx_mentions;

/* Appends the mentions of `text`; ranges are shifted by `offset`. */
pdx_status pdx_mentions_find(pdx_span text, uint64_t offset, pdx_lang language, pdx_mentions *out,
                             const pdx_tick *tick, pdx_error *err) PDX_MUST;
const char *pdx_mention_kind_name(pdx_mention_kind kind);

#endif
