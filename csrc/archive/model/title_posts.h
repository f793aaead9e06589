/* Which posts bear which title: made when somebody first asks for posts alike or for the post that a related line names. For archive/ only.
 * Promises: never changes once it is made. */
#ifndef PDX_ARCHIVE_TITLE_POSTS_H
#define PDX_ARCHIVE_TITLE_POSTS_H

#include "base/map.h"
#include "base/vec.h"

typedef struct archive_titles {
    pdx_map keys;            /* folded title -> number */
    PDX_VEC(uint32_t) posts; /* number -> the first post that bears it */
    uint32_t *next;          /* owned; per post, a ring of those with its title; itself where there is no other, or no title */
} archive_titles;

void archive_titles_free(archive_titles *titles);

#endif
