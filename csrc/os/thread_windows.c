#include "os/thread.h"

#ifdef _WIN32

#include <windows.h>

static DWORD WINAPI thread_main(void *context) {
    pdx_thread *thread = context;
    thread->run(thread->context);
    pdx_atomic_store(&thread->ended, 1);
    return 0;
}

bool pdx_thread_start(pdx_thread *thread, void (*run)(void *context), void *context) {
    thread->run = run;
    thread->context = context;
    pdx_atomic_store(&thread->ended, 0);
    thread->handle = (uintptr_t)CreateThread(NULL, 0, thread_main, thread, 0, NULL);
    return thread->handle != 0;
}

bool pdx_thread_poll(pdx_thread *thread) {
    if (pdx_atomic_load(&thread->ended) != 0) return true;
    (void)WaitForSingleObject((HANDLE)thread->handle, 1);
    return pdx_atomic_load(&thread->ended) != 0;
}

void pdx_thread_rest(void) {} /* there are no forks */

void pdx_thread_join(pdx_thread *thread) {
    (void)WaitForSingleObject((HANDLE)thread->handle, INFINITE);
    (void)CloseHandle((HANDLE)thread->handle);
}

unsigned pdx_processors(void) {
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwNumberOfProcessors < 1 ? 1u : (unsigned)info.dwNumberOfProcessors;
}

#endif
