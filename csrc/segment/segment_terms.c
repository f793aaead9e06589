#include "base/varint.h"
#include "segment/segment_layout.h"

pdx_status pdx_segment_terms_open(pdx_segment *segment, pdx_error *err) {
    const pdx_span terms = segment->sections[PDX_SECTION_TERMS];
    if (terms.len < 4) return pdx_segment_damage(segment, terms.data, err, "the dictionary is cut short");
    segment->n_terms = pdx_le32(terms.data);
    if (!pdx_segment_holds(segment, terms.data, terms.data + 4)) return pdx_segment_damage(segment, terms.data, err, "the dictionary cannot be read");
    if (!pdx_keys_open(&segment->terms, terms.data + 4, terms.data + terms.len, segment->n_terms, segment->block_keys,
                       segment->sums)) {
        return pdx_segment_damage(segment, terms.data, err, "the columns of the dictionary are out of place");
    }
    return PDX_OK;
}

/* Cuts `length` bytes off: inline from the values, else from the stretch of a section. */
static bool cut(bool here, const uint8_t **values, const uint8_t *values_end, pdx_span section, uint64_t *begin,
                uint64_t end, uint64_t length, pdx_span *out) {
    if (here) {
        if (length > (uint64_t)(values_end - *values)) return false;
        *out = pdx_span_of(*values, (size_t)length);
        *values += length;
        return true;
    }
    if (end > section.len || *begin > end || length > end - *begin) return false;
    *out = pdx_span_slice(section, (size_t)*begin, (size_t)(*begin + length));
    *begin += length;
    return true;
}

bool pdx_segment_value_read(const pdx_segment *segment, pdx_key_block *block, pdx_list_place *place) {
    const uint8_t **at = &block->values, *end = block->end;
    uint64_t v, n_docs, other_docs = 0, more_occurrences = 0, list_bytes, position_bytes;
    bool here;
    if (!pdx_varint_read(at, end, &v)) return false;
    n_docs = v >> 1;
    if (n_docs == 0 || n_docs > segment->n_docs) return false;
    if ((v & 1) == 0 && (!pdx_varint_read(at, end, &other_docs) || !pdx_varint_read(at, end, &more_occurrences))) return false;
    if (other_docs > n_docs || more_occurrences > UINT64_MAX - n_docs) return false;
    if (!pdx_varint_read(at, end, &list_bytes) || !pdx_varint_read(at, end, &position_bytes)) return false;
    place->n_docs = place->n_listed = (uint32_t)n_docs;
    place->has_positions = true;
    place->n_posts = (uint32_t)(n_docs - other_docs);
    place->n_occurrences = n_docs + more_occurrences;
    here = n_docs <= segment->inline_docs;
    return cut(here, at, end, segment->sections[PDX_SECTION_POSTINGS], &block->list_begin, block->list_end, list_bytes,
               &place->list) &&
           cut(here, at, end, segment->sections[PDX_SECTION_POSITIONS], &block->position_begin, block->position_end,
               position_bytes, &place->positions);
}

pdx_status pdx_segment_term_place(const pdx_segment *segment, pdx_ord ord, pdx_list_place *place, pdx_error *err) {
    pdx_key_block block;
    uint32_t i;
    if (ord >= segment->n_terms) return pdx_segment_no_such(err, "term", ord);
    if (!pdx_keys_block(&segment->terms, ord / segment->block_keys, &block)) {
        return pdx_segment_damage(segment, segment->terms.blocks, err, "a block of terms is out of place");
    }
    for (i = 0; i <= ord % segment->block_keys; i++) {
        if (!pdx_segment_value_read(segment, &block, place)) return pdx_segment_damage(segment, block.values, err, "a term cannot be read");
    }
    return PDX_OK;
}

pdx_status pdx_segment_terms_tile(const pdx_segment *segment, pdx_error *err) {
    uint32_t b, i;
    for (b = 0; b < segment->terms.n_blocks; b++) {
        pdx_key_block block;
        pdx_list_place place;
        bool whole = pdx_keys_block(&segment->terms, b, &block);
        for (i = 0; whole && i < block.n; i++) whole = pdx_segment_value_read(segment, &block, &place);
        if (!whole || block.values != block.end || block.list_begin != block.list_end || block.position_begin != block.position_end) {
            return pdx_segment_damage(segment, segment->terms.blocks, err, "the terms of a block do not fill it");
        }
    }
    return PDX_OK;
}

pdx_status pdx_segment_term(const pdx_segment *segment, pdx_ord ord, pdx_term *term, pdx_error *err) {
    pdx_list_place place;
    PDX_TRY(pdx_segment_term_place(segment, ord, &place, err));
    term->ord = ord;
    term->n_docs = place.n_docs;
    term->n_posts = place.n_posts;
    term->n_occurrences = place.n_occurrences;
    return PDX_OK;
}

pdx_status pdx_segment_key(const pdx_segment *segment, pdx_ord ord, pdx_buf *key, pdx_error *err) {
    if (ord >= segment->n_terms) return pdx_segment_no_such(err, "term", ord);
    return pdx_segment_key_of(segment, &segment->terms, ord, key, err);
}

pdx_status pdx_segment_lower_bound(const pdx_segment *segment, pdx_span key, pdx_ord *ord, pdx_error *err) {
    bool equal;
    if (!pdx_keys_lower_bound(&segment->terms, key, ord, &equal)) {
        return pdx_segment_damage(segment, segment->terms.blocks, err, "the dictionary cannot be searched");
    }
    return PDX_OK;
}

pdx_status pdx_segment_find(const pdx_segment *segment, pdx_span key, pdx_ord *ord, pdx_error *err) {
    bool equal;
    if (!pdx_keys_lower_bound(&segment->terms, key, ord, &equal)) {
        return pdx_segment_damage(segment, segment->terms.blocks, err, "the dictionary cannot be searched");
    }
    if (!equal) *ord = PDX_NO_ORD;
    return PDX_OK;
}
