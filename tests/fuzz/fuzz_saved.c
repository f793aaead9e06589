/* libFuzzer target: a saved archive from a stranger. An input is a list of edits (place, place, byte) to the posts of a sound archive, whose
 * checksums are made to hold again; index and texts stay. What is loaded is an error or can be read from end to end; nothing touches a
 * disk, since the table of file calls serves the three files from memory. */
#include <errno.h>
#include <stdlib.h>

#include "archive/archive_sample.h"
#include "archive/saved.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "kernels/crc32c.h"
#include "archive/stored_mend.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MANIFEST, POSTS, TEXTS, WORDS, FILES };
static const char *const names[FILES] = {"/manifest", "/posts-", "/texts-", "/words-"};
static pdx_buf files[FILES]; /* as they were saved; the manifest and the posts as they are edited */
static pdx_buf sound_posts;

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
    if (how == PDX_OPEN_READ && (f < 0 || files[f].len == 0)) return ENOENT;
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
    (void)os;
    pdx_buf_append(&files[fd == FILES ? MANIFEST : fd], bytes, len);
    *written = len;
    return 0;
}
static int memory_fd(const pdx_os *os, pdx_fd fd) { return (void)os, (void)fd, 0; }
static int memory_path(const pdx_os *os, const char *path) { return (void)os, (void)path, 0; }
static int memory_info(const pdx_os *os, pdx_fd fd, pdx_file_info *out) {
    (void)os;
    *out = (pdx_file_info){PDX_FILE_REGULAR, files[fd].len};
    return 0;
}
static int memory_stat(const pdx_os *os, const char *path, pdx_file_info *out) {
    (void)os, (void)path;
    *out = (pdx_file_info){PDX_FILE_FOLDER, 0};
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

/* ---- the target */

static void save_once(void) {
    pdx_archive *archive;
    if (sound_posts.len > 0) return;
    if (sample_build(true, &archive) != PDX_OK) abort();
    if (archive_save(archive, &memory_os, "town.pdx", pdx_span_str("note"), NULL, NULL) != PDX_OK) abort();
    pdx_archive_release(archive);
    pdx_buf_span(&sound_posts, pdx_buf_view(&files[POSTS]));
    if (sound_posts.failed) abort();
}

/* Edits the posts, makes their frame hold, and tells the manifest. Places and numbers are those of FORMAT.md. */
static void posts_edit(const uint8_t *data, size_t size) {
    uint8_t *posts = files[POSTS].data, *manifest = files[MANIFEST].data;
    memcpy(posts, sound_posts.data, sound_posts.len);
    for (size_t i = 0; i + 2 < size; i += 3) posts[(data[i] | (size_t)data[i + 1] << 8) % sound_posts.len] = data[i + 2];
    stored_mend(posts, sound_posts.len);
    memcpy(manifest + 80, posts + 24, 8);
    pdx_le32_put(manifest + 136, pdx_crc32c(pdx_span_of(manifest, 136), 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    pdx_archive *archive;
    pdx_status status;
    save_once();
    posts_edit(data, size);
    status = archive_load(&memory_os, "town.pdx", NULL, NULL, &archive, NULL);
    if (size == 0 && status != PDX_OK) abort(); /* without an edit it is sound */
    if (status != PDX_OK && status != PDX_ECORRUPT && status != PDX_EFORMAT && status != PDX_ENOMEM) abort();
    if (status == PDX_OK) (void)sample_walk(archive);
    pdx_archive_release(archive);
    return 0;
}
