/* Dates drawn as leaves of a calendar, a field a line: which lines make one date, and which only look so. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { ROOM = 16384, ENTRIES = 4 };

static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves for the library", "Low water at the lock", "A bench by the canal"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint."};

/* Cuts a page of entries with these leaves, above titles or below them; each is one part, and the date of its entry. */
static void check_leaves(const char *const *leaves, bool above) {
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = 0;
    for (unsigned k = 0; k < ENTRIES; k++) {
        const char *first = above ? leaves[k] : titles[k], *second = above ? titles[k] : leaves[k];
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\n%s\n\n%s\n\n", first, second, bodies[k]);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range date = entry->date_printed, title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)date.begin, (size_t)date.end), pdx_span_str(leaves[k])));
        CHECK(entry->date != PDX_PAGE_NO_PART && page.parts[entry->date].range.begin == date.begin && page.parts[entry->date].range.end == date.end);
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
    }
    pdx_page_deinit(&page);
}

static void test_leaves(void) {
    static const char *const three[ENTRIES] = {"28\nFeb\n2007", "25\nFeb\n2007", "03\nFeb\n2007", "31\nJan\n2007"};
    static const char *const two[ENTRIES] = {"FEB\n28", "FEB\n25", "FEB\n03", "JAN\n31"};
    static const char *const four[ENTRIES] = {"Wed\n28\nFeb\n2007", "Sun\n25\nFeb\n2007", "Sat\n3\nFeb\n2007", "Wed\n31\nJan\n2007"};
    static const char *const half[ENTRIES] = {"Feb 28\n2007", "Feb 25\n2007", "Feb 3\n2007", "Jan 31\n2007"};
    static const char *const french[ENTRIES] = {"28\nfévrier 2007", "25\nfévrier 2007", "3\nfévrier 2007", "31\njanvier 2007"};
    static const char *const turkish[ENTRIES] = {"07\nAra\n2005", "06\nAra\n2005", "30\nKas\n2005", "29\nEki\n2005"};
    static const char *const chinese[ENTRIES] = {"4月\n5\n2019", "3月\n29\n2019", "3月\n19\n2019", "3月\n8\n2019"};
    static const char *const persian[ENTRIES] = {"۰۷\nآبان\n۱۳۸۵", "۰۶\nآبان\n۱۳۸۵", "۲۹\nمهر\n۱۳۸۵", "۲۱\nمهر\n۱۳۸۵"};
    static const char *const numbers[ENTRIES] = {"04\n03\n2012", "28\n02\n2012", "11\n02\n2012", "09\n01\n2012"};
    static const char *const *const all[] = {three, two, four, half, french, turkish, chinese, persian, numbers};
    for (size_t k = 0; k < PDX_COUNTOF(all); k++) {
        check_leaves(all[k], false);
        check_leaves(all[k], true);
    }
}

/* A title that is a month of a year goes into no leaf below it. */
static void test_title_above(void) {
    static const char text[] = "May 1967\n28\nFeb\n2007\nThe harbour master wrote to us last week about the new timetable, and we read his letter.\n\n"
                               "The ferry runs again\n25\nFeb\n2007\nNobody on the quay was surprised when the carpenter came with the boards.\n\n"
                               "Low water at the lock\n3\nFeb\n2007\nIf you walk along the water you can see how little of it is left, and the herons.\n";
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, 3);
    CHECK(page.n_entries > 0 && page.entries[0].date_printed.begin == strlen("May 1967\n"));
    pdx_page_deinit(&page);
}

/* How many parts of a page are dates of more than one line. */
static unsigned leaves_in(const char *text) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    unsigned n = 0;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    for (size_t i = 0; i < page.n_parts; i++) {
        const pdx_span part = pdx_span_slice(page.text, (size_t)page.parts[i].range.begin, (size_t)page.parts[i].range.end);
        n += page.parts[i].role == PDX_ROLE_DATE && memchr(part.data, '\n', part.len) != NULL;
    }
    pdx_page_deinit(&page);
    return n;
}

/* Months with their counts in a list, a calendar of days, a day and a month alone once. */
static void test_what_is_none(void) {
    CHECK_EQ(leaves_in("The ferry runs again\n\nThe harbour master wrote to us last week about it.\n\nArchives\n\nMay 2009\n4\nApril 2009\n7\nMarch 2009\n12\nFebruary 2009\n3\n"), 0);
    CHECK_EQ(leaves_in("The ferry runs again\n\nThe harbour master wrote to us last week about it.\n\nMarch\nM\nT\nW\n1\n2\n3\n4\n5\n6\n7\n8\n9\n"), 0);
    CHECK_EQ(leaves_in("2011\nMay 12\nThe ferry runs again\nMay 4\nLow water at the lock\n2010\nMay 12\nA bench by the canal\nMay 3\nThe mill is painted\n"), 0);
    CHECK_EQ(leaves_in("May 2011\n12\nThe ferry runs again\n4\nLow water at the lock\nApril 2011\n12\nA bench by the canal\n3\nThe mill is painted\n"), 0);
    CHECK_EQ(leaves_in("May\n12\nThe ferry runs again\n4\nLow water at the lock\n3\nApples for school\nApril\n12\nA bench by the canal\n3\nThe mill is painted\n"), 0);
    CHECK_EQ(leaves_in("The ferry runs again\n12\nMay\n\nThe harbour master wrote to us last week about it.\n"), 0);
    CHECK_EQ(leaves_in("The ferry runs again\n12\nMay\n2009\n\nThe harbour master wrote to us last week about it.\n"), 1);
}

int main(void) {
    test_leaves();
    test_title_above();
    test_what_is_none();
    return check_report("test_leaves");
}
