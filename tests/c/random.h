/* Seeded random numbers for tests: the same run everywhere. */
#ifndef PDX_TESTS_RANDOM_H
#define PDX_TESTS_RANDOM_H

#include <stdint.h>

typedef struct test_random {
    uint64_t state;
} test_random;

/* splitmix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
static inline uint64_t random_next(test_random *random) {
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* 0 .. n-1; n is not 0. */
static inline uint32_t random_below(test_random *random, uint32_t n) { return (uint32_t)((random_next(random) >> 32) * n >> 32); }

#endif
