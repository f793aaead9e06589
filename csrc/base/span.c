#include "base/span.h"

#define HASH_BASE UINT64_C(0x9E3779B97F4A7C15)

bool pdx_span_contains(pdx_span text, pdx_span part) {
    uint64_t wanted = 0, here = 0, power = 1;
    size_t i;
    if (part.len == 0) return true;
    if (part.len > text.len) return false;
    for (i = 0; i < part.len; i++) {
        wanted = wanted * HASH_BASE + part.data[i];
        here = here * HASH_BASE + text.data[i];
        if (i > 0) power *= HASH_BASE;
    }
    for (i = 0;; i++) {
        if (here == wanted && memcmp(text.data + i, part.data, part.len) == 0) return true;
        if (i + part.len >= text.len) return false;
        here = (here - text.data[i] * power) * HASH_BASE + text.data[i + part.len];
    }
}
