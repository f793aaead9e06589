/* When what a site looks like is not asked: where a page has the furniture that every entry has just once. Invented pages; without the
 * rule this very page is cut otherwise. */
#include "../check.h"

#include "page/site.h"

#define CARPENTER "The carpenter came twice and measured everything again, and then he went for his lunch and was seen no more that day.\n\n"
#define HANGS "It hangs in the town hall, where the stairs are, and it is not for sale at any price, whatever the newspaper may write.\n\n"

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

/* Shows all pages to a site, and cuts the first of them with what it has learned. */
static void check_first(const char *const pages[PAGES], const char *const titles[TITLES]) {
    pdx_page_options options = {.use_lexicon = true};
    pdx_site *site;
    pdx_page page;
    CHECK_EQ(pdx_site_new(&site, NULL), PDX_OK);
    for (size_t i = 0; i < PAGES && pages[i] != NULL; i++) {
        CHECK_EQ(pdx_page_cut(&page, pdx_span_str(pages[i]), &options, NULL, NULL), PDX_OK);
        CHECK_EQ(pdx_site_show(site, &page, NULL), PDX_OK);
        pdx_page_deinit(&page);
    }
    CHECK_EQ(pdx_site_settle(site, &options, NULL), PDX_OK);
    CHECK(pdx_site_is_known(site));
    options.site = site;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(pages[0]), &options, NULL, NULL), PDX_OK);
    check_titles(&page, titles);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

/* Every entry has been posted by somebody; the first page says so once, whatever its heading looks like. */
static void test_furniture_once(void) {
    static const char *const pages[PAGES] = {
        "The canal opens on Sunday\n\nPosted on March 21, 2014 by Ann\n\nHow it began\n\n" HANGS,
        "The mill has a new roof\n\nPosted on March 23, 2014 by Ann\n\nThe orchard is painted again\n\nPosted on March 10, 2014 by Ann\n\nPrinted by hand\n\n",
        "The ferry under the snow\n\n" HANGS "Our tea\n\n" HANGS "The kiln seen from above\n\n" HANGS "How it began\n\n" HANGS "leaf 158 \xC2\xB7 kept by the warden of boats\n\n" CARPENTER,
    };
    static const char *const titles[TITLES] = {"The canal opens on Sunday"};
    check_first(pages, titles);
}

int main(void) {
    test_furniture_once();
    return check_report("test_likesite");
}
