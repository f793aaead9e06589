/* Saved archives: what is loaded is what was saved; every file call fails in turn with every reason and memory ends at every allocation, and
 * the archive that was there before is there still, or the new one, whole; every byte of every file is altered and every length cut
 * short, and what is loaded then is an error or safe to read, which verify tells apart. */
#include "check.h"

#include <errno.h>
#include <stdlib.h>

#include "archive/archive_sample.h"
#include "archive/store/saved.h"
#include "archive/saved_folder.h"
#include "archive/saved_damage.h"
#include "base/alloc.h"
#include "os/faults.h"
#include "os/file.h"

static pdx_status load_over(const pdx_os *os, pdx_archive **out, pdx_error *err) {
    const pdx_status status = archive_load(os, archive_path, NULL, NULL, out, err);
    if (status == PDX_OK) {
        pdx_span note;
        CHECK(pdx_archive_n_notes(*out) > 0 && pdx_span_equal(pdx_archive_note_line(*out, 0), pdx_span_str("a note")));
        CHECK(pdx_archive_note(*out, 0, &note, NULL) != PDX_OK || pdx_span_equal(note, pdx_span_str("a note")));
    }
    return status;
}

static pdx_status save_over(const pdx_os *os, const pdx_archive *archive, pdx_error *err) {
    return archive_save(archive, os, archive_path, pdx_span_str("a note"), NULL, err);
}

/* What stands in the folder now; 0 when nothing can be loaded. */
static uint64_t saved_sum(void) {
    pdx_archive *archive;
    uint64_t sum = 0;
    if (load_over(pdx_os_system(), &archive, NULL) != PDX_OK) return 0;
    CHECK(pdx_archive_verify(archive, NULL, NULL) == PDX_OK);
    sum = sample_walk(archive);
    pdx_archive_release(archive);
    return sum;
}

static void test_same(const pdx_archive *one, const pdx_archive *two) {
    const uint64_t first = sample_walk((pdx_archive *)(uintptr_t)one), second = sample_walk((pdx_archive *)(uintptr_t)two);
    pdx_archive *loaded;
    CHECK(first != second);
    CHECK(!pdx_archive_is_saved(archive_path));
    CHECK(save_over(pdx_os_system(), one, NULL) == PDX_OK);
    CHECK(pdx_archive_is_saved(archive_path));
    CHECK(saved_sum() == first);
    CHECK(load_over(pdx_os_system(), &loaded, NULL) == PDX_OK);
    CHECK(save_over(pdx_os_system(), two, NULL) == PDX_OK);
    CHECK(sample_walk(loaded) == first); /* whoever has it open keeps what it was */
    CHECK(saved_sum() == second);
    CHECK(save_over(pdx_os_system(), loaded, NULL) == PDX_OK); /* what was loaded can be saved */
    CHECK(saved_sum() == first);
    pdx_archive_release(loaded);
}

/* Something of somebody else's is never written over. */
static void test_others(const pdx_archive *archive) {
    char file[320];
    FILE *made;
    pdx_error err;
    saved_folder_remove();
    CHECK(pdx_path_make_folder(pdx_os_system(), archive_path, NULL) == PDX_OK);
    (void)snprintf(file, sizeof file, "%s/letter", archive_path);
    made = fopen(file, "wb");
    CHECK(made != NULL && fclose(made) == 0);
    CHECK(save_over(pdx_os_system(), archive, &err) == PDX_EVALUE);
    CHECK(!pdx_archive_is_saved(archive_path));
    (void)remove(file);
    CHECK(save_over(pdx_os_system(), archive, &err) == PDX_OK); /* an empty folder */
}

/* One saving under one plan, over an archive that is there. Gives whether the plan came true. */
static bool check_planned(pdx_fault_plan plan, const pdx_archive *next, uint64_t before, uint64_t after) {
    pdx_faults faults;
    pdx_error err;
    pdx_status status;
    uint64_t sum;
    pdx_faults_init(&faults, pdx_os_system(), plan);
    status = save_over(&faults.os, next, &err);
    CHECK_EQ(faults.open_files, 0);
    CHECK_EQ(faults.open_maps, 0);
    sum = saved_sum();
    CHECK(sum == after || (status != PDX_OK && sum == before));
    return faults.fired > 0;
}

