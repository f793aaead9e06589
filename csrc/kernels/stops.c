#include "kernels/stops.h"

#include "base/bits.h"

static bool is_odd(uint8_t c, pdx_stops stops) { return c == stops.odd[0] || c == stops.odd[1] || c == stops.odd[2]; }
static bool is_control(uint8_t c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

static size_t find_from(pdx_span text, size_t at, pdx_stops stops, bool *odd) {
    for (; at < text.len && text.data[at] != stops.stop; at++) *odd = *odd || is_odd(text.data[at], stops);
    return at;
}

static size_t any_from(pdx_span text, size_t at, pdx_stops stops) {
    while (at < text.len && text.data[at] != stops.stop && !is_odd(text.data[at], stops)) at++;
    return at;
}

static size_t control_from(pdx_span text, size_t at) {
    while (at < text.len && !is_control(text.data[at])) at++;
    return at;
}

size_t pdx_stops_find_generic(pdx_span text, pdx_stops stops, bool *odd) { return find_from(text, 0, stops, odd); }
size_t pdx_stops_any_generic(pdx_span text, pdx_stops stops) { return any_from(text, 0, stops); }
size_t pdx_stops_control_generic(pdx_span text) { return control_from(text, 0); }

#if defined(__SSE2__)
#include "kernels/stops_x86.h"
#define VECTORS 1
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include "kernels/stops_arm.h"
#define VECTORS 1
#else
#define VECTORS 0
#endif

#if VECTORS
/* A step each of bytes that are looked for. */
typedef struct wanted_steps {
    step stop, odd[3];
} wanted_steps;

static inline wanted_steps wanted_of(pdx_stops stops) {
    wanted_steps wanted;
    wanted.stop = step_of(stops.stop);
    for (size_t i = 0; i < PDX_COUNTOF(wanted.odd); i++) wanted.odd[i] = step_of(stops.odd[i]);
    return wanted;
}

static inline step odd_of(step v, const wanted_steps *wanted) {
    return step_or(step_or(step_same(v, wanted->odd[0]), step_same(v, wanted->odd[1])), step_same(v, wanted->odd[2]));
}

/* How many bytes of the step at `at` stand before its stop; STEP when it has none. */
static inline size_t find_in_step(const uint8_t *at, const wanted_steps *wanted, bool *odd) {
    const step v = step_load(at);
    const uint64_t stop = step_bits(step_same(v, wanted->stop)), others = step_bits(odd_of(v, wanted));
    const size_t taken = stop == 0 ? STEP : pdx_trailing_zeros(stop) / MARK_BITS;
    const uint64_t before = stop == 0 ? UINT64_MAX : ((uint64_t)1 << MARK_BITS * taken) - 1;
    if ((others & before) != 0) *odd = true;
    return taken;
}

/* A step at a time; the last bytes that fill no step as one that begins before them. */
static inline size_t find_by_steps(pdx_span text, size_t at, const wanted_steps *wanted, bool *odd) {
    while (at < text.len) {
        size_t taken;
        at = pdx_min_size(at, text.len - STEP);
        taken = find_in_step(text.data + at, wanted, odd);
        at += taken;
        if (taken < STEP) break;
    }
    return at;
}

bool pdx_stops_find_vector(pdx_span text, pdx_stops stops, bool *odd, size_t *found) {
    const wanted_steps wanted = wanted_of(stops);
    *found = text.len < STEP ? find_from(text, 0, stops, odd) : find_by_steps(text, 0, &wanted, odd);
    return true;
}

/* The first step by itself, since many texts are short. */
static inline size_t find_wide(pdx_span text, pdx_stops stops, bool *odd) {
    const wanted_steps wanted = wanted_of(stops);
    size_t taken;
    if (text.len < STEP) return find_from(text, 0, stops, odd);
    taken = find_in_step(text.data, &wanted, odd);
    if (taken < STEP) return taken;
    return find_by_steps(text, wide_pass(text, STEP, stops, odd), &wanted, odd);
}

bool pdx_stops_find_wide(pdx_span text, pdx_stops stops, bool *odd, size_t *found) {
    if (!has_wide()) return false;
    *found = find_wide(text, stops, odd);
    return true;
}

size_t pdx_stops_find(pdx_span text, pdx_stops stops, bool *odd) {
    size_t found;
    if (has_wide()) return find_wide(text, stops, odd);
    (void)pdx_stops_find_vector(text, stops, odd, &found);
    return found;
}

bool pdx_stops_any_vector(pdx_span text, pdx_stops stops, size_t *found) {
    const wanted_steps wanted = wanted_of(stops);
    size_t at;
    for (at = 0; text.len - at >= STEP; at += STEP) {
        const step v = step_load(text.data + at);
        const uint64_t bits = step_bits(step_or(step_same(v, wanted.stop), odd_of(v, &wanted)));
        if (bits == 0) continue;
        *found = at + pdx_trailing_zeros(bits) / MARK_BITS;
        return true;
    }
    *found = any_from(text, at, stops);
    return true;
}

bool pdx_stops_control_vector(pdx_span text, size_t *found) {
    const pdx_stops allowed = {'\t', {'\n', '\r', '\r'}};
    const wanted_steps wanted = wanted_of(allowed);
    size_t at;
    for (at = 0; text.len - at >= STEP; at += STEP) {
        const step v = step_load(text.data + at);
        const uint64_t bits = step_bits(step_low(v)) & ~step_bits(step_or(step_same(v, wanted.stop), odd_of(v, &wanted)));
        if (bits == 0) continue;
        *found = at + pdx_trailing_zeros(bits) / MARK_BITS;
        return true;
    }
    *found = control_from(text, at);
    return true;
}

size_t pdx_stops_any(pdx_span text, pdx_stops stops) {
    size_t found;
    (void)pdx_stops_any_vector(text, stops, &found);
    return found;
}

size_t pdx_stops_control(pdx_span text) {
    size_t found;
    (void)pdx_stops_control_vector(text, &found);
    return found;
}
#else
bool pdx_stops_find_vector(pdx_span text, pdx_stops stops, bool *odd, size_t *found) {
    (void)text, (void)stops, (void)odd, (void)found;
    return false;
}

bool pdx_stops_find_wide(pdx_span text, pdx_stops stops, bool *odd, size_t *found) {
    return pdx_stops_find_vector(text, stops, odd, found);
}

bool pdx_stops_any_vector(pdx_span text, pdx_stops stops, size_t *found) {
    (void)text, (void)stops, (void)found;
    return false;
}

bool pdx_stops_control_vector(pdx_span text, size_t *found) {
    (void)text, (void)found;
    return false;
}

size_t pdx_stops_find(pdx_span text, pdx_stops stops, bool *odd) { return find_from(text, 0, stops, odd); }
size_t pdx_stops_any(pdx_span text, pdx_stops stops) { return any_from(text, 0, stops); }
size_t pdx_stops_control(pdx_span text) { return control_from(text, 0); }
#endif
