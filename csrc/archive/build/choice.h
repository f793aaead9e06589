/* What of an archive that is there goes into one that is made of it: pages that posts have appearances on, a stretch of its sources with all that
 * they have, posts that are decided. For archive/ only: made for builder.c and committed.c, used up by join.c. */
#ifndef PDX_ARCHIVE_CHOICE_H
#define PDX_ARCHIVE_CHOICE_H

#include "archive/model/model.h"

typedef struct archive_choice {
    archive_numbers pages; /* owned; of other parts, ascending, all before the stretch */
    archive_numbers posts; /* owned; ascending */
    uint32_t first_source, n_sources, first_page, n_pages, first_appearance, first_row; /* the stretch, which may be empty: then where what is added begins */
    const pdx_bitmap *replaced; /* borrowed; sources in whose place others come; NULL: none */
    const pdx_bitmap *lost_sources, *lost_pages; /* borrowed; what of the stretch cannot be read and is left out; NULL: nothing */
} archive_choice;

/* What of an archive that is there is not to be there any more; borrowed. */
typedef struct archive_out {
    const pdx_bitmap *posts;
    const pdx_bitmap *sources;        /* in whose place others come, */
    const pdx_bitmap *sources_posts;  /* and of the posts those that go for that alone, and stay where another source has them */
} archive_out;

/* Ascending, each once. */
void archive_numbers_sort(archive_numbers *numbers);

void archive_choice_deinit(archive_choice *choice);
/* All of it, but the posts in `out_of_it`. */
pdx_status archive_choose_all(const pdx_archive *base, const pdx_bitmap *out_of_it, archive_choice *choice, pdx_error *err) PDX_MUST;
/* Of one on disk, to which a part is to come: posts that what is added may be appearances of, all that have some in sources that are replaced, and
 * the pages that these have theirs on; but the posts that are out of it. */
pdx_status archive_choose_part(const pdx_archive *base, const archive_out *out, const pdx_archive *added, const pdx_tick *tick,
                               archive_choice *choice, pdx_error *err) PDX_MUST;

#endif
