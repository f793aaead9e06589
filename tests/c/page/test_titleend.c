/* What themes glue to the ends of titles is no part of them: a date or a day in brackets, the author, the number of comments. Numbers that are the
 * title's own stay: those of a series, years, a few among many. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { ROOM = 16384, ENTRIES = 6 };

static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves for the library", "Low water at the lock",
                                            "A bench by the canal", "The old mill is painted", "Apples for school"};
static const char *const dates[ENTRIES] = {"May 4, 2011", "May 2, 2011", "April 28, 2011", "April 20, 2011", "April 19, 2011", "April 2, 2011"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint.",
    "Who would have thought that so much flour dust fits into one room? The roof will be next, says the town council.",
    "There were more baskets than children this year, and what was left over went to the kitchen behind the old customs house."};

/* Cuts a page with this above it whose titles end as given, with `below` under the k-th for its date, and looks whether the titles found are `wanted`. */
static void check_titles_under(const char *heading, const char *const *printed, const char *const *below, const char *const *wanted) {
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = (size_t)snprintf(text, sizeof text, "%s", heading);
    for (unsigned k = 0; k < ENTRIES; k++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n%s\n\n%s\n\n", printed[k], below[k], bodies[k]);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(wanted[k])));
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)entry->date_printed.begin, (size_t)entry->date_printed.end), pdx_span_str(dates[k])));
    }
    pdx_page_deinit(&page);
}

static void check_titles_over(const char *const *printed, const char *const *below, const char *const *wanted) {
    check_titles_under("", printed, below, wanted);
}

static void check_titles(const char *const *printed, const char *const *wanted) {
    static const char *const signed_by[ENTRIES] = {"May 4, 2011 by Ann Vale", "May 2, 2011 by Ann Vale", "April 28, 2011 by Ann Vale",
                                                   "April 20, 2011 by Ann Vale", "April 19, 2011 by Ann Vale", "April 2, 2011 by Ann Vale"};
    check_titles_over(printed, signed_by, wanted);
}

static void test_dates(void) {
    static const char *const printed[ENTRIES] = {"The ferry runs again (May 4, 2011)", "New shelves for the library (May 2, 2011)",
                                                 "Low water at the lock (April 28, 2011)", "A bench by the canal (April 20, 2011)",
                                                 "The old mill is painted (April 19, 2011)", "Apples for school (April 2, 2011)"};
    check_titles(printed, titles);
}

/* The first date in some of the lines is of the title's own words. */
static void test_dates_in_words(void) {
    static const char *const printed[ENTRIES] = {"The ferry runs again (May 4, 2011)", "Minutes of March 20, 2011 (May 2, 2011)", "Low water at the lock (April 28, 2011)",
                                                 "Minutes of March 1, 2011 (April 20, 2011)", "The old mill is painted (April 19, 2011)", "Apples for school (April 2, 2011)"};
    static const char *const wanted[ENTRIES] = {"The ferry runs again", "Minutes of March 20, 2011", "Low water at the lock",
                                                "Minutes of March 1, 2011", "The old mill is painted", "Apples for school"};
    check_titles(printed, wanted);
}

/* Without brackets where nothing else says the day; beside a day that is told, what titles end in is their own. */
static void test_bare_dates(void) {
    static const char *const printed[ENTRIES] = {"The ferry runs again May 4, 2011", "New shelves for the library May 2, 2011",
                                                 "Low water at the lock April 28, 2011", "A bench by the canal April 20, 2011",
                                                 "The old mill is painted April 19, 2011", "Apples for school April 2, 2011"};
    static const char *const filed[ENTRIES] = {"Posted in Boats", "Posted in Books", "Posted in Boats", "Posted in Town", "Posted in Town", "Posted in Town"};
    check_titles_over(printed, filed, titles);
    check_titles(printed, printed);
}

/* The author, where nearly all have one of a few; a word and a name in one title, or as many names as titles, are the title's own. So is whom the page
 * is about, by part of the name or in other letters, and who has not written the entry: that is said below. */
