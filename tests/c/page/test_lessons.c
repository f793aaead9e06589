/* What corrections teach: lines of the same form and lines at the same place follow on other pages of the site, and nothing else
 * does; what is learned is bounded; memory running out anywhere is told and leaks nothing. */
#include "../check.h"
#include "../memory.h"

#include "base/alloc.h"
#include "page/evidence.h"
#include "page/site/site.h"

/* Two pages without a phrase that the cutter knows. Which line opens an entry there is told by repetition alone. */
static const char first[] =
    "The Tidewick Leaf\n\n"
    "no 41 of the leaf\nA bench by the canal\nIn the section: quay and lock\n\n"
    "The rowing club painted the bench this morning, and the tea was excellent, they say.\n\n"
    "no 40 of the leaf\nLow water at the lock\nIn the section: quay and lock\n\n"
    "The harbour master wrote to us about the lock last week, and we read his letter twice.\n";
static const char second[] =
    "The Tidewick Leaf\n\n"
    "no 39 of the leaf\nThe ferry runs again\nIn the section: ferries\n\n"
    "Nobody on the quay was surprised that it runs, not even those who had given it up.\n\n"
    "no 38 of the leaf\nNew shelves for the library\nIn the section: books\n\n"
    "The carpenter came twice and measured everything again, and then he went for his lunch.\n\n"
    "no 37 of the leaf\nMap of the meadow\nIn the section: meadows\n\n"
    "It hangs in the town hall, where the stairs are, and it is not for sale at any price.\n";

static pdx_status site_of(pdx_site **site, const pdx_page_correction *fixes, size_t n) {
    pdx_page_options options = {.use_lexicon = true};
    pdx_status status;
    options.corrections = fixes;
    options.n_corrections = n;
    PDX_TRY(pdx_site_new(site, NULL));
    status = pdx_site_learn(*site, pdx_span_str(first), &options, NULL, NULL);
    options.corrections = NULL;
    options.n_corrections = 0;
    if (status == PDX_OK) status = pdx_site_weigh(*site, pdx_span_str(first), &options, NULL, NULL);
    if (status == PDX_OK) status = pdx_site_weigh(*site, pdx_span_str(second), &options, NULL, NULL);
    if (status != PDX_OK) pdx_site_free(*site);
    return status;
}

static const pdx_page_part *part_at(const pdx_page *page, uint32_t line) {
    for (size_t i = 0; i < page->n_parts; i++) {
        if (page->parts[i].line == line && page->parts[i].role != PDX_ROLE_BLANK) return &page->parts[i];
    }
    return NULL;
}

