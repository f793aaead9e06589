/* What entries of a site look like: pages that say too little alone are cut as the others are, and pages of another form are left as
 * they are; nothing depends on the order of the pages; memory running out anywhere is told and leaks nothing. */
#include "../check.h"
#include "../memory.h"

#include "base/alloc.h"
#include "page/evidence.h"
#include "page/site/site.h"

enum { PAGE_BYTES = 8000, PAGES = 6, ENTRIES = 4 };

static const char *const nouns[] = {"bench", "ferry", "lock", "library", "meadow", "harbour", "canal", "quay", "mill", "orchard", "bridge", "tower",
                                    "kiln", "barge"};
static const char *const events[] = {"is painted again", "opens on Sunday", "under the snow", "has a new roof", "seen from above"};
static const char *const texts[] = {
    "Nobody on the quay was surprised that it went so well, not even those who had given it up long ago, and the tea was good.",
    "The carpenter came twice and measured everything again, and then he went for his lunch and was seen no more that day.",
    "It hangs in the town hall, where the stairs are, and it is not for sale at any price, whatever the newspaper may write.",
};

static bool leaf_first; /* the entry's furniture stands above its text */
static bool leafless;   /* there is none */
static bool bare;       /* entries are titles and nothing else */

static unsigned entry_write(char *out, size_t room, unsigned number) {
    const char *text = texts[number % PDX_COUNTOF(texts)];
    char leaf[64];
    (void)snprintf(leaf, sizeof leaf, "leaf %u \xC2\xB7 kept by the warden of boats", 100 + number);
    if (leafless) leaf[0] = 0;
    if (bare) return (unsigned)snprintf(out, room, "The %s %s\n\n", nouns[number % PDX_COUNTOF(nouns)], events[number / PDX_COUNTOF(nouns) % PDX_COUNTOF(events)]);
    return (unsigned)snprintf(out, room, "The %s %s\n\n%s\n\n%s\n\n", nouns[number % PDX_COUNTOF(nouns)],
                              events[number / PDX_COUNTOF(nouns) % PDX_COUNTOF(events)], leaf_first ? leaf : text, leaf_first ? text : leaf);
}

/* A page with the entries first, first + 1 and so on. */
static void page_write(char *out, unsigned first, unsigned entries) {
    size_t len = (size_t)snprintf(out, PAGE_BYTES, bare ? "Tag: boats\n\n" : "The Tidewick Leaf\n\n");
    for (unsigned k = 0; k < entries; k++) len += entry_write(out + len, PAGE_BYTES - len, first + k);
    (void)snprintf(out + len, PAGE_BYTES - len, bare ? "Older posts\n" : "Printed by hand in Tidewick since the year of the flood\n");
}

static pdx_status cut(pdx_page *page, const char *text, const pdx_site *site) {
    pdx_page_options options = {.use_lexicon = true};
    options.site = site;
    return pdx_page_cut(page, pdx_span_str(text), &options, NULL, NULL);
}

static pdx_status show(pdx_site *site, unsigned number) {
    static char text[PAGE_BYTES];
    pdx_page page;
    pdx_status status;
    page_write(text, ENTRIES * number, ENTRIES);
    PDX_TRY(cut(&page, text, NULL));
    status = pdx_site_show(site, &page, NULL);
    pdx_page_deinit(&page);
    return status;
}

/* A site that has been shown pages, forwards or backwards. */
static pdx_status site_of(pdx_site **site, unsigned pages, bool backwards) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_status status;
    PDX_TRY(pdx_site_new(site, NULL));
    status = PDX_OK;
    for (unsigned i = 0; status == PDX_OK && i < pages; i++) status = show(*site, backwards ? pages - 1 - i : i);
    if (status == PDX_OK) status = pdx_site_settle(*site, &options, NULL);
    if (status != PDX_OK) pdx_site_free(*site);
    return status;
}

