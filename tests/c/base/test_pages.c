/* Asking for large pages changes nothing of what a block holds, nor of what stands beside it. */
#include "base/alloc.h"
#include "check.h"
#include "base/pages.h"

static uint8_t byte_of(size_t i) { return (uint8_t)(i * 31 + i / 4096); }

/* A stretch of a block: what is before and behind it lies in pages that are asked for too. */
static void test_stretch(size_t size, size_t begin, size_t len) {
    uint8_t *block = pdx_alloc(size);
    size_t i, wrong = 0;
    CHECK(block != NULL);
    if (block == NULL) return;
    for (i = 0; i < size; i++) block[i] = byte_of(i);
    pdx_pages_ask(block + begin, len);
    pdx_pages_make(block + begin, len);
    for (i = 0; i < size; i++) wrong += block[i] != byte_of(i);
    CHECK_EQ(wrong, 0);
    pdx_free(block);
}

static void test_fresh(size_t size) {
    uint8_t *block = pdx_alloc_zero(1, size);
    size_t i, wrong = 0;
    CHECK(block != NULL);
    if (block == NULL) return;
    pdx_pages_ask(block, size);
    pdx_pages_make(block, size);
    for (i = 0; i < size; i += 512) wrong += block[i] != 0;
    CHECK_EQ(wrong, 0);
    pdx_free(block);
}

#ifdef __linux__
static size_t held(void) {
    unsigned long all = 0, there = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL) return 0;
    if (fscanf(file, "%lu %lu", &all, &there) != 2) there = 0;
    (void)fclose(file);
    return (size_t)there * 4096;
}

/* Pages are there before anybody writes to them, and none beside the stretch; where the system makes none at once (before Linux 5.14), none is. */
static void test_made(void) {
    const size_t size = (size_t)16 << 20, some = (size_t)8 << 20;
    uint8_t *block = pdx_alloc(size);
    CHECK(block != NULL);
    if (block == NULL) return;
    const size_t before = held();
    pdx_pages_make(block, some);
    const size_t after = held();
    CHECK(after < before + some + some / 4);
    block[some / 2] = 1; /* which takes a page of its own where none was made */
    CHECK(held() <= after + some / 4);
    if (after - before > some / 4) CHECK(after >= before + some / 4 * 3);
    pdx_free(block);
}
#endif

int main(void) {
    pdx_pages_ask(NULL, 0);
    pdx_pages_make(NULL, 0);
    pdx_pages_ask(NULL, (size_t)8 << 20); /* what could not be had */
    test_stretch(100, 0, 100);
    test_stretch((size_t)5 << 20, 0, (size_t)5 << 20);
    test_stretch((size_t)7 << 20, 5000, (size_t)5 << 20);
    test_fresh((size_t)4 << 20);
    test_fresh(((size_t)9 << 20) + 1);
#ifdef __linux__
    test_made();
#endif
    return check_report("pages");
}
