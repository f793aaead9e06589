#include "query/shortlist.h"

#include <string.h>

enum { ROOM_LEAST = PDX_LIMIT(64, 4), FEW = PDX_LIMIT(16, 2) };

void pdx_shortlist_init(pdx_shortlist *list, size_t k, double error, double slack) {
    memset(list, 0, sizeof *list);
    list->k = k;
    list->room = k + (k > ROOM_LEAST ? k : ROOM_LEAST);
    list->error = error;
    list->slack = slack;
    list->floor = -1.0;
}

void pdx_shortlist_deinit(pdx_shortlist *list) { PDX_VEC_DEINIT(&list->docs); }

void pdx_shortlist_reset(pdx_shortlist *list) {
    list->docs.len = list->n_cut = 0;
    list->crowded = false;
}

/* What is above `least` by exact scores is at most `error` of itself below it by sums. */
void pdx_shortlist_raise(pdx_shortlist *list, double least) {
    const double floor = least * (1.0 - 2.0 * list->error) - list->slack;
    if (floor > list->floor) list->floor = floor;
}

static uint32_t bits_of(float sum) { /* sums are above 0: their bits ascend as they do */
    uint32_t bits;
    memcpy(&bits, &sum, sizeof bits);
    return bits;
}

/* The sum that k documents reach, the bits of it found eight at a time from the highest on. There are k at least. */
static float kth_of_many(const pdx_shortlist *list) {
    uint32_t known = 0;
    size_t left = list->k, i;
    unsigned shift;
    float kth;
    for (shift = 32; shift > 0;) {
        const uint32_t above = shift == 32 ? 0 : UINT32_MAX << shift;
        uint32_t counts[256] = {0}, digit = 255;
        shift -= 8;
        for (i = 0; i < list->docs.len; i++) {
            const uint32_t bits = bits_of(list->docs.data[i].sum);
            counts[bits >> shift & 255] += (bits & above) == known;
        }
        while (counts[digit] < left) left -= counts[digit--];
        known |= digit << shift;
    }
    memcpy(&kth, &known, sizeof kth);
    return kth;
}

/* The same with the k best sums kept in order. */
static float kth_of_few(const pdx_shortlist *list) {
    float best[FEW];
    size_t n = 0, i, at;
    for (i = 0; i < list->docs.len; i++) {
        const float sum = list->docs.data[i].sum;
        if (n == list->k && sum <= best[n - 1]) continue;
        n += n < list->k;
        for (at = n - 1; at > 0 && best[at - 1] < sum; at--) best[at] = best[at - 1];
        best[at] = sum;
    }
    return best[list->k - 1];
}

/* k documents have exact scores of at least v / (1 + error), where v is the k-th sum; whoever has a sum below v (1 - error) / (1 + error)
 * comes below these. */
void pdx_shortlist_cut(pdx_shortlist *list) {
    size_t kept = 0, i;
    double floor;
    if (list->docs.len < list->k) return;
    floor = (double)(list->k <= FEW ? kth_of_few(list) : kth_of_many(list)) * (1.0 - 3.0 * list->error) - list->slack;
    if (floor > list->floor) list->floor = floor;
    for (i = 0; i < list->docs.len; i++) {
        list->docs.data[kept] = list->docs.data[i];
        kept += (double)list->docs.data[i].sum > list->floor;
    }
    list->docs.len = list->n_cut = kept;
    list->crowded = kept > list->k + (list->room - list->k) / 2;
}

bool pdx_shortlist_add(pdx_shortlist *list, const pdx_doc *docs, const double *sums, uint32_t n) {
    uint32_t i;
    for (i = 0; i < n; i++) {
        const pdx_short_doc one = {docs[i], (float)sums[i]};
        if (sums[i] <= list->floor) continue;
        if (!PDX_VEC_PUSH(&list->docs, one)) return false;
        if (list->docs.len >= list->room && !list->crowded) pdx_shortlist_cut(list);
    }
    if (list->docs.len >= list->k && list->docs.len - list->n_cut > list->k / 2) pdx_shortlist_cut(list);
    return true;
}
