/* How lines of one set stand between those of another: every level against a walk over single bits. */
#include "check.h"
#include "kernels/turnbits.h"
#include "random.h"

enum { WORDS = 6 };

static bool has(const uint64_t *bits, size_t i) { return (bits[i / 64] >> i % 64 & 1) != 0; }

static pdx_turnbits walked(const uint64_t *one, const uint64_t *other, size_t limit) {
    pdx_turnbits out = {0, 0, 0};
    uint32_t inside = 0;
    bool begun = false;
    for (size_t i = 0; i < limit; i++) {
        out.shared += has(one, i) && has(other, i);
        if (has(one, i)) {
            begun = true;
            inside = 0;
        } else if (has(other, i) && begun) {
            inside++;
            out.some += inside == 1;
            out.many += inside == 2;
        }
    }
    return out;
}

static bool are_same(pdx_turnbits a, pdx_turnbits b) { return a.some == b.some && a.many == b.many && a.shared == b.shared; }

static void check_sets(const uint64_t *one, const uint64_t *other, size_t limit) {
    const pdx_turnbits wanted = walked(one, other, limit);
    pdx_turnbits got;
    CHECK(are_same(pdx_turnbits_count_generic(one, other, limit), wanted));
    CHECK(are_same(pdx_turnbits_count(one, other, limit), wanted));
    if (pdx_turnbits_count_vector(one, other, limit, &got)) CHECK(are_same(got, wanted));
}

int main(void) {
    test_random random = {41};
    for (uint32_t round = 0; round < 4000; round++) {
        uint64_t one[WORDS], other[WORDS];
        for (uint32_t w = 0; w < WORDS; w++) { /* thin and thick sets, empty and full words */
            const uint64_t thin = random_next(&random) & random_next(&random) & random_next(&random);
            one[w] = round % 3 == 0 ? thin : round % 3 == 1 ? random_next(&random) : 0 - (uint64_t)random_below(&random, 2);
            other[w] = round % 5 == 0 ? random_next(&random) : random_below(&random, 3) == 0 ? 0 : random_next(&random) & random_next(&random) & random_next(&random);
        }
        check_sets(one, other, random_below(&random, 64 * WORDS + 1));
        check_sets(one, other, 64 * (size_t)random_below(&random, WORDS + 1));
    }
    return check_report("test_turnbits");
}
