/* The lock of a saved archive's folder, and who holds it. For archive/ only: saved.c and committed.c; the seam's verbs are in folder_lock.c too.
 * Promises: one holder at a time; one that dies lets go. Whoever holds it may remove its file: nobody takes one for the lock that has no name any
 * more. */
#ifndef PDX_ARCHIVE_FOLDER_LOCK_H
#define PDX_ARCHIVE_FOLDER_LOCK_H

#include "archive/store/manifest.h"
#include "postdex.h"

struct pdx_folder_lock {
    const pdx_os *os;
    char path[MANIFEST_PATH], owner[MANIFEST_PATH]; /* of its file, and of the one that says who holds it */
    uint64_t process;                               /* that took it: a fork of it has the file, and not the lock */
    pdx_file file;                                  /* owned */
};

/* Without saying by whom; for one saving. PDX_ELOCKED says who holds it. */
pdx_status folder_lock_take(pdx_folder_lock *lock, const pdx_os *os, const char *folder, pdx_error *err) PDX_MUST;
void folder_lock_drop(pdx_folder_lock *lock);
/* PDX_EVALUE in a fork of the process that holds it, and when the folder of this name is not the one that is held: that was moved, or its lock was
 * removed, and another may be in its place. PDX_EIO when there is no folder of the name. */
pdx_status folder_lock_check(const pdx_folder_lock *lock, const char *folder, pdx_error *err) PDX_MUST;

#endif
