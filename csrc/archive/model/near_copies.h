/* Which posts nearly repeat an earlier one: found out when somebody first asks. For archive/ only. Promises: never changes once it is made. */
#ifndef PDX_ARCHIVE_NEAR_COPIES_H
#define PDX_ARCHIVE_NEAR_COPIES_H

#include <stdint.h>

typedef struct archive_copies {
    uint32_t *of;    /* owned, like the next; per post the post that it repeats, or PDX_NONE */
    double *likeness;
} archive_copies;

void archive_copies_free(archive_copies *copies);

#endif
