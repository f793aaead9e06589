/* A saved archive in memory, under the table of file calls: for fuzz targets, which edit its files and touch no disk. */
#ifndef PDX_FUZZ_MEMORY_FILES_H
#define PDX_FUZZ_MEMORY_FILES_H

#include <errno.h>
#include <stdlib.h>

#include "archive/archive_sample.h"
#include "archive/store/saved.h"
#include "base/buf.h"

enum { MANIFEST, POSTS, TEXTS, WORDS, FILES };
static const char *const names[FILES] = {"/manifest", "/posts-", "/texts-", "/words-"};
static pdx_buf files[FILES]; /* as they were saved, or as a target has edited them */
static size_t ends[FILES];   /* where the next bytes are written, since a file was opened */

/* ---- a file system of four files */

static int file_of(const char *path) {
    for (int f = 0; f < FILES; f++) {
        const char *at = strstr(path, names[f]);
        if (at != NULL && strstr(path, ".new") == NULL) return f;
    }
    return -1;
}

static int memory_open(const pdx_os *os, const char *path, pdx_open_how how, pdx_fd *out) {
    const int f = file_of(path);
    (void)os;
    *out = f < 0 ? FILES : f; /* the lock, and the manifest before it is in its place */
    if (how == PDX_OPEN_READ && strstr(path, "/lock") != NULL) return 0; /* who locks it looks whether it is there still */
    if (how == PDX_OPEN_READ) return f < 0 || files[f].len == 0 ? ENOENT : 0;
    ends[f < 0 ? MANIFEST : f] = 0;
    return 0;
}
static int memory_read_at(const pdx_os *os, pdx_fd fd, void *into, size_t len, uint64_t offset, size_t *got) {
    const pdx_buf *file = &files[fd];
    (void)os;
    *got = offset >= file->len ? 0 : pdx_min_size(len, file->len - (size_t)offset);
    if (*got > 0) memcpy(into, file->data + offset, *got);
    return 0;
}
static int memory_write(const pdx_os *os, pdx_fd fd, const void *bytes, size_t len, size_t *written) {
    const size_t f = fd == FILES ? MANIFEST : (size_t)fd;
    pdx_buf *file = &files[f];
    const size_t over = pdx_min_size(file->len - ends[f], len);
    (void)os;
    if (over > 0) memcpy(file->data + ends[f], bytes, over);
    pdx_buf_append(file, (const uint8_t *)bytes + over, len - over);
    ends[f] += len;
    *written = len;
    return 0;
}
static int memory_fd(const pdx_os *os, pdx_fd fd) { return (void)os, (void)fd, 0; }
static int memory_path(const pdx_os *os, const char *path) { return (void)os, (void)path, 0; }
static int memory_info(const pdx_os *os, pdx_fd fd, pdx_file_info *out) {
    (void)os;
    *out = (pdx_file_info){.kind = PDX_FILE_REGULAR, .size = files[fd == FILES ? MANIFEST : fd].len};
    return 0;
}
static int memory_stat(const pdx_os *os, const char *path, pdx_file_info *out) {
    (void)os, (void)path;
    *out = (pdx_file_info){.kind = PDX_FILE_FOLDER};
    return 0;
}
static int memory_rename(const pdx_os *os, const char *from, const char *to) { return (void)os, (void)from, (void)to, 0; }
static int memory_list(const pdx_os *os, const char *path, pdx_list_visit visit, void *context) { return (void)os, (void)path, (void)visit, (void)context, 0; }
static int memory_map(const pdx_os *os, pdx_fd fd, size_t size, const uint8_t **data) { return (void)os, (void)size, *data = files[fd].data, 0; }
static int memory_unmap(const pdx_os *os, const uint8_t *data, size_t size) { return (void)os, (void)data, (void)size, 0; }

static const pdx_os memory_os = {
    .open = memory_open, .read_at = memory_read_at, .write = memory_write, .sync = memory_fd, .close = memory_fd, .info = memory_info,
    .stat = memory_stat, .rename = memory_rename, .unlink = memory_path, .make_folder = memory_path, .sync_folder = memory_path,
    .list = memory_list, .lock = memory_fd, .unlock = memory_fd, .map = memory_map, .unmap = memory_unmap,
};

/* The archive of the tests, saved; once. `keep` gets a copy of one of its files, to be edited from. */
static void save_once(int file, pdx_buf *keep) {
    pdx_archive *archive;
    if (keep->len > 0) return;
    if (sample_build(true, &archive) != PDX_OK) abort();
    if (archive_save(archive, &memory_os, "town.pdx", pdx_span_str("note"), NULL, NULL) != PDX_OK) abort();
    pdx_archive_release(archive);
    pdx_buf_span(keep, pdx_buf_view(&files[file]));
    if (keep->failed) abort();
}

/* Loads it: an error that says what it is, or something that can be read from end to end. Whether it is an archive. */
static bool load_and_walk(void) {
    pdx_archive *archive;
    const pdx_status status = archive_load(&memory_os, "town.pdx", NULL, NULL, &archive, NULL);
    if (status != PDX_OK && status != PDX_ECORRUPT && status != PDX_EFORMAT && status != PDX_EIO && status != PDX_ENOMEM) abort(); /* EIO: a file that is not there */
    if (status == PDX_OK) (void)sample_walk(archive);
    pdx_archive_release(archive);
    return status == PDX_OK;
}

#endif