/* Two entries alone could be two headings of one. */
static void test_two_entries(void) {
    char text[PAGE_BYTES];
    pdx_site *site;
    pdx_page page;
    page_write(text, 50, 2);
    CHECK_EQ(cut(&page, text, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, 1);
    pdx_page_deinit(&page);
    CHECK_EQ(site_of(&site, PAGES, false), PDX_OK);
    CHECK(pdx_site_is_known(site));
    CHECK_EQ(cut(&page, text, site), PDX_OK);
    CHECK_EQ(page.n_entries, 2);
    CHECK(page.why & PDX_WHY(PDX_RULE_LIKE_SITE));
    CHECK(page.probability > 0.5f && page.probability < 1);
    for (size_t k = 0; k < page.n_entries; k++) {
        CHECK(page.entries[k].title != PDX_PAGE_NO_PART);
        CHECK(page.entries[k].why & PDX_WHY(PDX_RULE_LIKE_SITE));
    }
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

/* Titles and texts alone are something to go by. */
static void test_no_furniture(void) {
    char text[PAGE_BYTES];
    pdx_site *site;
    pdx_page page;
    leafless = true;
    page_write(text, 50, 4);
    CHECK_EQ(site_of(&site, PAGES, false), PDX_OK);
    leafless = false;
    CHECK(pdx_site_is_known(site));
    CHECK_EQ(cut(&page, text, site), PDX_OK);
    CHECK_EQ(page.n_entries, 4);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

/* Where a site's entries are titles and nothing else, two lines are two entries, and no line is the text of the one above it. */
static void test_titles_alone(void) {
    char text[PAGE_BYTES];
    pdx_site *site;
    pdx_page page;
    bare = true;
    CHECK_EQ(site_of(&site, PAGES, false), PDX_OK);
    for (unsigned entries = 2; entries < 6; entries++) {
        page_write(text, 50, entries);
        CHECK_EQ(cut(&page, text, site), PDX_OK);
        CHECK_EQ(page.n_entries, entries);
        pdx_page_deinit(&page);
    }
    bare = false;
    pdx_site_free(site);
}

static bool is_title(const pdx_page *page, const pdx_page_entry *entry, const char *title) {
    const pdx_range range = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page->parts[entry->title].range;
    return pdx_span_equal(pdx_span_slice(page->text, (size_t)range.begin, (size_t)range.end), pdx_span_str(title));
}

/* The furniture of an only entry, which stands between its title and its text, could be its title. */
static void test_one_entry(void) {
    static const char text[] = "The Tidewick Leaf\n\nThe boat comes home\n\nleaf 190 \xC2\xB7 kept by the warden of boats\n\n"
                               "The carpenter came twice and measured everything again, and then he went for his lunch and was seen no more.\n\n"
                               "Printed by hand in Tidewick since the year of the flood\n";
    pdx_site *site;
    pdx_page page;
    CHECK_EQ(cut(&page, text, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, 1);
    CHECK(!is_title(&page, &page.entries[0], "The boat comes home"));
    pdx_page_deinit(&page);
    leaf_first = true;
    CHECK_EQ(site_of(&site, PAGES, false), PDX_OK);
    leaf_first = false;
    CHECK_EQ(cut(&page, text, site), PDX_OK);
    CHECK_EQ(page.n_entries, 1);
    CHECK(is_title(&page, &page.entries[0], "The boat comes home"));
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

/* What is cut the same either way says nothing of the site; a page of another form stays as it is. */
static void test_left_alone(void) {
    static const char other[] =
        "How to build a boat\n\nFirst you need wood, and it had better be dry, or the whole thing will warp before the summer is over.\n\n"
        "The keel\n\nThe keel is one long piece, and you will regret it if you take two short ones because they were cheap.\n\n"
        "The planks\n\nPlanks are steamed until they bend, which takes as long as it takes, and nobody can tell you how long that is.\n";
    char text[PAGE_BYTES];
    pdx_site *site;
    pdx_page page, alone;
    CHECK_EQ(site_of(&site, PAGES, false), PDX_OK);
    page_write(text, 40, 5);
    CHECK_EQ(cut(&page, text, site), PDX_OK);
    CHECK_EQ(page.n_entries, 5);
    CHECK(!(page.why & PDX_WHY(PDX_RULE_LIKE_SITE)));
    pdx_page_deinit(&page);
    CHECK_EQ(cut(&alone, other, NULL), PDX_OK);
    CHECK_EQ(cut(&page, other, site), PDX_OK);
    CHECK_EQ(page.n_entries, alone.n_entries);
    CHECK_EQ(page.why, alone.why);
    pdx_page_deinit(&alone);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

static void test_order(void) {
    char text[PAGE_BYTES];
    pdx_site *forwards, *backwards;
    CHECK_EQ(site_of(&forwards, 4 * PAGES, false), PDX_OK);
    CHECK_EQ(site_of(&backwards, 4 * PAGES, true), PDX_OK);
    for (unsigned entries = 1; entries < 5; entries++) {
        pdx_page one, other;
        page_write(text, 7 * entries, entries);
        CHECK_EQ(cut(&one, text, forwards), PDX_OK);
        CHECK_EQ(cut(&other, text, backwards), PDX_OK);
        CHECK_EQ(one.n_entries, other.n_entries);
        CHECK_EQ(one.why, other.why);
        CHECK(one.probability == other.probability);
        pdx_page_deinit(&one);
        pdx_page_deinit(&other);
    }
    pdx_site_free(forwards);
    pdx_site_free(backwards);
}

/* One page teaches nothing, nor do pages that are the same. */
static void test_too_few(void) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_site *site;
    CHECK_EQ(site_of(&site, 1, false), PDX_OK);
    CHECK(!pdx_site_is_known(site));
    pdx_site_free(site);
    CHECK_EQ(pdx_site_new(&site, NULL), PDX_OK);
    for (unsigned i = 0; i < 20; i++) CHECK_EQ(show(site, 0), PDX_OK);
    CHECK_EQ(pdx_site_settle(site, &options, NULL), PDX_OK);
    CHECK(!pdx_site_is_known(site));
    pdx_site_free(site);
}

static void test_bounded(void) {
    const int64_t before = pdx_alloc_live();
    pdx_site *site;
    int64_t after = 0;
    CHECK_EQ(pdx_site_new(&site, NULL), PDX_OK);
    for (unsigned i = 0; i < 90; i++) {
        CHECK_EQ(show(site, i), PDX_OK);
        if (i == 60) after = pdx_alloc_live(); /* every title has been on a page where it is not the last one */
    }
    CHECK_EQ(pdx_alloc_live(), after);
    pdx_site_free(site);
    CHECK_EQ(pdx_alloc_live(), before);
}

static pdx_status whole_way(void *text) {
    pdx_page page;
    pdx_site *site;
    pdx_status status;
    PDX_TRY(site_of(&site, 2, false));
    status = cut(&page, text, site);
    pdx_site_free(site);
    if (status == PDX_OK) pdx_page_deinit(&page);
    return status;
}

static void test_memory(void) {
    char text[PAGE_BYTES];
    page_write(text, 50, 2);
    memory_fails(whole_way, text, 100);
}

int main(void) {
    test_two_entries();
    test_no_furniture();
    test_titles_alone();
    test_one_entry();
    test_left_alone();
    test_order();
    test_too_few();
    test_bounded();
    test_memory();
    return check_report("test_profile");
}
