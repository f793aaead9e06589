/* Progress of several steps as one: shares, passes that begin again, unknown lengths, stages inside stages, stopping. */
#include "check.h"

#include "base/stages.h"

typedef struct told {
    uint64_t done, total;
    bool go_on;
} told;

static bool tell(void *context, uint64_t done, uint64_t total) {
    told *last = context;
    last->done = done;
    last->total = total;
    return last->go_on;
}

static void check_step(const pdx_tick *tick, uint64_t done, uint64_t total, const told *last, uint64_t want) {
    CHECK(pdx_tick_step(tick, done, total, NULL) == PDX_OK);
    CHECK_EQ(last->done, want);
    CHECK_EQ(last->total, 1000);
}

int main(void) {
    told last = {0, 0, true};
    const pdx_tick outer = {tell, &last};
    pdx_stages stages, inner;
    const pdx_tick tick = pdx_stages_begin(&stages, &outer);
    pdx_tick part;
    pdx_error err = {0};
    pdx_stages_next(&stages, 400);
    check_step(&tick, 0, 8, &last, 0);
    check_step(&tick, 4, 8, &last, 200);
    check_step(&tick, 1, 80000, &last, 200); /* a second pass */
    check_step(&tick, 0, 0, &last, 200);
    check_step(&tick, 9, 8, &last, 400);
    pdx_stages_next(&stages, 600);
    part = pdx_stages_begin(&inner, &tick);
    pdx_stages_next(&inner, 500);
    check_step(&part, UINT64_MAX / 2, UINT64_MAX, &last, 550);
    check_step(&part, 1, 1, &last, 700);
    pdx_stages_next(&inner, 500);
    check_step(&part, 0, 0, &last, 700);
    check_step(&part, 3, 3, &last, 1000);
    last.go_on = false;
    CHECK(pdx_tick_step(&part, 0, 0, &err) == PDX_EINTERRUPTED);
    CHECK(err.status == PDX_EINTERRUPTED);
    return check_report("stages");
}
