/* What filters and exports ask of every post, laid out for that: which posts carry a label, in which days each can have been
 * published, its title and its day. Made once by builder.c, read by filters.c and post_columns.c. Promises: the posts of a label ascend. */
#ifndef PDX_ARCHIVE_POST_TABLES_H
#define PDX_ARCHIVE_POST_TABLES_H

#include "base/span.h"
#include "kernels/days.h"

typedef struct archive_post_tables { /* all owned */
    int32_t *first_days, *last_days; /* per post, with room for a multiple of PDX_DAYS_AT_ONCE; INT32_MIN and INT32_MAX where nothing is known */
    uint32_t *label_begins;          /* label -> begin of its posts in label_posts; one entry more for the end */
    uint32_t *label_posts;
    pdx_span *titles;                /* per post, in its layer; data NULL: it has none */
    int64_t *published;              /* per post: the day that it prints, or PDX_DAY_UNKNOWN */
} archive_post_tables;

void archive_post_tables_deinit(archive_post_tables *tables);

#endif
