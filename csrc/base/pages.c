/* Before any header: madvise is beyond C11. */
#define _DEFAULT_SOURCE

#include "base/pages.h"

#ifdef __linux__
#include <sys/mman.h>
#include <time.h>
#endif

#if defined(__linux__) && defined(MADV_HUGEPAGE)
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 /* since Linux 5.14; systems before it refuse it, and pages come when they are written to */
#endif

/* LEAST: fewer bytes have too few large pages among them. PAGE: where pages are larger, the system refuses what does not begin at one, and nothing
 * is lost. SLOW, ENOUGH: nanoseconds. So long no large page takes that the machine has at hand; one that a virtual machine has to have back from
 * its host takes longer, several times as long as the small ones in its place. So long pages are made before somebody looks again whether all is to
 * stop. */
enum { LEAST = PDX_LIMIT(4 << 20, 1 << 12), PAGE = 4096, LARGE = PDX_LIMIT(2 << 20, 1 << 12), SLOW = 2000000, ENOUGH = 40000000 };

/* Of this thread alone: it may have to wait for the processor. */
static int64_t now(void) {
    struct timespec time;
    return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 ? (int64_t)time.tv_sec * 1000000000 + time.tv_nsec : 0;
}

/* Makes pages from *at on until `end`, or until it is enough; large ones as long as they come quickly. False: the one at *at did not. */
static bool pages_fill(uint8_t **at, const uint8_t *end, bool large) {
    const int64_t begin = now();
    for (int64_t before, after = begin; *at < end && (size_t)(end - *at) >= LARGE && after - begin < ENOUGH; *at += LARGE) {
        before = after;
        if (madvise(*at, LARGE, MADV_POPULATE_WRITE) != 0) return true;
        after = now();
        if (large && after - before > SLOW) return false;
    }
    return true;
}

/* All pages that have a byte of the block: of one that has a mapping of its own that is the whole mapping, which then can still be moved as one. */
void pdx_pages_ask(void *block, size_t size) {
    if (size < LEAST || block == NULL) return;
    uint8_t *const begin = (uint8_t *)block - (uintptr_t)block % PAGE, *at = (uint8_t *)block + (0 - (uintptr_t)block) % LARGE;
    const size_t len = (size + (size_t)((uint8_t *)block - begin) + PAGE - 1) / PAGE * PAGE;
    if (madvise(begin, len, MADV_HUGEPAGE) != 0 || pages_fill(&at, (uint8_t *)block + size, true)) return;
    if (madvise(begin, len, MADV_NOHUGEPAGE) == 0) (void)pages_fill(&at, (uint8_t *)block + size, false);
}

/* Those that begin in the stretch: its first byte stands, as a rule, behind something that is there. */
void pdx_pages_make(void *stretch, size_t size) {
    const size_t before = (0 - (uintptr_t)stretch) % PAGE;
    if (stretch != NULL && size >= before + PAGE) (void)madvise((uint8_t *)stretch + before, (size - before) / PAGE * PAGE, MADV_POPULATE_WRITE);
}
#else
void pdx_pages_ask(void *block, size_t size) { (void)block, (void)size; }
void pdx_pages_make(void *stretch, size_t size) { (void)stretch, (void)size; }
#endif
