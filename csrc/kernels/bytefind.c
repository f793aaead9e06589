#include "kernels/bytefind.h"

#include "base/bits.h"

/* A block is looked through at once: loops of a fixed length over bytes become vectors. */
enum { BLOCK = 64 };

static bool is_of(uint8_t byte, const pdx_byte_set *set) {
    bool is = false;
    for (uint32_t k = 0; k < set->n; k++) is = is || (uint8_t)(byte - set->ranges[k].first) <= set->ranges[k].span;
    return is;
}

static bool block_has(const uint8_t *data, const pdx_byte_set *set) {
    uint8_t any = 0;
    for (uint32_t k = 0; k < set->n; k++) {
        const uint8_t first = set->ranges[k].first, span = set->ranges[k].span;
        for (size_t i = 0; i < BLOCK; i++) any |= (uint8_t)((uint8_t)(data[i] - first) <= span);
    }
    return any != 0;
}

size_t pdx_bytefind_set_generic(pdx_span text, size_t at, const pdx_byte_set *set) {
    while (at < text.len) {
        if (text.len - at >= BLOCK && !block_has(text.data + at, set)) {
            at += BLOCK;
            continue;
        }
        for (const size_t end = pdx_min_size(at + BLOCK, text.len); at < end; at++)
            if (is_of(text.data[at], set)) return at;
    }
    return text.len;
}

static bool block_has_pair(const uint8_t *data, const pdx_byte_pair *pair) {
    const uint8_t *const behind = data + pair->gap, first = pair->first, last = pair->last;
    uint8_t any = 0;
    for (size_t i = 0; i < BLOCK; i++) any |= (uint8_t)((data[i] == first) & (behind[i] == last));
    return any != 0;
}

size_t pdx_bytefind_pair_generic(pdx_span text, size_t at, const pdx_byte_pair *pair) {
    const size_t limit = text.len > pair->gap ? text.len - pair->gap : 0; /* places behind which there is no room for both */
    while (at < limit) {
        if (limit - at >= BLOCK && !block_has_pair(text.data + at, pair)) {
            at += BLOCK;
            continue;
        }
        for (const size_t end = pdx_min_size(at + BLOCK, limit); at < end; at++)
            if (text.data[at] == pair->first && text.data[at + pair->gap] == pair->last) return at;
    }
    return text.len;
}

size_t pdx_bytefind_heads_generic(pdx_span text, size_t at, const pdx_byte_heads *heads) {
    for (; at < text.len; at++) {
        uint8_t may = pdx_byte_heads_of(heads, 0, text.data[at]);
        for (unsigned place = 1; may != 0 && place < PDX_HEAD_BYTES && place < text.len - at; place++) {
            may &= pdx_byte_heads_of(heads, place, text.data[at + place]);
        }
        if (may != 0) return at;
    }
    return text.len;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/bytefind_x86.h"
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include "kernels/bytefind_arm.h"
#else
static bool has_vector(void) { return false; }
static size_t vector_set(pdx_span text, size_t at, const pdx_byte_set *set) { return pdx_bytefind_set_generic(text, at, set); }
static size_t vector_pair(pdx_span text, size_t at, const pdx_byte_pair *pair) { return pdx_bytefind_pair_generic(text, at, pair); }
static size_t vector_heads(pdx_span text, size_t at, const pdx_byte_heads *heads) { return pdx_bytefind_heads_generic(text, at, heads); }
static bool has_wide(void) { return false; }
static size_t wide_set(pdx_span text, size_t at, const pdx_byte_set *set) { return pdx_bytefind_set_generic(text, at, set); }
static size_t wide_pair(pdx_span text, size_t at, const pdx_byte_pair *pair) { return pdx_bytefind_pair_generic(text, at, pair); }
static size_t wide_heads(pdx_span text, size_t at, const pdx_byte_heads *heads) { return pdx_bytefind_heads_generic(text, at, heads); }
#endif

bool pdx_bytefind_set_vector(pdx_span text, size_t at, const pdx_byte_set *set, size_t *found) {
    if (!has_vector()) return false;
    *found = vector_set(text, at, set);
    return true;
}

bool pdx_bytefind_pair_vector(pdx_span text, size_t at, const pdx_byte_pair *pair, size_t *found) {
    if (!has_vector()) return false;
    *found = vector_pair(text, at, pair);
    return true;
}

bool pdx_bytefind_heads_vector(pdx_span text, size_t at, const pdx_byte_heads *heads, size_t *found) {
    if (!has_vector()) return false;
    *found = vector_heads(text, at, heads);
    return true;
}

bool pdx_bytefind_set_wide(pdx_span text, size_t at, const pdx_byte_set *set, size_t *found) {
    if (!has_wide()) return false;
    *found = wide_set(text, at, set);
    return true;
}

bool pdx_bytefind_pair_wide(pdx_span text, size_t at, const pdx_byte_pair *pair, size_t *found) {
    if (!has_wide()) return false;
    *found = wide_pair(text, at, pair);
    return true;
}

bool pdx_bytefind_heads_wide(pdx_span text, size_t at, const pdx_byte_heads *heads, size_t *found) {
    if (!has_wide()) return false;
    *found = wide_heads(text, at, heads);
    return true;
}

size_t pdx_bytefind_set(pdx_span text, size_t at, const pdx_byte_set *set) {
    if (has_wide()) return wide_set(text, at, set);
    return has_vector() ? vector_set(text, at, set) : pdx_bytefind_set_generic(text, at, set);
}

size_t pdx_bytefind_pair(pdx_span text, size_t at, const pdx_byte_pair *pair) {
    if (has_wide()) return wide_pair(text, at, pair);
    return has_vector() ? vector_pair(text, at, pair) : pdx_bytefind_pair_generic(text, at, pair);
}

size_t pdx_bytefind_heads(pdx_span text, size_t at, const pdx_byte_heads *heads) {
    if (has_wide()) return wide_heads(text, at, heads);
    return has_vector() ? vector_heads(text, at, heads) : pdx_bytefind_heads_generic(text, at, heads);
}
