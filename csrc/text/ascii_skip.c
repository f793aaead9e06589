#include "text/ascii_skip.h"

#include "base/bits.h"
#include "kernels/ascii_marks.h"

enum { BLOCK = PDX_ASCII_BLOCK, BLOCKS = PDX_ASCII_WINDOW / PDX_ASCII_BLOCK };

/* Marks are odd between words: they may join them. So is what is not ASCII, and `_`. */
static void counter_judge(pdx_ascii_counter *counter, const pdx_ascii_mask *masks, const uint64_t *marks, size_t n_blocks, bool to_the_end) {
    uint64_t before = 0;
    size_t i;
    for (i = 0; i < n_blocks; i++) {
        const uint64_t words = masks[i].alnum | masks[i].rest;
        const uint64_t next = i + 1 < n_blocks ? (masks[i + 1].alnum | masks[i + 1].rest) & 1 : !to_the_end;
        counter->alnum[i] = masks[i].alnum;
        counter->odd[i] = masks[i].rest | (marks[i] & (masks[i].alnum << 1 | before) & (words >> 1 | next << 63));
        before = masks[i].alnum >> 63;
    }
}

/* Looks through the text from `at` on. */
static void counter_move(pdx_ascii_counter *counter, pdx_span text, size_t at) {
    const size_t len = pdx_min_size(text.len - at, PDX_ASCII_WINDOW), whole = len / BLOCK;
    pdx_ascii_mask masks[BLOCKS];
    uint64_t marks[BLOCKS];
    uint8_t last[BLOCK] = {0}; /* zeros are no words, and end those before them */
    pdx_ascii_masks(text.data + at, whole, masks);
    pdx_ascii_marks(text.data + at, whole, marks);
    if (len % BLOCK != 0) {
        memcpy(last, text.data + at + whole * BLOCK, len % BLOCK);
        pdx_ascii_masks(last, 1, masks + whole);
        pdx_ascii_marks(last, 1, marks + whole);
    }
    counter->begin = at;
    counter->end = at + len;
    counter_judge(counter, masks, marks, (len + BLOCK - 1) / BLOCK, at + len == text.len);
}

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

/* Words of the window from *at on are counted by their ends: *at is behind the last. */
static way window_skip(const pdx_ascii_counter *counter, size_t *at, size_t most, size_t *n) {
    const size_t from = *at - counter->begin, n_blocks = (counter->end - counter->begin + BLOCK - 1) / BLOCK;
    uint64_t live = UINT64_MAX << from % BLOCK, inside = 0;
    last_end last = {0, 0};
    size_t b;
    for (b = from / BLOCK; b < n_blocks; b++, live = UINT64_MAX) {
        const uint64_t alnum = counter->alnum[b] & live, odd = counter->odd[b] & live;
        uint64_t ends = (alnum << 1 | inside) & ~alnum;
        size_t count;
        if (odd != 0) ends &= (odd & (0 - odd)) - 1; /* before the first odd one */
        count = pdx_popcount(ends);
        if (count >= most - *n) {
            *at = counter->begin + b * BLOCK + nth_bit(ends, most - *n - 1);
            *n = most;
            return WAY_DONE;
        }
        *n += count;
        if (count > 0) {
            last.block = counter->begin + b * BLOCK;
            last.ends = ends;
        }
        if (odd != 0) return way_end(WAY_ODD, last, at);
        inside = alnum >> 63;
    }
    return way_end(inside != 0 ? WAY_INSIDE : WAY_BETWEEN, last, at);
}

size_t pdx_ascii_skip(pdx_ascii_counter *counter, pdx_span text, size_t *at, size_t most) {
    size_t n = 0;
    while (n < most && *at < text.len) {
        size_t before;
        if (*at < counter->begin || *at >= counter->end) counter_move(counter, text, *at);
        before = *at;
        switch (window_skip(counter, at, most, &n)) {
        case WAY_DONE:
        case WAY_ODD:
            return n;
        case WAY_BETWEEN: /* what is left of the window is no word */
            *at = counter->end;
            break;
        default:
            if (counter->end == text.len) { /* the last word ends with the text, in a block's last byte */
                *at = text.len;
                return n + 1;
            }
            if (*at == before && *at == counter->begin) return n; /* a word as long as a window */
            counter_move(counter, text, *at);
        }
    }
    return n;
}
