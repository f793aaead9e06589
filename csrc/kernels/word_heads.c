#include "kernels/word_heads.h"

#include <string.h>

#include "base/bits.h"
#include "kernels/ascii_words.h"

static_assert((int)PDX_HEADS_BLOCK == (int)PDX_ASCII_BLOCK, "blocks are the same");

enum { BEHIND = PDX_HEAD_LETTERS - 1, STRETCH = 16 /* blocks that are looked at together */, AHEAD = 2048 /* bytes */ };

/* What is a letter or digit that stands behind none. */
static inline uint64_t begins_of(uint64_t alnum) { return alnum & ~(alnum << 1); }

/* Blocks that the text has from `block` on, but not more than n; and of these, those behind which what is read of the next is there. */
static size_t blocks_left(pdx_span text, size_t block, size_t n) {
    return pdx_min_size(n, (text.len - block * PDX_HEADS_BLOCK + PDX_HEADS_BLOCK - 1) / PDX_HEADS_BLOCK);
}
static size_t blocks_whole(pdx_span text, size_t block, size_t n) {
    const size_t left = text.len - block * PDX_HEADS_BLOCK;
    return left < BEHIND ? 0 : pdx_min_size(n, (left - BEHIND) / PDX_HEADS_BLOCK);
}

/* A copy of what is left of the text, which is less than a block and what is read behind it. */
typedef struct text_end {
    uint8_t bytes[2 * PDX_HEADS_BLOCK + BEHIND];
} text_end;

static void end_copy(text_end *end, pdx_span text, size_t block) {
    memset(end, 0, sizeof *end);
    memcpy(end->bytes, text.data + block * PDX_HEADS_BLOCK, text.len - block * PDX_HEADS_BLOCK);
}

/* ------------------------------------------------------------------ place by place */

static bool is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

static void generic_blocks(const uint8_t *bytes, size_t n, const pdx_word_heads *heads, uint64_t *out) {
    for (size_t block = 0; block < n; block++, bytes += PDX_HEADS_BLOCK) {
        pdx_ascii_mask mask;
        pdx_ascii_masks_generic(bytes, 1, &mask);
        out[block] = 0;
        for (uint64_t left = begins_of(mask.alnum) | mask.rest; left != 0; left &= left - 1) {
            const uint8_t *const at = bytes + pdx_trailing_zeros(left);
            if (*at != '_' && (!is_letter(*at) || pdx_word_heads_have(heads, at[0], at[1], at[2]))) out[block] |= left & (0 - left);
        }
    }
}

size_t pdx_word_heads_find_generic(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out) {
    const size_t all = blocks_left(text, block, n), whole = blocks_whole(text, block, n);
    generic_blocks(text.data + block * PDX_HEADS_BLOCK, whole, heads, out);
    if (whole < all) {
        text_end end;
        end_copy(&end, text, block + whole);
        generic_blocks(end.bytes, all - whole, heads, out + whole);
    }
    return all;
}

/* ------------------------------------------------------------------ by sets, which vectors look up, and then place by place */

/* Of blocks: what is told for certain, and the letters that a set lets through. */
typedef struct sifted {
    uint64_t sure[STRETCH], may[STRETCH];
} sifted;

/* Of what was let through, what is meant. */
static inline uint64_t meant_of(uint64_t may, const uint8_t *bytes, const pdx_word_heads *heads) {
    uint64_t meant = 0;
    for (; may != 0; may &= may - 1) {
        const unsigned i = pdx_trailing_zeros(may); /* two bytes stand behind it: sets have none that is not there */
        meant |= (uint64_t)pdx_word_heads_have(heads, bytes[i], bytes[i + 1], bytes[i + 2]) << i;
    }
    return meant;
}

/* Blocks by vectors, the end of the text among them. */
static void vector_sift(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, sifted *out);

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/word_heads_x86.h"
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include "kernels/word_heads_arm.h"
#else
static bool has_vector(void) { return false; }
static bool has_wide(void) { return false; }
static void vector_blocks(const uint8_t *bytes, size_t n, const pdx_word_heads *heads, uint64_t *sure, uint64_t *may) {
    (void)bytes, (void)n, (void)heads, (void)sure, (void)may;
}
static void wide_sift(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, sifted *out) { vector_sift(text, block, n, heads, out); }
#endif

static void vector_sift(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, sifted *out) {
    const size_t whole = blocks_whole(text, block, n);
    text_end end;
    vector_blocks(text.data + block * PDX_HEADS_BLOCK, whole, heads, out->sure, out->may);
    if (whole == n) return;
    end_copy(&end, text, block + whole);
    vector_blocks(end.bytes, n - whole, heads, out->sure + whole, out->may + whole);
}

typedef void (*sift_way)(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, sifted *out);

static inline size_t find_by(sift_way way, pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out) {
    const size_t all = blocks_left(text, block, n);
    sifted found;
    for (size_t done = 0; done < all; done += STRETCH) {
        const size_t some = pdx_min_size(all - done, STRETCH);
        way(text, block + done, some, heads, &found);
        for (size_t i = 0; i < some; i++) {
            const uint8_t *const bytes = text.data + (block + done + i) * PDX_HEADS_BLOCK;
            PDX_PREFETCH(bytes + AHEAD); /* texts mostly follow each other, each shorter than a processor takes to foresee that */
            out[done + i] = found.sure[i] | meant_of(found.may[i], bytes, heads);
        }
    }
    return all;
}

bool pdx_word_heads_find_vector(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out, size_t *found) {
    if (!has_vector()) return false;
    *found = find_by(vector_sift, text, block, n, heads, out);
    return true;
}

bool pdx_word_heads_find_wide(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out, size_t *found) {
    if (!has_wide()) return false;
    *found = find_by(wide_sift, text, block, n, heads, out);
    return true;
}

size_t pdx_word_heads_find(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out) {
    size_t found;
    if (pdx_word_heads_find_wide(text, block, n, heads, out, &found) || pdx_word_heads_find_vector(text, block, n, heads, out, &found)) return found;
    return pdx_word_heads_find_generic(text, block, n, heads, out);
}
