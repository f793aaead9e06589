/* Checksums of the pages of a segment that lies in a file (FORMAT.md, "sums"): whoever reads bytes asks first whether their pages hold, which is
 * found out once for each page of an opened segment. Called by the readers of segment/.
 * Promises: costs a look at a bit for each page that is known; any number of threads may ask; a page that does not hold is remembered, so that
 * those who cannot fail need not, and somebody asks pdx_sums_trouble later. */
#ifndef PDX_SEGMENT_SUMS_H
#define PDX_SEGMENT_SUMS_H

#include "base/atomic.h"
#include "base/buf.h"
#include "base/status.h"

enum {
    PDX_SUMS_HEAD = 4,                        /* of the section, before the sums: the bits of a page's size */
    PDX_SUMS_BITS_MIN = 4, PDX_SUMS_BITS_MAX = 20,
    PDX_SUMS_BITS = PDX_LIMIT(12, 4)          /* as written */
};

typedef struct pdx_sums {
    const uint8_t *bytes;    /* borrowed: the segment */
    uint64_t begin, end;     /* what the sums are of, counted from there */
    const uint8_t *sums;     /* in `bytes` */
    unsigned bits;           /* of a page's size */
    pdx_atomic_i64 *known;   /* owned: a bit for each page */
    pdx_atomic_i64 trouble;  /* 0: none; else the number of the first page that did not hold, plus one */
} pdx_sums;

/* Appends a section of sums of `bytes` from `begin` on, pages being counted from the first byte; out of memory sets the buffer's flag. */
void pdx_sums_append(pdx_buf *out, size_t image, size_t begin, size_t end, unsigned n_threads);

/* The sum of a stretch of an image of which pdx_sums_append has made the sums, from these: `first` is the number of the page that the first is of. */
uint32_t pdx_sums_of(const uint8_t *image, uint64_t begin, uint64_t end, const uint8_t *sums, uint64_t first);

/* Over the section that is of the bytes from `begin` to `end`. PDX_ECORRUPT without detail where its length is another. */
pdx_status pdx_sums_open(pdx_span bytes, uint64_t begin, uint64_t end, pdx_span section, pdx_sums **out) PDX_MUST;
void pdx_sums_close(pdx_sums *sums);

/* Looks at a page that nobody has looked at. */
bool pdx_sums_look(pdx_sums *sums, uint64_t page);
/* The bytes of the first page that did not hold; false: all have that were asked for. */
bool pdx_sums_trouble(const pdx_sums *sums, uint64_t *begin, uint64_t *end);

/* Whether the pages from `at` to `end`, in the segment, hold; `sums` NULL: nobody doubts them. */
static inline bool pdx_sums_hold(pdx_sums *sums, const uint8_t *at, const uint8_t *end) {
    bool holds = true;
    uint64_t page, last;
    if (sums == NULL || at >= end) return true;
    last = (uint64_t)(end - 1 - sums->bytes) >> sums->bits;
    for (page = (uint64_t)(at - sums->bytes) >> sums->bits; page <= last; page++) {
        if (PDX_UNLIKELY(((uint64_t)pdx_atomic_load(&sums->known[page / 64]) >> page % 64 & 1) == 0) && !pdx_sums_look(sums, page)) holds = false;
    }
    return holds;
}

#endif
