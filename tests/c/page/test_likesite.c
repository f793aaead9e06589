/* A page is cut as other pages of its site are where that is likelier than its own cut. Invented pages. */
#include "../check.h"

#include "page/evidence.h"
#include "page/site/site.h"

#define CARPENTER "The carpenter came twice and measured everything again, and then he went for his lunch and was seen no more that day.\n\n"
#define HANGS "It hangs in the town hall, where the stairs are, and it is not for sale at any price, whatever the newspaper may write.\n\n"

#define LEAF(number) "kept by the warden of boats, leaf " number "\n\n"

enum { PAGES = 8, TITLES = 6 };

static void check_titles(const pdx_page *page, const char *const *titles) {
    size_t n = 0;
    while (titles[n] != NULL) n++;
    CHECK_EQ(page->n_entries, n);
    for (size_t k = 0; k < n && k < page->n_entries; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page->parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page->text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
    }
}

/* Shows all pages to a site, and cuts the first of them with what it has learned; gives the site. */
static pdx_site *first_cut(pdx_page *page, const char *const pages[PAGES]) {
    pdx_page_options options = {.use_lexicon = true};
    pdx_site *site;
    CHECK_EQ(pdx_site_new(&site, NULL), PDX_OK);
    for (size_t i = 0; i < PAGES && pages[i] != NULL; i++) {
        CHECK_EQ(pdx_page_cut(page, pdx_span_str(pages[i]), &options, NULL, NULL), PDX_OK);
        CHECK_EQ(pdx_site_show(site, page, NULL), PDX_OK);
        pdx_page_deinit(page);
    }
    CHECK_EQ(pdx_site_settle(site, &options, NULL), PDX_OK);
    CHECK(pdx_site_is_known(site));
    options.site = site;
    CHECK_EQ(pdx_page_cut(page, pdx_span_str(pages[0]), &options, NULL, NULL), PDX_OK);
    return site;
}

static void check_first(const char *const pages[PAGES], const char *const titles[TITLES]) {
    pdx_page page;
    pdx_site *site = first_cut(&page, pages);
    check_titles(&page, titles);
    CHECK((page.why & PDX_WHY(PDX_RULE_LIKE_SITE)) != 0);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

/* Furniture without known words, which stands on the first page twice: too little to be told from titles by itself. */
static void test_furniture_of_others(void) {
    static const char *const pages[PAGES] = {
        "The canal opens on Sunday\n\n" HANGS LEAF("21") "Low water\n\n" CARPENTER LEAF("22"),
        "The mill has a new roof\n\n" CARPENTER LEAF("23") "The orchard is painted again\n\n" HANGS LEAF("10") "Who owns the weir\n\n" CARPENTER LEAF("11"),
        "The ferry under the snow\n\n" HANGS LEAF("7") "Our tea\n\n" CARPENTER LEAF("5") "The kiln seen from above\n\n" HANGS LEAF("3"),
        "A bench for the quay\n\n" CARPENTER LEAF("2") "Printed by hand\n\n" HANGS LEAF("1") "Apples for the school\n\n" CARPENTER LEAF("9"),
    };
    static const char *const titles[TITLES] = {"The canal opens on Sunday", "Low water"};
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(pages[0]), &options, NULL, NULL), PDX_OK);
    CHECK((page.why & PDX_WHY(PDX_RULE_LIKE_SITE)) == 0);
    pdx_page_deinit(&page);
    check_first(pages, titles);
}

#define NOTED(title, text, day) "Town news\n\n" title "\n\n" text "Ann Vale\n\n" day " March 2011\n\n"

/* Where a page has one entry, a line that could be its title without its site is of the entry, even if the site's titles stand elsewhere. */
static void test_title_of_its_own(void) {
    static const char *const pages[PAGES] = {
        "The weir is mended\n\nAnn Vale\n\n17 March 2011\n\nTown news\n\nWhat the warden said\n\n" CARPENTER HANGS,
        NOTED("The canal opens on Sunday", HANGS, "1") NOTED("Low water", CARPENTER, "2") NOTED("The mill has a new roof", HANGS, "3"),
        NOTED("The orchard is painted again", CARPENTER, "4") NOTED("Who owns the weir", HANGS, "5") NOTED("The ferry under the snow", CARPENTER, "6"),
        NOTED("Our tea", HANGS, "7") NOTED("The kiln seen from above", CARPENTER, "8") NOTED("A bench for the quay", HANGS, "9"),
        NOTED("Printed by hand", CARPENTER, "10") NOTED("Apples for the school", HANGS, "11") NOTED("Rain on the fair", CARPENTER, "12"),
    };
    pdx_page page;
    pdx_site *site = first_cut(&page, pages);
    CHECK_EQ(page.n_entries, 1);
    CHECK_EQ(page.n_entries > 0 ? page.entries[0].range.begin : 1, 0);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

int main(void) {
    test_title_of_its_own();
    test_furniture_of_others();
    return check_report("test_likesite");
}
