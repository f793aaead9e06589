/* Pages whose entries are the rows of a list: titles with their dates and no texts, titles under headings of months, titles with one
 * text each and nothing that recurs. And what looks like such lists and is none: programmes and prices in a post, lists of recent
 * posts beside it, a post with headings. Invented pages. */
#include "../check.h"

#include "page/evidence.h"

enum { ROOM = 16384, ENTRIES = 6 };

static const char *const titles[ENTRIES] = {"The ferry runs again",      "New shelves for the library", "Low water at the lock",
                                            "A bench by the long canal", "The old mill is painted",     "Apples for the school"};
static const char *const dates[ENTRIES] = {"2011-05-04", "2011-05-02", "2011-04-28", "2011-04-20", "2011-04-19", "2011-04-02"};
static const char *const shorts[ENTRIES] = {"05-04", "05-02", "04-28", "04-20", "04-19", "04-02"};
static const char *const days[ENTRIES] = {"4 May", "2 May", "28 Apr", "20 Apr", "19 Apr", "2 Apr"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper...",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him...",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used...",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint...",
    "Who would have thought that so much flour dust fits into one room? The roof will be next, says the council...",
    "There were more baskets than children this year, and what was left over went to the kitchen behind the old house..."};

static pdx_page cut(const char *text) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    return page;
}

static bool range_is(const pdx_page *page, pdx_range range, const char *wanted) {
    return pdx_span_equal(pdx_span_slice(page->text, (size_t)range.begin, (size_t)range.end), pdx_span_str(wanted));
}

/* The page has these entries, each with its title and its date (NULL: none). */
static void check_entries(const char *text, const char *const *wanted) {
    pdx_page page = cut(text);
    CHECK_EQ(page.n_entries, ENTRIES);
    CHECK(page.probability > 0.5f && page.probability < 1);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        CHECK(entry->title != PDX_PAGE_NO_PART && range_is(&page, page.parts[entry->title].range, titles[k]));
        CHECK(wanted == NULL ? entry->date_printed.end == entry->date_printed.begin : range_is(&page, entry->date_printed, wanted[k]));
    }
    pdx_page_deinit(&page);
}

/* `form` has the date for D and the title for T. */
static void row_print(char *out, size_t *len, const char *form, const char *date, const char *title) {
    for (; *form != 0; form++) {
        if (*form == 'D') *len += (size_t)snprintf(out + *len, ROOM - *len, "%s", date);
        else if (*form == 'T') *len += (size_t)snprintf(out + *len, ROOM - *len, "%s", title);
        else out[(*len)++] = *form;
    }
    out[*len] = 0;
}

static void check_rows(const char *head, const char *form, const char *const *printed) {
    char text[ROOM];
    size_t len = (size_t)snprintf(text, sizeof text, "%s", head);
    for (unsigned k = 0; k < ENTRIES; k++) row_print(text, &len, form, printed[k], titles[k]);
    check_entries(text, printed);
}

static void test_one_line(void) {
    check_rows("Boats\n\n", "D T\n\n", dates);
    check_rows("Boats\n\n", "D \xC2\xBBT\n\n", dates);
    check_rows("Boats\n\n", "D: T\n", dates);
    check_rows("Boats\n\n", "T (D)\n\n", dates);
    check_rows("Boats\n\n", "T - D\n\n", dates);
    check_rows("Boats\n\n", "T | D | boats | tides\n\n", dates); /* a field between others */
    check_rows("Boats\n\n2011\n\n", "D T\n\n", days);
    check_rows("Boats\n\n2011\n\n", "D - T\n\n", shorts);
}

static void test_two_lines(void) {
    check_rows("Boats\n\n", "T\nD\n\n", dates);
    check_rows("Boats\n\n", "D\nT\n\n", dates);
    check_rows("Boats\n\n", "T\n\nD\n\n", dates);
    check_rows("Boats\n\n2011\n\n", "D\n\nT\n\n", shorts);
    check_rows("Boats\n\n2011\n\n", "D\n\nT\n\n", days);
}

/* The first words of each text under its row; one title that looks unlike one stands beside a date as the others do. */
static void test_texts_under(void) {
    char text[ROOM];
    size_t len = (size_t)snprintf(text, sizeof text, "Boats\n\n");
    for (unsigned k = 0; k < ENTRIES; k++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s : %s\n\n%s ->>\n\n", dates[k], titles[k], bodies[k]);
    }
    check_entries(text, dates);
    pdx_page page = cut("Boats\n\n4 May 2011 : The ferry runs again\n\nThe harbour master wrote to us last week... ->>\n\n"
                        "2 May 2011 : One must not speak of everything...\n\nNobody on the quay was surprised by that... ->>\n\n"
                        "28 April 2011 : Low water at the lock\n\nIf you walk along the water you can see it... ->>\n");
    CHECK_EQ(page.n_entries, 3);
    CHECK(page.n_entries == 3 && range_is(&page, page.parts[page.entries[1].title].range, "One must not speak of everything..."));
    CHECK(page.n_entries == 3 && page.entries[1].range.end - page.entries[1].range.begin > 80);
    pdx_page_deinit(&page);
}

