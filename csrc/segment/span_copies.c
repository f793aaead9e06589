#include "segment/span_copies.h"

#include "os/crew.h"

/* PIECES: so many stretches, for whoever is free. THREAD_BYTES: less is not worth another thread. */
enum { PIECES = 32, THREAD_BYTES = PDX_LIMIT(8 << 20, 64) };

typedef struct copies {
    const pdx_span *spans;
    size_t n, n_pieces;
    uint8_t *to[PIECES]; /* where each stretch goes */
} copies;

static pdx_status stretch_copy(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    const copies *all = context;
    const size_t end = pdx_piece_begin(all->n, all->n_pieces, piece + 1);
    uint8_t *to = all->to[piece];
    (void)lane, (void)tick, (void)err; /* done in a moment */
    for (size_t i = pdx_piece_begin(all->n, all->n_pieces, piece); i < end; i++) {
        if (all->spans[i].len > 0) memcpy(to, all->spans[i].data, all->spans[i].len);
        to += all->spans[i].len;
    }
    return PDX_OK;
}

bool pdx_spans_append(pdx_buf *out, const pdx_span *spans, size_t n, unsigned n_threads) {
    copies all = {.spans = spans, .n = n, .n_pieces = n < PIECES ? n : PIECES};
    size_t begins[PIECES + 1] = {0}, len = 0;
    for (size_t i = 0, piece = 0; piece < all.n_pieces; piece++) {
        const size_t end = pdx_piece_begin(n, all.n_pieces, piece + 1);
        begins[piece] = len;
        for (; i < end; i++) len += spans[i].len;
    }
    if (!pdx_buf_reserve(out, len)) return false;
    for (size_t piece = 0; piece < all.n_pieces; piece++) all.to[piece] = out->data + out->len + begins[piece];
    if (pdx_crew_run(len < THREAD_BYTES ? 1 : n_threads, all.n_pieces, stretch_copy, &all, NULL, NULL) != PDX_OK) return false;
    out->len += len;
    return true;
}
