#include "os/file.h"

#include <errno.h>

#include "os/faults.h"

const pdx_os *pdx_os_system(void) {
#ifdef PDX_TESTING
    const pdx_os *planned = pdx_faults_installed();
    if (planned != NULL) return planned;
#endif
    return pdx_os_native();
}

enum { PATH_MOST = 4096 };

static bool is_slash(char c) {
#ifdef _WIN32
    if (c == '\\' || c == ':') return true;
#endif
    return c == '/';
}

/* The reasons that users meet, in words of our own: strerror is neither safe in threads nor the same everywhere. */
static const char *reason_of(int code) {
    static const struct {
        int code;
        const char *text;
    } reasons[] = {
        {ENOENT, "there is no such file or folder"},
        {EACCES, "permission denied; change who may, or be somebody who may"},
        {EPERM, "not permitted"},
        {EEXIST, "it exists already"},
        {EISDIR, "it is a folder"},
        {ENOTDIR, "a part of the path is not a folder"},
        {ENOTEMPTY, "the folder is not empty"},
        {ELOOP, "it is a link, or links go round in a circle"},
        {ENAMETOOLONG, "the name is too long"},
        {ENOSPC, "no space left on the device; make room and do it again"},
        {EFBIG, "the file would grow beyond a limit"},
        {EROFS, "the file system is read-only; write elsewhere"},
        {EIO, "the device failed"},
        {EMFILE, "this process has too many open files"},
        {ENFILE, "the system has too many open files"},
        {EINVAL, "the system refuses the request"},
        {EBUSY, "it is in use"},
        {EXDEV, "source and target lie on different file systems"},
#ifdef EDQUOT
        {EDQUOT, "the disk quota is used up; make room and do it again"},
#endif
    };
    size_t i;
    for (i = 0; i < PDX_COUNTOF(reasons); i++) {
        if (reasons[i].code == code) return reasons[i].text;
    }
    return "the system gave an error";
}

/* "cannot write PATH: no space left on the device (errno 28)" */
static pdx_status fail_because(pdx_error *err, const char *verb, const char *path, int code, const char *reason) {
    (void)pdx_fail(err, PDX_EIO, PDX_NO_OFFSET, "cannot %s %s: %s (errno %d)", verb, path, reason, code);
    if (err != NULL) err->code = code;
    return PDX_EIO;
}

static pdx_status fail_call(pdx_error *err, const char *verb, const char *path, int code) {
    return code == ENOMEM ? pdx_fail_memory(err) : fail_because(err, verb, path, code, reason_of(code));
}

/* Repeats a call that a signal interrupted. */
#define RETRY(code, call) \
    do {                  \
        (code) = (call);  \
    } while ((code) == EINTR)

pdx_status pdx_file_open(pdx_file *file, const pdx_os *os, const char *path, pdx_open_how how, pdx_error *err) {
    static const char *const verbs[] = {[PDX_OPEN_READ] = "open", [PDX_OPEN_NEW] = "create", [PDX_OPEN_KEEP] = "open"};
    int code;
    file->os = os;
    file->path = path;
    file->fd = PDX_FD_NONE;
    RETRY(code, os->open(os, path, how, &file->fd));
    if (code == 0) return PDX_OK;
    file->fd = PDX_FD_NONE;
    return fail_call(err, verbs[how], path, code);
}

pdx_status pdx_file_close(pdx_file *file, pdx_error *err) {
    const pdx_fd fd = file->fd;
    int code;
    if (fd == PDX_FD_NONE) return PDX_OK;
    file->fd = PDX_FD_NONE;
    code = file->os->close(file->os, fd);
    return code == 0 || code == EINTR ? PDX_OK /* it is closed either way */ : fail_call(err, "close", file->path, code);
}

void pdx_file_drop(pdx_file *file) {
    const pdx_status ignored = pdx_file_close(file, NULL);
    (void)ignored; /* the error that led here is the one to tell */
}

pdx_status pdx_file_describe(pdx_file *file, pdx_file_info *out, pdx_error *err) {
    int code;
    RETRY(code, file->os->info(file->os, file->fd, out));
    return code == 0 ? PDX_OK : fail_call(err, "look at", file->path, code);
}

pdx_status pdx_file_read(pdx_file *file, void *into, size_t len, uint64_t offset, pdx_error *err) {
    uint8_t *at = into;
    size_t got, left = len;
    for (; left > 0; left -= got, at += got) {
        const uint64_t from = offset + (len - left);
        int code;
        RETRY(code, file->os->read_at(file->os, file->fd, at, left, from, &got));
        if (code != 0) return fail_call(err, "read", file->path, code);
        if (got == 0) return pdx_fail(err, PDX_ECORRUPT, from, "%s ends too early", file->path);
    }
    return PDX_OK;
}

pdx_status pdx_file_write(pdx_file *file, pdx_span bytes, pdx_error *err) {
    const uint8_t *at = bytes.data;
    size_t written, left = bytes.len;
    for (; left > 0; left -= written, at += written) {
        int code;
        RETRY(code, file->os->write(file->os, file->fd, at, left, &written));
        if (code == 0 && written == 0) code = EIO; /* no progress and no reason: never try for ever */
        if (code != 0) return fail_call(err, "write", file->path, code);
    }
    return PDX_OK;
}

pdx_status pdx_file_sync(pdx_file *file, pdx_error *err) {
    int code;
    RETRY(code, file->os->sync(file->os, file->fd)); /* interrupted: it has neither succeeded nor failed */
    return code == 0 ? PDX_OK : fail_call(err, "make safe on disk", file->path, code);
}

