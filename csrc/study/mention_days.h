/* Of the dates that posts speak of, the days. Made by mention_table.c, asked by timeline_table.c. */
#ifndef PDX_STUDY_MENTION_DAYS_H
#define PDX_STUDY_MENTION_DAYS_H

#include "archive/model/model.h"

/* The first and the last day of mention `i`; PDX_NO_DAY where it tells no year. A season has its whole year. `wide`: it is a time that names no
 * day as its first or last, such as a century. Returns the number of its post. */
uint32_t study_mention_days(const pdx_mention_table *table, size_t i, int64_t *first, int64_t *last, bool *wide);

#endif
