#include "base/bitmap.h"

#include <string.h>

#include "base/alloc.h"
#include "base/bits.h"

static size_t n_words(uint32_t n) { return ((size_t)n + 63) / 64; }

bool pdx_bitmap_init(pdx_bitmap *map, uint32_t n, bool full) {
    map->n = n;
    map->words = pdx_alloc_zero(n_words(n), sizeof *map->words);
    if (map->words == NULL) {
        map->n = 0;
        return false;
    }
    if (full && n > 0) {
        memset(map->words, 0xFF, n_words(n) * sizeof *map->words);
        if (n % 64 != 0) map->words[n_words(n) - 1] = ((uint64_t)1 << (n % 64)) - 1;
    }
    return true;
}

void pdx_bitmap_deinit(pdx_bitmap *map) {
    pdx_free(map->words);
    map->words = NULL;
    map->n = 0;
}

bool pdx_bitmap_copy(pdx_bitmap *map, const pdx_bitmap *from) {
    if (!pdx_bitmap_init(map, from->n, false)) return false;
    memcpy(map->words, from->words, n_words(from->n) * sizeof *map->words);
    return true;
}

void pdx_bitmap_and(pdx_bitmap *map, const pdx_bitmap *other) {
    size_t i;
    assert(map->n == other->n);
    for (i = 0; i < n_words(map->n); i++) map->words[i] &= other->words[i];
}

void pdx_bitmap_or(pdx_bitmap *map, const pdx_bitmap *other) {
    size_t i;
    assert(map->n == other->n);
    for (i = 0; i < n_words(map->n); i++) map->words[i] |= other->words[i];
}

void pdx_bitmap_and_not(pdx_bitmap *map, const pdx_bitmap *other) {
    size_t i;
    assert(map->n == other->n);
    for (i = 0; i < n_words(map->n); i++) map->words[i] &= ~other->words[i];
}

static uint64_t low_bits(uint32_t n) { return n == 64 ? UINT64_MAX : ((uint64_t)1 << n) - 1; }

void pdx_bitmap_copy_run(pdx_bitmap *map, uint32_t at, const pdx_bitmap *from, uint32_t first, uint32_t n) {
    assert(at <= map->n && n <= map->n - at);
    if (first >= from->n) return;
    if (n > from->n - first) n = from->n - first;
    while (n > 0) { /* up to the end of a word of the map */
        const uint32_t by = at % 64, here = n < 64 - by ? n : 64 - by;
        map->words[at / 64] |= (pdx_bitmap_word(from, first) & low_bits(here)) << by;
        at += here;
        first += here;
        n -= here;
    }
}

uint32_t pdx_bitmap_count(const pdx_bitmap *map) {
    uint32_t count = 0;
    size_t i;
    for (i = 0; i < n_words(map->n); i++) count += pdx_popcount(map->words[i]);
    return count;
}

uint32_t pdx_bitmap_next(const pdx_bitmap *map, uint32_t from) {
    size_t i = from >> 6;
    uint64_t word;
    if (from >= map->n) return map->n;
    word = map->words[i] & ~(uint64_t)0 << (from & 63);
    while (word == 0) {
        if (++i >= n_words(map->n)) return map->n;
        word = map->words[i];
    }
    return (uint32_t)(i * 64 + pdx_trailing_zeros(word));
}

void pdx_bitmap_list(const pdx_bitmap *map, uint32_t *out) {
    for (size_t i = 0; i < n_words(map->n); i++) {
        const uint32_t first = (uint32_t)(i * 64);
        uint64_t word = map->words[i];
        if (word == ~(uint64_t)0) {
            for (uint32_t k = 0; k < 64; k++) *out++ = first + k;
        } else {
            for (; word != 0; word &= word - 1) *out++ = first + pdx_trailing_zeros(word);
        }
    }
}
