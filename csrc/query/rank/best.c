#include "query/rank/best.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/radix.h"
#include "base/sort.h"

enum { ROOM_AT_ONCE = PDX_LIMIT(1024, 4) }; /* hits that there is room for from the first on */

/* Far above what is rounded where bounds are taken from the least, far below any difference of scores that matters. */
#define SLACK_SHARE 0x1p-44

void pdx_best_init(pdx_best *best, size_t k, const double *most) {
    PDX_VEC_INIT(&best->hits);
    best->k = k;
    best->least = -1.0;
    best->slack = most == NULL ? 0.0 : *most * SLACK_SHARE + DBL_MIN;
}

void pdx_best_deinit(pdx_best *best) { PDX_VEC_DEINIT(&best->hits); }

bool pdx_best_fit(pdx_best *best) {
    if (best->hits.len == 0) PDX_VEC_DEINIT(&best->hits);
    return best->hits.capacity / 2 <= best->hits.len || PDX_VEC_FIT(&best->hits);
}

static bool is_worse(const pdx_hit *a, const pdx_hit *b) { return a->score < b->score || (a->score == b->score && a->post > b->post); }

static void swap(pdx_hit *a, pdx_hit *b) {
    const pdx_hit kept = *a;
    *a = *b;
    *b = kept;
}

static void sift_up(pdx_hit *hits, size_t at) {
    while (at > 0 && is_worse(&hits[at], &hits[(at - 1) / 2])) {
        swap(&hits[at], &hits[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
}

static void sift_down(pdx_hit *hits, size_t n) {
    size_t at = 0;
    for (;;) {
        const size_t left = 2 * at + 1, right = left + 1;
        size_t worst = at;
        if (left < n && is_worse(&hits[left], &hits[worst])) worst = left;
        if (right < n && is_worse(&hits[right], &hits[worst])) worst = right;
        if (worst == at) return;
        swap(&hits[at], &hits[worst]);
        at = worst;
    }
}

/* What a score must be above: where an earlier post may still come, one that equals the worst may take its place. */
static double least_of(const pdx_best *best) {
    const double least = best->k == 0 ? (double)INFINITY : best->hits.data[0].score - best->slack;
    return least <= DBL_MAX || best->k == 0 ? least : -1.0; /* where scores are beyond all numbers, nothing is passed over */
}

bool pdx_best_add(pdx_best *best, uint32_t post, double score) {
    pdx_hit hit;
    hit.post = post;
    hit.unused = 0.0f;
    hit.score = score;
    if (!pdx_best_is_full(best)) {
        if (best->hits.capacity == 0 && best->k <= ROOM_AT_ONCE && !PDX_VEC_RESERVE(&best->hits, best->k)) return false;
        if (!PDX_VEC_PUSH(&best->hits, hit)) return false;
        if (best->k == PDX_ALL_HITS) return true;
        sift_up(best->hits.data, best->hits.len - 1);
    } else if (best->slack > 0.0 ? is_worse(&best->hits.data[0], &hit) : score > best->least) {
        best->hits.data[0] = hit;
        sift_down(best->hits.data, best->hits.len);
    } else {
        return true;
    }
    if (pdx_best_is_full(best)) best->least = least_of(best);
    return true;
}

static int hit_order(const void *left, const void *right, const void *context) {
    const pdx_hit *a = left, *b = right;
    (void)context;
    if (a->score > b->score) return -1;
    if (a->score < b->score) return 1;
    return a->post < b->post ? -1 : a->post > b->post ? 1 : 0;
}

/* Fewer are sorted by comparing them. */
enum { FEW_HITS = PDX_LIMIT(64, 4) };

/* Scores are no less than 0: their bits ascend as they do. */
static uint64_t key_of(double score) {
    const double plus = score + 0.0; /* no -0.0 */
    uint64_t bits;
    memcpy(&bits, &plus, sizeof bits);
    return ~bits;
}

/* Hits of one score, in the order of their posts. */
static pdx_status ties_sort(pdx_hit *hits, size_t n, const pdx_tick *tick, pdx_error *err) {
    size_t begin, end;
    for (begin = 0; begin < n; begin = end) {
        bool in_order = true;
        for (end = begin + 1; end < n && !(hits[end].score < hits[begin].score); end++) in_order = in_order && hits[end - 1].post < hits[end].post;
        if (!in_order) PDX_TRY(pdx_sort(hits + begin, end - begin, sizeof *hits, hit_order, NULL, tick, err));
    }
    return PDX_OK;
}

static pdx_status many_sort(pdx_best *best, const pdx_tick *tick, pdx_error *err) {
    const size_t n = best->hits.len;
    pdx_keyed *items = pdx_resize_array(NULL, n, sizeof *items), *other = pdx_resize_array(NULL, n, sizeof *other);
    pdx_hit *sorted = pdx_resize_array(NULL, n, sizeof *sorted);
    pdx_status status = items == NULL || other == NULL || sorted == NULL ? pdx_fail_memory(err) : PDX_OK;
    size_t i;
    for (i = 0; status == PDX_OK && i < n; i++) {
        items[i].key = key_of(best->hits.data[i].score);
        items[i].item = (uint32_t)i;
    }
    if (status == PDX_OK) status = pdx_radix_sort(&items, &other, n, tick, err);
    if (status == PDX_OK) {
        for (i = 0; i < n; i++) sorted[i] = best->hits.data[items[i].item];
        memcpy(best->hits.data, sorted, n * sizeof *sorted);
        status = ties_sort(best->hits.data, n, tick, err);
    }
    pdx_free(items);
    pdx_free(other);
    pdx_free(sorted);
    return status;
}

pdx_status pdx_best_sort(pdx_best *best, const pdx_tick *tick, pdx_error *err) {
    size_t i;
    for (i = 1; i < best->hits.len; i++) {
        if (hit_order(&best->hits.data[i - 1], &best->hits.data[i], NULL) <= 0) continue;
        if (best->hits.len > FEW_HITS && best->hits.len <= UINT32_MAX) return many_sort(best, tick, err);
        return pdx_sort(best->hits.data, best->hits.len, sizeof *best->hits.data, hit_order, NULL, tick, err);
    }
    return PDX_OK;
}
