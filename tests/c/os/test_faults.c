/* The fault plan does what it says, and the file verbs keep their promises under it: every call of a small save fails in turn with
 * every reason, once and for ever; the error names it, nothing stays open, the old file is whole. */
#include "check.h"

#include <errno.h>
#include <stdlib.h>

#include "os/faults.h"
#include "os/file.h"

static char folder[256], saved[300], unready[300];

static const pdx_fault_plan no_plan = {PDX_FAULT_NONE, PDX_OP_ANY, 0, 0};

/* Saves as a writer does: lock, write a new file in two pieces, sync, put it in place; then reads it back through a map. */
static pdx_status save(const pdx_os *os, const char *head, const char *tail, pdx_error *err) {
    pdx_file file;
    pdx_mapping mapping;
    pdx_file_info info;
    pdx_status status = pdx_file_open(&file, os, unready, PDX_OPEN_NEW, err);
    if (status == PDX_OK) status = pdx_file_lock(&file, err);
    if (status == PDX_OK) status = pdx_file_write(&file, pdx_span_str(head), err);
    if (status == PDX_OK) status = pdx_file_write(&file, pdx_span_str(tail), err);
    if (status == PDX_OK) status = pdx_file_sync(&file, err);
    if (status == PDX_OK) status = pdx_file_close(&file, err);
    pdx_file_drop(&file);
    if (status == PDX_OK) status = pdx_path_replace(os, unready, saved, folder, err);
    if (status != PDX_OK) return status;
    PDX_TRY(pdx_path_describe(os, saved, &info, err));
    PDX_TRY(pdx_file_open(&file, os, saved, PDX_OPEN_READ, err));
    status = pdx_file_map(&file, &mapping, err);
    pdx_file_drop(&file);
    if (status == PDX_OK) pdx_mapping_deinit(&mapping);
    return status;
}

/* What stands in the saved file, read past all plans; its length. */
static size_t saved_bytes(char *into, size_t room) {
    pdx_file file;
    pdx_file_info info;
    pdx_error err;
    size_t len = 0;
    if (pdx_file_open(&file, pdx_os_system(), saved, PDX_OPEN_READ, &err) != PDX_OK) return 0;
    if (pdx_file_describe(&file, &info, &err) == PDX_OK && info.size <= room &&
        pdx_file_read(&file, into, (size_t)info.size, 0, &err) == PDX_OK) {
        len = (size_t)info.size;
    }
    pdx_file_drop(&file);
    return len;
}

static void remove_unready(void) { (void)remove(unready); }

static void test_counts(void) {
    pdx_faults faults;
    pdx_error err;
    pdx_faults_init(&faults, pdx_os_system(), no_plan);
    CHECK_EQ(save(&faults.os, "first ", "saved", &err), PDX_OK);
    CHECK_EQ(faults.counts[PDX_OP_OPEN], 2);
    CHECK_EQ(faults.counts[PDX_OP_LOCK], 1);
    CHECK_EQ(faults.counts[PDX_OP_WRITE], 2);
    CHECK_EQ(faults.counts[PDX_OP_SYNC], 1);
    CHECK_EQ(faults.counts[PDX_OP_CLOSE], 2);
    CHECK_EQ(faults.counts[PDX_OP_RENAME], 1);
    CHECK_EQ(faults.counts[PDX_OP_SYNC_FOLDER], 1);
    CHECK_EQ(faults.counts[PDX_OP_STAT], 2);
    CHECK_EQ(faults.counts[PDX_OP_MAP], 1);
    CHECK_EQ(faults.counts[PDX_OP_ANY], 13);
    CHECK_EQ(faults.fired, 0);
    CHECK_EQ(faults.open_files, 0);
    CHECK_EQ(faults.open_maps, 0);
}

/* One save under one plan. Gives whether the plan came true. */
static bool check_planned(pdx_fault_plan plan) {
    char found[64];
    pdx_faults faults;
    pdx_error err;
    pdx_status status;
    size_t len;
    remove_unready();
    pdx_faults_init(&faults, pdx_os_system(), plan);
    err.message[0] = '\0';
    status = save(&faults.os, "next ", "one", &err);
    CHECK_EQ(faults.open_files, 0);
    CHECK_EQ(faults.open_maps, 0);
    if (faults.fired == 0) {
        CHECK_EQ(status, PDX_OK);
        return false;
    }
    if (status == PDX_OK) { /* only what closing a file that was read says is passed over */
        CHECK_EQ(faults.fired_on, PDX_OP_CLOSE);
        CHECK_EQ(faults.counts[PDX_OP_CLOSE], 2);
    } else {
        const bool locked = faults.fired_on == PDX_OP_LOCK && plan.code == EWOULDBLOCK;
        CHECK_EQ(status, plan.code == ENOMEM ? PDX_ENOMEM : locked ? PDX_ELOCKED : PDX_EIO);
        CHECK(status == PDX_ENOMEM || strstr(err.message, folder) != NULL);
    }
    /* The file in place is always a whole one: the old or the new. */
    len = saved_bytes(found, sizeof found);
    CHECK((len == 11 && memcmp(found, "first saved", 11) == 0) || (len == 8 && memcmp(found, "next one", 8) == 0));
    return true;
}

