/* Short forms that a text itself gives for a name: "Council of the Mill (CM, COTM)" and "CM (Council of the Mill)". For study/name_table.c.
 * Promises: capitals of ASCII alone, two to ten of them, with nothing else in the brackets; a bounded number of them. */
#ifndef PDX_STUDY_NAME_ALIAS_H
#define PDX_STUDY_NAME_ALIAS_H

#include "base/span.h"

enum { STUDY_ALIASES_MOST = 8, STUDY_ALIAS_LETTERS = 10 };

typedef struct study_aliases {
    uint8_t texts[STUDY_ALIASES_MOST][STUDY_ALIAS_LETTERS];
    size_t lens[STUDY_ALIASES_MOST];
    size_t n;
} study_aliases;

static inline pdx_span study_alias_text(const study_aliases *self, size_t i) { return pdx_span_of(self->texts[i], self->lens[i]); }
/* What stands beside a name at `range` of a block, each once. */
void study_aliases_gather(study_aliases *self, pdx_span layer, pdx_range block, pdx_range range);

#endif
