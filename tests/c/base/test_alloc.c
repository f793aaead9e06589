/* The door to the heap: sizes of nothing, overflow, and the planned failure of the n-th allocation. */
#include "check.h"

#include "base/alloc.h"
#include "base/vec.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

static void test_edges(void) {
    void *none = pdx_alloc(0), *zeroed;
    uint8_t *grown;
    size_t i;
    CHECK(none != NULL);
    pdx_free(none);
    pdx_free(NULL);
    zeroed = pdx_alloc_zero(0, 16);
    CHECK(zeroed != NULL);
    pdx_free(zeroed);
    CHECK(pdx_alloc_zero(SIZE_MAX / 2, 3) == NULL);
    CHECK(pdx_resize_array(NULL, SIZE_MAX / 4, 8) == NULL);
    grown = pdx_alloc_zero(10, 1);
    CHECK(grown != NULL);
    if (grown == NULL) return;
    grown[9] = 7;
    CHECK(pdx_resize_array(grown, SIZE_MAX, 2) == NULL); /* the old block stays */
    CHECK_EQ(grown[9], 7);
    grown = pdx_resize(grown, 1000);
    CHECK(grown != NULL);
    if (grown == NULL) return;
    for (i = 0; i < 9; i++) CHECK_EQ(grown[i], 0);
    CHECK_EQ(grown[9], 7);
    pdx_free(grown);
    CHECK_EQ(pdx_alloc_live(), 0);
}

/* Around the least size that is in large pages, all of it can be written, and nothing but zeros stands in what is to be zeros though it was used before. */
static void test_large(void) {
    static const size_t sizes[] = {0, 1, 100, ((size_t)4 << 20) - 1, (size_t)4 << 20, ((size_t)6 << 20) + 12345};
    size_t i, j, sum;
    for (i = 0; i < PDX_COUNTOF(sizes); i++) {
        uint8_t *block = pdx_alloc_large(sizes[i], 1);
        CHECK(block != NULL);
        if (block == NULL) return;
        memset(block, 0xa5, sizes[i]);
        CHECK_EQ(pdx_alloc_live(), 1);
        pdx_free(block);
        block = pdx_alloc_large_zero(1, sizes[i]);
        CHECK(block != NULL);
        if (block == NULL) return;
        for (j = sum = 0; j < sizes[i]; j++) sum += block[j];
        CHECK_EQ(sum, 0);
        pdx_free(block);
    }
    CHECK(pdx_alloc_large(SIZE_MAX / 4, 8) == NULL);
    CHECK(pdx_alloc_large_zero(SIZE_MAX / 4, 8) == NULL);
    CHECK(pdx_alloc_large(1, SIZE_MAX - 5) == NULL);
    pdx_alloc_fail_at(1);
    CHECK(pdx_alloc_large((size_t)5 << 20, 1) == NULL);
    pdx_alloc_fail_at(1);
    CHECK(pdx_alloc_large_zero((size_t)5 << 20, 1) == NULL);
    pdx_alloc_fail_at(0);
    CHECK_EQ(pdx_alloc_live(), 0);
}

/* The n-th allocation fails, once, and the next one does not. */
static void test_planned_failure(void) {
    uint64_t n;
    for (n = 1; n <= 5; n++) {
        void *blocks[5];
        uint64_t i;
        pdx_alloc_fail_at(n);
        CHECK(!pdx_alloc_failed());
        for (i = 0; i < 5; i++) {
            blocks[i] = i % 2 == 0 ? pdx_alloc(8) : pdx_alloc_zero(2, 8);
            CHECK_EQ(blocks[i] == NULL, i + 1 == n);
            CHECK_EQ(pdx_alloc_failed(), i + 1 >= n);
        }
        CHECK_EQ(pdx_alloc_live(), 4);
        for (i = 0; i < 5; i++) pdx_free(blocks[i]);
        CHECK_EQ(pdx_alloc_live(), 0);
    }
    pdx_alloc_fail_at(0);
}

static void test_failed_resize_keeps_the_block(void) {
    uint8_t *block = pdx_alloc_zero(4, 1);
    CHECK(block != NULL);
    if (block == NULL) return;
    block[3] = 9;
    pdx_alloc_fail_at(1);
    CHECK(pdx_resize(block, 4000) == NULL);
    CHECK(pdx_alloc_failed());
    pdx_alloc_fail_at(0);
    CHECK_EQ(block[3], 9);
    CHECK_EQ(pdx_alloc_live(), 1);
    pdx_free(block);
}

