/* A helper: it works while the caller does, both hear of a failure of the other, ticks come from the caller's side alone. */
/* Before any header: fork and nanosleep. */
#define _GNU_SOURCE
#define _DARWIN_C_SOURCE

#include "check.h"
#include "os/helper.h"

#ifndef _WIN32
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#endif

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

#ifndef _WIN32
enum { FORKS = 40 };

typedef struct room {
    pdx_atomic_i64 is_torn; /* between two ticks it is, almost always */
} room;

static pdx_status room_work(void *context, const pdx_tick *tick, pdx_error *err) {
    const struct timespec moment = {0, 300000};
    room *r = context;
    for (;;) {
        PDX_TRY(pdx_tick_step(tick, 0, 0, err));
        pdx_atomic_store(&r->is_torn, 1);
        (void)nanosleep(&moment, NULL);
        pdx_atomic_store(&r->is_torn, 0);
    }
}

typedef struct forker {
    int n_left, child;
} forker;

/* Forks when it is asked for the second time; the child asks to stop, as callbacks do there. */
static bool fork_tick(void *context, uint64_t done, uint64_t total) {
    forker *f = context;
    (void)done, (void)total;
    if (--f->n_left > 0) return true;
    if (f->n_left == 0) f->child = (int)fork();
    return f->child > 0 && f->n_left > -3;
}

/* A fork finds what a helper was about whole, and waits for no thread, whether it was made by the tick that it waits with or before. */
static void test_forks(void) {
    for (int i = 0; i < FORKS; i++) {
        room r = {0};
        forker f = {2, -1};
        const pdx_tick tick = {fork_tick, &f};
        pdx_helper helper;
        pdx_error err = {0};
        int told = 0;
        pdx_status status;
        CHECK(pdx_helper_start(&helper, room_work, &r));
        if (i % 2 == 0) f.child = (int)fork(), f.n_left = 0;
        status = f.child == 0 ? pdx_helper_end(&helper, PDX_OK, NULL, &err) : pdx_helper_end(&helper, PDX_OK, &tick, &err);
        if (f.child == 0) {
            if (status == (i % 2 == 0 ? PDX_EVALUE : PDX_EINTERRUPTED)) told |= 1;
            if (pdx_atomic_load(&r.is_torn) == 0 && pdx_atomic_load(&helper.stop) == 0) told |= 2; /* nobody was told to stop, for nobody was waited for */
            _exit(told);
        }
        CHECK_EQ(status, PDX_EINTERRUPTED);
        CHECK(waitpid((pid_t)f.child, &told, 0) == (pid_t)f.child && WIFEXITED(told));
        CHECK_EQ(WEXITSTATUS(told), 3);
    }
}
#endif

int main(void) {
    test_end();
    test_failures();
#ifndef _WIN32
    test_forks();
#endif
    CHECK(pdx_processors() >= 1);
    return check_report("helper");
}
