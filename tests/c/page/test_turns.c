/* How classes take turns, against a count that looks at every gap by itself. */
#include "../check.h"
#include "../random.h"
#include "page/lines/turns.h"

enum { SAMPLE = PDX_LIMIT(1024, 16), LINES = 4096, CLASSES = 12 };

static bool stands_in(const uint32_t *at, uint32_t n, uint32_t line) {
    for (uint32_t i = 0; i < n; i++) {
        if (at[i] == line) return true;
    }
    return false;
}

/* The lines of `b` in [from, to). */
static uint32_t count_in(const uint32_t *b, uint32_t n, uint32_t from, uint32_t to) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += b[i] >= from && b[i] < to;
    return sum;
}

static void check_pair(pdx_turns *turns, const pdx_classes *classes, size_t x, size_t y) {
    const pdx_class *a = &classes->classes.data[x], *b = &classes->classes.data[y];
    const uint32_t *p = classes->positions.data + a->first, *q = classes->positions.data + b->first;
    const pdx_turn *told = pdx_turns_at(turns, x, y);
    uint32_t one = 0, many = 0, none = 0, shared = 0;
    for (uint32_t i = 0; i < a->count && i < SAMPLE; i++) {
        shared += stands_in(q, b->count, p[i]);
        if (i + 1 == a->count) break;
        const uint32_t inside = count_in(q, b->count, p[i] + 1, p[i + 1]);
        one += inside == 1;
        many += inside > 1;
        none += inside == 0;
    }
    CHECK(told->gaps == one + many + none);
    if (told->gaps > 0) {
        const double share = ((double)one - 1.5 * many - 0.4 * none) / (one + many + none);
        CHECK((double)told->share > share - 1e-4 && (share < 0 || (double)told->share < share + 1e-4) && told->share >= 0);
    }
    CHECK((double)told->overlap * (double)pdx_min_size(pdx_min_size(a->count, SAMPLE), b->count) > shared - 0.01);
    CHECK((double)told->overlap * (double)pdx_min_size(pdx_min_size(a->count, SAMPLE), b->count) < shared + 0.01);
}

/* Classes of lines at random, some equal to the one before. */
static void classes_make(pdx_classes *classes, test_random *random, uint32_t lines) {
    for (unsigned c = 0; c < CLASSES; c++) {
        pdx_class made = {0};
        const uint32_t step = 1 + random_below(random, lines / 2);
        made.first = (uint32_t)classes->positions.len;
        if (c > 0 && random_below(random, 4) == 0) {
            const pdx_class *before = &classes->classes.data[c - 1];
            for (uint32_t i = 0; i < before->count; i++) CHECK(PDX_VEC_PUSH(&classes->positions, classes->positions.data[before->first + i]));
        } else {
            for (uint32_t line = random_below(random, step); line < lines; line += 1 + random_below(random, step)) CHECK(PDX_VEC_PUSH(&classes->positions, line));
        }
        made.count = (uint32_t)classes->positions.len - made.first;
        if (made.count == 0) {
            CHECK(PDX_VEC_PUSH(&classes->positions, 0));
            made.count = 1;
        }
        CHECK(PDX_VEC_PUSH(&classes->classes, made));
    }
}

static void check_random(uint64_t seed, uint32_t lines) {
    pdx_classes classes;
    pdx_turns turns;
    test_random random = {seed};
    pdx_classes_init(&classes);
    classes_make(&classes, &random, lines);
    CHECK(pdx_turns_read(&turns, &classes, lines, NULL) == PDX_OK);
    for (size_t x = 0; x < CLASSES; x++) {
        for (size_t y = 0; y < CLASSES; y++) check_pair(&turns, &classes, x, y);
    }
    pdx_turns_deinit(&turns);
    pdx_classes_deinit(&classes);
}

int main(void) {
    for (uint64_t seed = 1; seed <= 200; seed++) check_random(seed, 8 + (uint32_t)seed);
    for (uint64_t seed = 1; seed <= 4; seed++) check_random(seed, LINES);
    return check_report("test_turns");
}
