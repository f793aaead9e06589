#define _GNU_SOURCE
#define _DARWIN_C_SOURCE

#include "os/held.h"

#ifndef _WIN32

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

enum { HELD_MOST = 64 };

static pthread_mutex_t alone = PTHREAD_MUTEX_INITIALIZER; /* of all below */
static int held[HELD_MOST];
static unsigned n_held;

static void fork_prepare(void) { (void)pthread_mutex_lock(&alone); }

static void fork_parent(void) { (void)pthread_mutex_unlock(&alone); }

/* Not closed: whoever has the descriptor closes it, when another file may have its number. */
static void fork_child(void) {
    const int nothing = n_held == 0 ? -1 : open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (unsigned i = 0; nothing >= 0 && i < n_held; i++) {
        if (dup2(nothing, held[i]) >= 0) (void)fcntl(held[i], F_SETFD, FD_CLOEXEC);
    }
    if (nothing >= 0) (void)close(nothing);
    n_held = 0;
    (void)pthread_mutex_unlock(&alone);
}

static void forks_watch(void) { (void)pthread_atfork(fork_prepare, fork_parent, fork_child); }

void pdx_held_put(int fd) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, forks_watch);
    (void)pthread_mutex_lock(&alone);
    if (n_held < HELD_MOST) held[n_held++] = fd;
    (void)pthread_mutex_unlock(&alone);
}

void pdx_held_drop(int fd) {
    (void)pthread_mutex_lock(&alone);
    for (unsigned i = 0; i < n_held; i++) {
        if (held[i] == fd) held[i--] = held[--n_held];
    }
    (void)pthread_mutex_unlock(&alone);
}

#endif
