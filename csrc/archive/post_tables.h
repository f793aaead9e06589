/* What filters ask of every post, laid out for that: which posts carry a label, and in which days each can have been
 * published. Made once by builder.c, read by filters.c. Promises: the posts of a label ascend. */
#ifndef PDX_ARCHIVE_POST_TABLES_H
#define PDX_ARCHIVE_POST_TABLES_H

#include "base/base.h"

enum { ARCHIVE_DAYS_AT_ONCE = 64 }; /* the arrays of days have room for a multiple of this */

typedef struct archive_post_tables { /* all owned */
    int32_t *first_days, *last_days; /* per post; INT32_MIN and INT32_MAX where nothing is known */
    uint32_t *label_begins;          /* label -> begin of its posts in label_posts; one entry more for the end */
    uint32_t *label_posts;
} archive_post_tables;

void archive_post_tables_deinit(archive_post_tables *tables);

#endif
