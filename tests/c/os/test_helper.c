/* A helper: it works while the caller does, both hear of a failure of the other, ticks come from the caller's side alone. */
#include "check.h"
#include "os/helper.h"

typedef struct task {
    uint64_t steps, done;
    pdx_status fail_with; /* at the end of the steps */
} task;

static pdx_status task_work(void *context, const pdx_tick *tick, pdx_error *err) {
    task *t = context;
    for (t->done = 0; t->done < t->steps; t->done++) PDX_TRY(pdx_tick_step(tick, t->done, t->steps, err));
    return t->fail_with == PDX_OK ? PDX_OK : pdx_fail(err, t->fail_with, 7, "the task failed");
}

static bool count_tick(void *context, uint64_t done, uint64_t total) {
    int64_t *left = context;
    CHECK(done <= total);
    return --*left > 0;
}

static void test_end(void) {
    task t = {1000, 0, PDX_OK};
    pdx_helper helper;
    pdx_error err;
    CHECK(pdx_helper_start(&helper, task_work, &t));
    CHECK_EQ(pdx_helper_end(&helper, PDX_OK, NULL, &err), PDX_OK);
    CHECK_EQ(t.done, 1000);
}

static void test_failures(void) {
    task fails = {10, 0, PDX_EVALUE}, endless = {UINT64_MAX, 0, PDX_OK};
    int64_t left = 5;
    const pdx_tick tick = {count_tick, &left};
    pdx_helper helper;
    pdx_error err = {0};
    CHECK(pdx_helper_start(&helper, task_work, &fails));
    CHECK_EQ(pdx_helper_end(&helper, PDX_OK, NULL, &err), PDX_EVALUE);
    CHECK_EQ(err.status, PDX_EVALUE);
    CHECK_EQ(err.offset, 7);
    CHECK(pdx_helper_start(&helper, task_work, &fails));
    CHECK_EQ(pdx_helper_end(&helper, PDX_OK, NULL, NULL), PDX_EVALUE);
    /* What the caller came to counts, and stops a helper that would never end. */
    CHECK(pdx_helper_start(&helper, task_work, &endless));
    CHECK_EQ(pdx_helper_end(&helper, PDX_ECALLBACK, NULL, &err), PDX_ECALLBACK);
    CHECK(pdx_helper_start(&helper, task_work, &endless));
    CHECK_EQ(pdx_helper_end(&helper, PDX_OK, &tick, &err), PDX_EINTERRUPTED);
    CHECK_EQ(err.status, PDX_EINTERRUPTED);
}

int main(void) {
    test_end();
    test_failures();
    CHECK(pdx_processors() >= 1);
    return check_report("helper");
}
