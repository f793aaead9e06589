/* Salvaging: whatever byte of whatever file is altered, wherever a file is cut, what is kept is an archive of which all can be read, and no more than what
 * there was; the folder stays as it is. Bytes that lie while their checksums hold do no harm. Memory that ends and calls that fail are told of. */
#include "check.h"

#include <errno.h>

#include "archive/archive_sample.h"
#include "archive/mend/salvage.h"
#include "archive/store/saved.h"
#include "archive/stored_file.h"
#include "archive/stored_mend.h"
#include "base/alloc.h"
#include "os/faults.h"

static uint32_t n_whole; /* posts */

static pdx_status salvage(const pdx_os *os, pdx_archive **out, pdx_buf *report, pdx_error *err) {
    return archive_salvage(os, archive_path, NULL, NULL, out, report, err);
}

/* Salvages what is there; gives how many posts are kept. */
static uint32_t salvage_checked(uint64_t *sum, bool lying) {
    pdx_archive *archive = NULL;
    pdx_error err = {0};
    pdx_buf report;
    pdx_status status;
    uint32_t n = 0;
    pdx_buf_init(&report);
    status = salvage(pdx_os_system(), &archive, &report, &err);
    CHECK(status == PDX_OK || status == PDX_ECORRUPT || (lying && (status == PDX_ELIMIT || status == PDX_ENOMEM)));
    if (status == PDX_OK) {
        n = pdx_archive_describe(archive).n_posts;
        *sum = sample_walk(archive);
        CHECK(!sample_failed);
        CHECK(report.len > 2 && report.data[0] == '{' && report.data[report.len - 1] == '}');
        CHECK(lying || n <= n_whole);
        CHECK(pdx_archive_verify(archive, NULL, &err) == PDX_OK);
    }
    pdx_archive_release(archive);
    pdx_buf_deinit(&report);
    return n;
}

static void damage_file(const char *name, uint64_t whole, size_t step, bool all_kept) {
    stored_file file;
    uint64_t sum = 0;
    step *= check_stride();
    file_take(&file, name);
    for (size_t i = 0; i < file.bytes.len; i += step) {
        uint32_t n;
        file.bytes.data[i] ^= (uint8_t)(1u << i % 8);
        file_put(&file, file.bytes.data, file.bytes.len);
        n = salvage_checked(&sum, false);
        CHECK(!all_kept || (n == n_whole && sum == whole));
        file.bytes.data[i] ^= (uint8_t)(1u << i % 8);
    }
    for (size_t len = 0; len < file.bytes.len; len += step) {
        uint32_t n;
        file_put(&file, file.bytes.data, len);
        n = salvage_checked(&sum, false);
        CHECK(!all_kept || (n == n_whole && sum == whole));
    }
    (void)remove(file.path);
    file.there = 0;
    (void)salvage_checked(&sum, false);
    file_put(&file, file.bytes.data, file.bytes.len);
    CHECK(salvage_checked(&sum, false) == n_whole && sum == whole);
    PDX_VEC_DEINIT(&file.bytes);
}

static void lie_in_posts(const char *name) {
    static const uint8_t masks[] = {0x01, 0x80, 0xFF};
    stored_file file;
    uint64_t sum;
    uint8_t *lying;
    file_take(&file, name);
    lying = pdx_alloc(file.bytes.len);
    CHECK(lying != NULL);
    for (size_t i = 40; i < file.bytes.len - 24; i += 7) {
        memcpy(lying, file.bytes.data, file.bytes.len);
        lying[i] ^= masks[i / 7 % PDX_COUNTOF(masks)];
        stored_mend(lying, file.bytes.len);
        file_put(&file, lying, file.bytes.len);
        (void)salvage_checked(&sum, true);
    }
    pdx_free(lying);
    file_put(&file, file.bytes.data, file.bytes.len);
    PDX_VEC_DEINIT(&file.bytes);
}

static void test_damage(uint64_t whole) {
    damage_file("manifest", whole, 3, true);
    damage_file("words-0000000000000001", whole, 211, true);
    damage_file("posts-0000000000000001", whole, 5, false);
    damage_file("texts-0000000000000001", whole, 11, false);
    lie_in_posts("posts-0000000000000001");
}

#ifdef PDX_TESTING
static void test_memory(void) {
    bool failed = true;
    for (uint64_t n = 1; failed && n < 100000; n += check_stride()) {
        const int64_t live = pdx_alloc_live();
        pdx_archive *archive = NULL;
        pdx_buf report;
        pdx_status status;
        pdx_buf_init(&report);
        pdx_alloc_fail_at(n);
        status = salvage(pdx_os_system(), &archive, &report, NULL);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK(failed ? status == PDX_ENOMEM || status == PDX_OK : status == PDX_OK);
        pdx_archive_release(archive);
        pdx_buf_deinit(&report);
        CHECK_EQ(pdx_alloc_live(), live);
    }
}

/* A file that cannot be read is one that is not there. */
static void test_faults(void) {
    bool fired = true;
    for (uint64_t nth = 1; fired && nth < 200; nth += check_stride()) {
        pdx_faults faults;
        pdx_archive *archive = NULL;
        pdx_buf report;
        pdx_status status;
        pdx_buf_init(&report);
        pdx_faults_init(&faults, pdx_os_system(), (pdx_fault_plan){PDX_FAULT_ONCE, PDX_OP_ANY, nth, EIO});
        status = salvage(&faults.os, &archive, &report, NULL);
        CHECK(status == PDX_OK || status == PDX_ECORRUPT || status == PDX_EIO);
        pdx_archive_release(archive);
        pdx_buf_deinit(&report);
        fired = faults.fired > 0;
        CHECK_EQ(faults.open_files, 0);
        CHECK_EQ(faults.open_maps, 0);
    }
}
#endif

int main(void) {
    pdx_archive *archive = NULL;
    uint64_t whole, sum = 0;
    saved_folder_choose("test_salvage", &archive);
    CHECK(sample_build(true, &archive) == PDX_OK);
    whole = sample_walk(archive);
    n_whole = pdx_archive_describe(archive).n_posts;
    CHECK(archive_save(archive, pdx_os_system(), archive_path, pdx_span_str("a note"), NULL, NULL) == PDX_OK);
    CHECK(salvage_checked(&sum, false) == n_whole && sum == whole);
    test_damage(whole);
#ifdef PDX_TESTING
    test_memory();
    test_faults();
#endif
    pdx_archive_release(archive);
    saved_folder_remove();
    return check_report("test_salvage");
}
