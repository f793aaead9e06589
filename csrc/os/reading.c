#include <errno.h>

#include "base/alloc.h"
#include "base/once.h"
#include "os/calls.h"

/* The running system's table, but for maps: the bytes of a file are read into memory instead, and are there whatever becomes of the file. */

static int reading_map(const pdx_os *os, pdx_fd fd, size_t size, const uint8_t **data) {
    uint8_t *bytes = pdx_alloc(size);
    size_t got = 0;
    int code = bytes == NULL ? ENOMEM : 0;
    for (size_t at = 0; code == 0 && at < size; at += got) {
        do code = os->read_at(os, fd, bytes + at, size - at, at, &got);
        while (code == EINTR);
        if (code == 0 && got == 0) code = EIO; /* it has become shorter */
    }
    if (code != 0) {
        pdx_free(bytes);
        bytes = NULL;
    }
    *data = bytes;
    return code;
}

static int reading_unmap(const pdx_os *os, const uint8_t *data, size_t size) {
    (void)os;
    (void)size;
    pdx_free((void *)(uintptr_t)data);
    return 0;
}

static pdx_os table;
static pdx_once once;

static void table_make(void) {
    table = *pdx_os_native(); /* a plan for faults finds the rest of itself behind its table */
    table.map = reading_map;
    table.unmap = reading_unmap;
}

const pdx_os *pdx_os_reading(void) {
    pdx_once_run(&once, table_make);
    return &table;
}
