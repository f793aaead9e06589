#include "query/rank/waiting.h"

#include "query/rank/kth.h"

enum { ROOM_WINDOWS = 4, ROOM_AT_ONCE = 8192, FEW_TOPS = PDX_LIMIT(16, 1) };

pdx_status pdx_waiting_init(pdx_waiting *waiting, pdx_arena *arena, uint32_t n_docs, size_t n_leaves, pdx_error *err) {
    memset(waiting, 0, sizeof *waiting);
    waiting->room = ROOM_WINDOWS * n_docs;
    waiting->docs = pdx_arena_array(arena, waiting->room, sizeof *waiting->docs);
    waiting->sums = pdx_arena_array(arena, waiting->room, sizeof *waiting->sums);
    waiting->windows = pdx_arena_array(arena, PDX_WAITING_WINDOWS, sizeof *waiting->windows);
    waiting->leaves = pdx_arena_array(arena, PDX_WAITING_WINDOWS * n_leaves, sizeof *waiting->leaves);
    if (waiting->docs == NULL || waiting->sums == NULL || waiting->windows == NULL || waiting->leaves == NULL) return pdx_fail_memory(err);
    return PDX_OK;
}

void pdx_waiting_deinit(pdx_waiting *waiting) { PDX_VEC_DEINIT(&waiting->tops); }

void pdx_waiting_reset(pdx_waiting *waiting) {
    waiting->n = 0;
    waiting->n_windows = 0;
}

static void docs_add(pdx_waiting *waiting, pdx_window window, const uint64_t *above, const float *sums) {
    const uint32_t n_words = (window.end - window.begin + 63) / 64;
    uint32_t n = waiting->n, k;
    for (k = 0; k < n_words; k++) {
        uint64_t left = above[k];
        for (; left != 0; left &= left - 1) {
            const uint32_t offset = 64 * k + pdx_trailing_zeros(left);
            waiting->docs[n] = window.begin + offset;
            waiting->sums[n++] = sums[offset];
        }
    }
    waiting->n = n;
}

/* What k documents have reached already, others must reach. */
static bool tops_add(pdx_waiting *waiting, uint32_t from, pdx_shortlist *list) {
    const size_t k = pdx_min_size(list->k, UINT32_MAX);
    size_t kept = 0, i;
    float kth;
    if (!PDX_VEC_RESERVE(&waiting->tops, pdx_min_size(2 * k, ROOM_AT_ONCE))) return false;
    for (i = from; i < waiting->n; i++) {
        if ((double)waiting->sums[i] > list->floor && !PDX_VEC_PUSH(&waiting->tops, waiting->sums[i])) return false;
    }
    if (waiting->tops.len < k || waiting->tops.len - waiting->n_cut < k / 2 + FEW_TOPS) return true;
    kth = pdx_kth_below(list->kernels, waiting->tops.data, waiting->tops.len, k, list->floor > 0.0 ? (float)list->floor : 0.0f, list->top);
    if (kth >= 0.0f) pdx_shortlist_reached(list, kth);
    for (i = 0; i < waiting->tops.len; i++) {
        const float sum = waiting->tops.data[i];
        waiting->tops.data[kept] = sum;
        kept += (double)sum > list->floor;
    }
    waiting->tops.len = waiting->n_cut = kept;
    return true;
}

pdx_status pdx_waiting_add(pdx_waiting *waiting, pdx_window window, const uint64_t *above, uint32_t n_above, const float *sums,
                           const pdx_pruner *pruner, size_t n_left, pdx_shortlist *list, pdx_error *err) {
    pdx_waiting_window *one = &waiting->windows[waiting->n_windows];
    const uint32_t from = waiting->n;
    if (n_above > 0) docs_add(waiting, window, above, sums);
    one->window = window;
    one->begin = from;
    one->end = waiting->n;
    one->leaves = waiting->leaves + waiting->n_windows++ * pruner->n;
    one->n_leaves = n_left;
    one->most = n_left == 0 ? 0.0 : pruner->leaves[n_left - 1].before + pruner->leaves[n_left - 1].bound;
    one->n_matches = n_above;
    if (n_left > 0) memcpy(one->leaves, pruner->leaves, n_left * sizeof *one->leaves);
    return tops_add(waiting, from, list) ? PDX_OK : pdx_fail_memory(err);
}
