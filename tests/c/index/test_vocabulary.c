/* The vocabulary against a plain table: numbers of terms by arrival, counts, keys; and keys put in order. */
#include <stdlib.h>

#include "check.h"
#include "random.h"
#include "index/key_order.h"
#include "index/vocabulary.h"

enum { TERMS = 3000, NAME_MAX = 64 };

/* Short keys, keys that fill a slot's head, long ones that begin alike, an empty one. */
static size_t term_name(uint32_t term, char *out) {
    if (term == 0) return 0;
    if (term % 4 == 0) return (size_t)sprintf(out, "a-longer-word-with-%u-in-the-middle", term);
    if (term % 4 == 1) return (size_t)sprintf(out, "%016u", term);
    if (term % 4 == 2) return (size_t)sprintf(out, "w%07u%s", term / 8, term % 8 == 2 ? "" : "s");
    return (size_t)sprintf(out, "%x", term);
}

static uint32_t number_of[TERMS], count_of[TERMS], by_number[TERMS]; /* numbers are one more than they are; 0: not met */

static void take(test_random *random, pdx_vocabulary *vocabulary, uint32_t *n_met) {
    pdx_word words[PDX_VOCABULARY_BATCH];
    uint32_t terms[PDX_VOCABULARY_BATCH], wanted[PDX_VOCABULARY_BATCH];
    const size_t n = random_below(random, PDX_VOCABULARY_BATCH + 1);
    pdx_buf keys;
    size_t i;
    pdx_buf_init(&keys);
    for (i = 0; i < n; i++) {
        const uint32_t r = random_below(random, 1u << 16);
        char name[NAME_MAX];
        wanted[i] = (uint32_t)((uint64_t)r * r * TERMS >> 32);
        CHECK(pdx_word_set(&words[i], pdx_span_of(name, term_name(wanted[i], name)), 1, &keys));
    }
    CHECK(pdx_vocabulary_take(vocabulary, words, n, &keys, terms));
    for (i = 0; i < n; i++) {
        if (number_of[wanted[i]] == 0) {
            by_number[*n_met] = wanted[i];
            number_of[wanted[i]] = ++*n_met;
        }
        count_of[wanted[i]]++;
        CHECK_EQ(terms[i], number_of[wanted[i]] - 1);
    }
    pdx_buf_deinit(&keys);
}

static void check_order(const pdx_vocabulary *vocabulary, uint32_t n) {
    uint32_t *ids = malloc(((size_t)n + 1) * sizeof *ids), i;
    bool *seen = calloc((size_t)n + 1, sizeof *seen);
    CHECK(pdx_key_order(vocabulary->keys.data, n, ids));
    for (i = 0; i < n; i++) {
        CHECK(ids[i] < n && !seen[ids[i]]);
        seen[ids[i]] = true;
        if (i > 0) CHECK(pdx_span_compare(vocabulary->keys.data[ids[i - 1]], vocabulary->keys.data[ids[i]]) < 0);
    }
    free(ids);
    free(seen);
}

static void test_take(test_random *random, int rounds) {
    pdx_vocabulary vocabulary;
    uint32_t *counts, n = 0, i;
    char name[NAME_MAX];
    memset(number_of, 0, sizeof number_of);
    memset(count_of, 0, sizeof count_of);
    pdx_vocabulary_init(&vocabulary);
    for (; rounds > 0; rounds--) take(random, &vocabulary, &n);
    CHECK_EQ(vocabulary.keys.len, n);
    counts = malloc(((size_t)n + 1) * sizeof *counts);
    pdx_vocabulary_counts(&vocabulary, counts);
    for (i = 0; i < n; i++) {
        CHECK_EQ(counts[i], count_of[by_number[i]]);
        CHECK(pdx_span_equal(vocabulary.keys.data[i], pdx_span_of(name, term_name(by_number[i], name))));
    }
    check_order(&vocabulary, n);
    free(counts);
    pdx_vocabulary_deinit(&vocabulary);
}

/* Keys that are alike for long, and keys of which one begins another. */
static void test_order(void) {
    static const char *const names[] = {"", "a", "aa", "aaaaaaaa", "aaaaaaaab", "aaaaaaaabcd", "aaaaaaaabce", "ab", "b", "\xC3\xA9", "\xFF\xFF"};
    pdx_span keys[PDX_COUNTOF(names)];
    uint32_t ids[PDX_COUNTOF(names)], i;
    for (i = 0; i < PDX_COUNTOF(names); i++) keys[PDX_COUNTOF(names) - 1 - i] = pdx_span_str(names[i]);
    CHECK(pdx_key_order(keys, PDX_COUNTOF(names), ids));
    for (i = 0; i < PDX_COUNTOF(names); i++) CHECK_EQ(ids[i], PDX_COUNTOF(names) - 1 - i);
    CHECK(pdx_key_order(keys, 0, ids));
}

int main(void) {
    test_random random = {11};
    test_take(&random, 0);
    test_take(&random, 1);
    test_take(&random, 30);
    test_take(&random, 20000);
    test_order();
    return check_report("vocabulary");
}
