/* One archive of two: what a saved one holds, as it was cut, dated and decided, and behind it what was added, cut and dated but not decided yet.
 * Called by builder.c. Promises: pages and posts of the first keep their order; posts that are taken out leave their entries on their
 * pages, of no post; nothing is copied but rows: both archives are kept for what they own. */
#ifndef PDX_ARCHIVE_JOIN_H
#define PDX_ARCHIVE_JOIN_H

#include "archive/model.h"

/* `out_of_it`: over the posts of `base`. The new archive holds both. */
pdx_status archive_join(pdx_archive *base, const pdx_bitmap *out_of_it, pdx_archive *added, const pdx_tick *tick, pdx_archive **out, pdx_error *err) PDX_MUST;

#endif
