#include "segment/segment.h"

#include "base/alloc.h"
#include "segment/segment_layout.h"

pdx_image_facts pdx_segment_facts(uint64_t fingerprint) {
    return (pdx_image_facts){fingerprint, {PDX_BLOCK_DOCS, PDX_BLOCK_KEYS, PDX_INLINE_DOCS}};
}

/* The sums are of all bytes from the table on to their own section. */
static pdx_status sums_open(pdx_segment *segment, pdx_error *err) {
    const pdx_span sums = segment->sections[PDX_SECTION_SUMS];
    const uint64_t begin = PDX_IMAGE_HEADER + (uint64_t)pdx_le32(segment->bytes.data + 12) * PDX_IMAGE_ENTRY;
    const pdx_status status = pdx_sums_open(segment->bytes, begin, (uint64_t)(sums.data - segment->bytes.data), sums, &segment->sums);
    if (status == PDX_ENOMEM) return pdx_fail_memory(err);
    return status == PDX_OK ? PDX_OK : pdx_segment_damage(segment, sums.data, err, "the checksums of its pages are not those of so many");
}

static pdx_status segment_read(pdx_segment *segment, bool stored, pdx_error *err) {
    pdx_image_facts facts;
    PDX_TRY(pdx_image_open(segment->bytes, &pdx_segment_form, segment->sections, &facts, err));
    segment->fingerprint = facts.fingerprint;
    segment->block_docs = facts.numbers[0];
    segment->block_keys = facts.numbers[1];
    segment->inline_docs = facts.numbers[2];
    if (segment->block_docs == 0 || segment->block_docs > PDX_BLOCK_DOCS_MAX || segment->block_keys == 0 ||
        segment->block_keys > PDX_BLOCK_KEYS_MAX) {
        return pdx_segment_damage(segment, segment->bytes.data + 40, err, "a block size is out of range");
    }
    if (stored) PDX_TRY(sums_open(segment, err));
    PDX_TRY(pdx_segment_docs_open(segment, err));
    PDX_TRY(pdx_segment_terms_open(segment, err));
    PDX_TRY(pdx_segment_classes_open(segment, err));
    return pdx_segment_sound(segment, err);
}

/* Opens; `stored`: from a file. */
static pdx_status segment_open(pdx_span bytes, bool stored, pdx_segment **out, pdx_error *err) {
    pdx_segment *segment = pdx_alloc_zero(1, sizeof *segment);
    pdx_status status;
    *out = NULL;
    if (segment == NULL) return pdx_fail_memory(err);
    segment->bytes = bytes;
    status = segment_read(segment, stored, err);
    if (status != PDX_OK) {
        pdx_segment_close(segment);
        return status;
    }
    *out = segment;
    return PDX_OK;
}

pdx_status pdx_segment_open(pdx_span bytes, pdx_segment **out, pdx_error *err) { return segment_open(bytes, false, out, err); }
pdx_status pdx_segment_open_stored(pdx_span bytes, pdx_segment **out, pdx_error *err) { return segment_open(bytes, true, out, err); }

void pdx_segment_close(pdx_segment *segment) {
    if (segment == NULL) return;
    pdx_sums_close(segment->sums);
    pdx_free(segment);
}

pdx_span pdx_segment_bytes(const pdx_segment *segment) { return segment->bytes; }
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
