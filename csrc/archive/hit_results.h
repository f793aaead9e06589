/* What a search leaves behind: the query, the view that it was asked of, the hits. For the files of archive/ that
 * read or reorder hits. */
#ifndef PDX_ARCHIVE_HIT_RESULTS_H
#define PDX_ARCHIVE_HIT_RESULTS_H

#include "archive/ask.h"

struct pdx_hits {
    pdx_atomic_i64 references;
    pdx_view *view; /* counted */
    archive_ask ask;
    pdx_hit_list list;
    pdx_span text;  /* owned copy of the query, so that a sorted copy can ask again */
    pdx_query_settings settings; /* without its tick */
};

/* Hits without results yet: the query parsed, the view held. */
pdx_status archive_hits_prepare(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_hits **out,
                                pdx_error *err) PDX_MUST;
/* Forgets tick and deadline, which are the caller's and end with the call. */
void archive_hits_settle(pdx_hits *hits);
void archive_hits_free(pdx_hits *hits);

#endif
