/* One archive of two: of one that is there what was chosen (choice.h), as it was cut, dated and decided, and behind it what was added, cut and dated
 * but not decided yet. Called by builder_run.c and salvage.c. Promises: pages and posts of the first keep their order; posts that were not chosen
 * leave their entries on their pages, of no post; nothing is copied but rows: both archives are kept for what they own. */
#ifndef PDX_ARCHIVE_JOIN_H
#define PDX_ARCHIVE_JOIN_H

#include "archive/build/choice.h"

/* The new archive holds both, and takes the lists of the choice. */
pdx_status archive_join(pdx_archive *base, archive_choice *choice, pdx_archive *added, const pdx_tick *tick, pdx_archive **out, pdx_error *err)
    PDX_MUST;

#endif
