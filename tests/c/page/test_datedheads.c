/* Posts with nothing but their day, which stands behind the title in its line: they are cut there, however long their texts are. A post with
 * dated headings is none of them: its own day stands above the first. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { ROOM = 16384, ENTRIES = 4 };

static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves, at last", "Low water at the lock 2", "A bench"};
static const char *const dates[ENTRIES] = {"04 May 2011", "02 May 2011", "28 April 2011", "20 April 2011"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.\n\nThe boats\n\nThere are two of them, "
    "and the second one is older than the bridge.\n\nNobody has asked the lock keeper, who would know why it leaves at nine and comes back at four.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.\n\nThe gauge at the gate shows it, "
    "too: it has not been read since March.\n\nWhoever has seen the river in April will not believe it, and we did not either.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint."};

/* Cuts `above`, and below it the posts with `between` in the line of title and date. */
static pdx_page posts_cut(char *text, const char *above, const char *between) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = (size_t)snprintf(text, ROOM, "%s", above);
    for (unsigned k = 0; k < ENTRIES; k++) len += (size_t)snprintf(text + len, ROOM - len, "%s%s%s\n\n%s\n\n", titles[k], between, dates[k], bodies[k]);
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    return page;
}

static void check_posts(const char *above, const char *between) {
    char text[ROOM];
    pdx_page page = posts_cut(text, above, between);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)entry->date_printed.begin, (size_t)entry->date_printed.end), pdx_span_str(dates[k])));
    }
    pdx_page_deinit(&page);
}

static void test_posts(void) {
    check_posts("", " ");
    check_posts("Harbour\n\n", " ");
    check_posts("", " | ");
    check_posts("", " — ");
}

/* Days of another kind in the texts, a few beside many posts. */
static void test_days_in_texts(void) {
    const pdx_page_options options = {.use_lexicon = true};
    char text[ROOM];
    pdx_page page;
    size_t len = 0;
    for (unsigned k = 0; k < 2 * ENTRIES; k++) {
        const unsigned at = k % ENTRIES;
        len += (size_t)snprintf(text + len, ROOM - len, "%s %s\n\n%s\n\n%s", titles[at], dates[at], bodies[at], k % 2 == 0 ? "pier2009-07-02T18:46\n\n" : "");
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, 2 * ENTRIES);
    pdx_page_deinit(&page);
}

/* The post's own day stands above them. */
static void test_headings_of_a_post(void) {
    char text[ROOM];
    pdx_page page = posts_cut(text, "All that has changed\n\nPosted on June 1, 2011 by Ann Vale\n\n", " ");
    CHECK_EQ(page.n_entries, 1);
    pdx_page_deinit(&page);
}

/* Who wrote a post, and when, below a title that is as long as a text: the same words stand beside each day. */
static void test_bylines(void) {
    static const char *const sections[] = {"Boats", "Books", "Boats", "Town", "Town"};
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = 0;
    for (unsigned k = 0; k < PDX_COUNTOF(sections); k++) {
        len += (size_t)snprintf(text + len, ROOM - len, "%s\nThe %s by the long wall: %s\nvale / 2%u April 2011\n", sections[k], sections[k], bodies[k & 1 ? 1 : 3], 9 - k);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK(page.n_entries > 0);
    for (unsigned k = 0; k < page.n_entries; k++) {
        const pdx_range title = page.entries[k].title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[page.entries[k].title].range;
        CHECK(title.end < title.begin + 6 || memcmp(page.text.data + title.begin, "vale /", 6) != 0);
    }
    pdx_page_deinit(&page);
}

int main(void) {
    test_posts();
    test_days_in_texts();
    test_bylines();
    test_headings_of_a_post();
    return check_report("test_datedheads");
}
