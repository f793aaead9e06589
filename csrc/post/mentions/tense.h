/* How an English sentence stands to the time of writing: told as past, told as to come, or hedged. Called by mention_century.c and bound_text.c.
 * Promises: caution; a sentence that says both says neither. */
#ifndef PDX_POST_TENSE_H
#define PDX_POST_TENSE_H

#include "base/span.h"

/* Classes of tense_words.def, one bit each. */
enum { PDX_TENSE_PAST = 1, PDX_TENSE_NEITHER = 2, PDX_TENSE_FUTURE = 4, PDX_TENSE_HEDGED = 8, PDX_TENSE_AHEAD = 16 };

/* The classes that the words of `sentence` belong to, and HEDGED for a question. Of "will see", "will find" and their like the
 * future does not count: they speak to the reader. */
unsigned pdx_tense_read(pdx_span sentence);

static inline bool pdx_tense_is_past(unsigned tense) {
    return (tense & PDX_TENSE_PAST) != 0 && (tense & (PDX_TENSE_FUTURE | PDX_TENSE_HEDGED)) == 0;
}
static inline bool pdx_tense_is_future(unsigned tense) {
    return (tense & PDX_TENSE_FUTURE) != 0 && (tense & (PDX_TENSE_PAST | PDX_TENSE_HEDGED)) == 0;
}

#endif
