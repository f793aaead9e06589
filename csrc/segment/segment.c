#include "segment/segment.h"

#include "base/alloc.h"
#include "kernels/crc32c.h"
#include "base/le.h"
#include "segment/segment_layout.h"

pdx_status pdx_segment_damage(const pdx_segment *segment, const uint8_t *at, pdx_error *err, const char *what) {
    const uint64_t offset = at == NULL ? 0 : (uint64_t)(at - segment->bytes.data);
    return pdx_fail(err, PDX_ECORRUPT, offset, "damaged segment: %s, at byte %llu", what, (unsigned long long)offset);
}

pdx_status pdx_segment_no_such(pdx_error *err, const char *what, uint64_t number) {
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "the segment has no %s %llu", what, (unsigned long long)number);
}

uint64_t pdx_segment_file_id(pdx_span table) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    size_t i;
    for (i = 0; i < table.len; i++) hash = (hash ^ table.data[i]) * UINT64_C(0x100000001B3);
    return hash;
}

pdx_status pdx_segment_key_of(const pdx_segment *segment, const pdx_keys *keys, uint32_t number, pdx_buf *key, pdx_error *err) {
    pdx_key_block block;
    pdx_key_walk walk;
    uint32_t i;
    pdx_buf_reset(key);
    if (!pdx_keys_block(keys, number / keys->per_block, &block)) {
        return pdx_segment_damage(segment, keys->blocks, err, "a block of keys is out of place");
    }
    pdx_key_walk_start(&walk, &block);
    for (i = 0; i <= number % keys->per_block; i++) {
        if (pdx_key_walk_next(&walk, key)) continue;
        return key->failed ? pdx_fail_memory(err) : pdx_segment_damage(segment, walk.at, err, "a key cannot be read");
    }
    return PDX_OK;
}

/* Magic, version and lengths: enough to tell a foreign, a newer or a cut file from a damaged one. */
static pdx_status header_check(const pdx_segment *segment, pdx_error *err) {
    const pdx_span bytes = segment->bytes;
    const uint8_t *p = bytes.data;
    if (bytes.len < sizeof pdx_segment_magic || memcmp(p, pdx_segment_magic, sizeof pdx_segment_magic) != 0) {
        return pdx_segment_damage(segment, p, err, "it does not begin as a segment does");
    }
    if (bytes.len < PDX_SEGMENT_HEADER + PDX_SEGMENT_FOOTER) {
        return pdx_segment_damage(segment, p + bytes.len, err, "it ends within the header");
    }
    if (pdx_le64(p + 16) != bytes.len) return pdx_segment_damage(segment, p + 16, err, "its length is not the one it states");
    if (pdx_le32(p + 12) > PDX_SEGMENT_SECTIONS_MAX ||
        bytes.len - PDX_SEGMENT_HEADER - PDX_SEGMENT_FOOTER < (size_t)pdx_le32(p + 12) * PDX_SEGMENT_ENTRY) {
        return pdx_segment_damage(segment, p + 12, err, "its section table does not fit");
    }
    return PDX_OK;
}

static pdx_status checksum_check(const pdx_segment *segment, pdx_error *err) {
    const uint8_t *p = segment->bytes.data, *footer = p + segment->bytes.len - PDX_SEGMENT_FOOTER;
    const pdx_span table = pdx_span_of(p + PDX_SEGMENT_HEADER, (size_t)pdx_le32(p + 12) * PDX_SEGMENT_ENTRY);
    const uint32_t crc = pdx_crc32c(table, pdx_crc32c(pdx_span_of(p, PDX_SEGMENT_HEADER - 4), 0));
    if (crc != pdx_le32(p + PDX_SEGMENT_HEADER - 4)) {
        return pdx_segment_damage(segment, p, err, "the checksum of the header does not hold");
    }
    if (pdx_le64(footer) != pdx_le64(p + 24) || pdx_le64(footer + 8) != segment->bytes.len || pdx_le32(footer + 16) != crc ||
        memcmp(footer + 20, pdx_segment_end_magic, sizeof pdx_segment_end_magic) != 0) {
        return pdx_segment_damage(segment, footer, err, "the footer does not belong to the header");
    }
    if (pdx_le32(p + 8) != PDX_SEGMENT_VERSION) {
        return pdx_fail(err, PDX_EFORMAT, 8, "segment format %lu, this version reads format %d; update postdex or index again",
                        (unsigned long)pdx_le32(p + 8), PDX_SEGMENT_VERSION);
    }
    return PDX_OK;
}