static void test_names(void) {
    static const char *const printed[ENTRIES] = {"The ferry runs again by Ann Vale", "New shelves for the library by Ann Vale", "Low water at the lock by Tom Orr",
                                                 "A bench by the canal by Ann Vale", "The old mill is painted by Tom Orr", "Apples for school by Ann Vale"};
    static const char *const books[ENTRIES] = {"The ferry runs again by Ann Vale", "New shelves for the library by Tom Orr", "Low water at the lock by Ida Moor",
                                               "A bench by the canal by Jan Kiln", "The old mill is painted by Eve Quay", "Apples for school by Max Weir"};
    check_titles_over(printed, dates, titles);
    check_titles_over(books, dates, books);
    static const char *const poems[ENTRIES] = {"The ferry runs again by Moor", "New shelves for the library by Moor", "Low water at the lock by Moor",
                                               "A bench at the canal by Moor", "The old mill is painted by Moor", "Apples for school by Moor"};
    check_titles_under("Category: Ida MOOR\n\n", poems, dates, poems);
    check_titles(poems, poems);
}

static void test_counts(void) {
    static const char *const printed[ENTRIES] = {"The ferry runs again 11", "New shelves for the library 2", "Low water at the lock",
                                                 "A bench by the canal 3", "The old mill is painted 1", "Apples for school 2"};
    check_titles(printed, titles);
}

/* The day of each post before its title, under the heading of its month; without such headings numbers are the titles' own. */
static void test_days(void) {
    static const char *const days[ENTRIES] = {"17 ", "3 ", "28. ", "9. ", "04. ", "2 "};
    for (unsigned headed = 0; headed < 2; headed++) {
        char text[ROOM];
        const pdx_page_options options = {.use_lexicon = true};
        pdx_page page;
        size_t len = 0;
        for (unsigned k = 0; k < ENTRIES; k++) {
            if (headed && k % 2 == 0) len += (size_t)snprintf(text + len, sizeof text - len, "%s 2011\n\n", k == 0 ? "May" : k == 2 ? "April" : "March");
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%s\n\n%s\n\nRead more\n\n", days[k], titles[k], bodies[k]);
        }
        CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
        CHECK_EQ(page.n_entries, ENTRIES);
        for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
            const pdx_page_entry *entry = &page.entries[k];
            const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
            CHECK_EQ(title.end - title.begin, strlen(titles[k]) + (headed ? 0 : strlen(days[k])));
            CHECK(title.end <= page.text.len && memcmp(text + title.end - strlen(titles[k]), titles[k], strlen(titles[k])) == 0);
            CHECK_EQ(entry->date_printed.end > entry->date_printed.begin, headed == 1);
        }
        pdx_page_deinit(&page);
    }
}

/* The day of each post in brackets behind its title, under the heading of its month. */
static void test_days_in_brackets(void) {
    static const char *const days[2][ENTRIES] = {{"17.05.", "03.05.", "28.04.", "09.04.", "30.03.", "02.03."},
                                                 {"17 May", "3 May", "28 April", "9 April", "30 March", "2 March"}};
    for (unsigned form = 0; form < 2; form++) {
        char text[ROOM];
        const pdx_page_options options = {.use_lexicon = true};
        pdx_page page;
        size_t len = 0;
        for (unsigned k = 0; k < ENTRIES; k++) {
            if (k % 2 == 0) len += (size_t)snprintf(text + len, sizeof text - len, "%s 2011\n\n", k == 0 ? "May" : k == 2 ? "April" : "March");
            len += (size_t)snprintf(text + len, sizeof text - len, "%s (%s)\n\n%s\n\nRead more\n\n", titles[k], days[form][k], bodies[k]);
        }
        CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
        CHECK_EQ(page.n_entries, ENTRIES);
        for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
            const pdx_page_entry *entry = &page.entries[k];
            const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range, day = entry->date_printed;
            CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
            CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)day.begin, (size_t)day.end), pdx_span_str(days[form][k])));
        }
        pdx_page_deinit(&page);
    }
}

static void test_own_numbers(void) {
    static const char *const series[ENTRIES] = {"Record of the week 16", "Record of the week 15", "Record of the week 14", "Record of the week 13",
                                                "Record of the week 12", "Record of the week 11"};
    static const char *const years[ENTRIES] = {"The best books of 2010", "Looking back at 2009", "Low water in April 2008", "The flood of 1962",
                                               "A plan for 2015", "Apples since 1900"};
    static const char *const few[ENTRIES] = {"The ferry runs again", "Catch 22", "Low water at lock 7", "A bench by the canal", "The old mill is painted",
                                             "Apples for school"};
    check_titles(series, series);
    check_titles(years, years);
    check_titles(few, few);
}

int main(void) {
    test_dates();
    test_dates_in_words();
    test_bare_dates();
    test_names();
    test_counts();
    test_days();
    test_days_in_brackets();
    test_own_numbers();
    return check_report("test_titleend");
}
