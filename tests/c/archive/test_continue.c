/* Continuing an archive: what was there keeps its place, what is met again gains an appearance, what is taken out is gone and leaves its entry, what is known is
 * known; the same whether the archive that is continued is in memory or on disk; and memory that ends at any allocation leaves nothing behind. */
#include "check.h"

#include <stdlib.h>

#include "archive/archive_sample.h"
#include "archive/store/saved.h"
#include "archive/saved_folder.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "os/file.h"

static const char more_rows[] = "{\"title\":\"A boat\",\"text\":\"The boat lies by the mill.\",\"tags\":[\"River\",\"Boat\"],\"date\":\"2019-06-01\"}\n";

static pdx_source_facts facts_of(const char *name) { return (pdx_source_facts){pdx_span_str(name), {NULL, 0}, PDX_DAY_UNKNOWN}; }

static pdx_status sources_add(pdx_builder *builder) {
    const pdx_source_facts page = facts_of("town/again.txt"), rows = facts_of("town/more.jsonl"), old = facts_of("town/rows.jsonl");
    bool known = false;
    pdx_status status = pdx_builder_add(builder, &page, pdx_span_str(sample_page), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_add(builder, &rows, pdx_span_str(more_rows), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_knows(builder, &old, pdx_span_str(sample_rows), &known, NULL);
    if (status == PDX_OK) CHECK(known);
    if (status == PDX_OK) status = pdx_builder_knows(builder, &old, pdx_span_str(more_rows), &known, NULL);
    if (status == PDX_OK) CHECK(!known);
    if (status == PDX_OK) status = pdx_builder_knows(builder, &rows, pdx_span_str(more_rows), &known, NULL);
    if (status == PDX_OK) CHECK(known); /* what was added since, too */
    return status;
}

/* The base with the page again under another name and a row more, without `n` of its posts. */
static pdx_status continue_with(pdx_archive *base, const uint32_t *posts, size_t n, pdx_archive **out) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    pdx_builder *builder;
    pdx_status status = pdx_builder_new(&options, &builder, NULL);
    *out = NULL;
    if (status != PDX_OK) return status;
    status = pdx_builder_continue(builder, base, NULL);
    if (status == PDX_OK && n > 0) {
        CHECK_EQ(pdx_builder_take_out(builder, posts, n), n);
        CHECK_EQ(pdx_builder_take_out(builder, posts, n), 0);
    }
    if (status == PDX_OK) status = sources_add(builder);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, out, NULL);
    pdx_builder_free(builder);
    return status;
}

static pdx_archive *load(void) {
    pdx_archive *archive;
    CHECK(archive_load(pdx_os_system(), archive_path, NULL, NULL, &archive, NULL) == PDX_OK);
    return archive;
}

static bool title_is(const pdx_archive *archive, uint32_t post, const char *want) {
    pdx_span title;
    pdx_archive_titles(archive, &post, 1, &title);
    return pdx_span_equal(title, pdx_span_str(want));
}

static void test_places(pdx_archive *base) {
    const pdx_archive_info before = pdx_archive_describe(base);
    const uint32_t out = 1; /* "A bridge of boats" */
    pdx_archive *both;
    pdx_archive_info after;
    CHECK(title_is(base, 0, "The wheel turns again") && title_is(base, 1, "A bridge of boats") && title_is(base, 2, "Rain for a week"));
    CHECK(continue_with(base, NULL, 0, &both) == PDX_OK);
    after = pdx_archive_describe(both);
    CHECK_EQ(after.n_posts, before.n_posts + 1);
    CHECK_EQ(after.n_sources, before.n_sources + 2);
    for (uint32_t i = 0; i < 3; i++) CHECK_EQ(pdx_archive_post(both, i).n_appearances, 2);
    for (uint32_t i = 0; i < before.n_appearances; i++) CHECK_EQ(pdx_archive_appearance(both, i).post, pdx_archive_appearance(base, i).post);
    CHECK(title_is(both, after.n_posts - 1, "A boat"));
    pdx_archive_release(both);
    CHECK(continue_with(base, &out, 1, &both) == PDX_OK);
    after = pdx_archive_describe(both);
    CHECK_EQ(after.n_posts, before.n_posts + 1); /* the page that is added has it again, as a post of its own */
    CHECK(title_is(both, 0, "The wheel turns again") && title_is(both, 1, "Rain for a week"));
    CHECK(pdx_archive_appearance(both, 1).post == PDX_NONE);
    for (uint32_t i = 0; i < after.n_posts; i++) CHECK(pdx_archive_post(both, i).n_appearances == (i < 2 ? 2u : 1u));
    pdx_archive_release(both);
}

static void test_on_disk(pdx_archive *base) {
    const uint32_t out[] = {3, 0};
    pdx_archive *loaded, *one, *two, *again;
    CHECK(archive_save(base, pdx_os_system(), archive_path, pdx_span_str("note"), NULL, NULL) == PDX_OK);
    loaded = load();
    CHECK(continue_with(base, out, PDX_COUNTOF(out), &one) == PDX_OK);
    CHECK(continue_with(loaded, out, PDX_COUNTOF(out), &two) == PDX_OK);
    CHECK(sample_walk(one) == sample_walk(two) && !sample_failed);
    CHECK(archive_save(two, pdx_os_system(), archive_path, pdx_span_str("note"), NULL, NULL) == PDX_OK);
    again = load();
    CHECK(sample_walk(again) == sample_walk(one) && !sample_failed);
    CHECK(pdx_archive_verify(again, NULL, NULL) == PDX_OK);
    pdx_archive_release(loaded);
    CHECK(sample_walk(two) == sample_walk(one)); /* it holds what it continues */
    pdx_archive_release(one);
    pdx_archive_release(two);
    CHECK(continue_with(again, NULL, 0, &one) == PDX_OK); /* entries of the page find their posts; a row is a post, however often it comes */
    CHECK_EQ(pdx_archive_describe(one).n_posts, pdx_archive_describe(again).n_posts + 1);
    pdx_archive_release(one);
    pdx_archive_release(again);
}

static void test_memory(pdx_archive *base, bool on_disk) {
    const uint32_t out = 2;
    bool failed = true;
    CHECK(archive_save(base, pdx_os_system(), archive_path, pdx_span_str("note"), NULL, NULL) == PDX_OK);
    for (uint64_t n = 1; failed && n < 100000; n += on_disk ? 7 : 1) { /* what differs on a disk is the beginning; test_saved.c takes each */
        const int64_t live = pdx_alloc_live();
        pdx_archive *from = on_disk ? load() : base, *both;
        pdx_status status;
        pdx_alloc_fail_at(n);
        status = continue_with(from, &out, 1, &both);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK(failed ? status == PDX_ENOMEM || status == PDX_OK : status == PDX_OK);
        pdx_archive_release(both);
        if (on_disk) pdx_archive_release(from);
        CHECK_EQ(pdx_alloc_live(), live);
    }
    CHECK(!failed);
}

int main(void) {
    pdx_archive *base = NULL;
    saved_folder_choose("test_continue", &base);
    CHECK(sample_build(true, &base) == PDX_OK);
    test_places(base);
    test_on_disk(base);
    test_memory(base, false);
    test_memory(base, true);
    pdx_archive_release(base);
    saved_folder_remove();
    return check_report("test_continue");
}
