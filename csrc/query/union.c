#include "query/union.h"

#include "kernels/markbits.h"

enum { UNION_DOCS = PDX_LIMIT(16384, 128), UNION_WORDS = UNION_DOCS / 64 };

/* What a count works with; it lies in the scan's arena. */
typedef struct work {
    pdx_matcher *matcher;
    uint8_t marks[UNION_DOCS];                       /* all 0 between windows */
    uint64_t words[UNION_WORDS + PDX_BLOCK_WORDS + 1]; /* bit sets that begin in a window may end behind it */
    uint64_t view[UNION_WORDS];
} work;

bool pdx_union_fits(const pdx_matcher *m) {
    size_t i, k;
    if (!m->any_of || m->unsure) return false;
    for (i = 0; i < m->n_scored; i++) {
        if (m->scored[i] == NULL) return false;
        for (k = 0; k < m->scored[i]->n_streams; k++) {
            if (!m->scored[i]->streams[k].plain) return false;
        }
    }
    return true;
}

static pdx_status window_mark(work *w, pdx_window window, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    size_t i, k;
    for (i = 0; i < m->n_scored; i++) {
        pdx_match_leaf *leaf = m->scored[i];
        PDX_TRY(pdx_plan_pulses(m->scan.plan, 4 + (uint32_t)(leaf->cost * (window.end - window.begin) / m->scan.n_posts), err));
        for (k = 0; k < leaf->n_streams; k++) PDX_TRY(pdx_stream_mark(&leaf->streams[k], window, w->marks, w->words, err));
    }
    return PDX_OK;
}

/* Counts the window's documents; what lies behind them comes to the front. */
static uint32_t window_count(work *w, pdx_window window) {
    const pdx_matcher *m = w->matcher;
    const uint32_t n_docs = window.end - window.begin, n_words = (n_docs + 63) / 64;
    uint32_t n, k;
    if (n_docs % 64 > 0) w->words[n_words - 1] &= ((uint64_t)1 << n_docs % 64) - 1;
    for (k = 0; m->view != NULL && k < n_words; k++) w->view[k] = pdx_bitmap_word(m->view, m->scan.first_post + window.begin + 64 * k);
    n = pdx_markbits_join(w->marks, w->words, m->view == NULL ? NULL : w->view, n_words);
    memmove(w->words, w->words + UNION_WORDS, (PDX_BLOCK_WORDS + 1) * sizeof *w->words);
    memset(w->words + PDX_BLOCK_WORDS + 1, 0, UNION_WORDS * sizeof *w->words);
    return n;
}

static pdx_status streams_start(pdx_matcher *m, pdx_error *err) {
    size_t i, k;
    for (i = 0; i < m->n_scored; i++) {
        for (k = 0; k < m->scored[i]->n_streams; k++) {
            pdx_stream_return(&m->scored[i]->streams[k], 0);
            PDX_TRY(pdx_blocks_unfold(&m->scored[i]->streams[k].blocks, &m->scan.arena, err));
        }
    }
    return PDX_OK;
}

pdx_status pdx_union_count(pdx_matcher *m, size_t *n, pdx_error *err) {
    work *w = pdx_arena_alloc(&m->scan.arena, sizeof *w);
    pdx_window window = {0, 0};
    *n = 0;
    if (w == NULL) return pdx_fail_memory(err);
    memset(w->marks, 0, sizeof w->marks);
    memset(w->words, 0, sizeof w->words);
    w->matcher = m;
    PDX_TRY(streams_start(m, err));
    for (; window.begin < m->scan.n_posts; window.begin = window.end) {
        window.end = m->scan.n_posts - window.begin > UNION_DOCS ? window.begin + UNION_DOCS : m->scan.n_posts;
        PDX_TRY(window_mark(w, window, err));
        *n += window_count(w, window);
    }
    return PDX_OK;
}
