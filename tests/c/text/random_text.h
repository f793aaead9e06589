/* Random texts in which rules meet: ASCII alone, and a mixture of scripts, marks, joiners and broken bytes.
 * Used by the differential tests of text/. */
#ifndef PDX_TESTS_RANDOM_TEXT_H
#define PDX_TESTS_RANDOM_TEXT_H

#include "text/utf8.h"

static uint64_t random_state = 20;

static inline uint32_t random_below(uint32_t below) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33) % below;
}

static inline size_t random_ascii(uint8_t *out, size_t max) {
    static const char likely[] = "aaabzAZI0199 ,.':;_-\"\n\r\t";
    const size_t len = random_below((uint32_t)max);
    size_t i;
    for (i = 0; i < len; i++) {
        out[i] = random_below(8) == 0 ? (uint8_t)random_below(128) : (uint8_t)likely[random_below(sizeof likely - 1)];
    }
    return len;
}

static inline size_t random_mixed(uint8_t *out, size_t max) {
    static const uint32_t likely[] = {
        'a', 'B', 'I', '7', '3', '1', ' ', ' ', '\'', '.', ',', ':', '-', '_', '"', 0xE9, 0xF8, 0xDF, 0x130, 0x2019, 0x201D, 0x2014,
        0x2011, 0x2BC, 0xAD, 0x200C, 0x200D, 0x200F, 0x300, 0x303, 0x308, 0x345, 0x5D0, 0x5D1, 0x5B0, 0x645, 0x64A, 0x649, 0x64E, 0x640,
        0x6F3, 0x66C, 0xFEFB, 0x438, 0x306, 0x43C, 0x3B1, 0x3C2, 0x915, 0x93F, 0x94D, 0xE01, 0xE33, 0x1100, 0x1161, 0x11A8, 0xD55C,
        0x4E2D, 0x56FD, 0x30AB, 0x30FC, 0xFF76, 0xFF9E, 0x3042, 0x3099, 0x1F1E6, 0x1F1E7, 0x2764, 0xFE0F, 0x1F170, 0x2139, 0x20DD,
        0xFF11, 0xFF0C, 0xFF21, 0x1D400, 0xFB01, 0xFFFD, 0x0D, 0x0A, 0x85, 0xA0};
    size_t len = 0;
    const size_t wanted = random_below((uint32_t)max);
    while (len + PDX_UTF8_MAX <= wanted) {
        const uint32_t kind = random_below(40);
        if (kind == 0) out[len++] = (uint8_t)random_below(256);
        else if (kind == 1) len += pdx_utf8_put(out + len, 0x80 + random_below(0xD700));
        else len += pdx_utf8_put(out + len, likely[random_below(PDX_COUNTOF(likely))]);
    }
    return len;
}

#endif
