#include "page/lexicon/shortdate.h"

#include "base/ascii.h"

enum { BYTES = 5 };

static bool is_one(const uint8_t *p) {
    const unsigned a = (p[0] - '0') * 10u + (p[1] - '0'), b = (p[3] - '0') * 10u + (p[4] - '0');
    if (!pdx_is_digit(p[0]) || !pdx_is_digit(p[1]) || !pdx_is_digit(p[3]) || !pdx_is_digit(p[4])) return false;
    if (p[2] != '-' && p[2] != '/' && p[2] != '.') return false;
    return a > 0 && b > 0 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
}

/* No letter, digit or a further field of a date stands at `p`. */
static bool is_apart(uint8_t c) {
    return c <= ' ' || c == '(' || c == ')' || c == '[' || c == ']' || c == ':' || c == '|' || c == ',' || c == ';' || c == 0xC2 || c == 0xE2;
}

pdx_range pdx_shortdate_find(pdx_span line) {
    const uint8_t *p = line.data;
    size_t end = BYTES;
    if (line.len < BYTES) return pdx_range_of(0, 0);
    if (is_one(p)) {
        if (line.len > end && p[end] == '.' && p[2] == '.') end++;
        if (line.len == end || is_apart(p[end])) return pdx_range_of(0, end);
    }
    for (size_t skip = 0; skip < 2 && line.len > BYTES + skip; skip++) {
        const size_t at = line.len - BYTES - skip;
        if (skip == 1 && p[line.len - 1] != '.' && p[line.len - 1] != ')' && p[line.len - 1] != ']') break;
        if (is_one(p + at) && is_apart(p[at - 1])) return pdx_range_of(at, at + BYTES + (skip == 1 && p[at + BYTES] == '.' && p[at + 2] == '.'));
    }
    return pdx_range_of(0, 0);
}
