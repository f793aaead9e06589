/* Whether a last or first name that stands alone is a name, where its word is printed in small letters elsewhere and so is one of the language,
 * too: "May", "Rose". For study/name_table.c. Promises: looks at what was found alone. */
#ifndef PDX_STUDY_NAME_ALONE_H
#define PDX_STUDY_NAME_ALONE_H

#include "base/map.h"
#include "study/name_place.h"

/* Beside the rules of a row (PDX_NAME_*), until all are judged. */
#define STUDY_NAME_ROW_WHOLE ((uint32_t)1 << 31)  /* more of the name than one word stands there */
#define STUDY_NAME_ROW_TITLED ((uint32_t)1 << 30)
#define STUDY_NAME_ROW_WEAK ((uint32_t)1 << 29)

typedef struct study_name_alone {
    pdx_map small; /* owned; words that were met in small letters, folded */
} study_name_alone;

void study_name_alone_init(study_name_alone *self);
void study_name_alone_deinit(study_name_alone *self);
/* What of a place is kept beside the rules of its row. */
uint32_t study_name_row_bits(const study_name_place *place);
/* A word that is met in small letters. */
pdx_status study_name_alone_small(study_name_alone *self, study_name *name, pdx_span word, pdx_error *err) PDX_MUST;
/* Whether the word is one of the language, too: then it is the name behind a title, or in a post that has more of the name, unless it is weak
 * there. */
pdx_status study_name_alone_doubted(const study_name_alone *self, study_name *name, pdx_span word, bool *doubted, pdx_error *err) PDX_MUST;

#endif
