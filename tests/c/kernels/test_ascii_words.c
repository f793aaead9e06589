/* Masks of ASCII words: every byte at every place, judged one by one here, and every level against that. */
#include "check.h"
#include "kernels/ascii_words.h"

enum { BLOCKS = 5 };

static bool is_alnum(uint8_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Whether byte i ends a word before it, whatever else is around it. */
static bool is_stop(const uint8_t *bytes, size_t i) {
    static const char marks[] = "',-.:;";
    if (is_alnum(bytes[i]) || bytes[i] == '_' || bytes[i] >= 0x80) return false;
    if (bytes[i] == 0 || strchr(marks, bytes[i]) == NULL) return true;
    return i + 1 < BLOCKS * PDX_ASCII_BLOCK && !is_alnum(bytes[i + 1]) && bytes[i + 1] < 0x80;
}

static void check_masks(const uint8_t *bytes, const pdx_ascii_mask *masks) {
    size_t i;
    for (i = 0; i < BLOCKS * PDX_ASCII_BLOCK; i++) {
        const pdx_ascii_mask *mask = &masks[i / PDX_ASCII_BLOCK];
        CHECK_EQ(mask->alnum >> i % PDX_ASCII_BLOCK & 1, is_alnum(bytes[i]));
        CHECK_EQ(mask->rest >> i % PDX_ASCII_BLOCK & 1, bytes[i] >= 0x80 || bytes[i] == '_');
        CHECK_EQ(mask->stops >> i % PDX_ASCII_BLOCK & 1, is_stop(bytes, i));
    }
}

static void check_levels(const uint8_t *bytes) {
    pdx_ascii_mask masks[BLOCKS];
    pdx_ascii_masks(bytes, BLOCKS, masks);
    check_masks(bytes, masks);
    pdx_ascii_masks_generic(bytes, BLOCKS, masks);
    check_masks(bytes, masks);
    if (pdx_ascii_masks_vector(bytes, BLOCKS, masks)) check_masks(bytes, masks);
    if (pdx_ascii_masks_wide(bytes, BLOCKS, masks)) check_masks(bytes, masks);
    if (pdx_ascii_masks_widest(bytes, BLOCKS, masks)) check_masks(bytes, masks);
}

int main(void) {
    static uint8_t bytes[BLOCKS * PDX_ASCII_BLOCK + 16];
    uint32_t seed = 7;
    unsigned first, round;
    size_t i;
    for (first = 0; first < 256; first++) { /* each byte at each place of a block */
        for (i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)(first + i);
        check_levels(bytes + first % 16);
    }
    for (round = 0; round < 2000; round++) {
        for (i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)((seed = seed * 1664525u + 1013904223u) >> 24);
        for (i = 0; round % 2 == 0 && i < sizeof bytes; i++) bytes[i] = (uint8_t)"',-.:;_a \xC3"[bytes[i] % 10];
        check_levels(bytes + round % 16);
    }
    return check_report("ascii words");
}
