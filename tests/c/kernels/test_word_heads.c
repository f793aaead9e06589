/* Where words begin that are meant: each place judged by itself here, and every level against that. */
#include "check.h"
#include "kernels/word_heads.h"
#include "random.h"

enum { BLOCKS = 37 /* more than are looked at together */ };

static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static bool is_letter(uint8_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static unsigned byte_at(pdx_span text, size_t i) { return i < text.len ? text.data[i] : 0; }

static bool is_set(pdx_span text, size_t i, const pdx_word_heads *heads) {
    const unsigned byte = byte_at(text, i);
    if (byte >= 0x80) return true;
    if (!is_digit((uint8_t)byte) && !is_letter((uint8_t)byte)) return false;
    if (i % PDX_HEADS_BLOCK != 0 && (is_digit(text.data[i - 1]) || is_letter(text.data[i - 1]))) return false;
    return is_digit((uint8_t)byte) || (heads->thirds[byte % 32 * 32 + byte_at(text, i + 1) % 32] >> byte_at(text, i + 2) % 32 & 1) != 0;
}

static void check_bits(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, const uint64_t *bits, size_t found) {
    const size_t all = (text.len + PDX_HEADS_BLOCK - 1) / PDX_HEADS_BLOCK;
    CHECK_EQ(found, pdx_min_size(n, all - block));
    for (size_t i = 0; i < found * PDX_HEADS_BLOCK; i++)
        CHECK_EQ(bits[i / PDX_HEADS_BLOCK] >> i % PDX_HEADS_BLOCK & 1, is_set(text, block * PDX_HEADS_BLOCK + i, heads));
}

static void check_levels(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads) {
    uint64_t bits[BLOCKS];
    size_t found = pdx_word_heads_find(text, block, n, heads, bits);
    check_bits(text, block, n, heads, bits, found);
    found = pdx_word_heads_find_generic(text, block, n, heads, bits);
    check_bits(text, block, n, heads, bits, found);
    if (pdx_word_heads_find_vector(text, block, n, heads, bits, &found)) check_bits(text, block, n, heads, bits, found);
    if (pdx_word_heads_find_wide(text, block, n, heads, bits, &found)) check_bits(text, block, n, heads, bits, found);
}

/* Few words, or many. */
static void heads_fill(pdx_word_heads *heads, test_random *random, uint32_t seldom) {
    memset(heads, 0, sizeof *heads);
    for (unsigned first = 1; first < 32; first++)
        for (unsigned second = 1; second < 32; second++)
            for (unsigned third = 1; third < 32; third++) heads->thirds[first * 32 + second] |= (uint32_t)(random_below(random, seldom) == 0) << third;
    pdx_word_heads_set(heads);
}

int main(void) {
    static uint8_t room[BLOCKS * PDX_HEADS_BLOCK + 64];
    static pdx_word_heads heads;
    test_random random = {5};
    heads_fill(&heads, &random, 20);
    for (unsigned first = 0; first < 256; first++) { /* each byte at each place of a block */
        for (size_t i = 0; i < sizeof room; i++) room[i] = (uint8_t)(first + i);
        check_levels(pdx_span_of(room, 4 * PDX_HEADS_BLOCK), 0, 4, &heads);
    }
    for (unsigned round = 0; round < 4000; round++) {
        if (round % 100 == 0) heads_fill(&heads, &random, round % 200 == 0 ? 10 : 2000);
        const size_t from = random_below(&random, 64), len = 1 + random_below(&random, round % 4 == 0 ? BLOCKS * PDX_HEADS_BLOCK : 200);
        uint8_t *bytes = malloc(len); /* of its own, so that whoever reads beyond it is seen */
        for (size_t i = 0; i < sizeof room; i++) room[i] = (uint8_t)random_below(&random, 256);
        for (size_t i = 0; round % 3 != 0 && i < sizeof room; i++) room[i] = (uint8_t) "   aBcdeFgh,.19_\xC3"[room[i] % 17];
        memcpy(bytes, room + from, len);
        const size_t block = random_below(&random, (uint32_t)((len - 1) / PDX_HEADS_BLOCK) + 1);
        check_levels(pdx_span_of(bytes, len), block, 1 + random_below(&random, BLOCKS - 1), &heads);
        free(bytes);
    }
    return check_report("kernels/word_heads");
}
