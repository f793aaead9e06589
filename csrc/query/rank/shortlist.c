#include "query/rank/shortlist.h"

#include <string.h>

#include "query/rank/kth.h"

enum { ROOM_LEAST = PDX_LIMIT(64, 4), ROOM_AT_ONCE = 8192 };

void pdx_shortlist_init(pdx_shortlist *list, const pdx_gain_kernels *kernels, size_t k, double top, double error, double slack) {
    memset(list, 0, sizeof *list);
    list->kernels = kernels;
    list->k = k;
    list->room = k + (k > ROOM_LEAST ? k : ROOM_LEAST);
    list->top = (float)(top * (1.0 + error));
    list->error = error;
    list->slack = slack;
    list->floor = -1.0;
}

void pdx_shortlist_deinit(pdx_shortlist *list) {
    PDX_VEC_DEINIT(&list->docs);
    PDX_VEC_DEINIT(&list->sums);
}

void pdx_shortlist_reset(pdx_shortlist *list) {
    list->docs.len = list->sums.len = list->n_cut = 0;
    list->crowded = false;
}

/* What is above `least` by exact scores is at most `error` of itself below it by sums. */
void pdx_shortlist_raise(pdx_shortlist *list, double least) {
    const double floor = least * (1.0 - 2.0 * list->error) - list->slack;
    if (floor > list->floor) list->floor = floor;
}

/* k documents have exact scores of at least v / (1 + error), where v is the sum; whoever has a sum below v (1 - error) / (1 + error)
 * comes below these. */
void pdx_shortlist_reached(pdx_shortlist *list, float sum) {
    const double floor = (double)sum * (1.0 - 3.0 * list->error) - list->slack;
    if (floor > list->floor) list->floor = floor;
}

void pdx_shortlist_cut(pdx_shortlist *list) {
    const size_t n = list->docs.len;
    size_t kept = 0, i;
    float kth;
    if (n < list->k) return;
    kth = pdx_kth_below(list->kernels, list->sums.data, n, list->k, list->floor > 0.0 ? (float)list->floor : 0.0f, list->top);
    if (kth >= 0.0f) pdx_shortlist_reached(list, kth);
    for (i = 0; i < n; i++) {
        const float sum = list->sums.data[i];
        list->docs.data[kept] = list->docs.data[i];
        list->sums.data[kept] = sum;
        kept += (double)sum > list->floor;
    }
    list->docs.len = list->sums.len = list->n_cut = kept;
    list->crowded = kept > list->k + (list->room - list->k) / 2;
}

bool pdx_shortlist_add(pdx_shortlist *list, const pdx_doc *docs, const double *sums, uint32_t n) {
    const size_t room = pdx_min_size(list->room + 1, ROOM_AT_ONCE);
    uint32_t i;
    if (n > 0 && (!PDX_VEC_RESERVE(&list->docs, room) || !PDX_VEC_RESERVE(&list->sums, room))) return false;
    for (i = 0; i < n; i++) {
        if (sums[i] <= list->floor) continue;
        if (!PDX_VEC_PUSH(&list->docs, docs[i]) || !PDX_VEC_PUSH(&list->sums, (float)sums[i])) return false;
        if (list->docs.len >= list->room && !list->crowded) pdx_shortlist_cut(list);
    }
    if (list->docs.len >= list->k && list->docs.len - list->n_cut > list->k / 2) pdx_shortlist_cut(list);
    return true;
}
