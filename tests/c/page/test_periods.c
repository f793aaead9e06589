/* Months as headings: whose date they are, and which lines that are a month head nothing. Invented pages. */
#include "../check.h"

#include "page/evidence.h"
#include "page/page.h"

enum { ROOM = 8192, ENTRIES = 5 };

static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves for the library", "Low water at the lock", "A bench by the canal", "The old mill is painted"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint.",
    "Who would have thought that so much flour dust fits into one room? The roof will be next, says the town council."};

/* Cuts a page whose entries have these headings above them (NULL: none), and looks whether each is of the month that stands last above it. */
static void check_months(const char *head, const char *const *months, bool are_read) {
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    const char *month = "";
    pdx_page page;
    size_t len = (size_t)snprintf(text, sizeof text, "%s\n\n", head);
    for (unsigned k = 0; k < ENTRIES; k++) {
        if (months[k] != NULL) len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n", months[k]);
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n%s\n\nRead more\n\n", titles[k], bodies[k]);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range date = entry->date_printed;
        month = months[k] != NULL ? months[k] : month;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)date.begin, (size_t)date.end), pdx_span_str(are_read ? month : "")));
        if (are_read && months[k] == NULL) CHECK(entry->date_from_header && (entry->why & PDX_WHY(PDX_RULE_DAY_HEADER)) != 0);
    }
    pdx_page_deinit(&page);
}

static void test_headings(void) {
    static const char *const down[ENTRIES] = {"February 2007", NULL, "January 2007", NULL, "November 2006"};
    static const char *const up[ENTRIES] = {"NOVEMBER 2006", NULL, "JANUARY 2007", "FEBRUARY 2007", NULL};
    static const char *const bare[ENTRIES] = {"February", NULL, "January", NULL, NULL};
    static const char *const german[ENTRIES] = {"Dezember", NULL, NULL, "Mai", "März"};
    static const char *const chinese[ENTRIES] = {"2007年2月", NULL, "2007年1月", NULL, "2006年12月"};
    check_months("The Tide Table", down, true);
    check_months("The Tide Table", up, true);
    check_months("2007", bare, true);
    check_months("2007", german, true);
    check_months("The Tide Table", chinese, true);
}

/* Months that run in no direction, or lie too far apart. */
static void test_no_headings(void) {
    static const char *const far[ENTRIES] = {"February 1907", NULL, NULL, "January 1845", NULL};
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = 0;
    for (unsigned k = 0; k < ENTRIES; k++) len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n%s\n\nRead more\n\n", far[k] != NULL ? far[k] : titles[k], bodies[k]);
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < page.n_entries; k++) CHECK_EQ(page.entries[k].date_printed.end, 0);
    pdx_page_deinit(&page);
}

/* The months of an archive beside the posts. */
static void test_list_of_months(void) {
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = 0;
    for (unsigned k = 0; k < ENTRIES; k++) len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n%s\n\nRead more\n\n", titles[k], bodies[k]);
    (void)snprintf(text + len, sizeof text - len, "Archives\n\nMay 2009\n\nApril 2009\n\nMarch 2009\n\nFebruary 2009\n");
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    for (unsigned k = 0; k < page.n_entries; k++) CHECK_EQ(page.entries[k].date_printed.end, 0);
    for (size_t i = 0; i < page.n_parts; i++) CHECK(page.parts[i].role != PDX_ROLE_DATE);
    pdx_page_deinit(&page);
}

int main(void) {
    test_headings();
    test_no_headings();
    test_list_of_months();
    return check_report("test_periods");
}
