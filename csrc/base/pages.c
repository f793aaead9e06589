/* Before any header: madvise is beyond C11. */
#define _DEFAULT_SOURCE

#include "base/pages.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#if defined(__linux__) && defined(MADV_HUGEPAGE)
/* LEAST: fewer bytes have too few large pages among them. PAGE: where pages are larger, the system refuses what does not begin at one, and nothing
 * is lost. */
enum { LEAST = PDX_LIMIT(4 << 20, 1 << 12), PAGE = 4096 };

/* All pages that have a byte of the block: of one that has a mapping of its own that is the whole mapping, which then can still be moved as one. */
void pdx_pages_ask(void *block, size_t size) {
    if (size < LEAST || block == NULL) return;
    uint8_t *const begin = (uint8_t *)block - (uintptr_t)block % PAGE;
    const size_t len = size + (size_t)((uint8_t *)block - begin);
    (void)madvise(begin, (len + PAGE - 1) / PAGE * PAGE, MADV_HUGEPAGE);
}
#else
void pdx_pages_ask(void *block, size_t size) { (void)block, (void)size; }
#endif
