/* The one door to the heap. Everything in the core allocates here, so that a test can make the
 * n-th allocation fail and count what is still held.
 * Promises: NULL means out of memory and nothing else; sizes of 0 give a pointer that can be freed. */
#ifndef PDX_BASE_ALLOC_H
#define PDX_BASE_ALLOC_H

#include "base/base.h"

void *pdx_alloc(size_t size) PDX_MUST;
void *pdx_alloc_zero(size_t count, size_t size) PDX_MUST;          /* NULL also on overflow */
/* For tables of megabytes that are read here and there: in large pages where the system gives them to who asks, since what stands behind an
 * address of another page each time takes longer to be found than to be read. */
void *pdx_alloc_large(size_t count, size_t size) PDX_MUST;         /* NULL also on overflow */
void *pdx_alloc_large_zero(size_t count, size_t size) PDX_MUST;
void *pdx_resize(void *block, size_t size) PDX_MUST;               /* old block stays on failure */
void *pdx_resize_array(void *block, size_t count, size_t size) PDX_MUST;
/* For what may have to grow again: makes *size larger where room that nobody writes to costs nothing, and spares copying later. */
void *pdx_grow(void *block, size_t *size) PDX_MUST;                /* old block stays on failure */
void pdx_free(void *block);

/* The failing allocator, for tests; compiled in when PDX_TESTING is defined and inert otherwise.
 * After `pdx_alloc_fail_at(n)` the n-th allocation from now (1 = the next) fails once;
 * 0 switches it off. `pdx_alloc_failed` says whether it came to that. */
void pdx_alloc_fail_at(uint64_t n);
bool pdx_alloc_failed(void);
int64_t pdx_alloc_live(void); /* blocks held now; 0 without PDX_TESTING */

#endif
