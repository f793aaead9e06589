/* Files over the system's own calls: what is written is read, replaced, listed, locked, mapped; devices and paths that refuse
 * give an error that says which file and why. Runs in a folder that it makes in the place for temporary files. */
#include "check.h"

#include <errno.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "os/file.h"

static char folder[256];

/* A path in the test's folder; valid until the fourth call after it. */
static const char *in_folder(const char *name) {
    static char paths[4][512];
    static unsigned turn;
    char *path = paths[turn++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static bool make_folder(void) {
    const char *place = getenv("TMPDIR");
    pdx_error err;
    unsigned i;
    for (i = 0; i < 1000; i++) {
        (void)snprintf(folder, sizeof folder, "%s/postdex-files-%p-%u", place != NULL ? place : "/tmp", (void *)&err, i);
        if (pdx_path_make_folder(pdx_os_system(), folder, &err) == PDX_OK) return true;
    }
    printf("%s\n", err.message);
    return false;
}

static pdx_status write_file(const char *path, pdx_span bytes, pdx_error *err) {
    pdx_file file;
    pdx_status status = pdx_file_open(&file, pdx_os_system(), path, PDX_OPEN_NEW, err);
    if (status == PDX_OK) status = pdx_file_write(&file, bytes, err);
    if (status == PDX_OK) status = pdx_file_sync(&file, err);
    if (status == PDX_OK) return pdx_file_close(&file, err);
    pdx_file_drop(&file);
    return status;
}

static void test_write_and_read(void) {
    static uint8_t written[100003], got[100003];
    const char *path = in_folder("bytes");
    pdx_file_info info;
    pdx_file file;
    pdx_error err;
    size_t i;
    for (i = 0; i < sizeof written; i++) written[i] = (uint8_t)(i * 31 >> 3);
    CHECK_EQ(write_file(path, pdx_span_of(written, sizeof written), &err), PDX_OK);
    CHECK_EQ(pdx_path_describe(pdx_os_system(), path, &info, &err), PDX_OK);
    CHECK_EQ(info.kind, PDX_FILE_REGULAR);
    CHECK_EQ(info.size, sizeof written);
    CHECK_EQ(pdx_file_open(&file, pdx_os_system(), path, PDX_OPEN_READ, &err), PDX_OK);
    CHECK_EQ(pdx_file_read(&file, got, sizeof got, 0, &err), PDX_OK);
    CHECK(memcmp(got, written, sizeof got) == 0);
    CHECK_EQ(pdx_file_read(&file, got, 3, 100000, &err), PDX_OK);
    CHECK(memcmp(got, written + 100000, 3) == 0);
    CHECK_EQ(pdx_file_read(&file, got, 0, 999999999, &err), PDX_OK);
    CHECK_EQ(pdx_file_read(&file, got, 4, 100000, &err), PDX_ECORRUPT);
    CHECK_EQ(err.offset, sizeof written);
    CHECK(strstr(err.message, "bytes ends too early") != NULL);
    CHECK_EQ(pdx_file_close(&file, &err), PDX_OK);
    CHECK_EQ(pdx_file_close(&file, &err), PDX_OK); /* again: nothing happens */
}

static void test_replace(void) {
    const char *old_path = in_folder("manifest"), *new_path = in_folder("manifest.new");
    pdx_error err;
    pdx_file_info info;
    CHECK_EQ(write_file(old_path, pdx_span_str("old"), &err), PDX_OK);
    CHECK_EQ(write_file(old_path, pdx_span_str("again"), &err), PDX_EIO); /* NEW never overwrites */
    CHECK(strstr(err.message, "it exists already") != NULL);
    CHECK_EQ(write_file(new_path, pdx_span_str("newer"), &err), PDX_OK);
    CHECK_EQ(pdx_path_replace(pdx_os_system(), new_path, old_path, folder, &err), PDX_OK);
    CHECK_EQ(pdx_path_describe(pdx_os_system(), old_path, &info, &err), PDX_OK);
    CHECK_EQ(info.size, 5);
    CHECK_EQ(pdx_path_describe(pdx_os_system(), new_path, &info, &err), PDX_EIO);
    CHECK_EQ(pdx_path_replace(pdx_os_system(), new_path, old_path, folder, &err), PDX_EIO);
    CHECK(strstr(err.message, "there is no such file") != NULL);
}

/* Over the system's table, and over the one that reads. */
static void test_map(const pdx_os *os) {
    pdx_mapping mapping;
    pdx_file file;
    pdx_error err;
    CHECK_EQ(write_file(in_folder("mapped"), pdx_span_str("twelve bytes"), &err), PDX_OK);
    CHECK_EQ(pdx_file_open(&file, os, in_folder("mapped"), PDX_OPEN_READ, &err), PDX_OK);
    CHECK_EQ(pdx_file_map(&file, &mapping, &err), PDX_OK);
    CHECK_EQ(pdx_file_close(&file, &err), PDX_OK);
    CHECK_BYTES(mapping.data, mapping.len, "twelve bytes"); /* lives on without the file */
    pdx_mapping_deinit(&mapping);
    pdx_mapping_deinit(&mapping);
    CHECK_EQ(write_file(in_folder("empty"), pdx_span_str(""), &err), PDX_OK);
    CHECK_EQ(pdx_file_open(&file, os, in_folder("empty"), PDX_OPEN_READ, &err), PDX_OK);
    CHECK_EQ(pdx_file_map(&file, &mapping, &err), PDX_OK);
    CHECK_EQ(mapping.len, 0);
    pdx_mapping_deinit(&mapping);
    pdx_file_drop(&file);
    CHECK_EQ(pdx_path_remove(os, in_folder("mapped"), &err), PDX_OK);
    CHECK_EQ(pdx_path_remove(os, in_folder("empty"), &err), PDX_OK);
}

#ifndef _WIN32
/* What was read into memory stays when somebody cuts the file; memory that runs out is told. */
static void test_read_map_stays(void) {
    static uint8_t bytes[100003];
    pdx_mapping mapping;
    pdx_file file;
    pdx_error err;
    FILE *cut;
    memset(bytes, 'x', sizeof bytes);
    CHECK_EQ(write_file(in_folder("read"), pdx_span_of(bytes, sizeof bytes), &err), PDX_OK);
    CHECK_EQ(pdx_file_open(&file, pdx_os_reading(), in_folder("read"), PDX_OPEN_READ, &err), PDX_OK);
#ifdef PDX_TESTING
    pdx_alloc_fail_at(1);
    CHECK_EQ(pdx_file_map(&file, &mapping, &err), PDX_ENOMEM);
    pdx_alloc_fail_at(0);
#endif
    CHECK_EQ(pdx_file_map(&file, &mapping, &err), PDX_OK);
    pdx_file_drop(&file);
    cut = fopen(in_folder("read"), "wb");
    CHECK(cut != NULL && fclose(cut) == 0);
    CHECK_EQ(mapping.len, sizeof bytes);
    CHECK(memcmp(mapping.data, bytes, sizeof bytes) == 0);
    pdx_mapping_deinit(&mapping);
    CHECK_EQ(pdx_path_remove(pdx_os_system(), in_folder("read"), &err), PDX_OK);
}
#endif

static void test_lock(void) {
    const char *path = in_folder("lock");
    pdx_file first, second;
    pdx_error err;
    CHECK_EQ(pdx_file_open(&first, pdx_os_system(), path, PDX_OPEN_KEEP, &err), PDX_OK);
    CHECK_EQ(pdx_file_lock(&first, &err), PDX_OK);
    CHECK_EQ(pdx_file_open(&second, pdx_os_system(), path, PDX_OPEN_KEEP, &err), PDX_OK);
    CHECK_EQ(pdx_file_lock(&second, &err), PDX_ELOCKED);
    CHECK(strstr(err.message, "is locked by another writer") != NULL);
    CHECK_EQ(pdx_file_close(&first, &err), PDX_OK); /* gives the lock back */
    CHECK_EQ(pdx_file_lock(&second, &err), PDX_OK);
    CHECK_EQ(pdx_file_close(&second, &err), PDX_OK);
}

static bool names_have(const pdx_buf *names, const char *wanted) {
    size_t at;
    for (at = 0; at < names->len; at += strlen((const char *)names->data + at) + 1) {
        if (strcmp((const char *)names->data + at, wanted) == 0) return true;
    }
    return false;
}

static void test_folders(void) {
    pdx_error err;
    pdx_buf names;
    pdx_file_info info;
    pdx_buf_init(&names);
    CHECK_EQ(pdx_path_make_folder(pdx_os_system(), in_folder("within"), &err), PDX_OK);
    CHECK_EQ(pdx_path_make_folder(pdx_os_system(), in_folder("within"), &err), PDX_EIO);
    CHECK_EQ(write_file(in_folder("within/one"), pdx_span_str("1"), &err), PDX_OK);
    CHECK_EQ(write_file(in_folder("within/z\xC3\xBCrich"), pdx_span_str("2"), &err), PDX_OK);
    CHECK_EQ(pdx_path_list(pdx_os_system(), in_folder("within"), &names, &err), PDX_OK);
    CHECK_EQ(names.len, sizeof "one" + sizeof "z\xC3\xBCrich");
    CHECK(names_have(&names, "one"));
    CHECK(names_have(&names, "z\xC3\xBCrich"));
    CHECK_EQ(pdx_path_describe(pdx_os_system(), in_folder("within"), &info, &err), PDX_OK);
    CHECK_EQ(info.kind, PDX_FILE_FOLDER);
    CHECK_EQ(pdx_path_list(pdx_os_system(), in_folder("absent"), &names, &err), PDX_EIO);
    CHECK(strstr(err.message, "cannot list ") == err.message);
    CHECK_EQ(pdx_path_remove(pdx_os_system(), in_folder("within/one"), &err), PDX_OK);
    CHECK_EQ(pdx_path_remove(pdx_os_system(), in_folder("within/one"), &err), PDX_EIO);
    CHECK_EQ(pdx_path_remove(pdx_os_system(), in_folder("within/z\xC3\xBCrich"), &err), PDX_OK);
    pdx_buf_reset(&names);
    CHECK_EQ(pdx_path_list(pdx_os_system(), in_folder("within"), &names, &err), PDX_OK);
    CHECK_EQ(names.len, 0);
    pdx_buf_deinit(&names);
}

#ifdef PDX_TESTING
static void test_list_out_of_memory(void) {
    pdx_error err;
    pdx_buf names;
    pdx_buf_init(&names);
    pdx_alloc_fail_at(1);
    CHECK_EQ(pdx_path_list(pdx_os_system(), folder, &names, &err), PDX_ENOMEM);
    CHECK(pdx_alloc_failed());
    pdx_alloc_fail_at(0);
    pdx_buf_deinit(&names);
    CHECK_EQ(pdx_alloc_live(), 0);
}
#endif

#ifndef _WIN32
static void check_message(const pdx_error *err, const char *wanted) {
    CHECK_EQ(err->status, PDX_EIO);
    CHECK(strcmp(err->message, wanted) == 0);
    if (strcmp(err->message, wanted) != 0) printf("got:    %s\nwanted: %s\n", err->message, wanted);
}

static void test_refusals(void) {
    char wanted[300];
    pdx_mapping mapping;
    pdx_file file;
    pdx_error err;
    CHECK_EQ(pdx_file_open(&file, pdx_os_system(), in_folder("absent"), PDX_OPEN_READ, &err), PDX_EIO);
    (void)snprintf(wanted, sizeof wanted, "cannot open %s: there is no such file or folder (errno %d)", in_folder("absent"),
                   ENOENT);
    check_message(&err, wanted);
    CHECK_EQ(file.fd, PDX_FD_NONE);
    CHECK_EQ(pdx_file_open(&file, pdx_os_system(), folder, PDX_OPEN_READ, &err), PDX_OK); /* a folder opens, */
    CHECK_EQ(pdx_file_read(&file, wanted, 1, 0, &err), PDX_EIO);                          /* but is no file */
    CHECK_EQ(pdx_file_map(&file, &mapping, &err), PDX_ECORRUPT);
    CHECK(strstr(err.message, "is a folder, and no file") != NULL);
    pdx_file_drop(&file);
    CHECK_EQ(pdx_file_open(&file, pdx_os_system(), "/dev/null/x", PDX_OPEN_NEW, &err), PDX_EIO);
    CHECK(strstr(err.message, "a part of the path is not a folder") != NULL);
}

static void test_full_device(void) {
    pdx_file file;
    pdx_error err;
    const pdx_status status = pdx_file_open(&file, pdx_os_system(), "/dev/full", PDX_OPEN_KEEP, &err);
    if (status != PDX_OK) {
        printf("not checked here, there is no /dev/full: %s\n", err.message);
        return;
    }
    CHECK_EQ(pdx_file_write(&file, pdx_span_str("more than it holds"), &err), PDX_EIO);
    check_message(&err, "cannot write /dev/full: no space left on the device; make room and do it again (errno 28)");
    pdx_file_drop(&file);
}
#endif

/* Removes what the tests made. */
static void clean_up(const char *path) {
    pdx_error err;
    pdx_buf names;
    size_t at;
    pdx_buf_init(&names);
    CHECK_EQ(pdx_path_list(pdx_os_system(), path, &names, &err), PDX_OK);
    for (at = 0; at < names.len; at += strlen((const char *)names.data + at) + 1) {
        if (pdx_path_remove(pdx_os_system(), in_folder((const char *)names.data + at), &err) != PDX_OK) {
            CHECK_EQ(remove(in_folder((const char *)names.data + at)), 0); /* the empty folder */
        }
    }
    pdx_buf_deinit(&names);
    CHECK_EQ(remove(path), 0);
}

int main(void) {
    if (!make_folder()) return 1;
    test_write_and_read();
    test_replace();
    test_map(pdx_os_system());
    test_map(pdx_os_reading());
    test_lock();
    test_folders();
#ifdef PDX_TESTING
    test_list_out_of_memory();
#endif
#ifndef _WIN32
    test_read_map_stays();
    test_refusals();
    test_full_device();
#endif
    clean_up(folder);
    return check_report("os/file");
}
