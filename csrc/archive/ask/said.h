/* Filters of what an export says that a post is: its kind, its status. Called by filters.c. Promises: the first appearance that says it
 * counts, the fullest before others, as `post.kind` and `post.status` have it; letters are compared folded, in no language. */
#ifndef PDX_ARCHIVE_SAID_H
#define PDX_ARCHIVE_SAID_H

#include "archive/model/steps.h"

/* Marks the posts of which a part of `role` says `value`; what says nothing is `unsaid`, if that is not empty. PDX_EQUERY, with what there
 * is, when no post says it and it is no word of exports (docs/query.md). */
pdx_status archive_filter_said(const pdx_archive *archive, pdx_role role, pdx_span value, pdx_span unsaid, pdx_bitmap *certain, pdx_error *err)
    PDX_MUST;

#endif
