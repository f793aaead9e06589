/* The smallest test harness that says where: a CHECK counts and goes on, and a test's main returns
 * check_report(). Included once by each test program. */
#ifndef PDX_TESTS_CHECK_H
#define PDX_TESTS_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long check_count;
static long check_failures;

/* Counts one check; true when it failed and should be told (the first fifty are). */
static inline int check_failed(int holds) {
    check_count++;
    return !holds && ++check_failures <= 50;
}

#define CHECK(condition)                                                                                        \
    do {                                                                                                        \
        if (check_failed((condition) ? 1 : 0)) printf("%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
    } while (0)

/* Integers of any kind that fit 64 bits; both values are shown. */
#define CHECK_EQ(got, wanted)                                                                              \
    do {                                                                                                   \
        const long long check_got = (long long)(got), check_wanted = (long long)(wanted);                  \
        if (check_failed(check_got == check_wanted))                                                       \
            printf("%s:%d: %s is %lld, wanted %lld\n", __FILE__, __LINE__, #got, check_got, check_wanted); \
    } while (0)

/* `len` bytes against a string literal, which may hold NUL; the bytes are shown with escapes. */
#define CHECK_BYTES(data, len, literal)                                                                                    \
    check_bytes((const unsigned char *)(data), (size_t)(len), (const unsigned char *)("" literal), sizeof("" literal) - 1, \
                __FILE__, __LINE__, #data)

static inline void check_print(const unsigned char *data, size_t len) {
    size_t i;
    for (i = 0; i < len && i < 200; i++) printf(data[i] < 0x20 || data[i] > 0x7E ? "\\x%02X" : "%c", (unsigned)data[i]);
}

static inline void check_bytes(const unsigned char *got, size_t got_len, const unsigned char *wanted, size_t wanted_len,
                               const char *file, int line, const char *name) {
    const int same = got_len == wanted_len && (got_len == 0 || memcmp(got, wanted, got_len) == 0);
    if (!check_failed(same)) return;
    printf("%s:%d: %s is (%lu bytes) ", file, line, name, (unsigned long)got_len);
    check_print(got, got_len);
    printf(", wanted (%lu bytes) ", (unsigned long)wanted_len);
    check_print(wanted, wanted_len);
    printf("\n");
}

#if defined(__SANITIZE_ADDRESS__)
#define CHECK_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHECK_SANITIZED 1
#endif
#endif
#ifndef CHECK_SANITIZED
#define CHECK_SANITIZED 0
#endif

/* From one fault to the next that is tried. Under sanitizers a step costs many times what it does without them, and the small build tries
 * every one: so each run tries every fifth there (a number that has nothing in common with 8, by which bits are chosen), the long form all. */
static inline unsigned check_stride(void) { return CHECK_SANITIZED && getenv("POSTDEX_LONG") == NULL ? 5 : 1; }

/* That many rounds of chance, or as many as are left by the stride. */
static inline long check_rounds(long all) { return (all + (long)check_stride() - 1) / (long)check_stride(); }

/* Prints one line and gives the exit code. A program that checked nothing has failed. */
static inline int check_report(const char *name) {
    printf("%s: %ld checks, %ld failures\n", name, check_count, check_failures);
    return check_failures == 0 && check_count > 0 ? 0 : 1;
}

#endif
