/* Packing at every level: each number is read back bit by bit, and counts, places and the greatest are held against sorted copies and sets of marks.
 * Room is as small as it may be. */
#include <stdlib.h>

#include "check.h"
#include "kernels/level.h"
#include "kernels/pack.h"
#include "random.h"

enum { MOST = 300 };

typedef struct packer {
    uint8_t *(*pack)(const uint32_t *numbers, size_t n, unsigned bits, uint32_t most, uint8_t *out);
    uint32_t (*most)(const uint32_t *numbers, size_t n);
    size_t (*count)(const uint32_t *numbers, size_t n, uint32_t least);
    size_t (*places)(const uint32_t *numbers, size_t n, uint32_t least, uint32_t *places);
} packer;

static const packer generic = {pdx_pack_generic, pdx_pack_most_generic, pdx_pack_count_generic, pdx_pack_places_generic};
static const packer chosen = {pdx_pack, pdx_pack_most, pdx_pack_count, pdx_pack_places};

/* Of exactly this size, so that reading and writing beyond it are found. */
static void *block(size_t n, size_t size) {
    void *at = malloc(n * size + (n == 0));
    CHECK(at != NULL);
    return at;
}

static uint32_t bits_at(const uint8_t *bytes, uint64_t begin, unsigned bits) {
    uint32_t number = 0;
    for (unsigned i = 0; i < bits; i++) number |= (uint32_t)(bytes[(begin + i) / 8] >> (begin + i) % 8 & 1) << i;
    return number;
}

static void check_pack(const packer *by, const uint32_t *numbers, size_t n, unsigned bits, uint32_t most) {
    const size_t bytes = (n * bits + 7) / 8;
    uint8_t *out = block(bytes + PDX_PACK_SLACK, 1);
    CHECK(by->pack(numbers, n, bits, most, out) == out + bytes);
    for (size_t i = 0; i < n; i++) CHECK_EQ(bits_at(out, (uint64_t)i * bits, bits), numbers[i] < most ? numbers[i] : most);
    if (n * bits % 8 != 0) CHECK_EQ(out[bytes - 1] >> n * bits % 8, 0);
    free(out);
}

/* In three ways that differ from the kernels': by sorting, by going backwards, by a mark for each number. */
static int ascending(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void check_facts(const packer *by, const uint32_t *numbers, size_t n, uint32_t least) {
    uint32_t *sorted = block(n, sizeof *sorted), *places;
    size_t below = 0, n_places, k;
    if (n > 0) memcpy(sorted, numbers, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, ascending);
    while (below < n && sorted[below] < least) below++;
    CHECK_EQ(by->count(numbers, n, least), n - below);
    CHECK_EQ(by->most(numbers, n), n == 0 ? 0 : sorted[n - 1]);
    places = block(n - below + PDX_PACK_PLACES_SLACK, sizeof *places);
    n_places = by->places(numbers, n, least, places);
    CHECK_EQ(n_places, n - below);
    for (k = n_places; k-- > 0;) {
        CHECK(places[k] < n && numbers[places[k]] >= least);
        CHECK(k == 0 || places[k - 1] < places[k]);
    }
    free(places);
    free(sorted);
}

static void check_numbers(const packer *by, test_random *random, size_t n, unsigned bits) {
    const uint32_t mask = bits == 32 ? UINT32_MAX : (UINT32_C(1) << bits) - 1;
    uint32_t *numbers = block(n, sizeof *numbers);
    for (size_t i = 0; i < n; i++) numbers[i] = (uint32_t)random_next(random) >> (random_below(random, 4) == 0 ? 0 : 32 - (bits == 0 ? 1 : bits));
    check_pack(by, numbers, n, bits, mask);
    check_facts(by, numbers, n, mask);
    check_facts(by, numbers, n, (uint32_t)random_next(random));
    check_facts(by, numbers, n, n == 0 ? 0 : numbers[random_below(random, (uint32_t)n)]);
    for (size_t i = 0; i < n; i++) numbers[i] &= mask;
    check_pack(by, numbers, n, bits, UINT32_MAX);
    check_pack(by, numbers, n, bits, mask / 3);
    free(numbers);
}

static void test_all(void) {
    test_random random = {11};
    for (unsigned level = 0; level < PDX_LEVELS; level++) {
        (void)pdx_level_limit(level);
        for (unsigned bits = 0; bits <= 32; bits++) {
            for (size_t n = 0; n <= 40; n++) check_numbers(&chosen, &random, n, bits);
            check_numbers(&chosen, &random, MOST - random_below(&random, 16), bits);
            if (level == 0) check_numbers(&generic, &random, MOST - random_below(&random, 16), bits);
        }
    }
    (void)pdx_level_limit(PDX_LEVELS - 1);
}

int main(void) {
    test_all();
    return check_report("pack");
}