/* The date between a title and terms, however many these are: a text without a stop, a title that is a date, and two rows are enough. */
static void test_fields_over_texts(void) {
    static const char terms[] = "harbour | ferry | library | school | canal | lock | tides | old mills | works | shelves | boats | bridge";
    char text[ROOM];
    size_t len = (size_t)snprintf(text, sizeof text, "Code | 2011\n\n");
    for (unsigned k = 0; k < ENTRIES; k++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s | %s | %s\n\n%s\n\n", k == 1 ? "2 May 2011" : titles[k], dates[k], k == 4 ? terms : "canal",
                                k == 2 ? "what one sees along the wall at night" : bodies[k]);
    }
    pdx_page page = cut(text);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        CHECK(range_is(&page, page.parts[entry->title].range, k == 1 ? "2 May 2011" : titles[k]));
        CHECK(range_is(&page, entry->date_printed, dates[k]));
        CHECK(k + 1 == ENTRIES || page.entries[k + 1].range.begin - entry->range.end == 2);
    }
    pdx_page_deinit(&page);
    page = cut("Code | 2011\n\nThe ferry runs again | 2011-05-04 | ferry | tides\n\nThe harbour master wrote to us last week about it...\n\n"
               "Low water at the lock | 2011-04-28 | canal\n\nIf you walk along the water you can see how little is left...\n");
    CHECK_EQ(page.n_entries, 2);
    pdx_page_deinit(&page);
}

/* The text of a row is its own; the mark between belongs to the date. */
static void test_parts(void) {
    pdx_page page = cut("Boats\n\n2011-05-04 \xC2\xBBThe ferry runs again\n\n2011-05-02 \xC2\xBBNew shelves for the library\n\n2011-04-28 \xC2\xBBLow water at the lock\n");
    CHECK_EQ(page.n_entries, 3);
    if (page.n_entries == 3) {
        const pdx_page_entry *entry = &page.entries[1];
        CHECK(range_is(&page, entry->range, "2011-05-02 \xC2\xBBNew shelves for the library"));
        CHECK_EQ(page.parts[entry->first_part].role, PDX_ROLE_DATE);
        CHECK(range_is(&page, page.parts[entry->first_part].range, "2011-05-02 \xC2\xBB"));
        CHECK(entry->why & PDX_WHY(PDX_RULE_CUT_ROWS));
    }
    pdx_page_deinit(&page);
}

static void test_months(void) {
    static const char *const months[ENTRIES] = {"May 2011", "May 2011", "April 2011", "April 2011", "April 2011", "April 2011"};
    char text[ROOM];
    size_t len = (size_t)snprintf(text, sizeof text, "Archive\n\nMay 2011\n\n");
    for (unsigned k = 0; k < ENTRIES; k++) {
        if (k == 2) len += (size_t)snprintf(text + len, sizeof text - len, "April 2011\n\n");
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n", titles[k]);
    }
    check_entries(text, months);
}

static void test_teasers(void) {
    for (unsigned pictures = 0; pictures < 2; pictures++) {
        char text[ROOM];
        size_t len = (size_t)snprintf(text, sizeof text, "Tags \xC2\xBB Boats\n\n");
        for (unsigned k = 0; k < ENTRIES; k++) {
            if (pictures == 1) len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n", titles[k]);
            len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n%s\n\n", titles[k], bodies[k]);
        }
        check_entries(text, NULL);
    }
}

/* Kept as one entry, with this title. */
static void check_whole(const char *text, const char *title) {
    pdx_page page = cut(text);
    CHECK_EQ(page.n_entries, 1);
    CHECK(page.n_entries == 1 && page.entries[0].title != PDX_PAGE_NO_PART && range_is(&page, page.parts[page.entries[0].title].range, title));
    pdx_page_deinit(&page);
}

/* One line under each title, longer than it; half of them have no stop and could be titles themselves. */
static void test_teasers_without_stops(void) {
    static const char *const under[ENTRIES] = {
        "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.",
        "The carpenter came with the boards on Monday evening",
        "More than forty people from both banks stood on the wall",
        "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint.",
        "Thanks to all the helpers of the summer, the mill can be seen again",
        "Four full baskets for every child in the upper classes"};
    char text[ROOM];
    size_t len = (size_t)snprintf(text, sizeof text, "Boats\n\n");
    for (unsigned k = 0; k < ENTRIES; k++) len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n%s\n\n", titles[k], under[k]);
    check_entries(text, NULL);
}

#define POST                                                                                                              \
    "The summer on the quay\n\nMay 4, 2011\n\n"                                                                           \
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.\n\n"  \
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him.\n\n"

static void test_no_entries(void) {
    /* a programme */
    check_whole(POST "04.06.2011 Market in the square\n\n11.06.2011 Concert of the brass band\n\n18.06.2011 Races of the rowing club\n\n"
                     "Two volunteers will carry the chairs from the school to the bridge every Saturday, and a third one follows them.\n",
                "The summer on the quay");
    /* prices */
    check_whole(POST "Boat for a day\n\n12 crowns\n\nBoat for an hour\n\n2 crowns\n\nOars and a lamp\n\n1 crown\n\n"
                     "Two volunteers will carry the chairs from the school to the bridge every Saturday, and a third one follows them.\n",
                "The summer on the quay");
    /* what the site wrote last, beside a post */
    check_whole(POST "Leave a comment\n\nRecent Posts\n\n2011-05-02 New shelves for the library\n\n2011-04-28 Low water at the lock\n\n2011-04-20 A bench by the canal\n",
                "The summer on the quay");
    /* a history in sentences */
    check_whole("A short history of the ferry\n\nThe first boat was built by two brothers who had no money and a great deal of time to spend.\n\n"
                "12 May 1890: The ferry is opened by the mayor, who falls into the water.\n\n3 June 1911: The second boat comes down the river with a brass band.\n\n"
                "9 July 1954: The old jetty burns, and nobody ever finds out why it did.\n",
                "A short history of the ferry");
}

int main(void) {
    test_one_line();
    test_two_lines();
    test_texts_under();
    test_fields_over_texts();
    test_parts();
    test_months();
    test_teasers();
    test_teasers_without_stops();
    test_no_entries();
    return check_report("test_rows");
}
