/* Before any header: sysconf and sched_getaffinity. */
#define _GNU_SOURCE
#define _DARWIN_C_SOURCE

#include "os/thread.h"

#ifndef _WIN32

#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#endif

/* AT_REST: moments that a fork waits at most, a second or more: work without a rest is done sooner. */
enum { MOMENT = 100000 /* nanoseconds */, AT_REST = 10000 };

static pdx_atomic_i64 n_at_work; /* threads that do not rest */
static pdx_atomic_i64 n_forks;   /* that are being made */

static void moment_wait(void) {
    const struct timespec moment = {0, MOMENT};
    (void)nanosleep(&moment, NULL);
}

static void work_begin(void) {
    (void)pdx_atomic_add(&n_at_work, 1);
    while (pdx_atomic_load(&n_forks) != 0) {
        (void)pdx_atomic_add(&n_at_work, -1);
        while (pdx_atomic_load(&n_forks) != 0) moment_wait();
        (void)pdx_atomic_add(&n_at_work, 1);
    }
}

static void work_end(void) { (void)pdx_atomic_add(&n_at_work, -1); }

void pdx_thread_rest(void) {
    if (pdx_atomic_load(&n_forks) == 0) return;
    work_end();
    work_begin();
}

static void fork_prepare(void) {
    (void)pdx_atomic_add(&n_forks, 1);
    for (int i = 0; i < AT_REST && pdx_atomic_load(&n_at_work) != 0; i++) moment_wait();
}

static void fork_parent(void) { (void)pdx_atomic_add(&n_forks, -1); }

static void fork_child(void) {
    pdx_atomic_store(&n_at_work, 0);
    pdx_atomic_store(&n_forks, 0);
}

static void forks_watch(void) { (void)pthread_atfork(fork_prepare, fork_parent, fork_child); }

static void *thread_main(void *context) {
    pdx_thread *thread = context;
    work_begin();
    thread->run(thread->context);
    work_end();
    pdx_atomic_store(&thread->ended, 1);
    return NULL;
}

_Static_assert(sizeof(pthread_t) <= sizeof(uintptr_t), "a handle of pthread fits");

bool pdx_thread_start(pdx_thread *thread, void (*run)(void *context), void *context) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_t handle;
    (void)pthread_once(&once, forks_watch);
    thread->run = run;
    thread->context = context;
    pdx_atomic_store(&thread->ended, 0);
    if (pthread_create(&handle, NULL, thread_main, thread) != 0) return false;
    memcpy(&thread->handle, &handle, sizeof handle);
    return true;
}

bool pdx_thread_poll(pdx_thread *thread) {
    if (pdx_atomic_load(&thread->ended) != 0) return true;
    moment_wait();
    return pdx_atomic_load(&thread->ended) != 0;
}

void pdx_thread_join(pdx_thread *thread) {
    pthread_t handle;
    memcpy(&handle, &thread->handle, sizeof handle);
    (void)pthread_join(handle, NULL);
}

unsigned pdx_processors(void) {
    long n;
#ifdef __linux__
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0) return (unsigned)CPU_COUNT(&allowed);
#endif
    n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1u : (unsigned)n;
}

#endif
