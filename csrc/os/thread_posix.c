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

static void *thread_main(void *context) {
    pdx_thread *thread = context;
    thread->run(thread->context);
    pdx_atomic_store(&thread->ended, 1);
    return NULL;
}

_Static_assert(sizeof(pthread_t) <= sizeof(uintptr_t), "a handle of pthread fits");

bool pdx_thread_start(pdx_thread *thread, void (*run)(void *context), void *context) {
    pthread_t handle;
    thread->run = run;
    thread->context = context;
    pdx_atomic_store(&thread->ended, 0);
    if (pthread_create(&handle, NULL, thread_main, thread) != 0) return false;
    memcpy(&thread->handle, &handle, sizeof handle);
    return true;
}

bool pdx_thread_poll(pdx_thread *thread) {
    const struct timespec moment = {0, 100000};
    if (pdx_atomic_load(&thread->ended) != 0) return true;
    (void)nanosleep(&moment, NULL);
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
