/* What a person has said is held against every way to read a page: one that contradicts them gives way, where it was likely before; and
 * what corrected pages of a site show is what its other pages are cut by. Invented pages; memory running out anywhere is told. */
#include "../check.h"

#include "base/alloc.h"
#include "page/entries/fixed.h"
#include "page/site/site.h"
#include "page/site/told.h"

#define CARPENTER "The carpenter came twice and measured everything again, and then he went for his lunch and was seen no more that day.\n\n"

enum { PAGE_BYTES = 6000, LINES = 4 };

static void test_odds_of_titles(void) {
    static const pdx_fixed_line said[] = {{2, true}, {5, false}, {9, true}};
    static const uint32_t right[] = {2, 9}, more[] = {2, 5, 9}, less[] = {2, 7};
    const pdx_sheet sheet = {.fixed = said, .n_fixed = 3}, silent = {.n = 10};
    const float one = pdx_fixed_odds(&sheet, more, 3);
    CHECK(pdx_fixed_odds(&sheet, right, 2) == 0);
    CHECK(one < 0);
    CHECK(pdx_fixed_odds(&sheet, less, 2) == one);
    CHECK(pdx_fixed_odds(&sheet, NULL, 0) == 2 * one);
    CHECK(pdx_fixed_odds(&silent, more, 3) == 0);
    CHECK(pdx_fixed_weigh(&sheet, right, 2, 0.75f) == 0.75f);
    CHECK(pdx_fixed_weigh(&sheet, more, 3, 0.75f) < 0.4f);
    CHECK(pdx_fixed_weigh(&sheet, more, 3, 0) == 0);
}

/* Entries whose titles stand under the name of a section, so that either could be the title, each with a text. */
static const char *const sections[] = {"Harbour news", "Letters received", "Market report", "Council papers"};
static const char *const titles[] = {"The ferry is late again", "A bench for the quay", "Apples cost more", "Our bridge has been measured",
                                     "Two boats for the school", "The mill stands still",      "Rain in the reading room", "A new lock for the canal"};

static void page_write(char *out, unsigned first, unsigned n) {
    size_t len = 0;
    for (unsigned k = 0; k < n; k++) {
        len += (size_t)snprintf(out + len, PAGE_BYTES - len, "%s\n\n%s, part %u\n\n" CARPENTER,
                                sections[(first + k) % PDX_COUNTOF(sections)], titles[(first + k) % PDX_COUNTOF(titles)], first + k);
    }
}

/* Every title of a page, and every line that is none. */
static const pdx_page_correction fixes[] = {
    {1, PDX_ROLE_CATEGORIES, false},  {3, PDX_ROLE_TITLE, false},  {7, PDX_ROLE_CATEGORIES, false},  {9, PDX_ROLE_TITLE, false},
    {13, PDX_ROLE_CATEGORIES, false}, {15, PDX_ROLE_TITLE, false}, {19, PDX_ROLE_CATEGORIES, false}, {21, PDX_ROLE_TITLE, false},
};

static uint32_t title_line(const pdx_page *page, size_t k) {
    return page->entries[k].title == PDX_PAGE_NO_PART ? 0 : page->parts[page->entries[k].title].line;
}

/* A page keeps what was said of it: every line that was fixed as a title opens an entry, no line that was fixed as a heading does. */
static void test_page_keeps_what_was_said(void) {
    static const pdx_page_correction some[] = {{3, PDX_ROLE_TITLE, true}, {7, PDX_ROLE_HEADING, false}, {9, PDX_ROLE_TITLE, true}};
    const pdx_page_options options = {.use_lexicon = true, .corrections = some, .n_corrections = PDX_COUNTOF(some)};
    static char text[PAGE_BYTES];
    unsigned seen = 0;
    pdx_page page;
    page_write(text, 0, 4);
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    for (size_t k = 0; k < page.n_entries; k++) {
        seen += title_line(&page, k) == 3 || title_line(&page, k) == 9;
        CHECK(title_line(&page, k) != 7);
    }
    CHECK_EQ(seen, 2);
    pdx_page_deinit(&page);
}

