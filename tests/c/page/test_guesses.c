/* A name beside a date is furniture where the page has many of them, and a title where it stands alone among other dates, or
 * the entry says its date beside it. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { ROOM = 16384, ENTRIES = 6 };

static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint.",
    "Who would have thought that so much flour dust fits into one room? The roof will be next, says the town council.",
    "There were more baskets than children this year, and what was left over went to the kitchen behind the old customs house."};

static bool named; /* each date line begins with who wrote the entry */

/* Cuts a page of entries that are a title, a line with a date and a body, and looks whether title and date line have these roles. */
static void check_lines(const char *const *titles, const char *const *dates) {
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = 0;
    for (unsigned k = 0; k < ENTRIES; k++) len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\n%s\n\n%s\n\n", titles[k], dates[k], bodies[k]);
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
        CHECK(entry->date_printed.end > entry->date_printed.begin && entry->date_printed.begin > title.end);
        CHECK(!named || entry->byline != PDX_PAGE_NO_PART);
    }
    pdx_page_deinit(&page);
}

static void test_titles_with_dates(void) {
    static const char *const titles[ENTRIES] = {"The ferry runs again", "Eastlock, 12 July 1967", "Low water at the lock",
                                                "A bench by the canal", "Change log 03.04.2011", "Apples for school"};
    static const char *const dates[ENTRIES] = {"May 4, 2011", "May 2, 2011", "April 28, 2011", "April 20, 2011", "April 19, 2011", "April 2, 2011"};
    check_lines(titles, dates);
}

static void test_names_beside_dates(void) {
    static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves for the library", "Low water at the lock",
                                                "A bench by the canal", "The old mill is painted", "Apples for school"};
    static const char *const first[ENTRIES] = {"Ann Vale, May 4, 2011", "Joe Lund, May 2, 2011", "Ann Vale, April 28, 2011",
                                               "Ann Vale, April 20, 2011", "Joe Lund, April 19, 2011", "Ann Vale, April 2, 2011"};
    static const char *const last[ENTRIES] = {"May 4, 2011, Ann Vale", "May 2, 2011", "April 28, 2011", "April 20, 2011", "April 19, 2011", "April 2, 2011"};
    check_lines(titles, first);
    check_lines(titles, last);
}

/* Titles of a place and a day, of which a page has many: each stands beside a date that words announce as the entry's. */
static void test_announced_beside(void) {
    static const char *const titles[ENTRIES] = {"Eastlock, 12 July 1967", "New shelves for the library", "Tidewick, 3 May 1958",
                                                "Old Quay, 9 June 1961", "The old mill is painted", "Low Ferry, 20 August 1970"};
    static const char *const dates[ENTRIES] = {"Posted on May 4, 2011", "Posted on May 2, 2011", "Posted on April 28, 2011",
                                               "Posted on April 20, 2011", "Posted on April 19, 2011", "Posted on April 2, 2011"};
    check_lines(titles, dates);
}

/* A date that nothing announces tells nothing of the name and date beside it, which every entry has: they are its own. */
static void test_bare_beside(void) {
    static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves for the library", "Low water at the lock",
                                                "A bench by the canal", "The old mill is painted", "Apples for school"};
    static const char *const dates[ENTRIES] = {"Ann Vale, May 4, 2011\n\nMay 5, 2011", "Joe Lund, May 2, 2011\n\nMay 3, 2011",
                                               "Ann Vale, April 28, 2011\n\nApril 29, 2011", "Ann Vale, April 20, 2011\n\nApril 21, 2011",
                                               "Joe Lund, April 19, 2011\n\nApril 20, 2011", "Ann Vale, April 2, 2011\n\nApril 3, 2011"};
    named = true;
    check_lines(titles, dates);
    named = false;
}

/* All titles have a date of the same form, which is of the evening they are about: what the entry is dated with stands alone under them. */
static void test_titles_above_dates(void) {
    static const char *const titles[ENTRIES] = {"Talks 23/09/2009", "Talks 17/06/2009", "Talks 27/05/2009", "Talks 17/04/2009", "Talks 18/03/2009", "Talks 18/02/2009"};
    static const char *const dates[ENTRIES] = {"September 14, 2009", "June 9, 2009", "May 18, 2009", "April 8, 2009", "March 9, 2009", "February 9, 2009"};
    check_lines(titles, dates);
}

