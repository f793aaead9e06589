#include "query/streams/window.h"

void pdx_bits_fill(pdx_bits *bits, pdx_window window) {
    const uint32_t n = window.end - window.begin;
    unsigned w;
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        const uint32_t before = w * 64;
        bits->words[w] = n >= before + 64 ? UINT64_MAX : n > before ? ((uint64_t)1 << (n - before)) - 1 : 0;
    }
}
