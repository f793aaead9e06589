/* Outcomes of calls. A function that can fail returns pdx_status and takes an optional pdx_error
 * as its last argument, filled with one line: what, where (path, byte offset), no full stop.
 * Called by everybody; promises that writing an error never allocates. */
#ifndef PDX_BASE_STATUS_H
#define PDX_BASE_STATUS_H

#include "base/base.h"

typedef enum pdx_status {
#define PDX_STATUS(name, text, exception) name,
#include "base/status.def"
#undef PDX_STATUS
    PDX_STATUS_COUNT
} pdx_status;

#define PDX_NO_OFFSET UINT64_MAX

typedef struct pdx_error {
    pdx_status status;
    uint64_t offset;    /* byte offset the message speaks of, or PDX_NO_OFFSET */
    int code;           /* the system's reason (errno) of a PDX_EIO; else 0 */
    char message[232];  /* one line, NUL-terminated, cut when too long */
} pdx_error;

const char *pdx_status_name(pdx_status status); /* "PDX_ENOMEM" */
const char *pdx_status_text(pdx_status status); /* "out of memory" */

/* Fills *err (when not NULL) and returns `status`, so that a failing line reads
 * `return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "...", ...)`. */
pdx_status pdx_fail(pdx_error *err, pdx_status status, uint64_t offset, const char *format, ...)
    PDX_PRINTF(4, 5);

/* The message for a failed allocation, the commonest failure. */
pdx_status pdx_fail_memory(pdx_error *err);

/* Returns early with the status of `expr`; for functions that hold nothing at that point. */
#define PDX_TRY(expr)                            \
    do {                                         \
        const pdx_status pdx_try_status = (expr); \
        if (PDX_UNLIKELY(pdx_try_status != PDX_OK)) return pdx_try_status; \
    } while (0)

/* What a fork is told that goes on with what its parent has begun. */
#define PDX_OF_ANOTHER_PROCESS "this was begun in another process, of which this one is a fork: begin it here"

#endif
