/* Makes the frame of altered bytes hold again (FORMAT.md: checksums, lengths, file ids), so that tests and fuzzing
 * reach the decoders behind it. Offsets are written out from FORMAT.md, not taken from the code under test. */
#ifndef PDX_TESTS_SEGMENT_MEND_H
#define PDX_TESTS_SEGMENT_MEND_H

#include "kernels/crc32c.h"
#include "base/le.h"

/* The sums of the pages, where the last section holds some: of all bytes from the table on to their own section. */
static void sums_mend(uint8_t *bytes, size_t len, uint64_t n) {
    const uint8_t *entry = bytes + 64 + 24 * (n == 0 ? 0 : n - 1);
    const uint64_t at = pdx_le64(entry + 8), length = pdx_le64(entry + 16), begin = 64 + 24 * n;
    if (n == 0 || memcmp(entry, "sums", 4) != 0 || at < begin || at > len || length > len - at || length < 4) return;
    const uint32_t bits = pdx_le32(bytes + at);
    if (bits > 20) return;
    for (uint64_t page = begin >> bits, sum = at + 4; sum + 4 <= at + length; page++, sum += 4) {
        const uint64_t from = page << bits < begin ? begin : page << bits, to = (page + 1) << bits > at ? at : (page + 1) << bits;
        if (from < to) pdx_le32_put(bytes + sum, pdx_crc32c(pdx_span_of(bytes + from, (size_t)(to - from)), 0));
    }
}

/* Of an image whose magic has this letter: 's' a segment, 'p' stored posts. */
static void image_mend(uint8_t *bytes, size_t len, char letter, int sections) {
    const uint8_t magic[8] = {0x89, 0x70, 0x64, 0x78, (uint8_t)letter, 0x0D, 0x0A, 0x1A};
    uint64_t n, i, id = UINT64_C(0xCBF29CE484222325);
    uint32_t crc;
    if (len < 64 + 24) return;
    memcpy(bytes, magic, 8);
    pdx_le32_put(bytes + 8, 1);
    pdx_le64_put(bytes + 16, len);
    n = pdx_le32(bytes + 12);
    if (n > (len - 88) / 24) return;
    if (sections) sums_mend(bytes, len, n);
    for (i = 0; sections && i < n; i++) {
        uint8_t *entry = bytes + 64 + 24 * i;
        const uint64_t begin = pdx_le64(entry + 8), length = pdx_le64(entry + 16);
        if (begin <= len && length <= len - begin) pdx_le32_put(entry + 4, pdx_crc32c(pdx_span_of(bytes + begin, (size_t)length), 0));
    }
    for (i = 0; i < n * 24; i++) id = (id ^ bytes[64 + i]) * UINT64_C(0x100000001B3);
    pdx_le64_put(bytes + 24, id);
    crc = pdx_crc32c(pdx_span_of(bytes + 64, (size_t)n * 24), pdx_crc32c(pdx_span_of(bytes, 60), 0));
    pdx_le32_put(bytes + 60, crc);
    pdx_le64_put(bytes + len - 24, id);
    pdx_le64_put(bytes + len - 16, len);
    pdx_le32_put(bytes + len - 8, crc);
    memcpy(bytes + len - 4, "pdx.", 4);
}

static inline void segment_mend(uint8_t *bytes, size_t len, int sections) { image_mend(bytes, len, 's', sections); }

#endif