/* Every section inside the file and once; those unknown here are skipped. */
static pdx_status table_read(pdx_segment *segment, pdx_error *err) {
    const uint8_t *p = segment->bytes.data, *entry = p + PDX_SEGMENT_HEADER;
    const uint32_t n = pdx_le32(p + 12);
    const uint64_t last = segment->bytes.len - PDX_SEGMENT_FOOTER;
    bool seen[PDX_SECTION_COUNT] = {false};
    uint64_t at = PDX_SEGMENT_HEADER + (uint64_t)n * PDX_SEGMENT_ENTRY;
    uint32_t i;
    unsigned s;
    for (i = 0; i < n; i++, entry += PDX_SEGMENT_ENTRY) {
        const uint64_t begin = pdx_le64(entry + 8), length = pdx_le64(entry + 16);
        if (begin < at || begin > last || begin % PDX_SEGMENT_ALIGN != 0 || length > last - begin) {
            return pdx_segment_damage(segment, entry, err, "a section is out of place");
        }
        at = begin + length;
        for (s = 0; s < PDX_SECTION_COUNT && memcmp(entry, pdx_section_tags[s], 4) != 0; s++) continue;
        if (s == PDX_SECTION_COUNT) continue;
        if (seen[s]) return pdx_segment_damage(segment, entry, err, "a section stands twice");
        seen[s] = true;
        segment->sections[s] = pdx_span_of(p + begin, (size_t)length);
    }
    for (s = 0; s < PDX_SECTION_COUNT; s++) {
        if (!seen[s]) return pdx_segment_damage(segment, p + PDX_SEGMENT_HEADER, err, "a section is missing");
    }
    return PDX_OK;
}

static pdx_status segment_read(pdx_segment *segment, pdx_error *err) {
    const uint8_t *p = segment->bytes.data;
    PDX_TRY(header_check(segment, err));
    PDX_TRY(checksum_check(segment, err));
    PDX_TRY(table_read(segment, err));
    segment->fingerprint = pdx_le64(p + 32);
    segment->block_docs = pdx_le32(p + 40);
    segment->block_keys = pdx_le32(p + 44);
    segment->inline_docs = pdx_le32(p + 48);
    if (segment->block_docs == 0 || segment->block_docs > PDX_BLOCK_DOCS_MAX || segment->block_keys == 0 ||
        segment->block_keys > PDX_BLOCK_KEYS_MAX) {
        return pdx_segment_damage(segment, p + 40, err, "a block size is out of range");
    }
    PDX_TRY(pdx_segment_docs_open(segment, err));
    PDX_TRY(pdx_segment_terms_open(segment, err));
    return pdx_segment_classes_open(segment, err);
}

pdx_status pdx_segment_open(pdx_span bytes, pdx_segment **out, pdx_error *err) {
    pdx_segment *segment = pdx_alloc_zero(1, sizeof *segment);
    pdx_status status;
    *out = NULL;
    if (segment == NULL) return pdx_fail_memory(err);
    segment->bytes = bytes;
    status = segment_read(segment, err);
    if (status != PDX_OK) {
        pdx_segment_close(segment);
        return status;
    }
    *out = segment;
    return PDX_OK;
}

void pdx_segment_close(pdx_segment *segment) {
    if (segment == NULL) return;
    pdx_free(segment->own_lengths);
    pdx_free(segment);
}

uint32_t pdx_segment_n_docs(const pdx_segment *segment) { return segment->n_docs; }
uint32_t pdx_segment_n_posts(const pdx_segment *segment) { return segment->n_posts; }
uint32_t pdx_segment_n_terms(const pdx_segment *segment) { return segment->n_terms; }
uint32_t pdx_segment_n_classes(const pdx_segment *segment) { return segment->n_classes; }
uint32_t pdx_segment_n_languages(const pdx_segment *segment) { return segment->n_languages; }
uint64_t pdx_segment_index_bytes(const pdx_segment *segment) { return segment->bytes.len - segment->sections[PDX_SECTION_TEXT].len; }
uint64_t pdx_segment_fingerprint(const pdx_segment *segment) { return segment->fingerprint; }
uint64_t pdx_segment_group_total(const pdx_segment *segment, pdx_group group) {
    return group < PDX_GROUP_COUNT ? segment->totals[group] : 0;
}
