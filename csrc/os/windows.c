#include "os/calls.h"

#ifdef _WIN32

#include <errno.h>
#include <limits.h>
#include <windows.h>

/* The longest path of the extended form, in UTF-16 units. */
enum { PATH_UNITS = 32768, MAX_IO = 1 << 30 };

static int errno_of(DWORD code) {
    static const struct {
        DWORD windows;
        int posix;
    } table[] = {
        {ERROR_FILE_NOT_FOUND, ENOENT},
        {ERROR_PATH_NOT_FOUND, ENOENT},
        {ERROR_INVALID_NAME, ENOENT},
        {ERROR_ACCESS_DENIED, EACCES},
        {ERROR_SHARING_VIOLATION, EACCES},
        {ERROR_WRITE_PROTECT, EROFS},
        {ERROR_FILE_EXISTS, EEXIST},
        {ERROR_ALREADY_EXISTS, EEXIST},
        {ERROR_TOO_MANY_OPEN_FILES, EMFILE},
        {ERROR_DISK_FULL, ENOSPC},
        {ERROR_HANDLE_DISK_FULL, ENOSPC},
        {ERROR_NOT_ENOUGH_MEMORY, ENOMEM},
        {ERROR_OUTOFMEMORY, ENOMEM},
        {ERROR_COMMITMENT_LIMIT, ENOMEM},
        {ERROR_LOCK_VIOLATION, EWOULDBLOCK},
        {ERROR_DIRECTORY, ENOTDIR},
        {ERROR_DIR_NOT_EMPTY, ENOTEMPTY},
        {ERROR_INVALID_PARAMETER, EINVAL},
        {ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG},
    };
    size_t i;
    for (i = 0; i < PDX_COUNTOF(table); i++) {
        if (table[i].windows == code) return table[i].posix;
    }
    return EIO;
}

static int last_errno(void) { return errno_of(GetLastError()); }

/* The path in UTF-16, on the process heap; NULL with *code set when it cannot be. */
static wchar_t *path_wide(const char *path, const char *tail, int *code) {
    const size_t len = strlen(path), tail_len = strlen(tail);
    wchar_t *wide;
    int n = 0;
    if (len + tail_len >= PATH_UNITS) {
        *code = ENAMETOOLONG;
        return NULL;
    }
    wide = HeapAlloc(GetProcessHeap(), 0, (len + tail_len + 1) * sizeof *wide);
    if (wide == NULL) {
        *code = ENOMEM;
        return NULL;
    }
    if (len > 0) n = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, (int)len, wide, (int)len);
    if (n == 0) {
        HeapFree(GetProcessHeap(), 0, wide);
        *code = ENOENT;
        return NULL;
    }
    (void)MultiByteToWideChar(CP_UTF8, 0, tail, (int)tail_len + 1, wide + n, (int)tail_len + 1);
    *code = 0;
    return wide;
}
static void wide_free(wchar_t *wide) { HeapFree(GetProcessHeap(), 0, wide); }

static HANDLE handle_of(pdx_fd fd) { return (HANDLE)fd; }

static int windows_open(const pdx_os *os, const char *path, pdx_open_how how, pdx_fd *out) {
    static const DWORD access[] = {
        [PDX_OPEN_READ] = GENERIC_READ, [PDX_OPEN_NEW] = GENERIC_READ | GENERIC_WRITE, [PDX_OPEN_KEEP] = GENERIC_READ | GENERIC_WRITE};
    static const DWORD disposition[] = {
        [PDX_OPEN_READ] = OPEN_EXISTING, [PDX_OPEN_NEW] = CREATE_NEW, [PDX_OPEN_KEEP] = OPEN_ALWAYS};
    int code;
    HANDLE handle;
    wchar_t *wide = path_wide(path, "", &code);
    (void)os;
    *out = PDX_FD_NONE;
    if (wide == NULL) return code;
    /* Shared in every way, so that a file can be replaced or removed while a reader has it, as elsewhere. */
    handle = CreateFileW(wide, access[how], FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, disposition[how],
                         FILE_ATTRIBUTE_NORMAL, NULL);
    code = handle == INVALID_HANDLE_VALUE ? last_errno() : 0;
    wide_free(wide);
    if (code == 0) *out = (pdx_fd)handle;
    return code;
}

static int windows_read_at(const pdx_os *os, pdx_fd fd, void *into, size_t len, uint64_t offset, size_t *got) {
    OVERLAPPED at;
    DWORD n = 0;
    (void)os;
    memset(&at, 0, sizeof at);
    at.Offset = (DWORD)offset;
    at.OffsetHigh = (DWORD)(offset >> 32);
    *got = 0;
    if (!ReadFile(handle_of(fd), into, (DWORD)pdx_min_size(len, MAX_IO), &n, &at)) {
        return GetLastError() == ERROR_HANDLE_EOF ? 0 : last_errno();
    }
    *got = n;
    return 0;
}

static int windows_write(const pdx_os *os, pdx_fd fd, const void *bytes, size_t len, size_t *written) {
    DWORD n = 0;
    const BOOL done = WriteFile(handle_of(fd), bytes, (DWORD)pdx_min_size(len, MAX_IO), &n, NULL);
    (void)os;
    *written = n;
    return done ? 0 : last_errno();
}

static int windows_sync(const pdx_os *os, pdx_fd fd) {
    (void)os;
    return FlushFileBuffers(handle_of(fd)) ? 0 : last_errno();
}

static int windows_close(const pdx_os *os, pdx_fd fd) {
    (void)os;
    return CloseHandle(handle_of(fd)) ? 0 : last_errno();
}

