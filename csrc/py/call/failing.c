/* Python's allocators, made to fail, for rigs: in test modes alone, reached from outside (PDX_FOR_RIGS). What fails is what this module asks for,
 * itself or in what it calls of Python's: Python alone does not survive that everywhere (an iterator over a dict, in 3.11). Of objects and of memory
 * that is asked for with the lock held; the third domain is left alone. */
#include <Python.h>

#include "postdex.h"

#if defined(PDX_TESTING) && defined(__linux__) && defined(__GLIBC__)
#include <dlfcn.h>
#include <execinfo.h>

enum { DOMAINS = 2, DEEP = 48, PLACES = 4096 };
static const PyMemAllocatorDomain domains[DOMAINS] = {PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
static PyMemAllocatorEx under[DOMAINS];
static uint64_t asked, failed, fails_from, fails_below;
static uint8_t *ours; /* while it is watched which are this module's, and none fails: a byte for each of the first `n_ours`; else NULL */
static uint64_t n_ours;

typedef enum whose { UNKNOWN, THIS_MODULE, INTERPRETER, ANOTHER } whose;

static whose ask_whose(void *frame) {
    Dl_info own, info;
    if (dladdr((void *)(uintptr_t)&asked, &own) == 0 || dladdr(frame, &info) == 0) return ANOTHER;
    if (info.dli_fbase == own.dli_fbase) return THIS_MODULE;
    return info.dli_sname != NULL && strcmp(info.dli_sname, "_PyEval_EvalFrameDefault") == 0 ? INTERPRETER : ANOTHER;
}

/* Whose code a frame is in; the same few come again and again, and asking takes long. */
static whose whose_is(void *frame) {
    static struct {
        void *frame;
        whose of;
    } known[PLACES];
    const size_t at = ((uintptr_t)frame >> 2) % PLACES;
    if (known[at].frame != frame) {
        known[at].frame = frame;
        known[at].of = ask_whose(frame);
    }
    return known[at].of;
}

/* Whether the innermost of this module and Python's interpreter is this module. */
static bool is_ours(void) {
    void *frames[DEEP];
    const int n = backtrace(frames, DEEP);
    for (int i = 4; i < n; i++) { /* beyond what stands in this file */
        const whose of = whose_is(frames[i]);
        if (of == THIS_MODULE || of == INTERPRETER) return of == THIS_MODULE;
    }
    return false;
}

static PDX_NOINLINE bool must_fail(void) {
    asked++;
    if (ours != NULL) {
        if (asked <= n_ours && is_ours()) ours[asked - 1] = 1;
        return false;
    }
    if (asked < fails_from || asked >= fails_below || !is_ours()) return false;
    failed++;
    return true;
}

static void *failing_malloc(void *context, size_t size) {
    const PyMemAllocatorEx *real = context;
    return must_fail() ? NULL : real->malloc(real->ctx, size);
}

static void *failing_calloc(void *context, size_t count, size_t size) {
    const PyMemAllocatorEx *real = context;
    return must_fail() ? NULL : real->calloc(real->ctx, count, size);
}

static void *failing_realloc(void *context, void *block, size_t size) {
    const PyMemAllocatorEx *real = context;
    return must_fail() ? NULL : real->realloc(real->ctx, block, size);
}

static void failing_free(void *context, void *block) {
    const PyMemAllocatorEx *real = context;
    real->free(real->ctx, block);
}

/* From now on those numbered from `from` up to but not `below` fail, counted from 1, until pdx_py_memory_sound. Called with the lock held. */
PDX_FOR_RIGS void pdx_py_memory_fails(uint64_t from, uint64_t below);
void pdx_py_memory_fails(uint64_t from, uint64_t below) {
    ours = NULL;
    asked = failed = 0;
    fails_from = from;
    fails_below = below;
    for (int i = 0; i < DOMAINS; i++) {
        PyMemAllocatorEx failing = {&under[i], failing_malloc, failing_calloc, failing_realloc, failing_free};
        PyMem_GetAllocator(domains[i], &under[i]);
        PyMem_SetAllocator(domains[i], &failing);
    }
}

/* From now on none fails, until pdx_py_memory_sound; of the first `room` it is written down whether they would. */
PDX_FOR_RIGS void pdx_py_memory_watch(uint8_t *into, uint64_t room);
void pdx_py_memory_watch(uint8_t *into, uint64_t room) {
    pdx_py_memory_fails(0, 0);
    ours = into;
    n_ours = room;
}

/* How many were asked for meanwhile; and how many of them failed. */
PDX_FOR_RIGS uint64_t pdx_py_memory_sound(uint64_t *n_failed);
uint64_t pdx_py_memory_sound(uint64_t *n_failed) {
    for (int i = 0; i < DOMAINS; i++) PyMem_SetAllocator(domains[i], &under[i]);
    *n_failed = failed;
    return asked;
}

#else
typedef int pdx_py_no_failing_memory; /* a file must hold something */
#endif
