/* Whether two words are spellings of one name: as they sound when they are written over from another script, with two letters swapped, or one
 * dropped.
 * Called by study/name_parts.c, study/name_place.c and study/name_table.c. Promises: looks at folded words alone, allocates nothing; short words are
 * only themselves. */
#ifndef PDX_POST_NAME_ALIKE_H
#define PDX_POST_NAME_ALIKE_H

#include "base/span.h"

enum { PDX_NAME_WORD_MOST = 48 };

/* How one word stands for another, the plainest way that there is. */
typedef enum pdx_alike { PDX_ALIKE_NOT, PDX_ALIKE_SAME, PDX_ALIKE_SWAPPED, PDX_ALIKE_SOUND, PDX_ALIKE_DROPPED } pdx_alike;

typedef struct pdx_name_word {
    uint8_t word[PDX_NAME_WORD_MOST];
    uint8_t sound[PDX_NAME_WORD_MOST]; /* as it sounds; none for words beyond ASCII */
    size_t len, sound_len;
} pdx_name_word;

/* False: it is empty, or too long for a name. */
bool pdx_name_word_set(pdx_name_word *self, pdx_span folded) PDX_MUST;
pdx_alike pdx_name_word_alike(const pdx_name_word *self, pdx_span folded);
/* Whether a spelling of the word can begin with this byte: what must be looked through of a dictionary. */
bool pdx_name_word_may_begin(const pdx_name_word *self, uint8_t first);
/* Whether the word is its only spelling. */
static inline bool pdx_name_word_is_alone(const pdx_name_word *self) { return self->sound_len == 0; }

#endif
