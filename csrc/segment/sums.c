#include "segment/sums.h"

#include "base/alloc.h"
#include "base/le.h"
#include "kernels/crc32c.h"
#include "os/crew.h"

/* What of page `page` the sums are of. */
static void page_bytes(uint64_t page, unsigned bits, uint64_t first, uint64_t last, uint64_t *begin, uint64_t *end) {
    *begin = page << bits;
    *end = (page + 1) << bits;
    if (*begin < first) *begin = first;
    if (*end > last) *end = last;
}

static uint64_t n_pages(unsigned bits, uint64_t begin, uint64_t end) {
    return begin >= end ? 0 : ((end - 1) >> bits) - (begin >> bits) + 1;
}

/* Pages from number `from` to `to`, all of them whole. */
static void whole_pages_put(const uint8_t *image, uint64_t from, uint64_t to, uint8_t *sums) {
    enum { SOME = 48 };
    uint32_t some[SOME];
    for (uint64_t i = from, n; i < to; i += n) {
        n = to - i < SOME ? to - i : SOME;
        pdx_crc32c_each(image + (i << PDX_SUMS_BITS), (size_t)1 << PDX_SUMS_BITS, (size_t)n, some);
        for (uint64_t k = 0; k < n; k++, sums += 4) pdx_le32_put(sums, some[k]);
    }
}

/* Whole pages for whoever is free. */
enum { PIECE_PAGES = PDX_LIMIT(512, 2) };

typedef struct whole_pages {
    const uint8_t *image;
    uint64_t from, to;
    uint8_t *sums; /* of the first */
} whole_pages;

static pdx_status piece_put(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    const whole_pages *all = context;
    const uint64_t from = all->from + piece * PIECE_PAGES, to = all->to - from < PIECE_PAGES ? all->to : from + PIECE_PAGES;
    (void)lane, (void)tick, (void)err; /* done in a moment */
    whole_pages_put(all->image, from, to, all->sums + 4 * piece * PIECE_PAGES);
    return PDX_OK;
}

/* Those that may not be whole are the first and the last. */
static void pages_put(const uint8_t *image, uint64_t begin, uint64_t end, uint64_t first, uint64_t n, unsigned n_threads, uint8_t *sums) {
    whole_pages all = {image, first + 1, first + n - 1, sums + 4};
    for (uint64_t i = 0; i < n; i += n > 1 ? n - 1 : 1) {
        uint64_t from, to;
        page_bytes(first + i, PDX_SUMS_BITS, begin, end, &from, &to);
        pdx_le32_put(sums + 4 * i, pdx_crc32c(pdx_span_of(image + from, (size_t)(to - from)), 0));
    }
    if (n > 2 && pdx_crew_run(n_threads, (size_t)((n - 2 + PIECE_PAGES - 1) / PIECE_PAGES), piece_put, &all, NULL, NULL) != PDX_OK) assert(false);
}

void pdx_sums_append(pdx_buf *out, size_t image, size_t begin, size_t end, unsigned n_threads) {
    const uint64_t first = (uint64_t)begin >> PDX_SUMS_BITS, n = n_pages(PDX_SUMS_BITS, begin, end);
    if (!pdx_buf_reserve(out, PDX_SUMS_HEAD + 4 * (size_t)n)) return;
    pdx_le32_put(out->data + out->len, PDX_SUMS_BITS);
    pages_put(out->data + image, begin, end, first, n, n_threads, out->data + out->len + PDX_SUMS_HEAD);
    out->len += PDX_SUMS_HEAD + 4 * (size_t)n;
}

uint32_t pdx_sums_of(const uint8_t *image, uint64_t begin, uint64_t end, const uint8_t *sums, uint64_t first) {
    const uint64_t page = (uint64_t)1 << PDX_SUMS_BITS, from = (begin + page - 1) >> PDX_SUMS_BITS, to = end >> PDX_SUMS_BITS; /* the whole pages */
    uint32_t factor, sum;
    if (from >= to) return pdx_crc32c(pdx_span_of(image + begin, (size_t)(end - begin)), 0);
    factor = pdx_crc32c_factor(page);
    sum = pdx_crc32c(pdx_span_of(image + begin, (size_t)((from << PDX_SUMS_BITS) - begin)), 0);
    for (uint64_t i = from; i < to; i++) sum = pdx_crc32c_joined(factor, sum, pdx_le32(sums + 4 * (i - first)));
    return pdx_crc32c(pdx_span_of(image + (to << PDX_SUMS_BITS), (size_t)(end - (to << PDX_SUMS_BITS))), sum);
}

pdx_status pdx_sums_open(pdx_span bytes, uint64_t begin, uint64_t end, pdx_span section, pdx_sums **out) {
    const uint32_t bits = section.len < PDX_SUMS_HEAD ? 0 : pdx_le32(section.data);
    pdx_sums *sums;
    *out = NULL;
    if (bits < PDX_SUMS_BITS_MIN || bits > PDX_SUMS_BITS_MAX || section.len != PDX_SUMS_HEAD + 4 * n_pages(bits, begin, end)) return PDX_ECORRUPT;
    sums = pdx_alloc_zero(1, sizeof *sums);
    if (sums == NULL) return PDX_ENOMEM;
    *sums = (pdx_sums){.bytes = bytes.data, .begin = begin, .end = end, .sums = section.data + PDX_SUMS_HEAD, .bits = bits};
    sums->known = pdx_alloc_zero((size_t)(bytes.len >> bits) / 64 + 1, sizeof *sums->known); /* of all bytes: nobody is asked where the pages end */
    if (sums->known == NULL) {
        pdx_free(sums);
        return PDX_ENOMEM;
    }
    *out = sums;
    return PDX_OK;
}

void pdx_sums_close(pdx_sums *sums) {
    if (sums == NULL) return;
    pdx_free((void *)(uintptr_t)sums->known);
    pdx_free(sums);
}

bool pdx_sums_look(pdx_sums *sums, uint64_t page) {
    const uint64_t first = sums->begin >> sums->bits;
    uint64_t from, to;
    bool holds = true;
    page_bytes(page, sums->bits, sums->begin, sums->end, &from, &to);
    if (from < to) {
        const uint32_t sum = pdx_crc32c(pdx_span_of(sums->bytes + from, (size_t)(to - from)), 0);
        holds = sum == pdx_le32(sums->sums + 4 * (page - first));
    }
    if (holds) pdx_atomic_or(&sums->known[page / 64], (int64_t)((uint64_t)1 << page % 64));
    else if (pdx_atomic_load(&sums->trouble) == 0) pdx_atomic_store(&sums->trouble, (int64_t)page + 1);
    return holds;
}

bool pdx_sums_trouble(const pdx_sums *sums, uint64_t *begin, uint64_t *end) {
    const int64_t trouble = sums == NULL ? 0 : pdx_atomic_load((pdx_atomic_i64 *)(uintptr_t)&sums->trouble);
    if (trouble == 0) return false;
    page_bytes((uint64_t)trouble - 1, sums->bits, sums->begin, sums->end, begin, end);
    return true;
}
