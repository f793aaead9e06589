/* Before any header: pread, flock and friends beyond C11, and 64-bit offsets on 32-bit machines. */
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#define _FILE_OFFSET_BITS 64

#include "os/calls.h"
#include "os/held.h"

#ifndef _WIN32

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* More than this in one call is cut or refused by some systems. */
static const size_t max_io = (size_t)1 << 30;

static int posix_open(const pdx_os *os, const char *path, pdx_open_how how, pdx_fd *out) {
    static const int flags[] = {
        [PDX_OPEN_READ] = O_RDONLY | O_NONBLOCK, /* a pipe that stands in the place of a file is not waited for */
        [PDX_OPEN_NEW] = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW,
        [PDX_OPEN_KEEP] = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK,
    };
    const int fd = open(path, flags[how] | O_CLOEXEC, 0666);
    (void)os;
    *out = fd;
    return fd < 0 ? errno : 0;
}

static int posix_read_at(const pdx_os *os, pdx_fd fd, void *into, size_t len, uint64_t offset, size_t *got) {
    ssize_t n;
    (void)os;
    *got = 0;
    if (offset > INT64_MAX) return EINVAL;
    n = pread((int)fd, into, pdx_min_size(len, max_io), (off_t)offset);
    if (n < 0) return errno;
    *got = (size_t)n;
    return 0;
}

static int posix_write(const pdx_os *os, pdx_fd fd, const void *bytes, size_t len, size_t *written) {
    const ssize_t n = write((int)fd, bytes, pdx_min_size(len, max_io));
    (void)os;
    *written = n < 0 ? 0 : (size_t)n;
    return n < 0 ? errno : 0;
}

static int posix_sync(const pdx_os *os, pdx_fd fd) {
    (void)os;
#ifdef F_FULLFSYNC /* on macOS fsync stops at the drive's cache; not every file system there knows the better call */
    if (fcntl((int)fd, F_FULLFSYNC) == 0) return 0;
#endif
    return fsync((int)fd) != 0 ? errno : 0;
}

static int posix_close(const pdx_os *os, pdx_fd fd) {
    (void)os;
    pdx_held_drop((int)fd);
    /* After EINTR the descriptor is gone on Linux and macOS: closing again could close somebody else's. */
    return close((int)fd) != 0 && errno != EINTR ? errno : 0;
}

static void info_of(const struct stat *st, pdx_file_info *out) {
    out->kind = S_ISREG(st->st_mode) ? PDX_FILE_REGULAR : S_ISDIR(st->st_mode) ? PDX_FILE_FOLDER : PDX_FILE_OTHER;
    out->size = st->st_size < 0 ? 0 : (uint64_t)st->st_size;
    out->device = (uint64_t)st->st_dev;
    out->number = (uint64_t)st->st_ino;
}

static int posix_info(const pdx_os *os, pdx_fd fd, pdx_file_info *out) {
    struct stat st;
    (void)os;
    if (fstat((int)fd, &st) != 0) return errno;
    info_of(&st, out);
    return 0;
}

static int posix_stat(const pdx_os *os, const char *path, pdx_file_info *out) {
    struct stat st;
    (void)os;
    if (stat(path, &st) != 0) return errno;
    info_of(&st, out);
    return 0;
}

static int posix_rename(const pdx_os *os, const char *from, const char *to) {
    (void)os;
    return rename(from, to) != 0 ? errno : 0;
}

static int posix_unlink(const pdx_os *os, const char *path) {
    (void)os;
    return unlink(path) != 0 ? errno : 0;
}

static int posix_make_folder(const pdx_os *os, const char *path) {
    (void)os;
    return mkdir(path, 0777) != 0 ? errno : 0;
}

static int posix_sync_folder(const pdx_os *os, const char *path) {
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int code;
    (void)os;
    if (fd < 0) return errno;
    code = fsync(fd) != 0 ? errno : 0;
    (void)close(fd);
    return code == EINVAL || code == ENOTSUP ? 0 : code; /* some file systems have no such thing for folders */
}

static int posix_list(const pdx_os *os, const char *path, pdx_list_visit visit, void *context) {
    DIR *folder = opendir(path);
    const struct dirent *entry;
    int code;
    (void)os;
    if (folder == NULL) return errno;
    for (errno = 0; (entry = readdir(folder)) != NULL; errno = 0) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if (!visit(context, entry->d_name)) break;
    }
    code = entry == NULL ? errno : 0;
    (void)closedir(folder);
    return code;
}

static int posix_lock(const pdx_os *os, pdx_fd fd) {
    (void)os;
    /* flock belongs to the open file: a second opener in the same process is refused too, and a dead holder frees it. */
    if (flock((int)fd, LOCK_EX | LOCK_NB) != 0) return errno;
    pdx_held_put((int)fd);
    return 0;
}

static int posix_unlock(const pdx_os *os, pdx_fd fd) {
    (void)os;
    return flock((int)fd, LOCK_UN) != 0 ? errno : 0;
}

uint64_t pdx_os_process(void) { return (uint64_t)getpid(); }

static int posix_map(const pdx_os *os, pdx_fd fd, size_t size, const uint8_t **data) {
    void *place = mmap(NULL, size, PROT_READ, MAP_SHARED, (int)fd, 0);
    (void)os;
    *data = place == MAP_FAILED ? NULL : place;
    return place == MAP_FAILED ? errno : 0;
}

static int posix_unmap(const pdx_os *os, const uint8_t *data, size_t size) {
    (void)os;
    return munmap((void *)(uintptr_t)data, size) != 0 ? errno : 0;
}

const pdx_os *pdx_os_native(void) {
    static const pdx_os system_table = {
        .open = posix_open,
        .read_at = posix_read_at,
        .write = posix_write,
        .sync = posix_sync,
        .close = posix_close,
        .info = posix_info,
        .stat = posix_stat,
        .rename = posix_rename,
        .unlink = posix_unlink,
        .make_folder = posix_make_folder,
        .sync_folder = posix_sync_folder,
        .list = posix_list,
        .lock = posix_lock,
        .unlock = posix_unlock,
        .map = posix_map,
        .unmap = posix_unmap,
    };
    return &system_table;
}

#endif
