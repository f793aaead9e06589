#include "markup/attributes.h"

#include "base/hash.h"

/* So many are compared one by one. */
enum { FEW = PDX_LIMIT(12, 2) };

void pdx_attributes_init(pdx_attributes *attributes) { memset(attributes, 0, sizeof *attributes); }

void pdx_attributes_deinit(pdx_attributes *attributes) {
    PDX_VEC_DEINIT(&attributes->list);
    PDX_VEC_DEINIT(&attributes->slots);
}

void pdx_attributes_reset(pdx_attributes *attributes) {
    attributes->list.len = 0;
    attributes->slots.len = 0;
    attributes->failed = false;
}

static uint8_t folded(uint8_t c, bool fold) { return fold && c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

static bool names_equal(pdx_span a, pdx_span b, bool fold) {
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++) {
        if (folded(a.data[i], fold) != folded(b.data[i], fold)) return false;
    }
    return true;
}

/* A piece of a name at a time, so that names that differ in capitals alone have the same. */
static uint64_t name_hash(pdx_span name, bool fold) {
    uint64_t hash = pdx_hash_key();
    uint8_t piece[32];
    for (size_t at = 0; at < name.len; at += sizeof piece) {
        const size_t len = pdx_min_size(sizeof piece, name.len - at);
        for (size_t i = 0; i < len; i++) piece[i] = folded(name.data[at + i], fold);
        hash = pdx_hash(pdx_span_of(piece, len), hash);
    }
    return hash;
}

/* The slot of a name: its own, or the empty one where it belongs. */
static uint32_t *find_slot(pdx_attributes *attributes, const pdx_markup_input *input, pdx_span name, bool fold) {
    const size_t mask = attributes->slots.len - 1;
    size_t slot = (size_t)name_hash(name, fold) & mask;
    for (; attributes->slots.data[slot] != 0; slot = (slot + 1) & mask) {
        const pdx_attribute *other = &attributes->list.data[attributes->slots.data[slot] - 1];
        if (names_equal(pdx_markup_view(input, other->name), name, fold)) break;
    }
    return &attributes->slots.data[slot];
}

/* Twice as many slots as there are attributes at least; all of them anew. */
static bool make_slots(pdx_attributes *attributes, const pdx_markup_input *input, bool fold) {
    const size_t wanted = pdx_max_size(attributes->slots.len * 2, 64);
    if (!PDX_VEC_RESERVE(&attributes->slots, wanted)) return false;
    attributes->slots.len = wanted;
    memset(attributes->slots.data, 0, wanted * sizeof *attributes->slots.data);
    for (size_t i = 0; i < attributes->list.len; i++) {
        *find_slot(attributes, input, pdx_markup_view(input, attributes->list.data[i].name), fold) = (uint32_t)i + 1;
    }
    return true;
}

static bool has_name(pdx_attributes *attributes, const pdx_markup_input *input, pdx_span name, bool fold) {
    for (size_t i = 0; i < attributes->list.len; i++) {
        if (names_equal(pdx_markup_view(input, attributes->list.data[i].name), name, fold)) return true;
    }
    return false;
}

pdx_problem pdx_attributes_add(pdx_attributes *attributes, const pdx_markup_input *input, pdx_attribute attribute, bool fold) {
    const pdx_span name = pdx_markup_view(input, attribute.name);
    const size_t n = attributes->list.len;
    if (attributes->failed) return PDX_PROBLEM_NONE;
    if (n >= PDX_ATTRIBUTES_MOST) return PDX_TOO_MANY_ATTRIBUTES;
    if (n < FEW) {
        if (has_name(attributes, input, name, fold)) return PDX_DUPLICATE_ATTRIBUTE;
    } else {
        uint32_t *slot;
        if (n * 2 >= attributes->slots.len && !make_slots(attributes, input, fold)) {
            attributes->failed = true;
            return PDX_PROBLEM_NONE;
        }
        slot = find_slot(attributes, input, name, fold);
        if (*slot != 0) return PDX_DUPLICATE_ATTRIBUTE;
        *slot = (uint32_t)n + 1;
    }
    if (!PDX_VEC_PUSH(&attributes->list, attribute)) attributes->failed = true;
    return PDX_PROBLEM_NONE;
}
