#include "archive/store/folder_lock.h"

#include <errno.h>

#include "archive/store/saved.h"
#include "archive/store/folder.h"
#include "base/alloc.h"

enum { OWNER_MOST = 128 }; /* bytes that say who holds a lock */

/* Who holds it, as far as that can be read: it is for people, and may just be going. */
static size_t owner_read(const pdx_folder_lock *lock, char text[OWNER_MOST]) {
    pdx_file_info info = {.kind = PDX_FILE_REGULAR};
    pdx_file file;
    size_t n = 0;
    if (pdx_file_open(&file, lock->os, lock->owner, PDX_OPEN_READ, NULL) != PDX_OK) return 0;
    if (pdx_file_describe(&file, &info, NULL) == PDX_OK && info.kind == PDX_FILE_REGULAR) n = info.size < OWNER_MOST ? (size_t)info.size : OWNER_MOST;
    if (pdx_file_read(&file, text, n, 0, NULL) != PDX_OK) n = 0;
    pdx_file_drop(&file);
    for (size_t i = 0; i < n; i++) {
        if (text[i] < ' ' || text[i] > '~') text[i] = '?';
    }
    return n;
}

/* A holder that is gone, killed perhaps, has left what it said. */
static void owner_remove(const pdx_folder_lock *lock) {
    const pdx_status ignored = pdx_path_remove(lock->os, lock->owner, NULL); /* there may be none */
    (void)ignored;
}

/* *is: whether the file of this name is the one that is locked. PDX_EIO when there is none. */
static pdx_status lock_compare(const pdx_folder_lock *lock, const char *path, bool *is, pdx_error *err) {
    pdx_file held = lock->file, file;
    pdx_file_info mine = {0}, there = {0};
    pdx_status status;
    PDX_TRY(pdx_file_describe(&held, &mine, err));
    PDX_TRY(pdx_file_open(&file, lock->os, path, PDX_OPEN_READ, err));
    status = pdx_file_describe(&file, &there, err);
    pdx_file_drop(&file);
    *is = mine.device == there.device && mine.number == there.number;
    return status;
}

/* *is: false also when there is no such file any more. */
static pdx_status lock_is_there(const pdx_folder_lock *lock, const char *path, bool *is, pdx_error *err) {
    pdx_error own = {0}, *told = err == NULL ? &own : err;
    pdx_status status;
    *is = false;
    status = lock_compare(lock, path, is, told);
    return status == PDX_EIO && told->code == ENOENT ? PDX_OK : status;
}

/* Tries once. *is: whether the file that was locked is the lock still: who made the folder, and came to nothing, removes both. */
static pdx_status lock_try(pdx_folder_lock *lock, const pdx_os *os, const char *folder, bool *is, pdx_error *err) {
    manifest now = {0};
    char text[OWNER_MOST];
    size_t n;
    pdx_status status = archive_folder_ready(os, folder, &now, err);
    manifest_deinit(&now);
    PDX_TRY(status);
    lock->os = os;
    PDX_TRY(manifest_path(lock->path, folder, "lock", err));
    PDX_TRY(manifest_path(lock->owner, folder, "owner", err));
    PDX_TRY(pdx_file_open(&lock->file, os, lock->path, PDX_OPEN_KEEP, err));
    lock->process = pdx_os_process();
    status = pdx_file_lock(&lock->file, err);
    if (status == PDX_OK) status = lock_is_there(lock, lock->path, is, err);
    if (status == PDX_OK && *is) owner_remove(lock);
    else folder_lock_drop(lock);
    if (status == PDX_ELOCKED && (n = owner_read(lock, text)) > 0) {
        return pdx_fail(err, PDX_ELOCKED, PDX_NO_OFFSET, "another writer holds it: %.*s", (int)n, text);
    }
    return status;
}

pdx_status folder_lock_take(pdx_folder_lock *lock, const pdx_os *os, const char *folder, pdx_error *err) {
    enum { TRIES = 16 };
    bool is = false;
    for (unsigned k = 0; k < TRIES && !is; k++) PDX_TRY(lock_try(lock, os, folder, &is, err));
    return is ? PDX_OK : pdx_fail(err, PDX_ELOCKED, PDX_NO_OFFSET, "others make this folder and remove it again");
}

pdx_status folder_lock_check(const pdx_folder_lock *lock, const char *folder, pdx_error *err) {
    pdx_file_info info;
    char path[MANIFEST_PATH];
    bool is;
    if (lock->process != pdx_os_process()) return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, PDX_OF_ANOTHER_PROCESS);
    PDX_TRY(pdx_path_describe(lock->os, folder, &info, err));
    PDX_TRY(manifest_path(path, folder, "lock", err));
    PDX_TRY(lock_is_there(lock, path, &is, err));
    if (is) return PDX_OK;
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET,
                    "this is not the folder any more that this writer holds: it, or its lock, was moved or removed; open it again");
}

void folder_lock_drop(pdx_folder_lock *lock) {
    if (lock->process == pdx_os_process()) pdx_file_unlock(&lock->file);
    pdx_file_drop(&lock->file);
}

static pdx_status owner_write(const pdx_folder_lock *lock, pdx_span owner, pdx_error *err) {
    pdx_file file;
    pdx_status status;
    status = pdx_file_open(&file, lock->os, lock->owner, PDX_OPEN_NEW, err);
    if (status != PDX_OK && err != NULL && err->code == EEXIST) PDX_TRY(pdx_path_remove(lock->os, lock->owner, err)); /* says why it is there still */
    PDX_TRY(status);
    status = pdx_file_write(&file, pdx_span_slice(owner, 0, pdx_min_size(owner.len, OWNER_MOST)), err);
    if (status == PDX_OK) status = pdx_file_close(&file, err);
    pdx_file_drop(&file);
    return status;
}

pdx_status archive_lock(const pdx_os *os, const char *path, pdx_span owner, pdx_folder_lock **out, pdx_error *err) {
    pdx_folder_lock *lock = *out = pdx_alloc_zero(1, sizeof *lock);
    pdx_status status;
    if (lock == NULL) return pdx_fail_memory(err);
    status = folder_lock_take(lock, os, path, err);
    if (status == PDX_OK) {
        status = owner_write(lock, owner, err);
        if (status == PDX_OK) return PDX_OK;
        owner_remove(lock);
        folder_lock_drop(lock);
    }
    pdx_free(lock);
    *out = NULL;
    return status;
}

pdx_status pdx_folder_lock_new(const char *path, pdx_span owner, pdx_folder_lock **out, pdx_error *err) {
    return archive_lock(pdx_os_system(), path, owner, out, err);
}

uint64_t pdx_process(void) { return pdx_os_process(); }

void pdx_folder_lock_free(pdx_folder_lock *lock) {
    bool is = false;
    if (lock == NULL) return;
    if (lock->process == pdx_os_process() && lock_compare(lock, lock->path, &is, NULL) == PDX_OK && is) owner_remove(lock); /* else it may be another's */
    folder_lock_drop(lock);
    pdx_free(lock);
}