static void test_faults(const pdx_archive *one, const pdx_archive *two) {
    static const int codes[] = {EIO, ENOSPC, EINTR};
    const uint64_t before = sample_walk((pdx_archive *)(uintptr_t)one), after = sample_walk((pdx_archive *)(uintptr_t)two);
    for (size_t c = 0; c < PDX_COUNTOF(codes); c++) {
        for (unsigned kind = PDX_FAULT_ONCE; kind <= PDX_FAULT_SHORT; kind++) {
            bool fired = true;
            if (kind == PDX_FAULT_STICKY && codes[c] == EINTR) continue; /* for ever means that it is asked for ever */
            for (uint64_t nth = 1; fired && nth < 200; nth += check_stride()) {
                CHECK(save_over(pdx_os_system(), one, NULL) == PDX_OK);
                fired = check_planned((pdx_fault_plan){(pdx_fault_kind)kind, PDX_OP_ANY, nth, codes[c]}, two, before, after);
                if (kind == PDX_FAULT_SHORT && nth > 60) break; /* counts calls that are neither read nor write too */
            }
            CHECK(kind == PDX_FAULT_SHORT || !fired);
        }
    }
}

/* A process that has no descriptors left can still list and remove: what cannot be read is no reason to begin anew. */
static void test_nothing_opens(const pdx_archive *one, const pdx_archive *two) {
    const uint64_t before = sample_walk((pdx_archive *)(uintptr_t)one), after = sample_walk((pdx_archive *)(uintptr_t)two);
    bool fired = true;
    for (uint64_t nth = 1; fired && nth < 100; nth += check_stride()) {
        saved_folder_remove();
        CHECK(save_over(pdx_os_system(), one, NULL) == PDX_OK);
        fired = check_planned((pdx_fault_plan){PDX_FAULT_STICKY, PDX_OP_OPEN, nth, EMFILE}, two, before, after);
    }
    CHECK(!fired);
}

/* A lock that cannot be had, or in which its holder cannot be named, is held by nobody. */
static void test_lock_faults(void) {
    static const int codes[] = {EIO, ENOSPC};
    pdx_folder_lock *lock, *other;
    pdx_error err;
    for (size_t c = 0; c < PDX_COUNTOF(codes); c++) {
        bool fired = true;
        for (uint64_t nth = 1; fired && nth < 100; nth += check_stride()) {
            pdx_faults faults;
            pdx_faults_init(&faults, pdx_os_system(), (pdx_fault_plan){PDX_FAULT_ONCE, PDX_OP_ANY, nth, codes[c]});
            if (archive_lock(&faults.os, archive_path, pdx_span_str("somebody"), &lock, NULL) == PDX_OK) pdx_folder_lock_free(lock);
            fired = faults.fired > 0;
            CHECK_EQ(faults.open_files, 0);
            CHECK(archive_lock(pdx_os_system(), archive_path, pdx_span_str("somebody\n"), &lock, NULL) == PDX_OK);
            CHECK(archive_lock(pdx_os_system(), archive_path, pdx_span_str("another"), &other, &err) == PDX_ELOCKED);
            CHECK(strcmp(err.message, "another writer holds it: somebody?") == 0);
            pdx_folder_lock_free(lock);
        }
        CHECK(!fired);
    }
}

/* Where a file system has no locks, that is told, and nothing is changed. */
static void test_no_locks(const pdx_archive *two) {
    static const int codes[] = {ENOLCK, EOPNOTSUPP};
    const uint64_t whole = saved_sum();
    for (size_t c = 0; c < PDX_COUNTOF(codes); c++) {
        pdx_faults faults;
        pdx_error err = {0};
        pdx_faults_init(&faults, pdx_os_system(), (pdx_fault_plan){PDX_FAULT_STICKY, PDX_OP_LOCK, 1, codes[c]});
        CHECK_EQ(archive_save(two, &faults.os, archive_path, pdx_span_str("{}"), NULL, &err), PDX_EIO);
        CHECK(err.code == codes[c] && strstr(err.message, "has no locks") != NULL);
        CHECK_EQ(faults.open_files, 0);
        CHECK(saved_sum() == whole);
    }
}

