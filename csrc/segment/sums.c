#include "segment/sums.h"

#include "base/alloc.h"
#include "base/le.h"
#include "kernels/crc32c.h"

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

void pdx_sums_append(pdx_buf *out, size_t image, size_t begin, size_t end) {
    const unsigned bits = PDX_SUMS_BITS;
    const uint64_t first = (uint64_t)begin >> bits, n = n_pages(bits, begin, end);
    uint8_t *sums;
    if (!pdx_buf_reserve(out, PDX_SUMS_HEAD + 4 * (size_t)n)) return;
    sums = out->data + out->len;
    pdx_le32_put(sums, bits);
    sums += PDX_SUMS_HEAD;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t from, to;
        page_bytes(first + i, bits, begin, end, &from, &to);
        pdx_le32_put(sums + 4 * i, pdx_crc32c(pdx_span_of(out->data + image + from, (size_t)(to - from)), 0));
    }
    out->len += PDX_SUMS_HEAD + 4 * (size_t)n;
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
