/* What is wrong with a source of records is told with its place, addresses that several give are nobody's own, and no memory at any point is told. */
#include "check.h"
#include "memory.h"
#include "postdex.h"

static const char feed[] =
    "<rss><channel><item><title>Fish & chips</title><link>http://a.example/</link></item><item><title>Two</title><link>http://a.example/</link>"
    "<item><title>Three</title><link>http://a.example/3</link></item></channel></rss>";

static pdx_status build(pdx_archive **out) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    const pdx_source_facts facts = {pdx_span_str("feed.xml"), pdx_span_of(NULL, 0), PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_status status;
    PDX_TRY(pdx_builder_new(&options, &builder, NULL));
    status = pdx_builder_add(builder, &facts, pdx_span_str(feed), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, out, NULL);
    pdx_builder_free(builder);
    return status;
}

static size_t count_role(const pdx_archive *archive, pdx_role role) {
    size_t n = 0;
    for (uint32_t page = 0; page < pdx_archive_describe(archive).n_pages; page++) {
        for (uint32_t i = 0; i < pdx_archive_page(archive, page).n_parts; i++) n += pdx_page_part_at(archive, page, i).role == role;
    }
    return n;
}

static void test_what_is_told(void) {
    static const char *const said[] = {"xml-bare-ampersand", "record-not-closed", "xml-element-not-closed"};
    pdx_archive *archive;
    pdx_problem_table *table;
    CHECK(build(&archive) == PDX_OK);
    CHECK_EQ(pdx_archive_describe(archive).n_posts, 3);
    CHECK_EQ(count_role(archive, PDX_ROLE_ADDRESS), 1);
    CHECK_EQ(count_role(archive, PDX_ROLE_LINK), 2);
    CHECK(pdx_archive_problems(archive, 0, NULL, NULL, &table, NULL) == PDX_OK);
    CHECK_EQ(pdx_problem_count(table), PDX_COUNTOF(said));
    CHECK_EQ(pdx_problem_total(table), PDX_COUNTOF(said));
    for (size_t i = 0; i < pdx_problem_count(table) && i < PDX_COUNTOF(said); i++) {
        const pdx_problem_info info = pdx_problem_get(table, i);
        CHECK(strcmp(info.what, said[i]) == 0);
        CHECK(info.at < sizeof feed && (i == 0 || info.at >= pdx_problem_get(table, i - 1).at));
    }
    CHECK_EQ(pdx_problem_get(table, 0).at, strchr(feed, '&') - feed);
    pdx_problem_table_free(table);
    pdx_archive_release(archive);
}

static pdx_status add_again(void *context) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    const pdx_source_facts facts = {pdx_span_str("feed.xml"), pdx_span_of(NULL, 0), PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_status status;
    (void)context;
    PDX_TRY(pdx_builder_new(&options, &builder, NULL));
    status = pdx_builder_add(builder, &facts, pdx_span_str(feed), NULL, NULL);
    pdx_builder_free(builder);
    return status;
}

static pdx_status ask_again(void *archive) {
    pdx_problem_table *table;
    PDX_TRY(pdx_archive_problems(archive, 0, NULL, NULL, &table, NULL));
    pdx_problem_table_free(table);
    return PDX_OK;
}

static void test_memory(void) {
    pdx_archive *archive;
    memory_fails(add_again, NULL, 20);
    CHECK(build(&archive) == PDX_OK);
    memory_fails(ask_again, archive, 5);
    pdx_archive_release(archive);
}

int main(void) {
    test_what_is_told();
    test_memory();
    return check_report("archive/record_problems");
}
