#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *name;
    const char *text;
} status_table[PDX_STATUS_COUNT] = {
#define PDX_STATUS(name, text, exception) {#name, text},
#include "base/status.def"
#undef PDX_STATUS
};

const char *pdx_status_name(pdx_status status) {
    return (unsigned)status < PDX_STATUS_COUNT ? status_table[status].name : "PDX_?";
}

const char *pdx_status_text(pdx_status status) {
    return (unsigned)status < PDX_STATUS_COUNT ? status_table[status].text : "unknown status";
}

pdx_status pdx_fail(pdx_error *err, pdx_status status, uint64_t offset, const char *format, ...) {
    if (err != NULL) {
        va_list args;
        err->status = status;
        err->offset = offset;
        err->code = 0;
        va_start(args, format);
        (void)vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return status;
}

pdx_status pdx_fail_memory(pdx_error *err) {
    return pdx_fail(err, PDX_ENOMEM, PDX_NO_OFFSET, "out of memory");
}
