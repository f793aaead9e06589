/* Of which century a date is whose year a text tells with two digits. Called by study/. Promises: caution; what a text may tell as to come stays
 * as it was read. */
#ifndef PDX_POST_MENTION_CENTURY_H
#define PDX_POST_MENTION_CENTURY_H

#include "post/mentions/mentions.h"

/* A date that `text` tells as past in the sentence at `at` does not begin behind `day`, on which the text was there: then it is of the century
 * before. English sentences alone tell that. */
void pdx_mention_century(pdx_span text, size_t at, int64_t day, pdx_mention *mention);

#endif