/* What is neither said nor was seen is no evidence: a page most of whose entries are so is left out. */
static void test_page_that_nobody_has_seen(void) {
    const pdx_page_options none = {.use_lexicon = true};
    static char text[PAGE_BYTES];
    for (unsigned n = 0; n <= PDX_COUNTOF(fixes); n += PDX_COUNTOF(fixes)) {
        const pdx_page_options options = {.use_lexicon = true, .corrections = fixes, .n_corrections = n};
        const pdx_page nothing = {.n_entries = 0};
        pdx_told_found found = {0, 0, 0};
        pdx_told told;
        pdx_told_init(&told);
        page_write(text, 0, LINES);
        CHECK_EQ(pdx_told_add(&told, pdx_span_str(text), &options, NULL), PDX_OK);
        CHECK_EQ(pdx_told_cut(&told, 0, &nothing, NULL, &none, NULL), PDX_OK);
        pdx_told_count(&found, &told, 0, &nothing);
        if (n == 0) CHECK_EQ(told.entries.len, 0);
        if (n > 0) {
            CHECK_EQ(told.entries.len, LINES);
            CHECK(found.all == LINES);
        }
        CHECK(found.right == 0 && found.wrong == 0);
        pdx_told_deinit(&told);
    }
}

static void test_odds_of_entries(void) {
    CHECK(pdx_told_odds(4, 1) > pdx_told_odds(2, 1));
    CHECK(pdx_told_odds(4, 0) < pdx_told_odds(2, 0));
    CHECK(pdx_told_odds(0, 0.3f) == 0);
    CHECK(pdx_told_f1(&(pdx_told_found){3, 4, 1}) == 0.75f);
}

/* A page that says nothing of entries judges no cut. */
static void test_page_without_entries(void) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_told_found sum = {0};
    pdx_told told;
    pdx_page page;
    pdx_told_init(&told);
    CHECK_EQ(pdx_told_add(&told, pdx_span_str(CARPENTER), &options, NULL), PDX_OK);
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(CARPENTER), &options, NULL, NULL), PDX_OK);
    pdx_told_count(&sum, &told, 0, &page);
    CHECK(sum.all == 0 && sum.right == 0 && sum.wrong == 0);
    pdx_page_deinit(&page);
    pdx_told_deinit(&told);
}

static pdx_status site_learn(pdx_site *site) {
    pdx_page_options options = {.use_lexicon = true, .corrections = fixes, .n_corrections = PDX_COUNTOF(fixes)};
    static char text[PAGE_BYTES];
    pdx_page page;
    page_write(text, 0, LINES);
    PDX_TRY(pdx_site_learn(site, pdx_span_str(text), &options, NULL, NULL));
    PDX_TRY(pdx_site_weigh(site, pdx_span_str(text), &options, NULL, NULL));
    options.corrections = NULL;
    options.n_corrections = 0;
    PDX_TRY(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL));
    const pdx_status status = pdx_site_show(site, &page, NULL);
    pdx_page_deinit(&page);
    return status == PDX_OK ? pdx_site_settle(site, &options, NULL) : status;
}

/* A site of which nothing is known but one corrected page cuts another one by that. */
static void test_site_is_cut_as_it_was_shown(void) {
    pdx_page_options options = {.use_lexicon = true};
    static char text[PAGE_BYTES];
    pdx_site *site;
    pdx_page page;
    CHECK_EQ(pdx_site_new(&site, NULL), PDX_OK);
    CHECK_EQ(site_learn(site), PDX_OK);
    options.site = site;
    page_write(text, 9, LINES);
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, LINES);
    for (size_t k = 0; k < page.n_entries; k++) CHECK_EQ(title_line(&page, k), 3 + 6 * k);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

static pdx_status learn_once(void) {
    pdx_site *site;
    pdx_status status;
    PDX_TRY(pdx_site_new(&site, NULL));
    status = site_learn(site);
    pdx_site_free(site);
    return status;
}

static void test_memory(void) {
    const int64_t before = pdx_alloc_live();
    uint64_t n;
    for (n = 1;; n++) {
        pdx_status status;
        bool failed;
        pdx_alloc_fail_at(n);
        status = learn_once();
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK_EQ(status, failed ? PDX_ENOMEM : PDX_OK);
        CHECK_EQ(pdx_alloc_live(), before);
        if (!failed) break;
    }
    CHECK(n > 100 && n < 20000);
}

int main(void) {
    test_odds_of_titles();
    test_page_keeps_what_was_said();
    test_page_that_nobody_has_seen();
    test_odds_of_entries();
    test_page_without_entries();
    test_site_is_cut_as_it_was_shown();
    test_memory();
    return check_report("test_told");
}