static void cut(pdx_page *page, const char *text, const pdx_site *site) {
    pdx_page_options options = {.use_lexicon = true};
    options.site = site;
    CHECK_EQ(pdx_page_cut(page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
}

static void check_text(const pdx_page *page, pdx_range range, const char *wanted) {
    CHECK(pdx_span_equal(pdx_span_slice(page->text, (size_t)range.begin, (size_t)range.end), pdx_span_str(wanted)));
}

/* A role by the form of the line: its label. */
static void test_form(void) {
    const pdx_page_correction fix = {5, PDX_ROLE_CATEGORIES, false};
    pdx_site *site;
    pdx_page page;
    CHECK_EQ(site_of(&site, &fix, 1), PDX_OK);
    cut(&page, second, site);
    for (uint32_t line = 5; line <= 17; line += 6) {
        const pdx_page_part *part = part_at(&page, line);
        CHECK_EQ(part->role, PDX_ROLE_CATEGORIES);
        CHECK(part->why & PDX_WHY(PDX_RULE_LIKE_CORRECTED));
        CHECK(!(part->why & PDX_WHY(PDX_RULE_CORRECTED)));
        CHECK(part->probability > 0.8f && part->probability < 1);
    }
    CHECK(part_at(&page, 7)->role != PDX_ROLE_CATEGORIES);
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

/* Starts and titles by their place: a person says that the number of the leaf ends the entry above it. */
static void test_place(void) {
    const pdx_page_correction fixes[] = {{4, PDX_ROLE_TITLE, true}, {10, PDX_ROLE_TITLE, true}};
    static const char *const wanted[] = {"The ferry runs again", "New shelves for the library", "Map of the meadow"};
    pdx_site *site;
    pdx_page page;
    CHECK_EQ(site_of(&site, fixes, 2), PDX_OK);
    cut(&page, second, site);
    CHECK_EQ(page.n_entries, 3);
    for (uint32_t k = 0; k < 3 && page.n_entries == 3; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        CHECK_EQ(page.parts[entry->first_part].line, 4 + 6 * k);
        CHECK(entry->title != PDX_PAGE_NO_PART);
        check_text(&page, page.parts[entry->title].range, wanted[k]);
        CHECK(entry->why & PDX_WHY(PDX_RULE_LIKE_CORRECTED));
        CHECK(entry->probability >= 0.85f && entry->probability < 1);
    }
    pdx_page_deinit(&page);
    pdx_site_free(site);
}

/* A line that was taken for a title and is none. */
static void test_taken_away(void) {
    static const char page_text[] =
        "Posted on 4 May 2011\n\nA bench by the canal\n\nThe rowing club painted the bench this morning, and the tea was excellent.\n\n"
        "Posted on 2 May 2011\n\nPick 3\n\nThe harbour master wrote to us about the lock last week, and we read his letter twice.\n\n"
        "Posted on 1 May 2011\n\nLow water at the lock\n\nNobody on the quay was surprised that it runs, not even those on the bench.\n";
    const pdx_page_correction fix = {9, PDX_ROLE_HEADING, false};
    pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    cut(&page, page_text, NULL);
    CHECK_EQ(part_at(&page, 9)->role, PDX_ROLE_TITLE);
    pdx_page_deinit(&page);
    options.corrections = &fix;
    options.n_corrections = 1;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(page_text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(part_at(&page, 9)->role, PDX_ROLE_HEADING);
    CHECK_EQ(part_at(&page, 15)->role, PDX_ROLE_TITLE);
    for (size_t k = 0; k < page.n_entries; k++) CHECK(page.entries[k].title == PDX_PAGE_NO_PART || page.parts[page.entries[k].title].line != 9);
    pdx_page_deinit(&page);
}

/* Fields follow the roles: the items of tags, the date, the author. */
static void test_fields(void) {
    static const char page_text[] =
        "Posted on 4 May 2011\n\nA bench by the canal\n\nIves Corvane at the quay\n\n"
        "The rowing club painted the bench this morning, and the tea was excellent.\n\nquay; bench; paint\n";
    const pdx_page_correction fixes[] = {{1, PDX_ROLE_OTHER, false}, {5, PDX_ROLE_BYLINE, false}, {9, PDX_ROLE_TAGS, false}};
    pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    options.corrections = fixes;
    options.n_corrections = 3;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(page_text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, 1);
    if (page.n_entries == 1) {
        const pdx_page_entry *entry = &page.entries[0];
        CHECK_EQ(entry->n_items, 3);
        CHECK_EQ(entry->date_printed.begin, entry->date_printed.end); /* the line that held it is said to be no date */
        check_text(&page, entry->author, "Ives Corvane at the quay");
    }
    pdx_page_deinit(&page);
}

static void test_bounded(void) {
    char text[20000];
    pdx_page_correction fixes[300];
    pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = 0;
    for (uint32_t i = 0; i < 300; i++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "Line %u about boats\n\n", (unsigned)i);
        fixes[i].line = 2 * i + 1;
        fixes[i].role = i % 7 == 0 ? PDX_ROLE_TITLE : PDX_ROLE_PARAGRAPH;
        fixes[i].starts = i % 7 == 0;
    }
    options.corrections = fixes;
    options.n_corrections = 300;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, 43);
    for (uint32_t i = 0; i < 300; i++) CHECK_EQ(part_at(&page, 2 * i + 1)->role, fixes[i].role);
    pdx_page_deinit(&page);
}

static pdx_status whole_way(pdx_page *page) {
    const pdx_page_correction fixes[] = {{3, PDX_ROLE_OTHER, true}, {4, PDX_ROLE_TITLE, false}, {5, PDX_ROLE_TAGS, false}};
    pdx_page_options options = {.use_lexicon = true};
    pdx_site *site;
    pdx_status status;
    memset(page, 0, sizeof *page);
    PDX_TRY(site_of(&site, fixes, 3));
    options.site = site;
    status = pdx_page_cut(page, pdx_span_str(second), &options, NULL, NULL);
    pdx_site_free(site);
    return status;
}

static pdx_status read_and_free(void *context) {
    pdx_page page;
    const pdx_status status = whole_way(&page);
    (void)context;
    if (status == PDX_OK) pdx_page_deinit(&page);
    return status;
}

static void test_memory(void) { memory_fails(read_and_free, NULL, 20); }

int main(void) {
    test_form();
    test_place();
    test_taken_away();
    test_fields();
    test_bounded();
    test_memory();
    return check_report("test_lessons");
}
