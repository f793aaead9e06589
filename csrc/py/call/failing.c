/* Python's allocators, made to fail, for rigs: in test modes alone, reached from outside (PDX_FOR_RIGS). What fails is what this module asks for,
 * itself or in what it calls of Python's: Python alone does not survive that everywhere (an iterator over a dict, in 3.11). Of objects and of memory
 * that is asked for with the lock held; the third domain is left alone. */
#include <Python.h>

#include "postdex.h"

#if defined(PDX_TESTING) && defined(__linux__) && defined(__GLIBC__)
#include <dlfcn.h>
#include <execinfo.h>

enum { DOMAINS = 2, DEEP = 48 };
static const PyMemAllocatorDomain domains[DOMAINS] = {PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
static PyMemAllocatorEx under[DOMAINS];
static uint64_t asked, failed, fails_from, fails_below;

/* Whether the innermost of this module and Python's interpreter is this module. */
static bool is_ours(void) {
    void *frames[DEEP];
    const int n = backtrace(frames, DEEP);
    Dl_info own, info;
    if (dladdr((void *)(uintptr_t)&asked, &own) == 0) return false;
    for (int i = 4; i < n; i++) { /* beyond what stands in this file */
        if (dladdr(frames[i], &info) == 0) continue;
        if (info.dli_fbase == own.dli_fbase) return true;
        if (info.dli_sname != NULL && strcmp(info.dli_sname, "_PyEval_EvalFrameDefault") == 0) return false;
    }
    return false;
}

static PDX_NOINLINE bool must_fail(void) {
    asked++;
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
    asked = failed = 0;
    fails_from = from;
    fails_below = below;
    for (int i = 0; i < DOMAINS; i++) {
        PyMemAllocatorEx failing = {&under[i], failing_malloc, failing_calloc, failing_realloc, failing_free};
        PyMem_GetAllocator(domains[i], &under[i]);
        PyMem_SetAllocator(domains[i], &failing);
    }
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
