/* What a search leaves behind: the query, the view that it was asked of, and as many of the hits as somebody has asked for.
 * For the files of archive/ that read or reorder hits. */
#ifndef PDX_ARCHIVE_HIT_RESULTS_H
#define PDX_ARCHIVE_HIT_RESULTS_H

#include "archive/ask/ask.h"
#include "base/kept.h"

/* Hits are found in steps: the best few, more of them, all. A step that was made stays, so that threads may read it. */
enum { ARCHIVE_HIT_STEPS = 4 };

typedef struct archive_hit_step {
    pdx_kept kept; /* guards `list` */
    pdx_hit_list list;
} archive_hit_step;

struct pdx_hits {
    pdx_atomic_i64 references;
    pdx_view *view; /* counted */
    archive_ask ask;
    pdx_search_ready *ready; /* owned; NULL: everything has been found, or will be asked for anew */
    pdx_hits *from;          /* counted; of sorted ones: those that were sorted, by whose plan snippets are made; else NULL */
    archive_hit_step steps[ARCHIVE_HIT_STEPS];
    archive_hit_step numbers;    /* no hits: how many there are */
    pdx_span text;  /* owned copy of the query, so that a sorted copy can ask again */
    pdx_query_settings settings; /* without its tick */
};

/* Hits without results yet: the query parsed, the view held. */
pdx_status archive_hits_prepare(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_hits **out,
                                pdx_error *err) PDX_MUST;
/* Gives a prepared handle all its hits in one go; takes them. */
void archive_hits_fill(pdx_hits *hits, pdx_hit_list list);
/* Forgets tick and deadline, which are the caller's and end with the call. */
void archive_hits_settle(pdx_hits *hits);
void archive_hits_free(pdx_hits *hits);
/* The first `n` hits, or all; makes them when nobody has. */
pdx_status archive_hits_reach(pdx_hits *hits, size_t n, const pdx_tick *tick, const pdx_hit_list **out, pdx_error *err) PDX_MUST;

#endif