/* What must grow is given as much as was asked for at least, and more where that spares copying; what stood there stands there still. */
static void test_growing(void) {
    static const size_t sizes[] = {1, 1000, ((size_t)4 << 20) - 1, (size_t)5 << 20, (size_t)40 << 20};
    size_t held = 0, i, j;
    uint8_t *block = NULL;
    for (i = 0; i < PDX_COUNTOF(sizes); i++) {
        size_t size = sizes[i], wrong = 0;
        uint8_t *grown = pdx_grow(block, &size);
        CHECK(grown != NULL);
        if (grown == NULL) break;
        block = grown;
        CHECK(size >= sizes[i]);
        if (size < (size_t)4 << 20) CHECK_EQ(size, sizes[i]);
        for (j = 0; j < held; j++) wrong += block[j] != (uint8_t)(j * 31);
        CHECK_EQ(wrong, 0);
        for (j = held; j < sizes[i]; j++) block[j] = (uint8_t)(j * 31);
        held = sizes[i];
    }
    pdx_alloc_fail_at(1);
    CHECK(pdx_grow(block, &(size_t){(size_t)150 << 20}) == NULL); /* for which there is no room yet, and none is left over */
    pdx_alloc_fail_at(0);
    pdx_free(block);
    CHECK_EQ(pdx_alloc_live(), 0);
}

#ifdef __linux__
/* Megabytes get room to grow in place, and where that is not to be had what was asked for. */
static void test_growing_room(void) {
    const size_t wanted = (size_t)5 << 20;
    for (unsigned failing = 0; failing <= 1; failing++) {
        size_t size = wanted;
        pdx_alloc_fail_at(failing);
        uint8_t *block = pdx_grow(NULL, &size);
        pdx_alloc_fail_at(0);
        CHECK(block != NULL);
        CHECK_EQ(size == wanted, failing == 1);
        pdx_free(block);
    }
}

/* A process that was given a number of addresses takes none that it does not need. */
static void test_growing_in_few_addresses(void) {
    const size_t wanted = (size_t)5 << 20;
    size_t size = wanted;
    struct rlimit before, few;
    CHECK_EQ(getrlimit(RLIMIT_AS, &before), 0);
    few = before;
    few.rlim_cur = before.rlim_max == RLIM_INFINITY ? (rlim_t)1 << (sizeof(size_t) > 4 ? 50 : 31) : before.rlim_max; /* all that there are */
    CHECK_EQ(setrlimit(RLIMIT_AS, &few), 0);
    uint8_t *block = pdx_grow(NULL, &size);
    CHECK(block != NULL);
    CHECK_EQ(size, wanted);
    pdx_free(block);
    CHECK_EQ(setrlimit(RLIMIT_AS, &before), 0);
}
#endif

static void test_vectors(void) {
    PDX_VEC(uint32_t) numbers;
    uint32_t i;
    PDX_VEC_INIT(&numbers);
    for (i = 0; i < 1000; i++) CHECK(PDX_VEC_PUSH(&numbers, i * i));
    CHECK_EQ(numbers.len, 1000);
    CHECK_EQ(numbers.data[999], 999 * 999);
    CHECK(PDX_VEC_RESERVE(&numbers, 10)); /* there is room: nothing happens */
    numbers.len = numbers.capacity;
    pdx_alloc_fail_at(1);
    CHECK(!PDX_VEC_PUSH(&numbers, 1));
    CHECK_EQ(numbers.len, numbers.capacity);
    CHECK_EQ(numbers.data[999], 999 * 999);
    pdx_alloc_fail_at(0);
    CHECK(!PDX_VEC_RESERVE(&numbers, SIZE_MAX / 2)); /* more than there can be */
    CHECK(PDX_VEC_PUSH(&numbers, 1));
    PDX_VEC_DEINIT(&numbers);
    CHECK_EQ(numbers.len, 0);
    CHECK_EQ(pdx_alloc_live(), 0);
}

int main(void) {
    test_edges();
    test_large();
    test_growing();
#ifdef __linux__
    test_growing_room();
    test_growing_in_few_addresses();
#endif
    test_planned_failure();
    test_failed_resize_keeps_the_block();
    test_vectors();
    return check_report("base/alloc");
}
