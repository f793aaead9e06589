#include "text/ascii_skip.h"

#include "base/bits.h"

enum { BLOCK = PDX_ASCII_BLOCK };

/* How the way through a window ended. */
typedef enum way { WAY_DONE, WAY_ODD, WAY_INSIDE, WAY_BETWEEN } way;

/* The place of the n-th bit that is set, from 0. */
static unsigned nth_bit(uint64_t bits, size_t n) {
    for (; n > 0; n--) bits &= bits - 1;
    return pdx_trailing_zeros(bits);
}

/* The place of the last bit that is set: the first of the bits in reverse would need another instruction. */
static unsigned last_bit(uint64_t bits) {
    unsigned at = 0, step;
    for (step = 32; step > 0; step /= 2) {
        if (bits >> step == 0) continue;
        bits >>= step;
        at += step;
    }
    return at;
}

/* The last word that ended so far. */
typedef struct last_end {
    size_t block; /* where its block begins */
    uint64_t ends;
} last_end;

static way way_end(way how, last_end last, size_t *at) {
    if (last.ends != 0) *at = last.block + last_bit(last.ends);
    return how;
}

/* How far words are counted: so many, and none that ends behind a byte. */
typedef struct reach {
    size_t most, behind;
} reach;

/* Words of the window from *at on are counted by their ends: *at is behind the last. */
PDX_INLINE way window_skip(const pdx_ascii_window *window, size_t *at, reach to, size_t *n) {
    const size_t from = *at - window->begin, n_blocks = (window->end - window->begin + BLOCK - 1) / BLOCK;
    uint64_t live = UINT64_MAX << from % BLOCK, inside = 0;
    last_end last = {0, 0};
    size_t b;
    for (b = from / BLOCK; b < n_blocks; b++, live = UINT64_MAX) {
        const pdx_ascii_mask *mask = &window->masks[b];
        const size_t begin = window->begin + b * BLOCK;
        const uint64_t alnum = mask->alnum & live;
        uint64_t ends = (alnum << 1 | inside) & ~alnum;
        const uint64_t odd = (mask->rest & live) | (ends & ~mask->stops);
        const bool is_last = to.behind < begin + BLOCK;
        size_t count;
        if (odd != 0) ends &= (odd & (0 - odd)) - 1; /* before the first that the whole rules must judge */
        if (is_last) ends &= to.behind < begin ? 0 : UINT64_MAX >> (BLOCK - 1 - (to.behind - begin));
        count = pdx_popcount(ends);
        if (count >= to.most - *n) {
            *at = begin + nth_bit(ends, to.most - *n - 1);
            *n = to.most;
            return WAY_DONE;
        }
        *n += count;
        if (count > 0) {
            last.block = begin;
            last.ends = ends;
        }
        if (odd != 0 || is_last) return way_end(WAY_ODD, last, at);
        inside = alnum >> 63;
    }
    return way_end(inside != 0 ? WAY_INSIDE : WAY_BETWEEN, last, at);
}

PDX_INLINE size_t words_skip(pdx_ascii_window *window, pdx_span text, size_t *at, reach to) {
    size_t n = 0;
    while (n < to.most && *at < text.len) {
        size_t before;
        if (*at < window->begin || *at >= window->end) pdx_ascii_window_move(window, text, *at);
        before = *at;
        switch (window_skip(window, at, to, &n)) {
        case WAY_DONE:
        case WAY_ODD:
            return n;
        case WAY_BETWEEN: /* what is left of the window is no word */
            *at = window->end;
            break;
        default:
            if (window->end == text.len) { /* the last word ends with the text, in a block's last byte */
                *at = text.len;
                return n + 1;
            }
            if (*at == before && *at == window->begin) return n; /* a word as long as a window */
            pdx_ascii_window_move(window, text, *at);
        }
    }
    return n;
}

size_t pdx_ascii_skip(pdx_ascii_window *window, pdx_span text, size_t *at, size_t most) {
    return words_skip(window, text, at, (reach){most, SIZE_MAX});
}
size_t pdx_ascii_skip_to(pdx_ascii_window *window, pdx_span text, size_t *at, size_t behind) {
    return words_skip(window, text, at, (reach){SIZE_MAX, behind});
}