/* What systems answer that have no such call for a file. */
static bool is_no_such_call(int code) {
    if (code == ENOSYS) return true;
#ifdef EOPNOTSUPP
    if (code == EOPNOTSUPP) return true;
#endif
#ifdef ENOTSUP
    if (code == ENOTSUP) return true;
#endif
    return false;
}

/* What file systems answer that have no locks: network ones without a service for them, and some of user space. */
static bool is_no_lock(int code) { return code == ENOLCK || is_no_such_call(code); }

/* And those that map no files: some of user space, of networks, and of the system itself. */
static bool is_no_map(int code) { return code == ENODEV || is_no_such_call(code); }

pdx_status pdx_file_lock(pdx_file *file, pdx_error *err) {
    int code;
    RETRY(code, file->os->lock(file->os, file->fd));
    if (code == 0) return PDX_OK;
    if (code == EWOULDBLOCK || code == EAGAIN) {
        return pdx_fail(err, PDX_ELOCKED, PDX_NO_OFFSET, "%s is locked by another writer", file->path);
    }
    if (is_no_lock(code)) {
        return fail_because(err, "lock", file->path, code,
                            "its file system has no locks, which saving needs; save elsewhere, and copy the folder there");
    }
    return fail_call(err, "lock", file->path, code);
}

void pdx_file_unlock(pdx_file *file) {
    if (file->fd != PDX_FD_NONE) (void)file->os->unlock(file->os, file->fd); /* closing lets it go at the latest */
}

pdx_status pdx_file_map(pdx_file *file, pdx_mapping *out, pdx_error *err) {
    pdx_file_info info;
    int code;
    out->os = file->os;
    out->data = NULL;
    out->len = 0;
    PDX_TRY(pdx_file_describe(file, &info, err));
    if (info.kind != PDX_FILE_REGULAR) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged: %s is %s, and no file", file->path,
                        info.kind == PDX_FILE_FOLDER ? "a folder" : "a device or a pipe");
    }
    if (info.size == 0) return PDX_OK;
    if (info.size > SIZE_MAX) return pdx_fail_memory(err);
    RETRY(code, file->os->map(file->os, file->fd, (size_t)info.size, &out->data));
    if (is_no_map(code)) {
        out->os = pdx_os_reading();
        RETRY(code, out->os->map(file->os, file->fd, (size_t)info.size, &out->data));
    }
    if (code != 0) return fail_call(err, "map", file->path, code);
    out->len = (size_t)info.size;
    return PDX_OK;
}

void pdx_mapping_deinit(pdx_mapping *mapping) {
    if (mapping->len > 0) (void)mapping->os->unmap(mapping->os, mapping->data, mapping->len);
    mapping->data = NULL;
    mapping->len = 0;
}

pdx_status pdx_path_describe(const pdx_os *os, const char *path, pdx_file_info *out, pdx_error *err) {
    int code;
    RETRY(code, os->stat(os, path, out));
    return code == 0 ? PDX_OK : fail_call(err, "look at", path, code);
}

pdx_status pdx_path_rename(const pdx_os *os, const char *from, const char *to, pdx_error *err) {
    int code;
    RETRY(code, os->rename(os, from, to));
    return code == 0 ? PDX_OK : fail_call(err, "put a new file in the place of", to, code);
}

pdx_status pdx_path_replace(const pdx_os *os, const char *from, const char *to, const char *folder, pdx_error *err) {
    PDX_TRY(pdx_path_rename(os, from, to, err));
    return pdx_path_sync(os, folder, err);
}

pdx_status pdx_path_sync(const pdx_os *os, const char *folder, pdx_error *err) {
    int code;
    RETRY(code, os->sync_folder(os, folder));
    return code == 0 ? PDX_OK : fail_call(err, "make safe on disk", folder, code);
}

pdx_status pdx_path_sync_above(const pdx_os *os, const char *path, pdx_error *err) {
    char above[PATH_MOST];
    size_t len = strlen(path);
    int code;
    while (len > 1 && is_slash(path[len - 1])) len--;
    while (len > 0 && !is_slash(path[len - 1])) len--;
    if (len >= sizeof above) return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "the path is too long");
    memcpy(above, len == 0 ? "." : path, len == 0 ? 1 : len);
    above[len == 0 ? 1 : len] = '\0';
    RETRY(code, os->sync_folder(os, above));
    if (code == EACCES || code == EPERM) return PDX_OK; /* whoever may not read that folder cannot do more */
    return code == 0 ? PDX_OK : fail_call(err, "make safe on disk", above, code);
}

pdx_status pdx_path_remove(const pdx_os *os, const char *path, pdx_error *err) {
    int code;
    RETRY(code, os->unlink(os, path));
    return code == 0 ? PDX_OK : fail_call(err, "remove", path, code);
}

pdx_status pdx_path_make_folder(const pdx_os *os, const char *path, pdx_error *err) {
    int code;
    RETRY(code, os->make_folder(os, path));
    if (code == ENOENT) return fail_because(err, "make the folder", path, code, "there is no folder to make it in; make that first");
    return code == 0 ? PDX_OK : fail_call(err, "make the folder", path, code);
}

static bool append_name(void *context, const char *name) {
    pdx_buf *names = context;
    pdx_buf_append(names, name, strlen(name) + 1);
    return !names->failed;
}

pdx_status pdx_path_list(const pdx_os *os, const char *path, pdx_buf *names, pdx_error *err) {
    const size_t before = names->len;
    int code;
    do {
        names->len = before;
        code = os->list(os, path, append_name, names);
    } while (code == EINTR);
    if (code != 0) return fail_call(err, "list", path, code);
    return names->failed ? pdx_fail_memory(err) : PDX_OK;
}