static void test_every_call_fails(void) {
    static const int codes[] = {EIO, ENOSPC, EACCES, EROFS, EMFILE, ENOMEM, EFBIG, EWOULDBLOCK, EPERM, ENOENT};
    static const pdx_fault_kind kinds[] = {PDX_FAULT_ONCE, PDX_FAULT_STICKY};
    size_t c, k, tried = 0;
    for (c = 0; c < PDX_COUNTOF(codes); c++) {
        for (k = 0; k < PDX_COUNTOF(kinds); k++) {
            pdx_fault_plan plan = {kinds[k], PDX_OP_ANY, 1, codes[c]};
            for (; check_planned(plan); plan.nth++) tried++;
        }
    }
    CHECK_EQ(tried, 13 * PDX_COUNTOF(codes) * PDX_COUNTOF(kinds));
    printf("%lu faults injected\n", (unsigned long)tried);
}

/* Interrupted calls are taken up again where that is safe, and short ones are completed: nobody notices. */
static void test_interrupted_and_short(void) {
    static const pdx_os_op retried[] = {PDX_OP_OPEN, PDX_OP_WRITE, PDX_OP_SYNC, PDX_OP_CLOSE, PDX_OP_STAT, PDX_OP_RENAME, PDX_OP_SYNC_FOLDER, PDX_OP_LOCK, PDX_OP_MAP};
    char found[64];
    pdx_faults faults;
    pdx_error err;
    pdx_fault_plan plan = {PDX_FAULT_ONCE, PDX_OP_OPEN, 1, EINTR};
    size_t i;
    for (i = 0; i < PDX_COUNTOF(retried); i++) {
        remove_unready();
        plan.op = retried[i];
        pdx_faults_init(&faults, pdx_os_system(), plan);
        CHECK_EQ(save(&faults.os, "retried", " whole", &err), PDX_OK);
        CHECK_EQ(faults.fired, 1);
        CHECK_EQ(saved_bytes(found, sizeof found), 13);
    }
    plan.kind = PDX_FAULT_SHORT;
    plan.op = PDX_OP_WRITE;
    for (plan.nth = 1; plan.nth <= 2; plan.nth++) {
        remove_unready();
        pdx_faults_init(&faults, pdx_os_system(), plan);
        CHECK_EQ(save(&faults.os, "short", " write", &err), PDX_OK);
        CHECK_EQ(faults.counts[PDX_OP_WRITE], 3);
        CHECK_BYTES(found, saved_bytes(found, sizeof found), "short write");
    }
}

static void test_short_read(void) {
    const pdx_fault_plan plan = {PDX_FAULT_SHORT, PDX_OP_READ, 1, 0};
    char found[16];
    pdx_faults faults;
    pdx_file file;
    pdx_error err;
    pdx_faults_init(&faults, pdx_os_system(), plan);
    CHECK_EQ(pdx_file_open(&file, &faults.os, saved, PDX_OPEN_READ, &err), PDX_OK);
    CHECK_EQ(pdx_file_read(&file, found, 11, 0, &err), PDX_OK);
    CHECK_BYTES(found, 11, "short write");
    CHECK_EQ(faults.counts[PDX_OP_READ], 2);
    CHECK_EQ(pdx_file_close(&file, &err), PDX_OK);
}

/* A sync that failed is told and not tried again. */
static void test_sync_is_final(void) {
    const pdx_fault_plan plan = {PDX_FAULT_ONCE, PDX_OP_SYNC, 1, EIO};
    pdx_faults faults;
    pdx_error err;
    remove_unready();
    pdx_faults_init(&faults, pdx_os_system(), plan);
    CHECK_EQ(save(&faults.os, "never", " seen", &err), PDX_EIO);
    CHECK(strstr(err.message, "cannot make safe on disk") == err.message);
    CHECK_EQ(faults.counts[PDX_OP_SYNC], 1);
    CHECK_EQ(faults.counts[PDX_OP_RENAME], 0);
}

int main(void) {
    const char *place = getenv("TMPDIR");
    pdx_error err;
    (void)snprintf(folder, sizeof folder, "%s/postdex-faults-%p", place != NULL ? place : "/tmp", (void *)&err);
    (void)snprintf(saved, sizeof saved, "%s/saved", folder);
    (void)snprintf(unready, sizeof unready, "%s/unready", folder);
    if (pdx_path_make_folder(pdx_os_system(), folder, &err) != PDX_OK) {
        printf("%s\n", err.message);
        return 1;
    }
    test_counts();
    test_every_call_fails();
    test_interrupted_and_short();
    test_short_read();
    test_sync_is_final();
    remove_unready();
    CHECK_EQ(remove(saved), 0);
    CHECK_EQ(remove(folder), 0);
    return check_report("os/faults");
}
