/* What the other appearances of a post say that its fullest does not: an update, a picture's text, a longer title. For build_index.c,
 * which indexes those parts behind the fullest appearance. Promises: a part whose words stand in one stretch in what is indexed already is
 * none of them, so that what every page prints is counted once; an excerpt's last word may be cut. */
#ifndef PDX_ARCHIVE_OTHER_PARTS_H
#define PDX_ARCHIVE_OTHER_PARTS_H

#include "archive/model/model.h"

typedef struct archive_other_part {
    uint32_t appearance, part; /* archive-wide; on its page */
} archive_other_part;

/* Reused from post to post, by one thread. */
typedef struct archive_other_parts {
    PDX_VEC(archive_other_part) found; /* owned; of the last post */
    pdx_buf known, words;              /* owned; folded words, a separator before each and behind the last */
} archive_other_parts;

void archive_other_parts_deinit(archive_other_parts *parts);
/* Fills `found`, in the order of appearances and their parts. */
pdx_status archive_other_parts_find(archive_other_parts *parts, const pdx_archive *archive, const archive_post *post, pdx_error *err) PDX_MUST;

#endif