/* The titles of the page's entries. */
static void check_titles(const char *text, const char *const *titles) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
        CHECK_EQ(entry->range.begin, title.begin);
    }
    pdx_page_deinit(&page);
}

/* What such titles name is a day without its year, and the date of the entry above them stands in a sentence. */
static void test_below_sentences(void) {
    static const char *const titles[ENTRIES] = {"The ferry runs again", "Mill Update – March 24th", "Mill Update – March 2nd",
                                                "Mill Update – 23rd February", "Mill Update – 15th February", "Mill Update – 3rd February"};
    static const char *const dates[ENTRIES] = {"May 4, 2011", "March 25, 2011", "March 3, 2011", "February 24, 2011", "February 16, 2011", "February 4, 2011"};
    char text[ROOM];
    size_t len = 0;
    for (unsigned k = 0; k < ENTRIES; k++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\n\nThis one is late\n\n%s\n\nThis entry was posted in Mill, Town on %s by Ann Vale.\n", titles[k], bodies[k], dates[k]);
    }
    check_titles(text, titles);
}

/* Under the date stand short lines, as many as two or more, which belong to the title above that. */
static void test_short_texts(void) {
    static const char *const titles[ENTRIES] = {"Talks 23/09/2009", "Talks 17/06/2009", "Talks 27/05/2009", "Talks 17/04/2009", "Talks 18/03/2009", "Talks 18/02/2009"};
    static const char *const dates[ENTRIES] = {"September 14, 2009", "June 9, 2009", "May 18, 2009", "April 8, 2009", "March 9, 2009", "February 9, 2009"};
    static const char *const talks[ENTRIES] = {"“The mill and its wheel” by Ann Vale", "“Low water” by Joe Lund", "“What the herons know” by Ida Moor",
                                               "“Flour, and what it leaves” by Eve Quay", "“A bench for the old quay” by Tom Orr", "“Apples of the upper town” by Jan Kiln"};
    for (unsigned headed = 0; headed < 2; headed++) {
        char text[ROOM];
        size_t len = headed ? (size_t)snprintf(text, sizeof text, "Author: admin\n") : 0;
        for (unsigned k = 0; k < ENTRIES; k++) {
            len += (size_t)snprintf(text + len, sizeof text - len, "%s\n%s\n\n%s\n\n%s\n\n", titles[k], dates[k], talks[k], talks[(k + 2) % ENTRIES]);
        }
        check_titles(text, titles);
    }
}

/* Right under its title, who wrote the entry and when is no title, whatever other day is told below that. */
static void test_signed_above_days(void) {
    static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves for the library", "Low water at the lock",
                                                "A bench by the canal", "The old mill is painted", "Apples for school"};
    static const char *const days[ENTRIES] = {"04.05.2011", "02.05.2011", "28.04.2011", "20.04.2011", "19.04.2011", "02.04.2011"};
    static const char *const below[] = {"Ann Vale %s\n\nLast modified: June 4, 2011", "Ann Vale %s\nPosted on June 4, 2011", "The mill, %s\nPosted on June 4, 2011"};
    for (unsigned form = 0; form < PDX_COUNTOF(below); form++) {
        char text[ROOM];
        size_t len = 0;
        for (unsigned k = 0; k < ENTRIES; k++) {
            len += (size_t)snprintf(text + len, sizeof text - len, "%s\n%s", titles[k], form == 0 ? "\n" : "");
            for (const char *c = below[form]; *c != '\0'; c++) {
                if (*c == '%') len += (size_t)snprintf(text + len, sizeof text - len, "%s", days[k]), c++;
                else text[len++] = *c;
            }
            len += (size_t)snprintf(text + len, sizeof text - len, "\n\n%s\n\n", bodies[k]);
        }
        check_titles(text, titles);
    }
}

int main(void) {
    test_signed_above_days();
    test_below_sentences();
    test_short_texts();
    test_titles_above_dates();
    test_announced_beside();
    test_bare_beside();
    test_titles_with_dates();
    test_names_beside_dates();
    return check_report("test_guesses");
}
