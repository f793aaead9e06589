/* The one table of file calls: everything that the core asks of a file system goes through these pointers, so that a test can
 * put a table of its own underneath (faults.h) and plan what goes wrong. Called by file.c alone; everybody else uses file.h.
 * A call answers 0 or an errno (Windows codes are translated). It does one thing once: no retries, and a read or write may be
 * short. Paths are UTF-8, ended by NUL. */
#ifndef PDX_OS_CALLS_H
#define PDX_OS_CALLS_H

#include "base/span.h"

typedef intptr_t pdx_fd; /* a descriptor, or a Windows handle */
#define PDX_FD_NONE ((pdx_fd)-1)

typedef enum pdx_open_how {
    PDX_OPEN_READ, /* an existing file, to read */
    PDX_OPEN_NEW,  /* to write and read; an existing file is EEXIST, and a link is not followed */
    PDX_OPEN_KEEP  /* to read and write; made when absent, never cut */
} pdx_open_how;

typedef enum pdx_file_kind { PDX_FILE_REGULAR, PDX_FILE_FOLDER, PDX_FILE_OTHER } pdx_file_kind;

typedef struct pdx_file_info {
    pdx_file_kind kind;
    uint64_t size;
    uint64_t device, number; /* which file it is: of `info` */
} pdx_file_info;

/* Called with each name in a folder but "." and ".."; false ends the listing. */
typedef bool (*pdx_list_visit)(void *context, const char *name);

typedef struct pdx_os pdx_os;
struct pdx_os {
    int (*open)(const pdx_os *os, const char *path, pdx_open_how how, pdx_fd *out);
    int (*read_at)(const pdx_os *os, pdx_fd fd, void *into, size_t len, uint64_t offset, size_t *got); /* 0 got: the end */
    int (*write)(const pdx_os *os, pdx_fd fd, const void *bytes, size_t len, size_t *written);
    int (*sync)(const pdx_os *os, pdx_fd fd); /* to the medium, as far as the system can promise it */
    int (*close)(const pdx_os *os, pdx_fd fd);
    int (*info)(const pdx_os *os, pdx_fd fd, pdx_file_info *out);
    int (*stat)(const pdx_os *os, const char *path, pdx_file_info *out);
    int (*rename)(const pdx_os *os, const char *from, const char *to); /* replaces `to` in one step */
    int (*unlink)(const pdx_os *os, const char *path);
    int (*make_folder)(const pdx_os *os, const char *path);
    int (*sync_folder)(const pdx_os *os, const char *path); /* so that names made or renamed in it last */
    int (*list)(const pdx_os *os, const char *path, pdx_list_visit visit, void *context);
    int (*lock)(const pdx_os *os, pdx_fd fd); /* exclusive, until closed, and not in a fork; EWOULDBLOCK at once when somebody has it */
    int (*unlock)(const pdx_os *os, pdx_fd fd); /* lets it go now */
    int (*map)(const pdx_os *os, pdx_fd fd, size_t size, const uint8_t **data); /* read-only; size > 0 */
    int (*unmap)(const pdx_os *os, const uint8_t *data, size_t size);
};

uint64_t pdx_os_process(void); /* the number of this process */
/* The table of the running system: posix.c or windows.c. */
const pdx_os *pdx_os_native(void);
/* The one to use: the running system's, unless a test has put another before it (faults.h). */
const pdx_os *pdx_os_system(void);
/* The same, but files are read into memory where they would be mapped, so that nobody who changes them later can do harm: reading.c. */
const pdx_os *pdx_os_reading(void);

#endif
