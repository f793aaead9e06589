/* What pages of a site are told by as wholes: lines with which all of them begin are no entries, and where all of them are nothing but lines that
 * could be titles, every line is one. Few pages say nothing of how all begin; memory running out anywhere is told. */
#include "../check.h"

#include "base/alloc.h"
#include "page/evidence.h"
#include "page/site/site.h"

enum { PAGE_BYTES = 4000, PAGES = 6, TITLES = 6 };

static const char *const nouns[] = {"bench", "ferry", "lock", "library", "meadow", "harbour", "canal", "quay", "mill", "orchard", "bridge"};
static const char *const events[] = {"is painted again", "opens on Sunday", "under the snow", "has a new roof", "seen from above"};

static unsigned title_write(char *out, size_t room, unsigned number) {
    return (unsigned)snprintf(out, room, "%s %s %s\n\n", number % 3 == 0 ? "Our" : "Old", nouns[number % PDX_COUNTOF(nouns)],
                              events[number / PDX_COUNTOF(nouns) % PDX_COUNTOF(events)]);
}

/* `heading`, then titles from number `first` on. */
static void titles_write(char *out, const char *heading, unsigned first, unsigned n) {
    size_t len = (size_t)snprintf(out, PAGE_BYTES, "%s", heading);
    for (unsigned k = 0; k < n; k++) len += title_write(out + len, PAGE_BYTES - len, first + k);
}

static pdx_status cut(pdx_page *page, const char *text, const pdx_site *site) {
    pdx_page_options options = {.use_lexicon = true};
    options.site = site;
    return pdx_page_cut(page, pdx_span_str(text), &options, NULL, NULL);
}

static pdx_status site_show(pdx_site *site, const char *text) {
    pdx_page page;
    pdx_status status;
    PDX_TRY(pdx_site_survey(site, pdx_span_str(text), NULL));
    PDX_TRY(cut(&page, text, site));
    status = pdx_site_show(site, &page, NULL);
    pdx_page_deinit(&page);
    return status;
}

static pdx_status titles_site(pdx_site **site, unsigned pages, const char *shelf) {
    const pdx_page_options options = {.use_lexicon = true};
    static char text[PAGE_BYTES];
    char heading[64] = "";
    pdx_status status = PDX_OK;
    PDX_TRY(pdx_site_new(site, NULL));
    for (unsigned i = 0; status == PDX_OK && i < pages; i++) {
        if (shelf[0] != 0) (void)snprintf(heading, sizeof heading, "%s %s\n\n", shelf, nouns[i]);
        titles_write(text, heading, TITLES * i, TITLES);
        status = site_show(*site, text);
    }
    if (status == PDX_OK) status = pdx_site_settle(*site, &options, NULL);
    if (status != PDX_OK) pdx_site_free(*site);
    return status;
}

