/* Where the only entry of a page begins, and which line is its title; titles that end in a date. Invented pages. */
#include "../check.h"

#include "page/page.h"

#define MASTER "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper was on the table.\n\n"

/* The page is one entry with this title, which begins with `first`. */
static void check_single(const char *text, const char *title, const char *first) {
    const pdx_page_options options = {.use_lexicon = true};
    const pdx_span all = pdx_span_str(text);
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, all, &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, 1);
    if (page.n_entries == 1) {
        const pdx_page_entry *entry = &page.entries[0];
        const pdx_range range = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        const pdx_span begin = pdx_span_slice(all, (size_t)entry->range.begin, (size_t)entry->range.begin + strlen(first));
        CHECK(pdx_span_equal(pdx_span_slice(all, (size_t)range.begin, (size_t)range.end), pdx_span_str(title)));
        CHECK(pdx_span_equal(begin, pdx_span_str(first)));
    }
    pdx_page_deinit(&page);
}

static void test_signed(void) {
    check_single("Harbour notes\n\nThe ferry runs again in the spring\n\nPosted on 4 May 2011\n\n" MASTER, "The ferry runs again in the spring", "Harbour");
    check_single("Home\n\nThe ferry runs again in the spring\n\n4 May 2011\n\nA boat\n\n" MASTER, "The ferry runs again in the spring", "The ferry");
}

static void test_echoed(void) {
    check_single("Spring news of the harbour\n\nLow water\n\n" MASTER "Leave a comment on Low water\n", "Low water", "Spring news");
}

/* Little tells which of two lines it is: both are of the entry. */
static void test_untold(void) {
    check_single("The old mill by the water\n\nWhat the painter saw on Sunday\n\n" MASTER, "The old mill by the water", "The old mill");
}

/* An article as people keep it in a file: its first line, and sentences that are as short as titles are. */
static void test_bare(void) {
    check_single("Rain\n\nThe rain came, and the rain went.\n", "Rain", "Rain");
    check_single("Rain\n\nThe rain came, and the rain went.\n\nThen it was dry for a week.\n", "Rain", "Rain");
}

/* A dot behind the last number of a date ends no sentence: lines that end so can be titles. */
static void test_dated(void) {
    static const char *const days[] = {"12. 7. 1991.", "20. 7. 1991.", "05.09.1991.", "18.09.1991."};
    const pdx_page_options options = {.use_lexicon = true};
    char text[2048] = "";
    pdx_page page;
    for (size_t k = 0; k < 4; k++) {
        const size_t at = strlen(text);
        (void)snprintf(text + at, sizeof text - at, "Minutes of the mill board, %s\n\nAuthor:\n\nBoard\n\nRead more about Minutes of the mill board, %s\n\n", days[k], days[k]);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, 4);
    for (size_t k = 0; k < page.n_entries; k++) {
        const pdx_range title = page.entries[k].title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[page.entries[k].title].range;
        CHECK(title.end > title.begin && memcmp(text + title.begin, "Minutes", 7) == 0);
    }
    pdx_page_deinit(&page);
}

/* What a page opens with is no byline, though a name beside its date is written alike: a date, a byline or the text stands right under it. */
static void test_named_day(void) {
    static const char *const titles[] = {"Talks 27/01/2016", "Open day - Mill of Eastlock 2016-01-27"};
    static const char *const signs[] = {"Posted on: 14 January 2016\nBy: warden\n\n", "14 January 2016\n\n", "Written by: Ann Vale\n\n", ""};
    char text[1024];
    for (size_t k = 0; k < PDX_COUNTOF(titles); k++) {
        for (size_t i = 0; i < PDX_COUNTOF(signs); i++) {
            snprintf(text, sizeof text, "%s\n%s" MASTER "We are glad.\n", titles[k], signs[i]);
            check_single(text, titles[k], titles[k]);
        }
    }
}

/* A page of text alone has no title; under what other pages have as furniture, that is it. */
static void test_text_alone(void) {
    check_single("It rained. The dog barked all night.\n", "", "It rained");
    check_single("Home\n\nIt rained. The dog barked all night.\n", "Home", "Home");
    check_single("Новости\n\nСегодня в городе была большая ярмарка, и все пришли на площадь посмотреть на лошадей.\n", "Новости", "Новости");
}

/* A menu's word that stands right above the text is the title: here the page is about that. */
static void test_menu_word(void) {
    check_single("About\n\n" MASTER "Come and see us.\n", "About", "About");
    check_single("Home\n\nContact\n\nAbout\n\n" MASTER "Come and see us.\n", "About", "About");
}

/* By itself above short lines, it is what the page is called, and of its entry; with others beside it, it is of a menu. */
static void test_page_name(void) {
    check_single("About\n\nWe are the mill.\n\n" MASTER MASTER, "About", "About");
    check_single("Disclaimer\n\nThe opinions that stand here are those of the warden.\n\n" MASTER, "Disclaimer", "Disclaimer");
    check_single("Współpraca\n\nZapraszamy wszystkich do młyna nad kanałem.\n", "Współpraca", "Współpraca");
    check_single("About\n\nContact\n\nWhat the warden said\n\n" MASTER, "What the warden said", "What");
}

int main(void) {
    test_menu_word();
    test_page_name();
    test_bare();
    test_named_day();
    test_text_alone();
    test_signed();
    test_dated();
    test_echoed();
    test_untold();
    return check_report("test_single");
}
