/* Makes the checksums of altered stretches of rows hold again (csrc/archive/FORMAT.md, "Stretches"), and what they repeat of their places, so that
 * tests and fuzzing reach what reads them. Offsets are written out from FORMAT.md, not taken from the code under test. */
#ifndef PDX_TESTS_STORED_MEND_H
#define PDX_TESTS_STORED_MEND_H

#include "segment/segment_mend.h"

/* Section with this tag, or an empty span. */
static pdx_span stored_section_of(const uint8_t *bytes, size_t len, const char *tag) {
    const uint64_t n = len < 88 ? 0 : pdx_le32(bytes + 12);
    for (uint64_t i = 0; i < n && n <= (len - 88) / 24; i++) {
        const uint8_t *entry = bytes + 64 + 24 * i;
        const uint64_t begin = pdx_le64(entry + 8), length = pdx_le64(entry + 16);
        if (memcmp(entry, tag, 4) == 0 && begin <= len && length <= len - begin) return pdx_span_of(bytes + begin, (size_t)length);
    }
    return pdx_span_of(NULL, 0);
}

static void stretches_mend(uint8_t *bytes, size_t len, const char *rows_tag, const char *places_tag, size_t numbers) {
    const pdx_span rows = stored_section_of(bytes, len, rows_tag), places = stored_section_of(bytes, len, places_tag);
    for (size_t at = 0; places.len >= 8 * numbers && at + 16 * numbers <= places.len; at += 8 * numbers) {
        const uint64_t begin = pdx_le64(places.data + at), end = pdx_le64(places.data + at + 8 * numbers);
        uint8_t *stretch;
        if (rows.data == NULL || begin > end || end > rows.len || end - begin < 8 * numbers + 4) continue;
        stretch = bytes + (rows.data - bytes) + begin;
        memmove(stretch, places.data + at, 8 * numbers); /* damaged tables let them overlap */
        pdx_le32_put(stretch + (end - begin) - 4, pdx_crc32c(pdx_span_of(stretch, (size_t)(end - begin) - 4), 0));
    }
}

static void stored_mend(uint8_t *bytes, size_t len) {
    stretches_mend(bytes, len, "srcs", "srcp", 1);
    stretches_mend(bytes, len, "page", "pagp", 6);
    stretches_mend(bytes, len, "post", "posp", 4);
    image_mend(bytes, len, 'p', 1);
}

#endif
