/* Marks become bits: every level against a loop over single marks. */
#include "check.h"
#include "kernels/markbits.h"
#include "random.h"

enum { WORDS = 9 };

static void check_join(const uint8_t *marks, const uint64_t *words, const uint64_t *among, uint32_t n) {
    uint8_t one[64 * WORDS], other[64 * WORDS];
    uint64_t bits[WORDS], same[WORDS];
    uint32_t wanted = 0, found;
    memcpy(one, marks, sizeof one);
    memcpy(other, marks, sizeof other);
    memcpy(bits, words, sizeof bits);
    memcpy(same, words, sizeof same);
    found = pdx_markbits_join_generic(one, bits, among, n);
    for (uint32_t i = 0; i < 64 * WORDS; i++) {
        bool set = words[i / 64] >> i % 64 & 1;
        if (i < 64 * n) set = (set || marks[i]) && (among == NULL || (among[i / 64] >> i % 64 & 1));
        CHECK_EQ(bits[i / 64] >> i % 64 & 1, set);
        wanted += i < 64 * n && set;
        CHECK_EQ(one[i], i < 64 * n ? 0 : marks[i]);
    }
    CHECK_EQ(found, wanted);
    if (!pdx_markbits_join_vector(other, same, among, n, &found)) return;
    CHECK_EQ(found, wanted);
    CHECK(memcmp(bits, same, sizeof bits) == 0 && memcmp(one, other, sizeof one) == 0);
    memcpy(other, marks, sizeof other);
    memcpy(same, words, sizeof same);
    CHECK_EQ(pdx_markbits_join(other, same, among, n), wanted);
}

int main(void) {
    test_random random = {23};
    for (uint32_t round = 0; round < 500; round++) {
        uint8_t marks[64 * WORDS];
        uint64_t words[WORDS], among[WORDS];
        for (uint32_t i = 0; i < 64 * WORDS; i++) marks[i] = random_below(&random, 5) == 0;
        for (uint32_t w = 0; w < WORDS; w++) {
            words[w] = random_next(&random) & random_next(&random);
            among[w] = random_next(&random);
        }
        check_join(marks, words, round % 2 == 0 ? NULL : among, random_below(&random, WORDS + 1));
    }
    return check_report("test_markbits");
}
