/* The smallest test harness that says where: CHECK counts and goes on, and a test's main returns
 * check_report(). Included once by each test program. */
#ifndef PDX_TESTS_CHECK_H
#define PDX_TESTS_CHECK_H

#include <stdio.h>

static long check_count;
static long check_failures;

#define CHECK(condition)                                                                  \
    do {                                                                                  \
        check_count++;                                                                    \
        if (!(condition)) {                                                               \
            check_failures++;                                                             \
            if (check_failures <= 50) printf("%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
        }                                                                                 \
    } while (0)

/* Prints one line and gives the exit code. A program that checked nothing has failed. */
static inline int check_report(const char *name) {
    printf("%s: %ld checks, %ld failures\n", name, check_count, check_failures);
    return check_failures == 0 && check_count > 0 ? 0 : 1;
}

#endif
