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

/* The bits of numbers[0] to numbers[n - 1], n at most 64, of those that are `asked`: where they follow one another, all at once. */
static uint64_t bits_pick(const pdx_bitmap *from, const uint32_t *numbers, uint32_t n, uint64_t asked) {
    uint64_t bits = 0;
    uint32_t i;
    if (asked == low_bits(n) && numbers[n - 1] - numbers[0] == n - 1 && numbers[0] < from->n) return pdx_bitmap_word(from, numbers[0]) & asked;
    if (n > 8) {
        for (i = 0; i < n; i += 8) {
            const uint32_t here = n - i < 8 ? n - i : 8;
            bits |= bits_pick(from, numbers + i, here, asked >> i & low_bits(here)) << i;
        }
        return bits;
    }
    for (i = 0; i < n; i++) bits |= (uint64_t)pdx_bitmap_has(from, numbers[i]) << i;
    return bits & asked;
}

void pdx_bitmap_pick(pdx_bitmap *map, const pdx_bitmap *from, const uint32_t *numbers, uint32_t first, const pdx_bitmap *among) {
    uint32_t i;
    assert(among == NULL || among->n == map->n);
    for (i = 0; i < map->n; i += 64) {
        const uint32_t n = map->n - i < 64 ? map->n - i : 64;
        const uint64_t asked = among == NULL ? low_bits(n) : among->words[i / 64];
        uint64_t bits = 0;
        if (numbers != NULL) bits = bits_pick(from, numbers + i, n, asked);
        else if (first + i < from->n) bits = pdx_bitmap_word(from, first + i);
        map->words[i / 64] = bits & asked;
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
