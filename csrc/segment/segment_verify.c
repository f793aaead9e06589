#include "kernels/crc32c.h"
#include "base/le.h"
#include "segment/segment_layout.h"

/* The bytes between two sections hold nothing. */
static bool zeros(const uint8_t *at, const uint8_t *end) {
    for (; at < end; at++) {
        if (*at != 0) return false;
    }
    return true;
}

static uint64_t aligned(uint64_t offset) { return (offset + PDX_SEGMENT_ALIGN - 1) / PDX_SEGMENT_ALIGN * PDX_SEGMENT_ALIGN; }

/* Sections follow each other without holes; all their checksums hold. */
static pdx_status frame_verify(const pdx_segment *segment, pdx_error *err) {
    const uint8_t *p = segment->bytes.data, *entry = p + PDX_SEGMENT_HEADER;
    const uint32_t n = pdx_le32(p + 12);
    uint64_t at = PDX_SEGMENT_HEADER + (uint64_t)n * PDX_SEGMENT_ENTRY;
    uint32_t i;
    if (pdx_segment_file_id(pdx_span_of(entry, (size_t)n * PDX_SEGMENT_ENTRY)) != pdx_le64(p + 24)) {
        return pdx_segment_damage(segment, p + 24, err, "the file id does not belong to the sections");
    }
    for (i = 0; i < n; i++, entry += PDX_SEGMENT_ENTRY) {
        const uint64_t begin = pdx_le64(entry + 8), length = pdx_le64(entry + 16);
        if (begin != aligned(at) || !zeros(p + at, p + begin)) {
            return pdx_segment_damage(segment, p + at, err, "there is something between two sections");
        }
        if (pdx_crc32c(pdx_span_of(p + begin, (size_t)length), 0) != pdx_le32(entry + 4)) {
            return pdx_fail(err, PDX_ECORRUPT, begin, "damaged segment: the checksum of section \"%.4s\" does not hold, bytes %llu to %llu",
                            (const char *)entry, (unsigned long long)begin, (unsigned long long)(begin + length));
        }
        at = begin + length;
    }
    if (aligned(at) != segment->bytes.len - PDX_SEGMENT_FOOTER || !zeros(p + at, p + aligned(at))) {
        return pdx_segment_damage(segment, p + at, err, "there is something between the sections and the footer");
    }
    return PDX_OK;
}

pdx_status pdx_segment_verify(const pdx_segment *segment, pdx_error *err) {
    pdx_impacts impacts;
    pdx_status status;
    PDX_TRY(frame_verify(segment, err));
    PDX_TRY(pdx_verify_docs(segment, err));
    PDX_TRY(pdx_impacts_of(&impacts, segment, err));
    status = pdx_verify_terms(segment, &impacts, err);
    if (status == PDX_OK) status = pdx_verify_classes(segment, &impacts, err);
    pdx_impacts_deinit(&impacts);
    return status;
}
