#include "query/rank/dense_ask.h"

#include "query/rank/dense_make.h"

pdx_status pdx_dense_ask(pdx_scan *scan, pdx_stream *stream, pdx_dense_use use, const pdx_dense_list **dense, pdx_error *err) {
    pdx_dense_lists *lists;
    pdx_dense_list *made = NULL;
    pdx_dense_wish wish;
    pdx_status status;
    PDX_TRY(pdx_snapshot_dense_lists(scan->plan->snapshot, scan->index, &lists, err));
    *dense = pdx_dense_lists_ask(lists, stream->place, use, &wish);
    if (wish == PDX_DENSE_NOTHING) return PDX_OK;
    status = pdx_plan_pulses(scan->plan, stream->blocks.list.n_docs, err);
    if (status == PDX_OK) status = pdx_dense_make(stream, scan->n_posts, wish == PDX_DENSE_ONCE, &scan->arena, &made, err);
    if (wish == PDX_DENSE_KEPT) pdx_dense_lists_keep(lists, stream->place, made);
    *dense = made;
    return status;
}
