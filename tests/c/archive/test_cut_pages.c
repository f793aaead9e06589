/* Pages shared among two threads: the archive is the same as of one, of several mistakes the first is told of, and whoever is stopped,
 * or runs out of memory, leaves nothing behind. */
#include "check.h"
#include "base/alloc.h"
#include "postdex.h"

enum { PAGES = 12, POSTS = PDX_LIMIT(40, 6), NAME = 16 };

static void write_page(pdx_buf *out, unsigned page) {
    static const char *const things[] = {"boats", "bread", "the old mill", "a lost key", "rain", "the fair"};
    for (unsigned i = 0; i < POSTS; i++) {
        char line[256];
        (void)snprintf(line, sizeof line, "Note %u of the warden about %s\n\nMay %u, 20%02u\n\nThe warden of lock %u has written down what is to be said of %s.\n\nContinue reading\n\n",
                       page * POSTS + i, things[(page + i) % 6], 1 + i % 28, 1 + page % 20, page, things[i % 6]);
        pdx_buf_span(out, pdx_span_str(line));
    }
}

/* Pages of one site, or each of its own. */
static void name_of(char name[NAME], unsigned page, bool apart) { (void)snprintf(name, NAME, apart ? "%02u/town.txt" : "town/%02u.txt", page); }

static pdx_status build(const pdx_buf pages[PAGES], unsigned n_threads, const pdx_fix *wrong, const pdx_tick *tick, pdx_archive **out, pdx_error *err) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = n_threads};
    pdx_builder *builder;
    pdx_status status;
    *out = NULL;
    status = pdx_builder_new(&options, &builder, err);
    if (status != PDX_OK) return status;
    for (unsigned i = 0; status == PDX_OK && i < PAGES; i++) {
        pdx_source_facts facts = {{NULL, 0}, {NULL, 0}, PDX_DAY_UNKNOWN};
        char name[NAME];
        name_of(name, i, wrong != NULL);
        facts.name = pdx_span_str(name);
        status = pdx_builder_add(builder, &facts, pdx_buf_view(&pages[i]), tick, err);
        if (status == PDX_OK && wrong != NULL && i >= 7) status = pdx_builder_correct(builder, facts.name, wrong, 1, err);
    }
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, tick, out, err);
    pdx_builder_free(builder);
    return status;
}

static void test_same(const pdx_buf pages[PAGES]) {
    pdx_archive *one, *two;
    pdx_archive_info a, b;
    CHECK(build(pages, 1, NULL, NULL, &one, NULL) == PDX_OK);
    CHECK(build(pages, 2, NULL, NULL, &two, NULL) == PDX_OK);
    a = pdx_archive_describe(one);
    b = pdx_archive_describe(two);
    CHECK_EQ(a.n_pages, PAGES);
    CHECK_EQ(b.n_pages, PAGES);
    CHECK_EQ(a.n_posts, b.n_posts);
    CHECK_EQ(a.n_appearances, b.n_appearances);
    CHECK(a.n_posts > PAGES);
    for (uint32_t i = 0; i < PAGES; i++) {
        const pdx_page_info left = pdx_archive_page(one, i), right = pdx_archive_page(two, i);
        CHECK_EQ(left.source, i);
        CHECK_EQ(right.source, i);
        CHECK_EQ(left.n_parts, right.n_parts);
        CHECK_EQ(left.n_appearances, right.n_appearances);
    }
    pdx_archive_release(one);
    pdx_archive_release(two);
}

/* Pages 7 and on are corrected in a line that they do not have. */
static void test_first_mistake(const pdx_buf pages[PAGES]) {
    const pdx_fix wrong = {100000, PDX_ROLE_TITLE, false};
    for (int round = 0; round < 4; round++) {
        pdx_error err = {0};
        pdx_archive *archive;
        CHECK(build(pages, 2, &wrong, NULL, &archive, &err) == PDX_EVALUE);
        CHECK(strstr(err.message, "07/town.txt") != NULL);
    }
}

static bool stop_at(void *context, uint64_t done, uint64_t total) {
    uint64_t *left = context;
    (void)done, (void)total;
    return *left > 0 && --*left > 0;
}

static void test_stopped(const pdx_buf pages[PAGES]) {
    const int64_t before = pdx_testing_live();
    pdx_status status = PDX_EINTERRUPTED;
    for (uint64_t n = 1; status == PDX_EINTERRUPTED; n += 1 + 3 * n) {
        uint64_t left = n;
        pdx_tick tick = {stop_at, &left};
        pdx_archive *archive;
        status = build(pages, 2, NULL, &tick, &archive, NULL);
        CHECK(status == PDX_EINTERRUPTED || status == PDX_OK);
        pdx_archive_release(archive);
        CHECK_EQ(pdx_testing_live(), before);
    }
}

static void test_no_memory(const pdx_buf pages[PAGES]) {
    const int64_t before = pdx_testing_live();
    pdx_status status = PDX_ENOMEM;
    for (uint64_t n = 1; status == PDX_ENOMEM; n += 1 + 3 * n) {
        pdx_archive *archive;
        pdx_testing_fail_at(n);
        status = build(pages, 2, NULL, NULL, &archive, NULL);
        pdx_testing_fail_at(0);
        CHECK(status == PDX_ENOMEM || status == PDX_OK);
        pdx_archive_release(archive);
        CHECK_EQ(pdx_testing_live(), before);
    }
}

int main(void) {
    pdx_buf pages[PAGES];
    for (unsigned i = 0; i < PAGES; i++) {
        pdx_buf_init(&pages[i]);
        write_page(&pages[i], i);
    }
    test_same(pages);
    test_first_mistake(pages);
    test_stopped(pages);
    test_no_memory(pages);
    for (unsigned i = 0; i < PAGES; i++) pdx_buf_deinit(&pages[i]);
    return check_report("cut_pages");
}
