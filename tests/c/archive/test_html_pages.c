/* A page of HTML on its way in: whoever runs out of memory, wherever that is, leaves nothing behind, and with all that it wants the page is there. */
#include "check.h"
#include "base/alloc.h"
#include "postdex.h"

#define PROSE "<p>The ferry waited at the quay for an hour, and then it went home without anybody on board.</p>"

static const char page[] = "<!doctype html><html lang=en><head><script type='application/ld+json'>{\"datePublished\": \"2019-03-01\"}</script></head><nav>ways</nav>"
                           "<article><h2><a href=1>Owl</a></h2><time datetime=2019-03-01>lately</time>" PROSE "<a rel=tag href=t>Birds</a></article>"
                           "<article><h2><a href=2>Fox</a></h2><img alt='A fox' src=f>" PROSE "<a rel='category tag' href=c>Beasts</a></article><footer>all &amp; sundry</footer>";

static pdx_status build(pdx_archive **out) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    const pdx_source_facts facts = {pdx_span_str("page"), {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_status status;
    *out = NULL;
    status = pdx_builder_new(&options, &builder, NULL);
    if (status != PDX_OK) return status;
    status = pdx_builder_add(builder, &facts, pdx_span_str(page), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, out, NULL);
    pdx_builder_free(builder);
    return status;
}

static void check_archive(const pdx_archive *archive) {
    const pdx_archive_info info = pdx_archive_describe(archive);
    CHECK_EQ(info.n_pages, 1);
    CHECK_EQ(info.n_posts, 2);
    CHECK_EQ(pdx_archive_post(archive, 0).n_tags, 1);
    CHECK_EQ(pdx_archive_post(archive, 1).n_categories, 1);
}

/* Each of the first allocations, in which the page is read, then one in some. */
static void test_memory(void) {
    enum { EACH = 300 };
    const int64_t before = pdx_alloc_live();
    bool failed = true;
    for (uint64_t n = 1; failed; n += n < EACH ? 1 : 1 + n / 32) {
        pdx_archive *archive;
        pdx_status status;
        pdx_alloc_fail_at(n);
        status = build(&archive);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK_EQ(status, failed ? PDX_ENOMEM : PDX_OK);
        if (status == PDX_OK) check_archive(archive);
        pdx_archive_release(archive);
        CHECK_EQ(pdx_alloc_live(), before);
    }
}

int main(void) {
    pdx_archive *archive;
    CHECK(build(&archive) == PDX_OK);
    if (archive != NULL) check_archive(archive);
    pdx_archive_release(archive);
#ifdef PDX_TESTING
    test_memory();
#endif
    return check_report("archive/html_pages");
}
