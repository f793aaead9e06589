/* A folder of a test's own for a saved archive. */
#ifndef PDX_TESTS_SAVED_FOLDER_H
#define PDX_TESTS_SAVED_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifndef _WIN32
#include <unistd.h>
#endif

#include "base/buf.h"
#include "os/file.h"

static char archive_path[300];

/* With all that is in it. */
static void saved_folder_remove(void) {
    pdx_buf names;
    pdx_buf_init(&names);
    if (pdx_path_list(pdx_os_system(), archive_path, &names, NULL) == PDX_OK) {
        for (size_t at = 0; at < names.len; at += strlen((const char *)names.data + at) + 1) {
            char path[600];
            (void)snprintf(path, sizeof path, "%s/%s", archive_path, (const char *)names.data + at);
            (void)remove(path);
        }
    }
    pdx_buf_deinit(&names);
    (void)remove(archive_path);
}

/* Where files are in memory, if there is such a place: thousands of them are made safe on disk, which takes long on one that others use. */
static const char *saved_folder_above(void) {
    const char *folder = getenv("TMPDIR");
    if (folder != NULL) return folder;
#ifndef _WIN32
    if (access("/dev/shm", W_OK) == 0) return "/dev/shm";
#endif
    return "/tmp";
}

/* `own`: of this process alone. */
static void saved_folder_choose(const char *test, const void *own) {
    (void)snprintf(archive_path, sizeof archive_path, "%s/%s.%lu.pdx", saved_folder_above(), test, (unsigned long)((uintptr_t)own >> 4));
    saved_folder_remove();
}

#endif
