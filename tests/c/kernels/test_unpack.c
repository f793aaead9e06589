/* Unpacking and scoring: every level against the generic one, and that against numbers packed here. */
#include "check.h"
#include "kernels/saturate.h"
#include "kernels/unpack.h"
#include "random.h"

#include <stdlib.h>

enum { MOST = 256 };

/* Packs as FORMAT.md says of columns, bit by bit; gives the number of bytes. */
static size_t pack(const uint32_t *numbers, uint32_t n, unsigned bits, uint8_t *out) {
    const size_t len = ((size_t)n * bits + 7) / 8;
    memset(out, 0, len);
    for (size_t i = 0; i < n; i++) {
        for (size_t b = 0; b < bits; b++) {
            const size_t at = i * bits + b;
            if (numbers[i] >> b & 1) out[at / 8] = (uint8_t)(out[at / 8] | 1u << at % 8);
        }
    }
    return len;
}

/* Where numbers are added up in whichever way, each is one more than the number and the one before. */
static void check_ascending(const uint32_t *got, const uint32_t *numbers, uint32_t n) {
    uint32_t at = 5;
    for (uint32_t i = 0; i < n; i++) {
        at += numbers[i];
        CHECK_EQ(got[i], at);
        at++;
    }
}

/* The bytes end where the allocation does, or some bytes later: the sanitizers judge what is read. */
static void check_numbers(const uint32_t *numbers, uint32_t n, unsigned bits, size_t slack, long *vectors) {
    uint8_t packed[MOST * 4 + 8];
    uint32_t got[MOST + PDX_UNPACK_SLACK];
    const size_t len = pack(numbers, n, bits, packed);
    uint8_t *bytes = malloc(len + slack + 1), *limit = bytes + len + slack;
    memcpy(bytes, packed, len);
    memset(bytes + len, 0xAB, slack);
    pdx_unpack(bytes, limit, bits, n, 0, got);
    CHECK(memcmp(got, numbers, n * sizeof *got) == 0);
    pdx_unpack_generic(bytes, limit, bits, n, 0, got);
    CHECK(memcmp(got, numbers, n * sizeof *got) == 0);
    pdx_unpack(bytes, limit, bits, n, 7, got);
    for (uint32_t i = 0; i < n; i++) CHECK_EQ(got[i], numbers[i] + 7);
    memset(got, 0, sizeof got);
    if (pdx_unpack_vector(bytes, limit, bits, n, 0, got)) {
        CHECK(memcmp(got, numbers, n * sizeof *got) == 0);
        ++*vectors;
    }
    pdx_unpack_ascending_generic(bytes, limit, bits, n, 5, got);
    check_ascending(got, numbers, n);
    memset(got, 0, sizeof got);
    pdx_unpack_ascending(bytes, limit, bits, n, 5, got);
    check_ascending(got, numbers, n);
    memset(got, 0, sizeof got);
    if (pdx_unpack_ascending_vector(bytes, limit, bits, n, 5, got)) check_ascending(got, numbers, n);
    free(bytes);
}

static void test_unpack(void) {
    static const uint32_t sizes[] = {1, 2, 4, 7, 8, 9, 15, 16, 17, 100, 128, 255, 256};
    static const size_t slacks[] = {0, 1, 7, 15, 16, 40, 64};
    test_random random = {11};
    uint32_t numbers[MOST];
    long vectors = 0;
    for (unsigned bits = 0; bits <= 32; bits++) {
        for (size_t s = 0; s < PDX_COUNTOF(sizes); s++) {
            for (uint32_t i = 0; i < MOST; i++) numbers[i] = bits == 0 ? 0 : (uint32_t)random_next(&random) >> (32 - bits);
            if (bits > 0) numbers[0] = (uint32_t)(((uint64_t)1 << bits) - 1);
            for (size_t k = 0; k < PDX_COUNTOF(slacks); k++) check_numbers(numbers, sizes[s], bits, slacks[k], &vectors);
        }
    }
    printf("unpacked by vectors: %ld\n", vectors);
}

static void test_add_up(void) {
    test_random random = {5};
    uint32_t numbers[MOST + PDX_UNPACK_SLACK], one[MOST + PDX_UNPACK_SLACK], other[MOST + PDX_UNPACK_SLACK];
    for (uint32_t n = 0; n <= MOST; n++) {
        uint32_t sum = 0;
        for (uint32_t i = 0; i < PDX_COUNTOF(numbers); i++) numbers[i] = (uint32_t)random_next(&random) >> random_below(&random, 32);
        memcpy(one, numbers, sizeof numbers);
        memcpy(other, numbers, sizeof numbers);
        pdx_add_up_generic(one, n);
        pdx_add_up(other, n);
        for (uint32_t i = 0; i < n; i++) {
            sum += numbers[i];
            CHECK_EQ(one[i], sum);
        }
        CHECK(memcmp(one, other, n * sizeof *one) == 0);
        memcpy(other, numbers, sizeof numbers);
        if (pdx_add_up_vector(other, n)) CHECK(memcmp(one, other, n * sizeof *one) == 0);
    }
}

static void test_saturate(void) {
    const pdx_saturation s = {7.25, 1.2, 1.5 * 64.0};
    test_random random = {3};
    uint32_t counts[MOST];
    float shares[MOST];
    double one[MOST], other[MOST];
    for (uint32_t n = 0; n <= MOST; n++) {
        for (uint32_t i = 0; i < n; i++) {
            counts[i] = random_below(&random, 50) == 0 ? (uint32_t)random_next(&random) : random_below(&random, 9);
            shares[i] = (float)random_below(&random, 1000) / 300.0f;
        }
        pdx_saturate_generic(counts, shares, n, &s, one);
        pdx_saturate(counts, shares, n, &s, other);
        CHECK(memcmp(one, other, n * sizeof *one) == 0);
        for (uint32_t i = 0; i < n; i++) {
            const double x = (double)counts[i] * (double)shares[i], exact = 7.25 * x / (1.2 + x);
            CHECK(one[i] - exact < 1e-13 && exact - one[i] < 1e-13);
            CHECK(one[i] * 70368744177664.0 == (double)(int64_t)(one[i] * 70368744177664.0)); /* 2^46: on the grid */
        }
    }
}

int main(void) {
    test_unpack();
    test_add_up();
    test_saturate();
    return check_report("unpack");
}
