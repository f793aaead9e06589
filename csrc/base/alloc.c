#include "base/alloc.h"
#include "base/pages.h"

#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/resource.h>
#endif

#ifdef PDX_TESTING
#include "base/atomic.h"

static pdx_atomic_i64 live_blocks;
static pdx_atomic_i64 fail_countdown; /* 0: off; n: the n-th allocation from now fails */
static pdx_atomic_i64 fail_happened;

static bool must_fail(void) {
    if (pdx_atomic_load(&fail_countdown) <= 0) return false;
    if (pdx_atomic_add(&fail_countdown, -1) != 1) return false;
    pdx_atomic_store(&fail_happened, 1);
    return true;
}
static void count_block(int64_t step) { (void)pdx_atomic_add(&live_blocks, step); }

void pdx_alloc_fail_at(uint64_t n) {
    pdx_atomic_store(&fail_happened, 0);
    pdx_atomic_store(&fail_countdown, (int64_t)n);
}
bool pdx_alloc_failed(void) { return pdx_atomic_load(&fail_happened) != 0; }
int64_t pdx_alloc_live(void) { return pdx_atomic_load(&live_blocks); }
#else
static bool must_fail(void) { return false; }
static void count_block(int64_t step) { (void)step; }
void pdx_alloc_fail_at(uint64_t n) { (void)n; }
bool pdx_alloc_failed(void) { return false; }
int64_t pdx_alloc_live(void) { return 0; }
#endif

void *pdx_alloc(size_t size) {
    void *block = must_fail() ? NULL : malloc(size > 0 ? size : 1);
    if (block != NULL) count_block(1);
    return block;
}

void *pdx_alloc_zero(size_t count, size_t size) {
    void *block;
    if (must_fail()) return NULL;
    block = calloc(count > 0 ? count : 1, size > 0 ? size : 1); /* calloc checks the product */
    if (block != NULL) count_block(1);
    return block;
}

#ifdef __linux__
enum { LARGE_PAGE = 1 << 21, LARGE_LEAST = 2 * LARGE_PAGE }; /* bytes */

/* Begins with a page. NULL: there is no need, or no room. */
static void *pages_alloc(size_t size) {
    void *block;
    if (size < LARGE_LEAST || size > SIZE_MAX - LARGE_PAGE) return NULL;
    block = aligned_alloc(LARGE_PAGE, (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE);
    pdx_pages_ask(block, size);
    return block;
}
#else
static void *pages_alloc(size_t size) {
    (void)size;
    return NULL;
}
#endif

void *pdx_alloc_large(size_t count, size_t size) {
    void *block;
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    if (must_fail()) return NULL;
    block = pages_alloc(count * size);
    if (block == NULL) block = malloc(count * size > 0 ? count * size : 1);
    if (block != NULL) count_block(1);
    return block;
}

void *pdx_alloc_large_zero(size_t count, size_t size) {
    void *block;
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    if (must_fail()) return NULL;
    block = pages_alloc(count * size);
    if (block != NULL) memset(block, 0, count * size);
    else block = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
    if (block != NULL) count_block(1);
    return block;
}

void *pdx_resize(void *block, size_t size) {
    void *moved;
    if (block == NULL) return pdx_alloc(size);
    if (must_fail()) return NULL;
    moved = realloc(block, size > 0 ? size : 1);
    return moved;
}

#ifdef __linux__
/* COPIED: so large a block still grows by being copied, now and then. MOVED: the heap, which keeps up to 64 MB that were given back, has no place for
 * a larger one, so that it lies in pages of its own: these move without being copied, and none is there before somebody writes to it. */
enum { COPIED = 4 << 20, MOVED = sizeof(size_t) > 4 ? 128 << 20 : 33 << 20 };

/* Addresses are many, but for a process that was given a number of them. */
static bool has_addresses(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
}

static size_t movable(size_t size) { return size >= COPIED && size < MOVED && has_addresses() ? MOVED : size; }
#else
static size_t movable(size_t size) { return size; }
#endif

void *pdx_grow(void *block, size_t *size) {
    const size_t roomy = movable(*size);
    void *moved = roomy == *size ? NULL : pdx_resize(block, roomy);
    if (moved == NULL) return pdx_resize(block, *size);
    *size = roomy;
    return moved;
}

void *pdx_resize_array(void *block, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    return pdx_resize(block, count * size);
}

void pdx_free(void *block) {
    if (block == NULL) return;
    count_block(-1);
    free(block);
}
