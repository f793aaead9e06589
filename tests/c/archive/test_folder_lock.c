/* The lock of a folder that its first holder removes with the folder, as whoever comes to nothing does, between opening it and locking it: nobody holds what has no name. */
#include "archive/store/folder_lock.h"
#include "archive/store/saved.h"
#include "check.h"
#include "postdex.h"
#include "saved_folder.h"

static unsigned n_removed; /* times that another process removes it just before it is locked */

static int lock_late(const pdx_os *os, pdx_fd fd) {
    const pdx_os *native = pdx_os_native();
    char path[400];
    (void)os;
    if (n_removed > 0) {
        n_removed--;
        (void)snprintf(path, sizeof path, "%s/lock", archive_path);
        (void)native->unlink(native, path);
        (void)remove(archive_path);
    }
    return native->lock(native, fd);
}

/* Whether another one can have it as well. */
static bool is_free(const pdx_os *os) {
    pdx_folder_lock *lock;
    const bool taken = archive_lock(os, archive_path, pdx_span_str("another"), &lock, NULL) == PDX_OK;
    if (taken) pdx_folder_lock_free(lock);
    return taken;
}

int main(void) {
    pdx_os late = *pdx_os_native();
    pdx_folder_lock *lock;
    late.lock = lock_late;
    saved_folder_choose("folder-lock", &n_removed);
    for (unsigned n = 0; n < 4; n++) {
        n_removed = n;
        CHECK(archive_lock(&late, archive_path, pdx_span_str("a test"), &lock, NULL) == PDX_OK);
        CHECK(folder_lock_check(lock, archive_path, NULL) == PDX_OK);
        CHECK(!is_free(&late));
        pdx_folder_lock_free(lock);
        CHECK(is_free(&late));
    }
    n_removed = 1000;
    CHECK(archive_lock(&late, archive_path, pdx_span_str("a test"), &lock, NULL) == PDX_ELOCKED);
    saved_folder_remove();
    return check_report("folder_lock");
}
