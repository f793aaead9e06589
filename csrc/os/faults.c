#include "os/faults.h"

#ifdef PDX_TESTING

static pdx_faults *faults_of(const pdx_os *os) { return (pdx_faults *)(uintptr_t)os; }

/* Counts a call; true when the plan speaks of it. */
static bool planned(pdx_faults *faults, pdx_os_op op) {
    const pdx_fault_plan *plan = &faults->plan;
    uint64_t n;
    faults->counts[op]++;
    faults->counts[PDX_OP_ANY]++;
    if (plan->kind == PDX_FAULT_NONE || (plan->op != PDX_OP_ANY && plan->op != op)) return false;
    n = faults->counts[plan->op];
    if (n != plan->nth && !(plan->kind == PDX_FAULT_STICKY && n > plan->nth)) return false;
    if (plan->kind == PDX_FAULT_SHORT && op != PDX_OP_READ && op != PDX_OP_WRITE) return false;
    if (faults->fired++ == 0) faults->fired_on = op;
    return true;
}

/* For calls that fail instead of doing anything: the errno to answer, or 0 to go on. */
static int fault(const pdx_os *os, pdx_os_op op) {
    pdx_faults *faults = faults_of(os);
    return planned(faults, op) ? faults->plan.code : 0;
}

/* For reads and writes: as `fault`, or a shorter *len. */
static int fault_io(const pdx_os *os, pdx_os_op op, size_t *len) {
    pdx_faults *faults = faults_of(os);
    if (!planned(faults, op)) return 0;
    if (faults->plan.kind != PDX_FAULT_SHORT) return faults->plan.code;
    if (*len > 1) (*len)--;
    return 0;
}

static int faults_open(const pdx_os *os, const char *path, pdx_open_how how, pdx_fd *out) {
    pdx_faults *faults = faults_of(os);
    int code = fault(os, PDX_OP_OPEN);
    if (code == 0) code = faults->under->open(faults->under, path, how, out);
    if (code == 0) faults->open_files++;
    return code;
}

static int faults_read_at(const pdx_os *os, pdx_fd fd, void *into, size_t len, uint64_t offset, size_t *got) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault_io(os, PDX_OP_READ, &len);
    *got = 0;
    return code != 0 ? code : under->read_at(under, fd, into, len, offset, got);
}

static int faults_write(const pdx_os *os, pdx_fd fd, const void *bytes, size_t len, size_t *written) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault_io(os, PDX_OP_WRITE, &len);
    *written = 0;
    return code != 0 ? code : under->write(under, fd, bytes, len, written);
}

static int faults_sync(const pdx_os *os, pdx_fd fd) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_SYNC);
    return code != 0 ? code : under->sync(under, fd);
}

static int faults_close(const pdx_os *os, pdx_fd fd) {
    pdx_faults *faults = faults_of(os);
    const int planned_code = fault(os, PDX_OP_CLOSE);
    const int code = faults->under->close(faults->under, fd);
    faults->open_files--;
    return planned_code != 0 ? planned_code : code;
}

static int faults_info(const pdx_os *os, pdx_fd fd, pdx_file_info *out) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_STAT);
    return code != 0 ? code : under->info(under, fd, out);
}

static int faults_stat(const pdx_os *os, const char *path, pdx_file_info *out) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_STAT);
    return code != 0 ? code : under->stat(under, path, out);
}

static int faults_rename(const pdx_os *os, const char *from, const char *to) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_RENAME);
    return code != 0 ? code : under->rename(under, from, to);
}

static int faults_unlink(const pdx_os *os, const char *path) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_UNLINK);
    return code != 0 ? code : under->unlink(under, path);
}

static int faults_make_folder(const pdx_os *os, const char *path) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_MAKE_FOLDER);
    return code != 0 ? code : under->make_folder(under, path);
}

static int faults_sync_folder(const pdx_os *os, const char *path) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_SYNC_FOLDER);
    return code != 0 ? code : under->sync_folder(under, path);
}

static int faults_list(const pdx_os *os, const char *path, pdx_list_visit visit, void *context) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_LIST);
    return code != 0 ? code : under->list(under, path, visit, context);
}

static int faults_lock(const pdx_os *os, pdx_fd fd) {
    const pdx_os *under = faults_of(os)->under;
    const int code = fault(os, PDX_OP_LOCK);
    return code != 0 ? code : under->lock(under, fd);
}

static int faults_map(const pdx_os *os, pdx_fd fd, size_t size, const uint8_t **data) {
    pdx_faults *faults = faults_of(os);
    int code = fault(os, PDX_OP_MAP);
    if (code == 0) code = faults->under->map(faults->under, fd, size, data);
    if (code == 0) faults->open_maps++;
    return code;
}

static int faults_unmap(const pdx_os *os, const uint8_t *data, size_t size) {
    pdx_faults *faults = faults_of(os);
    faults->open_maps--;
    return faults->under->unmap(faults->under, data, size);
}

void pdx_faults_init(pdx_faults *faults, const pdx_os *under, pdx_fault_plan plan) {
    static const pdx_os table = {
        .open = faults_open,
        .read_at = faults_read_at,
        .write = faults_write,
        .sync = faults_sync,
        .close = faults_close,
        .info = faults_info,
        .stat = faults_stat,
        .rename = faults_rename,
        .unlink = faults_unlink,
        .make_folder = faults_make_folder,
        .sync_folder = faults_sync_folder,
        .list = faults_list,
        .lock = faults_lock,
        .map = faults_map,
        .unmap = faults_unmap,
    };
    memset(faults, 0, sizeof *faults);
    faults->os = table;
    faults->under = under;
    faults->plan = plan;
    faults->fired_on = PDX_OP_COUNT;
}

#endif