static void titles_check(const char *shelf, const char *heading, size_t entries) {
    char text[PAGE_BYTES];
    pdx_site *site;
    pdx_page page;
    CHECK_EQ(titles_site(&site, PAGES, shelf), PDX_OK);
    titles_write(text, heading, 47, 5);
    CHECK_EQ(cut(&page, text, site), PDX_OK);
    CHECK_EQ(page.n_entries, entries);
    CHECK(page.why & PDX_WHY(PDX_RULE_CUT_ROWS));
    CHECK(page.why & PDX_WHY(PDX_RULE_LIKE_SITE));
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

static void test_titles(void) {
    titles_check("", "", 5);
    titles_check("Shelf:", "Shelf: barges\n\n", 5);
    titles_check("Shelf:", "", 5);
    titles_check("", "Shelf: barges\n\n", 6); /* nobody knows it for a heading */
}

/* A page with text on it is no list of titles, whatever the site's others are. */
static void test_other_pages(void) {
    static const char text[] = "Old quay under the snow\n\nNobody on the quay was surprised that it went so well, not even those who had given it up long ago.\n\n"
                               "The carpenter came twice and measured everything again, and then he went for his lunch and was seen no more.\n";
    pdx_site *site;
    pdx_page page;
    CHECK_EQ(titles_site(&site, PAGES, ""), PDX_OK);
    CHECK_EQ(cut(&page, text, site), PDX_OK);
    CHECK_EQ(page.n_entries, 1);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

#define MOTTO "This is an old page of the mill and of nobody else, kept for those who still come by.\n\n"

static void post_write(char *out, const char *above, unsigned number) {
    size_t len = (size_t)snprintf(out, PAGE_BYTES, "%s", above);
    len += title_write(out + len, PAGE_BYTES - len, number);
    (void)snprintf(out + len, PAGE_BYTES - len, "The carpenter came %u times and measured everything again, and then he went for his lunch and was seen no more.\n", number + 2);
}

/* The page's entry begins behind what all pages begin with. */
static void masthead_check(const char *masthead, unsigned pages, bool is_known) {
    char text[PAGE_BYTES];
    pdx_site *site;
    pdx_page page;
    CHECK_EQ(pdx_site_new(&site, NULL), PDX_OK);
    for (unsigned i = 0; i < pages; i++) {
        post_write(text, masthead, i);
        CHECK_EQ(pdx_site_survey(site, pdx_span_str(text), NULL), PDX_OK);
        CHECK_EQ(pdx_site_survey(site, pdx_span_str(text), NULL), PDX_OK); /* the same page again says nothing more */
    }
    post_write(text, masthead, 30);
    CHECK_EQ(cut(&page, text, site), PDX_OK);
    CHECK(!is_known || page.n_entries == 1);
    CHECK_EQ(page.entries[0].range.begin == strlen(masthead), is_known);
    pdx_page_deinit(&page);
    post_write(text, "", 31); /* a page that begins otherwise is left as it is */
    CHECK_EQ(cut(&page, text, site), PDX_OK);
    CHECK_EQ(page.entries[0].range.begin, 0);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

static void test_masthead(void) {
    masthead_check("The ghost of Tidewick\n\n" MOTTO, PAGES, true);
    masthead_check("The ghost of Tidewick\n\n" MOTTO, 3, false);
}

/* Menus have words that furniture of entries has. */
static void test_labels_in_menus(void) {
    masthead_check("The ghost of Tidewick\n\n" MOTTO "Share\n\nTags:\n\n", PAGES, true);
}

/* More lines than the cut by itself takes note of. */
static void test_long_menu(void) {
    char menu[PAGE_BYTES / 2] = "";
    size_t len = 0;
    for (unsigned k = 0; k < PDX_LIMIT(40, 4); k++) len += (size_t)snprintf(menu + len, sizeof menu - len, "The %s\n\n", nouns[k % PDX_COUNTOF(nouns)]);
    (void)snprintf(menu + len, sizeof menu - len, MOTTO);
    masthead_check(menu, PAGES, true);
}

static void test_memory(void) {
    const int64_t before = pdx_alloc_live();
    char text[PAGE_BYTES];
    uint64_t n;
    titles_write(text, "", 47, 5);
    for (n = 1;; n++) {
        bool failed;
        pdx_site *site;
        pdx_page page;
        pdx_status status;
        pdx_alloc_fail_at(n);
        status = titles_site(&site, 3, "");
        if (status == PDX_OK) {
            status = cut(&page, text, site);
            pdx_site_free(site);
        }
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK_EQ(status, failed ? PDX_ENOMEM : PDX_OK);
        if (status == PDX_OK) pdx_page_deinit(&page);
        CHECK_EQ(pdx_alloc_live(), before);
        if (!failed) break;
    }
    CHECK(n > 100 && n < 20000);
}

int main(void) {
    test_titles();
    test_other_pages();
    test_masthead();
    test_labels_in_menus();
    test_long_menu();
    test_memory();
    return check_report("test_sitepages");
}
