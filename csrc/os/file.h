/* Files as the core wants them: whole reads and writes, atomic replacement, locks, maps; each over a table of calls (calls.h), so
 * that faults can be planned. Called by the writers and readers of stored segments and manifests.
 * Promises: interrupted calls are taken up again, short ones completed; an error names the path and the system's reason; after an
 * error nothing is left open. A failed sync is final: whoever wanted it writes a new file, since asking again can lie. */
#ifndef PDX_OS_FILE_H
#define PDX_OS_FILE_H

#include "base/buf.h"
#include "base/status.h"
#include "os/calls.h"

typedef struct pdx_file {
    const pdx_os *os;
    const char *path; /* borrowed from the caller of open, for messages; must outlive the file */
    pdx_fd fd;        /* owned; PDX_FD_NONE when closed */
} pdx_file;

/* A file's bytes in memory, read-only. Valid after the file is closed. */
typedef struct pdx_mapping {
    const pdx_os *os;
    const uint8_t *data; /* owned; NULL when len is 0 */
    size_t len;
} pdx_mapping;

PDX_MUST pdx_status pdx_file_open(pdx_file *file, const pdx_os *os, const char *path, pdx_open_how how, pdx_error *err);
/* Closing a file that is closed does nothing. An error here is one of an earlier write. */
PDX_MUST pdx_status pdx_file_close(pdx_file *file, pdx_error *err);
void pdx_file_drop(pdx_file *file); /* closes on the way out of an error that is already told */

PDX_MUST pdx_status pdx_file_describe(pdx_file *file, pdx_file_info *out, pdx_error *err);
/* All `len` bytes at `offset`; PDX_ECORRUPT when the file ends before. */
PDX_MUST pdx_status pdx_file_read(pdx_file *file, void *into, size_t len, uint64_t offset, pdx_error *err);
PDX_MUST pdx_status pdx_file_write(pdx_file *file, pdx_span bytes, pdx_error *err); /* all of them, at the place reached */
PDX_MUST pdx_status pdx_file_sync(pdx_file *file, pdx_error *err);
/* The one writer of something holds its lock file open. PDX_ELOCKED at once when somebody else does. */
PDX_MUST pdx_status pdx_file_lock(pdx_file *file, pdx_error *err);

void pdx_file_unlock(pdx_file *file); /* on the way to closing it */

/* Where the file system maps no files, it is read into memory instead. PDX_ECORRUPT for what is no file. */
PDX_MUST pdx_status pdx_file_map(pdx_file *file, pdx_mapping *out, pdx_error *err);
void pdx_mapping_deinit(pdx_mapping *mapping);

PDX_MUST pdx_status pdx_path_describe(const pdx_os *os, const char *path, pdx_file_info *out, pdx_error *err);
/* Puts a written file in the place of another in one step. */
PDX_MUST pdx_status pdx_path_rename(const pdx_os *os, const char *from, const char *to, pdx_error *err);
/* Puts a written and synced file in the place of another in one step, and makes that last: `folder` holds them both. */
PDX_MUST pdx_status pdx_path_replace(const pdx_os *os, const char *from, const char *to, const char *folder, pdx_error *err);
/* Makes the names in a folder last. */
PDX_MUST pdx_status pdx_path_sync(const pdx_os *os, const char *folder, pdx_error *err);
/* Makes the name of `path` itself last, in the folder where it stands. */
PDX_MUST pdx_status pdx_path_sync_above(const pdx_os *os, const char *path, pdx_error *err);
PDX_MUST pdx_status pdx_path_remove(const pdx_os *os, const char *path, pdx_error *err);
PDX_MUST pdx_status pdx_path_make_folder(const pdx_os *os, const char *path, pdx_error *err);
/* The names in a folder, each ended by NUL, appended to `names` in the order of the system. */
PDX_MUST pdx_status pdx_path_list(const pdx_os *os, const char *path, pdx_buf *names, pdx_error *err);

#endif
