#include "query/best.h"

#include <math.h>

#include "base/sort.h"

void pdx_best_init(pdx_best *best, size_t k) {
    PDX_VEC_INIT(&best->hits);
    best->k = k;
    best->least = -1.0;
}

void pdx_best_deinit(pdx_best *best) { PDX_VEC_DEINIT(&best->hits); }

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

bool pdx_best_add(pdx_best *best, uint32_t post, double score) {
    pdx_hit hit;
    hit.post = post;
    hit.unused = 0.0f;
    hit.score = score;
    if (!pdx_best_is_full(best)) {
        if (!PDX_VEC_PUSH(&best->hits, hit)) return false;
        if (best->k == PDX_ALL_HITS) return true;
        sift_up(best->hits.data, best->hits.len - 1);
    } else if (score > best->least) {
        best->hits.data[0] = hit;
        sift_down(best->hits.data, best->hits.len);
    } else {
        return true;
    }
    if (pdx_best_is_full(best)) best->least = best->k == 0 ? (double)INFINITY : best->hits.data[0].score;
    return true;
}

static int hit_order(const void *left, const void *right, const void *context) {
    const pdx_hit *a = left, *b = right;
    (void)context;
    if (a->score > b->score) return -1;
    if (a->score < b->score) return 1;
    return a->post < b->post ? -1 : a->post > b->post ? 1 : 0;
}

pdx_status pdx_best_sort(pdx_best *best, const pdx_tick *tick, pdx_error *err) {
    size_t i;
    for (i = 1; i < best->hits.len; i++) {
        if (hit_order(&best->hits.data[i - 1], &best->hits.data[i], NULL) <= 0) continue;
        return pdx_sort(best->hits.data, best->hits.len, sizeof *best->hits.data, hit_order, NULL, tick, err);
    }
    return PDX_OK;
}
