/* Dates in front of titles: "May 4, 2011 The ferry runs again" is a date and a title, and a mark behind the date joins fields. Invented
 * pages. */
#include "../check.h"

#include "page/entries/sheet.h"

enum { ROOM = 8192, ENTRIES = 4 };

static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves for the library", "Low water at the lock", "A bench by the canal"};
static const char *const dates[ENTRIES] = {"May 4, 2011", "May 2, 2011", "April 28, 2011", "April 20, 2011"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint."};

static bool reads(const pdx_page *page, pdx_range range, const char *text) {
    return pdx_span_equal(pdx_span_slice(page->text, (size_t)range.begin, (size_t)range.end), pdx_span_str(text));
}

static void cut_entries(char *text, pdx_page *page, size_t entries, const char *between) {
    const pdx_page_options options = {.use_lexicon = true};
    size_t len = 0;
    for (size_t k = 0; k < entries; k++) len += (size_t)snprintf(text + len, ROOM - len, "%s%s%s\n\n%s\n\n", dates[k], between, titles[k], bodies[k]);
    CHECK_EQ(pdx_page_cut(page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
}

static void check_entry(const pdx_page *page, size_t k) {
    const pdx_page_entry *entry = &page->entries[k];
    CHECK(entry->title != PDX_PAGE_NO_PART && reads(page, page->parts[entry->title].range, titles[k]));
    CHECK(reads(page, entry->date_printed, dates[k]));
}

static void test_many(void) {
    char text[ROOM];
    pdx_page page;
    cut_entries(text, &page, ENTRIES, " ");
    CHECK_EQ(page.n_entries, ENTRIES);
    for (size_t k = 0; k < page.n_entries; k++) check_entry(&page, k);
    pdx_page_deinit(&page);
}

static void test_one(void) {
    char text[ROOM];
    pdx_page page;
    cut_entries(text, &page, 1, " ");
    CHECK_EQ(page.n_entries, 1);
    check_entry(&page, 0);
    pdx_page_deinit(&page);
}

/* "May 4, 2011, News": what the mark joins to a date is no title. */
static void test_fields(void) {
    static const char text[] = "May 4, 2011 The ferry runs again\n\nMay 4, 2011, News of the quay\n\nMay 4, 2011 | News of the quay\n\nThe ferry runs again on May 4, 2011\n";
    static const bool wanted[] = {true, false, false, false};
    const pdx_page_options options = {.use_lexicon = false}; /* which knows some of them otherwise */
    pdx_sheet sheet = {.text = pdx_span_str(text)};
    pdx_lines lines;
    pdx_facts facts;
    pdx_lines_init(&lines);
    pdx_facts_init(&facts);
    CHECK_EQ(pdx_lines_read(&lines, sheet.text, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_facts_read(&facts, sheet.text, &lines, &options, NULL, NULL), PDX_OK);
    sheet.lines = lines.lines.data;
    sheet.facts = facts.facts.data;
    sheet.n = lines.lines.len;
    CHECK_EQ(sheet.n, PDX_COUNTOF(wanted));
    for (size_t i = 0; i < sheet.n; i++) CHECK_EQ(pdx_sheet_dated_title(&sheet, i), wanted[i]);
    pdx_facts_deinit(&facts);
    pdx_lines_deinit(&lines);
}

int main(void) {
    test_many();
    test_one();
    test_fields();
    return check_report("test_sheet");
}
