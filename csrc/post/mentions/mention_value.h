/* What the fields of a date in running text come to: its kind and value, and what one that is counted from a day comes to when that day is known.
 * Called by mention_match.c and study/mention_table.c. Promises: what is not told stays open. */
#ifndef PDX_POST_MENTION_VALUE_H
#define PDX_POST_MENTION_VALUE_H

#include "post/mentions/mention_lang.h"

/* One end of a range, or what is no range. */
typedef struct pdx_wording_side {
    int32_t year;            /* in its calendar; 0: not told */
    uint8_t month, day, calendar;
    bool short_year;         /* two digits of it are told */
} pdx_wording_side;

typedef struct pdx_wording_fields {
    pdx_wording_side sides[2];
    uint8_t weekday, season, unit, century;
    bool brief;              /* a month or weekday is in its short form */
    int32_t count, decade;
} pdx_wording_fields;

/* False when there is no such date. Leaves the range alone. */
bool pdx_wording_value(const pdx_wording_pattern *pattern, const pdx_wording_fields *fields, pdx_lang language, pdx_mention *out);

/* Gives a mention that is counted from the time of writing its value, where `written` tells enough for that; leaves any other alone. */
bool pdx_mention_resolve(pdx_mention *mention, const pdx_date *written);

#endif
