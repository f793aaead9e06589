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

/* Before a call: the errno to answer instead of making it, or 0. A short read or write gets a shorter *len. */
static int before(pdx_faults *faults, const pdx_os_event *event, size_t *len) {
    if (faults->watch != NULL) {
        const int code = faults->watch(event);
        if (code != 0) return code;
    }
    if (!planned(faults, event->op)) return 0;
    if (faults->plan.kind != PDX_FAULT_SHORT) return faults->plan.code;
    if (len != NULL && *len > 1) (*len)--;
    return 0;
}

/* After it; gives its code. */
static int after(pdx_faults *faults, pdx_os_event *event, int code) {
    if (code == PDX_WATCH_PRETEND) code = 0;
    event->after = 1;
    event->code = code;
    if (faults->watch != NULL) (void)faults->watch(event);
    return code;
}

static int faults_open(const pdx_os *os, const char *path, pdx_open_how how, pdx_fd *out) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_OPEN, .fd = PDX_FD_NONE, .path = path, .how = (int)how};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->open(faults->under, path, how, out);
    if (code == 0) {
        faults->open_files++;
        event.fd = *out;
    }
    return after(faults, &event, code);
}

static int faults_read_at(const pdx_os *os, pdx_fd fd, void *into, size_t len, uint64_t offset, size_t *got) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_READ, .fd = fd};
    int code = before(faults, &event, &len);
    *got = 0;
    if (code == 0) code = faults->under->read_at(faults->under, fd, into, len, offset, got);
    return after(faults, &event, code);
}

static int faults_write(const pdx_os *os, pdx_fd fd, const void *bytes, size_t len, size_t *written) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_WRITE, .fd = fd, .bytes = bytes, .len = len};
    int code = before(faults, &event, &len);
    *written = 0;
    if (code == 0) code = faults->under->write(faults->under, fd, bytes, len, written);
    if (code == PDX_WATCH_PRETEND) *written = len;
    event.len = *written;
    return after(faults, &event, code);
}

static int faults_close(const pdx_os *os, pdx_fd fd) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_CLOSE, .fd = fd};
    const int planned_code = before(faults, &event, NULL);
    const int code = faults->under->close(faults->under, fd);
    faults->open_files--;
    return after(faults, &event, planned_code != 0 ? planned_code : code);
}

static int faults_list(const pdx_os *os, const char *path, pdx_list_visit visit, void *context) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_LIST, .fd = PDX_FD_NONE, .path = path};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->list(faults->under, path, visit, context);
    return after(faults, &event, code);
}

static int faults_unlock(const pdx_os *os, pdx_fd fd) {
    const pdx_os *under = faults_of(os)->under;
    return under->unlock(under, fd);
}

static int faults_map(const pdx_os *os, pdx_fd fd, size_t size, const uint8_t **data) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_MAP, .fd = fd, .len = size};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->map(faults->under, fd, size, data);
    if (code == 0) faults->open_maps++;
    return after(faults, &event, code);
}

static int faults_unmap(const pdx_os *os, const uint8_t *data, size_t size) {
    pdx_faults *faults = faults_of(os);
    faults->open_maps--;
    return faults->under->unmap(faults->under, data, size);
}

static int faults_sync(const pdx_os *os, pdx_fd fd) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_SYNC, .fd = fd};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->sync(faults->under, fd);
    return after(faults, &event, code);
}

static int faults_info(const pdx_os *os, pdx_fd fd, pdx_file_info *out) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_STAT, .fd = fd};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->info(faults->under, fd, out);
    return after(faults, &event, code);
}

static int faults_stat(const pdx_os *os, const char *path, pdx_file_info *out) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_STAT, .fd = PDX_FD_NONE, .path = path};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->stat(faults->under, path, out);
    return after(faults, &event, code);
}

static int faults_rename(const pdx_os *os, const char *from, const char *to) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_RENAME, .fd = PDX_FD_NONE, .path = from, .to = to};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->rename(faults->under, from, to);
    return after(faults, &event, code);
}

static int faults_unlink(const pdx_os *os, const char *path) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_UNLINK, .fd = PDX_FD_NONE, .path = path};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->unlink(faults->under, path);
    return after(faults, &event, code);
}

static int faults_make_folder(const pdx_os *os, const char *path) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_MAKE_FOLDER, .fd = PDX_FD_NONE, .path = path};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->make_folder(faults->under, path);
    return after(faults, &event, code);
}

static int faults_sync_folder(const pdx_os *os, const char *path) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_SYNC_FOLDER, .fd = PDX_FD_NONE, .path = path};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->sync_folder(faults->under, path);
    return after(faults, &event, code);
}

static int faults_lock(const pdx_os *os, pdx_fd fd) {
    pdx_faults *faults = faults_of(os);
    pdx_os_event event = {.op = PDX_OP_LOCK, .fd = fd};
    int code = before(faults, &event, NULL);
    if (code == 0) code = faults->under->lock(faults->under, fd);
    return after(faults, &event, code);
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
        .unlock = faults_unlock,
        .map = faults_map,
        .unmap = faults_unmap,
    };
    memset(faults, 0, sizeof *faults);
    faults->os = table;
    faults->under = under;
    faults->plan = plan;
    faults->fired_on = PDX_OP_COUNT;
}

/* ---- before the running system */

static pdx_faults installed;
static bool is_installed;

void pdx_faults_install(int kind, int op, uint64_t nth, int code, pdx_os_watch watch) {
    const int64_t files = installed.open_files, maps = installed.open_maps;
    const pdx_fault_plan plan = {(pdx_fault_kind)kind, (pdx_os_op)op, nth, code};
    pdx_faults_init(&installed, pdx_os_native(), plan);
    installed.watch = watch;
    installed.open_files = files;
    installed.open_maps = maps;
    is_installed = true;
}

void pdx_faults_take_away(void) {
    is_installed = false;
    installed.plan.kind = PDX_FAULT_NONE; /* what was opened with it is closed with it */
    installed.watch = NULL;
}

const pdx_os *pdx_faults_installed(void) { return is_installed ? &installed.os : NULL; }

void pdx_faults_tell(pdx_faults_told *out) {
    out->calls = installed.counts[PDX_OP_ANY];
    out->fired = installed.fired;
    out->open_files = installed.open_files;
    out->open_maps = installed.open_maps;
}

#endif
