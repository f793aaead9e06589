#include "query/rank/dense_steps.h"

enum { FEW_MORE = PDX_LIMIT(32, 1) }; /* so many candidates more are there when those that are certainly worse go */

/* By their upper bytes, then by the lower ones. */
uint16_t pdx_dense_kth_sum(const uint16_t *sums, size_t n, size_t k) {
    uint32_t counts[256];
    size_t above = 0, i;
    unsigned high = 255, low = 255;
    memset(counts, 0, sizeof counts);
    for (i = 0; i < n; i++) counts[sums[i] >> 8]++;
    while (above + counts[high] < k) above += counts[high--];
    memset(counts, 0, sizeof counts);
    for (i = 0; i < n; i++) counts[sums[i] & 255] += sums[i] >> 8 == (int)high;
    while (above + counts[low] < k) above += counts[low--];
    return (uint16_t)(high << 8 | low);
}

void pdx_dense_found_cut(pdx_dense_work *w) {
    pdx_dense_found *found = &w->found;
    const size_t n = found->docs.len, k = w->best->k;
    size_t kept = 0, n_rare = 0, i;
    if (n >= k) pdx_dense_floor_reach(w, (int64_t)pdx_dense_kth_sum(found->sums.data, n, k) - (int64_t)w->down);
    for (i = 0; i < n; i++) {
        const uint16_t sum = found->sums.data[i];
        if (i == found->n_rare) n_rare = kept;
        found->docs.data[kept] = found->docs.data[i];
        found->sums.data[kept] = sum;
        kept += sum > w->floor;
    }
    found->n_rare = found->n_rare == n ? kept : n_rare;
    found->docs.len = found->sums.len = kept;
    found->next = kept + k / 2 + FEW_MORE;
    if (found->next < k) found->next = k;
}

bool pdx_dense_found_add(pdx_dense_work *w, pdx_doc doc, uint32_t sum) {
    pdx_dense_found *found = &w->found;
    if (!PDX_VEC_PUSH(&found->docs, doc) || !PDX_VEC_PUSH(&found->sums, (uint16_t)sum)) return false;
    if (found->docs.len >= found->next) pdx_dense_found_cut(w);
    return true;
}
