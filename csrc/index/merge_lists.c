/* The lists of one term in all branches, read side by side in the order of their new numbers. */
#include "index/merge_insides.h"

pdx_status pdx_merge_list_next(pdx_merge_branch *branch, pdx_error *err) {
    const uint32_t n_docs = pdx_segment_n_docs(branch->segment);
    branch->number = PDX_NO_DOC;
    while (branch->number == PDX_NO_DOC && pdx_postings_next(&branch->list)) {
        if (branch->list.doc >= n_docs) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a list has an unknown document");
        branch->number = branch->numbers[branch->list.doc];
    }
    if (branch->list.status == PDX_OK) return PDX_OK;
    return pdx_fail(err, branch->list.status, PDX_NO_OFFSET, "a list of %u documents cannot be read on", (unsigned)branch->list.n_docs);
}

pdx_status pdx_merge_list_open(pdx_merger *m, pdx_merge_branch *branch, const pdx_list_place *place, pdx_error *err) {
    PDX_TRY(pdx_postings_open_at(&branch->list, branch->segment, place, err));
    PDX_TRY(pdx_merge_list_next(branch, err));
    if (branch->number != PDX_NO_DOC) m->open[m->n_open++] = branch;
    return PDX_OK;
}

pdx_merge_branch *pdx_merge_list_first(const pdx_merger *m, uint32_t *limit) {
    pdx_merge_branch *first = NULL;
    *limit = PDX_NO_DOC;
    for (uint32_t i = 0; i < m->n_open; i++) {
        pdx_merge_branch *branch = m->open[i];
        if (branch->number == PDX_NO_DOC) continue;
        if (first == NULL || branch->number < first->number) {
            if (first != NULL) *limit = first->number;
            first = branch;
        } else if (branch->number < *limit) {
            *limit = branch->number;
        }
    }
    return first;
}
