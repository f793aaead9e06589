/* What is wrong with a segment, and where; below all that reads one. */
#include "segment/segment.h"
#include "segment/segment_layout.h"

static const char tags[PDX_SECTION_COUNT][5] = {"docs", "part", "text", "dict", "post", "posn", "clas", "clsp", "sums"};

const pdx_image_form pdx_segment_form = {
    .name = "segment",
    .magic = {'\x89', 'p', 'd', 'x', 's', '\r', '\n', '\x1a'},
    .version = PDX_SEGMENT_VERSION,
    .n_sections = PDX_SECTION_COUNT,
    .tags = tags,
    .summed = true,
};

pdx_status pdx_segment_sound(const pdx_segment *segment, pdx_error *err) {
    uint64_t begin, end;
    if (PDX_LIKELY(!pdx_sums_trouble(segment->sums, &begin, &end))) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, begin, "damaged segment: the checksum of bytes %llu to %llu does not hold", (unsigned long long)begin,
                    (unsigned long long)end);
}

/* What follows from a page that does not hold is said of the page. */
pdx_status pdx_segment_damage(const pdx_segment *segment, const uint8_t *at, pdx_error *err, const char *what) {
    PDX_TRY(pdx_segment_sound(segment, err));
    return pdx_image_damage(segment->bytes, &pdx_segment_form, at, err, what);
}

pdx_status pdx_segment_no_such(pdx_error *err, const char *what, uint64_t number) {
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "the segment has no %s %llu", what, (unsigned long long)number);
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
