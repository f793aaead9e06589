/* Sources in whose place others come (model.h, archive_whole.replaced): which of their posts the new ones have. Called by unite.c, when identity
 * has been asked, which finds posts that say the same. Promises: a post stays what it is, with its number, when an entry of a source of this name
 * has its address, or else its title and date, or its title, or its text, each the first with the first of those left in reading order; it has
 * nothing any more of what was replaced. */
#ifndef PDX_ARCHIVE_REPLACED_H
#define PDX_ARCHIVE_REPLACED_H

#include "archive/model/model.h"

/* Whether an appearance stands on such a page. */
static inline bool archive_is_replaced(const pdx_archive *archive, uint32_t appearance) {
    const uint32_t page = archive->appearances.data[appearance].page;
    return page < archive->whole.replaced.n && pdx_bitmap_has(&archive->whole.replaced, page);
}

/* `posts` of appearances: new ones get those of posts that stood in what they are put in the place of, and in nothing else. */
pdx_status archive_replaced_match(const pdx_archive *archive, uint32_t *posts, uint32_t n_posts, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Sets marks[post] of those that stand elsewhere, too, and lose what they had there. */
pdx_status archive_replaced_mark(const pdx_archive *archive, const uint32_t *posts, uint32_t n_posts, uint32_t *marks, pdx_error *err) PDX_MUST;

#endif
