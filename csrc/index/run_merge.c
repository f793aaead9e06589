#include "index/run_merge.h"

#include <string.h>

void pdx_run_room_deinit(pdx_run_room *room) {
    PDX_VEC_DEINIT(&room->merged[0]);
    PDX_VEC_DEINIT(&room->merged[1]);
}

/* Without a branch on which is less: nobody could foretell it. */
static pdx_occurrence *two_merge(pdx_run a, pdx_run b, pdx_occurrence *out) {
    size_t left;
    while (a.begin < a.end && b.begin < b.end) {
        const pdx_occurrence x = *a.begin, y = *b.begin;
        const bool first = x <= y;
        *out++ = first ? x : y;
        a.begin += first;
        b.begin += !first;
    }
    if (a.begin == a.end) a = b;
    left = (size_t)(a.end - a.begin);
    if (left > 0) memcpy(out, a.begin, left * sizeof *out);
    return out + left;
}

/* Merges neighbours until one run is left. */
bool pdx_runs_merge(pdx_run *runs, size_t n, pdx_run_room *room, pdx_run *whole) {
    size_t i, all = 0;
    unsigned turn = 0;
    for (i = 0; i < n; i++) all += (size_t)(runs[i].end - runs[i].begin);
    if (n > 1 && !PDX_VEC_RESERVE(&room->merged[0], all)) return false;
    if (n > 2 && !PDX_VEC_RESERVE(&room->merged[1], all)) return false;
    for (; n > 1; n = (n + 1) / 2, turn ^= 1) {
        pdx_occurrence *out = room->merged[turn].data;
        for (i = 0; i < n; i += 2) {
            static const pdx_occurrence none;
            const pdx_run empty = {&none, &none};
            pdx_run merged;
            merged.begin = out;
            merged.end = out = two_merge(runs[i], i + 1 < n ? runs[i + 1] : empty, out);
            runs[i / 2] = merged;
        }
    }
    *whole = runs[0];
    return true;
}