/* Where a file system maps no files, they are read, and the answers are the same. Failing otherwise is told. */
static void test_no_maps(void) {
    static const int codes[] = {ENODEV, EOPNOTSUPP, ENOSYS, EIO};
    const uint64_t whole = saved_sum();
    for (size_t c = 0; c < PDX_COUNTOF(codes); c++) {
        pdx_faults faults;
        pdx_archive *archive;
        pdx_error err;
        pdx_faults_init(&faults, pdx_os_system(), (pdx_fault_plan){PDX_FAULT_STICKY, PDX_OP_MAP, 1, codes[c]});
        CHECK_EQ(load_over(&faults.os, &archive, &err), codes[c] == EIO ? PDX_EIO : PDX_OK);
        CHECK(faults.fired > 0);
        if (codes[c] != EIO) CHECK(sample_walk(archive) == whole);
        pdx_archive_release(archive);
        CHECK_EQ(faults.open_files, 0);
        CHECK_EQ(faults.open_maps, 0);
    }
}

static void test_load_faults(void) {
    const uint64_t whole = saved_sum();
    bool fired = true;
    for (uint64_t nth = 1; fired && nth < 100; nth += check_stride()) {
        pdx_faults faults;
        pdx_archive *archive;
        pdx_error err;
        pdx_faults_init(&faults, pdx_os_system(), (pdx_fault_plan){PDX_FAULT_ONCE, PDX_OP_ANY, nth, EIO});
        if (load_over(&faults.os, &archive, &err) == PDX_OK) CHECK(sample_walk(archive) == whole);
        pdx_archive_release(archive);
        fired = faults.fired > 0;
        CHECK_EQ(faults.open_files, 0);
        CHECK_EQ(faults.open_maps, 0);
    }
    CHECK(!fired);
}

static void test_memory(const pdx_archive *archive) {
    const uint64_t before = saved_sum();
    for (unsigned saves = 0; saves < 2; saves++) {
        bool failed = true;
        for (uint64_t n = 1; failed && n < 100000; n += check_stride()) {
            const int64_t live = pdx_alloc_live();
            pdx_archive *loaded = NULL;
            pdx_status status;
            pdx_alloc_fail_at(n);
            status = saves ? save_over(pdx_os_system(), archive, NULL) : load_over(pdx_os_system(), &loaded, NULL);
            failed = pdx_alloc_failed();
            pdx_alloc_fail_at(0);
            CHECK(failed ? status == PDX_ENOMEM || status == PDX_OK : status == PDX_OK);
            pdx_archive_release(loaded);
            CHECK_EQ(pdx_alloc_live(), live);
        }
        CHECK(saved_sum() != 0 && (saves || saved_sum() == before));
    }
}

/* ---- damage */

static void test_damage(const pdx_archive *archive) {
    const uint64_t whole = sample_walk((pdx_archive *)(uintptr_t)archive);
    saved_folder_remove();
    CHECK(save_over(pdx_os_system(), archive, NULL) == PDX_OK);
    damage_file("manifest", whole, 1, true);
    damage_file("posts-0000000000000001", whole, 1, true);
    damage_file("texts-0000000000000001", whole, 1, true);
    damage_file("words-0000000000000001", whole, 7, true); /* test_damage of segment/ takes each byte */
    lie_in_posts("posts-0000000000000001", whole);
}

int main(void) {
    pdx_archive *one = NULL, *two = NULL;
    saved_folder_choose("test_saved", &one);
    CHECK(sample_build(true, &one) == PDX_OK && sample_build(false, &two) == PDX_OK);
    test_same(one, two);
    test_others(one);
    test_faults(one, two);
    test_nothing_opens(one, two);
    test_no_maps();
    test_load_faults();
    test_lock_faults();
    test_no_locks(two);
    test_memory(one);
    test_damage(one);
    pdx_archive_release(one);
    pdx_archive_release(two);
    saved_folder_remove();
    return check_report("test_saved");
}