static pdx_file_kind kind_of(DWORD attributes) {
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) return PDX_FILE_FOLDER;
    return (attributes & FILE_ATTRIBUTE_DEVICE) != 0 ? PDX_FILE_OTHER : PDX_FILE_REGULAR;
}

static int windows_info(const pdx_os *os, pdx_fd fd, pdx_file_info *out) {
    BY_HANDLE_FILE_INFORMATION found;
    (void)os;
    if (!GetFileInformationByHandle(handle_of(fd), &found)) return last_errno();
    out->kind = kind_of(found.dwFileAttributes);
    out->size = (uint64_t)found.nFileSizeHigh << 32 | found.nFileSizeLow;
    out->device = found.dwVolumeSerialNumber;
    out->number = (uint64_t)found.nFileIndexHigh << 32 | found.nFileIndexLow;
    return 0;
}

static int windows_stat(const pdx_os *os, const char *path, pdx_file_info *out) {
    WIN32_FILE_ATTRIBUTE_DATA found;
    int code;
    wchar_t *wide = path_wide(path, "", &code);
    (void)os;
    if (wide == NULL) return code;
    code = GetFileAttributesExW(wide, GetFileExInfoStandard, &found) ? 0 : last_errno();
    wide_free(wide);
    if (code != 0) return code;
    out->kind = kind_of(found.dwFileAttributes);
    out->device = out->number = 0;
    out->size = (uint64_t)found.nFileSizeHigh << 32 | found.nFileSizeLow;
    return 0;
}

static int windows_rename(const pdx_os *os, const char *from, const char *to) {
    int code;
    wchar_t *wide_to, *wide_from = path_wide(from, "", &code);
    (void)os;
    if (wide_from == NULL) return code;
    wide_to = path_wide(to, "", &code);
    if (wide_to != NULL) {
        code = MoveFileExW(wide_from, wide_to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) ? 0 : last_errno();
        wide_free(wide_to);
    }
    wide_free(wide_from);
    return code;
}

static int windows_unlink(const pdx_os *os, const char *path) {
    int code;
    wchar_t *wide = path_wide(path, "", &code);
    (void)os;
    if (wide == NULL) return code;
    code = DeleteFileW(wide) ? 0 : last_errno();
    wide_free(wide);
    return code;
}

static int windows_make_folder(const pdx_os *os, const char *path) {
    int code;
    wchar_t *wide = path_wide(path, "", &code);
    (void)os;
    if (wide == NULL) return code;
    code = CreateDirectoryW(wide, NULL) ? 0 : last_errno();
    wide_free(wide);
    return code;
}

static int windows_sync_folder(const pdx_os *os, const char *path) {
    (void)os;
    (void)path;
    return 0; /* names are journalled, and MOVEFILE_WRITE_THROUGH waits for them */
}

static int windows_list(const pdx_os *os, const char *path, pdx_list_visit visit, void *context) {
    char name[MAX_PATH * 4];
    WIN32_FIND_DATAW found;
    HANDLE search;
    int code;
    wchar_t *pattern = path_wide(path, "\\*", &code);
    (void)os;
    if (pattern == NULL) return code;
    search = FindFirstFileW(pattern, &found);
    if (search == INVALID_HANDLE_VALUE) code = last_errno();
    wide_free(pattern);
    if (search == INVALID_HANDLE_VALUE) return code;
    do {
        if (WideCharToMultiByte(CP_UTF8, 0, found.cFileName, -1, name, (int)sizeof name, NULL, NULL) == 0) {
            code = last_errno();
            break;
        }
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) continue;
        if (!visit(context, name)) break;
    } while (FindNextFileW(search, &found));
    (void)FindClose(search);
    return code;
}

static int windows_lock(const pdx_os *os, pdx_fd fd) {
    OVERLAPPED at;
    (void)os;
    memset(&at, 0, sizeof at);
    return LockFileEx(handle_of(fd), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at) ? 0 : last_errno();
}

static int windows_unlock(const pdx_os *os, pdx_fd fd) {
    (void)os;
    (void)fd; /* there are no copies of a process, and closing does it */
    return 0;
}

uint64_t pdx_os_process(void) { return GetCurrentProcessId(); }

static int windows_map(const pdx_os *os, pdx_fd fd, size_t size, const uint8_t **data) {
    int code = 0;
    HANDLE mapping = CreateFileMappingW(handle_of(fd), NULL, PAGE_READONLY, 0, 0, NULL);
    (void)os;
    *data = NULL;
    if (mapping == NULL) return last_errno();
    *data = MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, size);
    if (*data == NULL) code = last_errno();
    (void)CloseHandle(mapping); /* the view keeps it alive */
    return code;
}

static int windows_unmap(const pdx_os *os, const uint8_t *data, size_t size) {
    (void)os;
    (void)size;
    return UnmapViewOfFile(data) ? 0 : last_errno();
}

const pdx_os *pdx_os_native(void) {
    static const pdx_os system_table = {
        .open = windows_open,
        .read_at = windows_read_at,
        .write = windows_write,
        .sync = windows_sync,
        .close = windows_close,
        .info = windows_info,
        .stat = windows_stat,
        .rename = windows_rename,
        .unlink = windows_unlink,
        .make_folder = windows_make_folder,
        .sync_folder = windows_sync_folder,
        .list = windows_list,
        .lock = windows_lock,
        .unlock = windows_unlock,
        .map = windows_map,
        .unmap = windows_unmap,
    };
    return &system_table;
}

#endif
