/* Adding to a saved archive: it says then what one does that is built of the same at once; what was there keeps its files; every file call fails in turn, and
 * memory ends at every allocation, and the archive is what it was or what it is to be, whole; every byte of every file of several parts, of which something
 * is gone, is altered and every length cut short. */
#include "check.h"

#include <errno.h>

#include "archive/archive_sample.h"
#include "archive/store/committed.h"
#include "archive/store/saved.h"
#include "archive/saved_damage.h"
#include "archive/saved_folder.h"
#include "base/alloc.h"
#include "os/faults.h"

static const char more_rows[] = "{\"title\":\"A boat\",\"text\":\"The boat lies by the mill.\",\"tags\":[\"River\",\"Boat\"],\"date\":\"2019-06-01\"}\n";

static pdx_archive *load(void) {
    pdx_archive *archive;
    CHECK(archive_load(pdx_os_system(), archive_path, NULL, NULL, &archive, NULL) == PDX_OK);
    return archive;
}

/* What is done in one commit: whether the page is there again, with rows; and which post goes (PDX_NONE: none). */
typedef struct change {
    const char *page, *rows; /* names, or NULL */
    uint32_t out;
} change;

static pdx_status builder_make(pdx_archive *base, change what, pdx_builder **out) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    pdx_source_facts facts = {{NULL, 0}, {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_status status = pdx_builder_new(&options, out, NULL);
    if (status != PDX_OK) return status;
    status = pdx_builder_continue(*out, base, NULL);
    if (status == PDX_OK && what.out != PDX_NONE) CHECK_EQ(pdx_builder_take_out(*out, &what.out, 1), 1);
    facts.name = pdx_span_str(what.page == NULL ? "" : what.page);
    if (status == PDX_OK && what.page != NULL) status = pdx_builder_add(*out, &facts, pdx_span_str(sample_page), NULL, NULL);
    facts.name = pdx_span_str(what.rows == NULL ? "" : what.rows);
    if (status == PDX_OK && what.rows != NULL) status = pdx_builder_add(*out, &facts, pdx_span_str(more_rows), NULL, NULL);
    if (status != PDX_OK) pdx_builder_free(*out);
    return status;
}

static bool drafting; /* whether what is committed is a draft */

/* `first`: PDX_NONE, as the builder says. */
static pdx_status commit_over(const pdx_os *os, pdx_archive *base, change what, uint32_t first, pdx_error *err) {
    const pdx_save_as as = drafting ? PDX_SAVE_DRAFT : PDX_SAVE_FOR_ALL;
    pdx_builder *builder;
    pdx_status status = builder_make(base, what, &builder);
    if (status != PDX_OK) return status;
    if (first == PDX_NONE) first = pdx_builder_first_taken(builder, false, as);
    status = archive_commit(builder, os, archive_path, pdx_span_str("more"), first, as, NULL, NULL, err);
    pdx_builder_free(builder);
    return status;
}

static pdx_archive *at_once(pdx_archive *base, change what) {
    pdx_archive *archive;
    pdx_builder *builder;
    CHECK(builder_make(base, what, &builder) == PDX_OK);
    CHECK(pdx_builder_finish(builder, NULL, NULL, &archive, NULL) == PDX_OK);
    pdx_builder_free(builder);
    return archive;
}

static void folder_make(const pdx_archive *base) {
    saved_folder_remove();
    CHECK(archive_save(base, pdx_os_system(), archive_path, pdx_span_str("a note"), NULL, NULL) == PDX_OK);
}

static const change changes[] = {
    {"town/again.txt", NULL, PDX_NONE}, {NULL, "town/more.jsonl", 1}, {NULL, NULL, 2}, {"town/third.txt", "town/rows.jsonl", 0}, {NULL, NULL, 3},
};

/* Commits one behind the other, beside archives that are built of all of it each time; then all as one part. */
static void test_same(pdx_archive *base) {
    pdx_archive *beside = base, *held = NULL;
    uint64_t was = 0;
    pdx_archive_retain(beside);
    folder_make(base);
    for (size_t i = 0; i < PDX_COUNTOF(changes); i++) {
        pdx_archive *before = load(), *after, *next = at_once(beside, changes[i]);
        CHECK(commit_over(pdx_os_system(), before, changes[i], PDX_NONE, NULL) == PDX_OK);
        after = load();
        CHECK(sample_walk(after) == sample_walk(next) && !sample_failed);
        CHECK(pdx_archive_verify(after, NULL, NULL) == PDX_OK);
        CHECK(commit_over(pdx_os_system(), before, changes[i], PDX_NONE, NULL) == PDX_EVALUE); /* it is not what is there any more */
        if (i == 1) {
            held = after;
            pdx_archive_retain(held);
            was = sample_walk(held);
        }
        pdx_archive_release(before);
        pdx_archive_release(after);
        pdx_archive_release(beside);
        beside = next;
    }
    for (unsigned k = 0; k < 2; k++) { /* some parts as one, all as one */
        const change nothing = {NULL, NULL, PDX_NONE};
        pdx_archive *before = load(), *after;
        CHECK(pdx_archive_n_notes(before) == (k == 0 ? 4u : 2u));
        CHECK(commit_over(pdx_os_system(), before, nothing, k == 0 ? 1 : 0, NULL) == PDX_OK);
        after = load();
        CHECK(sample_walk(after) == sample_walk(beside) && !sample_failed);
        CHECK(pdx_archive_verify(after, NULL, NULL) == PDX_OK);
        CHECK(k == 0 || pdx_archive_describe(after).n_gone == 0);
        pdx_archive_release(before);
        pdx_archive_release(after);
    }
    CHECK(sample_walk(held) == was); /* through commits, and the removal of its files */
    pdx_archive_release(held);
    pdx_archive_release(beside);
}

/* What stands in the folder now. */
static uint64_t saved_sum(void) {
    pdx_archive *archive = load();
    uint64_t sum;
    CHECK(pdx_archive_verify(archive, NULL, NULL) == PDX_OK);
    sum = sample_walk(archive);
    pdx_archive_release(archive);
    return sum;
}

/* Two parts, of one of which something is gone. */
static void parts_make(pdx_archive *base) {
    pdx_archive *before;
    folder_make(base);
    before = load();
    CHECK(commit_over(pdx_os_system(), before, changes[0], 1, NULL) == PDX_OK);
    pdx_archive_release(before);
}

static bool check_planned(pdx_fault_plan plan, pdx_archive *base, change what, uint32_t first, uint64_t before, uint64_t after) {
    pdx_archive *from;
    pdx_faults faults;
    pdx_error err;
    pdx_status status;
    uint64_t sum;
    parts_make(base);
    from = load();
    pdx_faults_init(&faults, pdx_os_system(), plan);
    status = commit_over(&faults.os, from, what, first, &err);
    CHECK_EQ(faults.open_files, 0);
    CHECK_EQ(faults.open_maps, 0);
    pdx_archive_release(from);
    sum = saved_sum();
    CHECK(sum == after || (status != PDX_OK && sum == before));
    return faults.fired > 0;
}

static void test_faults(pdx_archive *base, change what, uint32_t first, size_t n_codes) {
    static const int codes[] = {EIO, ENOSPC, EINTR};
    pdx_archive *from;
    uint64_t before, after;
    parts_make(base);
    before = saved_sum();
    from = load();
    CHECK(commit_over(pdx_os_system(), from, what, first, NULL) == PDX_OK);
    pdx_archive_release(from);
    after = saved_sum();
    CHECK(before != after || first == 0);
    for (size_t c = 0; c < n_codes; c++) {
        for (unsigned kind = PDX_FAULT_ONCE; kind <= PDX_FAULT_SHORT; kind++) {
            bool fired = true;
            if (kind == PDX_FAULT_STICKY && codes[c] == EINTR) continue; /* for ever means that it is asked for ever */
            for (uint64_t nth = 1; fired && nth < 200; nth += check_stride()) {
                fired = check_planned((pdx_fault_plan){(pdx_fault_kind)kind, PDX_OP_ANY, nth, codes[c]}, base, what, first, before, after);
                if (kind == PDX_FAULT_SHORT && nth > 60) break; /* counts calls that are neither read nor write too */
            }
            CHECK(kind == PDX_FAULT_SHORT || !fired);
        }
    }
}

static pdx_archive *load_draft(void) {
    const pdx_load_how how = {.mapped = true, .draft = true};
    pdx_archive *archive;
    CHECK(pdx_archive_load(archive_path, NULL, how, NULL, &archive, NULL) == PDX_OK);
    return archive;
}

/* Drafts, of which who reads sees nothing, whatever fails, until they are committed. */
static void test_drafts(pdx_archive *base) {
    const change nothing = {NULL, NULL, PDX_NONE};
    pdx_archive *from, *draft, *second, *whole = at_once(base, changes[0]), *more = at_once(whole, changes[1]);
    uint64_t before;
    bool fired = true;
    folder_make(base);
    before = saved_sum();
    from = load();
    drafting = true;
    CHECK(commit_over(pdx_os_system(), from, changes[0], 1, NULL) == PDX_OK);
    draft = load_draft();
    CHECK(sample_walk(draft) == sample_walk(whole) && saved_sum() == before);
    for (uint64_t nth = 1; fired && nth < 200; nth += check_stride()) {
        pdx_faults faults;
        pdx_faults_init(&faults, pdx_os_system(), (pdx_fault_plan){PDX_FAULT_ONCE, PDX_OP_ANY, nth, EIO});
        if (commit_over(&faults.os, draft, changes[1], 2, NULL) == PDX_OK) break;
        fired = faults.fired > 0;
        CHECK_EQ(faults.open_files, 0);
        CHECK(saved_sum() == before);
        pdx_archive_release(draft);
        CHECK(commit_over(pdx_os_system(), from, changes[0], 1, NULL) == PDX_OK); /* from the beginning: the draft that failed is forgotten */
        draft = load_draft();
        CHECK(sample_walk(draft) == sample_walk(whole));
    }
    second = load_draft();
    CHECK(sample_walk(second) == sample_walk(more) && saved_sum() == before);
    drafting = false;
    CHECK(commit_over(pdx_os_system(), second, nothing, pdx_archive_n_notes(second), NULL) == PDX_OK);
    CHECK(saved_sum() == sample_walk(more));
    CHECK(commit_over(pdx_os_system(), second, nothing, pdx_archive_n_notes(second), NULL) != PDX_OK); /* it is one no more */
    CHECK(saved_sum() == sample_walk(more));
    pdx_archive_release(from);
    pdx_archive_release(draft);
    pdx_archive_release(second);
    pdx_archive_release(whole);
    pdx_archive_release(more);
}

static void test_memory(pdx_archive *base, change what, uint32_t first) {
    bool failed = true;
    parts_make(base);
    for (uint64_t n = 1; failed && n < 100000; n += check_stride()) {
        const int64_t live = pdx_alloc_live();
        pdx_archive *from = load();
        pdx_status status;
        pdx_alloc_fail_at(n);
        status = commit_over(pdx_os_system(), from, what, first, NULL);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK(failed ? status == PDX_ENOMEM || status == PDX_OK : status == PDX_OK);
        pdx_archive_release(from);
        CHECK_EQ(pdx_alloc_live(), live);
        if (status == PDX_OK) parts_make(base);
    }
    CHECK(!failed);
}

/* What stands in sources of one name alone is found, in memory or on disk, whatever memory there is. */
static pdx_status replace(pdx_archive *base, uint32_t *count) {
    const change nothing = {NULL, NULL, PDX_NONE};
    const pdx_source_facts rows = {pdx_span_str("town/rows.jsonl"), {NULL, 0}, PDX_DAY_UNKNOWN}, none = {pdx_span_str("town/none"), {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    bool known = false;
    pdx_status status = builder_make(base, nothing, &builder);
    *count = 0;
    if (status != PDX_OK) return status;
    status = pdx_builder_has_last(builder, &rows, pdx_span_str(sample_rows), &known, NULL);
    if (status == PDX_OK) CHECK(known);
    if (status == PDX_OK) status = pdx_builder_has_last(builder, &rows, pdx_span_str(more_rows), &known, NULL);
    if (status == PDX_OK) CHECK(!known);
    if (status == PDX_OK) status = pdx_builder_has_last(builder, &none, pdx_span_str(sample_rows), &known, NULL);
    if (status == PDX_OK) CHECK(!known);
    if (status == PDX_OK) status = pdx_builder_take_out_named(builder, none.name, count, NULL);
    if (status == PDX_OK) CHECK_EQ(*count, 0);
    if (status == PDX_OK) status = pdx_builder_take_out_named(builder, rows.name, count, NULL);
    pdx_builder_free(builder);
    return status;
}

static void test_replace(pdx_archive *base) {
    uint32_t count;
    bool failed = true;
    CHECK(replace(base, &count) == PDX_OK);
    CHECK_EQ(count, 2);
    parts_make(base);
    for (uint64_t n = 1; failed && n < 100000; n += check_stride()) {
        pdx_archive *from = load();
        const int64_t live = pdx_alloc_live();
        pdx_status status;
        pdx_alloc_fail_at(n);
        status = replace(from, &count);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK(failed ? status == PDX_ENOMEM || status == PDX_OK : status == PDX_OK && count == 2);
        pdx_archive_release(from);
        CHECK(pdx_alloc_live() < live);
    }
    CHECK(!failed);
}

static void test_load_memory(void) {
    bool failed = true;
    for (uint64_t n = 1; failed && n < 100000; n += check_stride()) {
        const int64_t live = pdx_alloc_live();
        pdx_archive *archive;
        pdx_status status;
        pdx_alloc_fail_at(n);
        status = archive_load(pdx_os_system(), archive_path, NULL, NULL, &archive, NULL);
        if (status == PDX_OK) (void)sample_walk(archive);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK(status == PDX_OK || (failed && status == PDX_ENOMEM));
        pdx_archive_release(archive);
        CHECK_EQ(pdx_alloc_live(), live);
    }
    CHECK(!failed);
}

static void test_damage(pdx_archive *base) {
    uint64_t whole;
    parts_make(base);
    whole = saved_sum();
    damage_file("manifest", whole, 1, true);
    damage_file("posts-0000000000000001", whole, 1, true);
    damage_file("posts-0001000000000002", whole, 1, true);
    damage_file("gone-0000000000000002", whole, 1, true);
    damage_file("texts-0001000000000002", whole, 5, true);
    damage_file("words-0001000000000002", whole, 17, true); /* test_damage of segment/ takes each byte */
    lie_in_posts("posts-0001000000000002", whole);
}

int main(void) {
    pdx_archive *base = NULL;
    saved_folder_choose("test_committed", &base);
    CHECK(sample_build(true, &base) == PDX_OK);
    test_same(base);
    test_faults(base, (change){"town/third.txt", "town/more.jsonl", 1}, 2, 3);
    test_faults(base, (change){NULL, NULL, 3}, 2, 1);
    test_faults(base, (change){NULL, NULL, PDX_NONE}, 0, 1);
    test_drafts(base);
    test_replace(base);
    test_memory(base, (change){"town/third.txt", "town/more.jsonl", 1}, 1);
    parts_make(base);
    test_load_memory();
    test_damage(base);
    pdx_archive_release(base);
    saved_folder_remove();
    return check_report("test_committed");
}
