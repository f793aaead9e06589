/* Days inside a range and days that meet it: every level against posts asked one by one. */
#include "check.h"
#include "kernels/days.h"
#include "random.h"

static int32_t some_day(test_random *random, int32_t unknown) {
    if (random_below(random, 5) == 0) return unknown;
    return (int32_t)random_below(random, 40) - 20;
}

static void days_check(test_random *random) {
    int32_t first_days[PDX_DAYS_AT_ONCE], last_days[PDX_DAYS_AT_ONCE];
    const int32_t first = some_day(random, INT32_MIN), last = some_day(random, INT32_MAX);
    uint64_t inside, meets, in, meet;
    unsigned i;
    for (i = 0; i < PDX_DAYS_AT_ONCE; i++) {
        first_days[i] = some_day(random, INT32_MIN);
        last_days[i] = some_day(random, INT32_MAX);
        if (last_days[i] < first_days[i]) last_days[i] = first_days[i];
    }
    pdx_days_match_generic(first_days, last_days, first, last, &inside, &meets);
    for (i = 0; i < PDX_DAYS_AT_ONCE; i++) {
        const bool known = first_days[i] != INT32_MIN || last_days[i] != INT32_MAX;
        CHECK_EQ(inside >> i & 1, known && first_days[i] >= first && last_days[i] <= last);
        CHECK_EQ(meets >> i & 1, first_days[i] <= last && last_days[i] >= first);
    }
    if (pdx_days_match_vector(first_days, last_days, first, last, &in, &meet)) CHECK(in == inside && meet == meets);
    pdx_days_match(first_days, last_days, first, last, &in, &meet);
    CHECK(in == inside && meet == meets);
}

int main(void) {
    test_random random = {41};
    int round;
    for (round = 0; round < 5000; round++) days_check(&random);
    return check_report("test_days");
}
