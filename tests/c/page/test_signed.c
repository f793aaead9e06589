/* Entries of which each has one line with its day, who wrote it and where: such a line is of an entry of its own, and what stands at its
 * place is the title. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { ROOM = 32768, MOST = 6 };

static const char *const days[MOST] = {"May 9, 2011", "May 4, 2011", "April 28, 2011", "April 20, 2011", "March 3, 2011", "March 1, 2011"};
static const char *const titles[MOST] = {"The ferry runs again", "New shelves for the school", "Low water at the lock", "A bench by the bridge", "Where the herons stand",
                                         "Paint for the harbour wall"};
static const char *const bodies[MOST] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper was on the table.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint.",
    "There are eleven of them now, more than anybody has counted since the year when the mill burnt down and its pond was drained.",
    "It came in the wrong green, which the council will talk about on Tuesday, unless the painter finds the other tins before."};

/* The page has `n` entries, and these titles. */
static void check_titles(const char *text, size_t len, size_t n) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, n);
    for (size_t k = 0; k < page.n_entries && k < n; k++) {
        const uint32_t title = page.entries[k].title;
        const pdx_range at = title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)at.begin, (size_t)at.end), pdx_span_str(titles[k])));
    }
    pdx_page_deinit(&page);
}

/* Program text, of which each piece recurs in its post. */
static size_t code_put(char *out, size_t room, const char *name, unsigned lines, unsigned times) {
    size_t len = 0;
    for (unsigned k = 0; k < times; k++) {
        len += (size_t)snprintf(out + len, room - len, "%s.add(Bar%u)\n  .data([0, %u])\n", name, k, k + 1);
        for (unsigned i = 0; i < lines; i++) len += (size_t)snprintf(out + len, room - len, "  .%s%u(%u)\n", name, i, i * 7);
        len += (size_t)snprintf(out + len, room - len, "Then it goes on.\n");
    }
    return len;
}

/* More recurs within the posts than round them: the days do that all the same. */
static void test_code(void) {
    static const char *const names[][2] = {{"view", "wide"}, {"pane", "hull"}, {"tree", "oars"}};
    for (unsigned n = 2; n <= 3; n++) {
        char text[ROOM];
        size_t len = (size_t)snprintf(text, ROOM, "Author: vale\n");
        for (unsigned k = 0; k < n; k++) {
            len += (size_t)snprintf(text + len, ROOM - len, "%s by vale on drawing\n%s\n%s\n", days[k], titles[k], bodies[k]);
            len += code_put(text + len, ROOM - len, names[k][0], 5 + (k == 1), 4 + (k == 2));
            if (k < 2) len += code_put(text + len, ROOM - len, names[k][1], 7 - k, 3);
        }
        check_titles(text, len, n);
    }
}

/* Feet, below which each title stands: under one of them are shorter lines that look like one, too. */
static void test_foot(void) {
    static const char *const under[] = {"Nobody rows\n\nThe lock is shut!\n", "Ann\n\nThe lock is shut\n\n"};
    for (unsigned form = 0; form < PDX_COUNTOF(under); form++) {
        char text[ROOM];
        size_t len = (size_t)snprintf(text, ROOM, "Category Archives: Harbour\n");
        for (unsigned k = 0; k < MOST; k++) {
            len += (size_t)snprintf(text + len, ROOM - len, "%s\n\n%s%s\n\nPosted on %s by vale in Harbour | Comments (%u)\n\n", titles[k], k == 2 ? under[form] : "", bodies[k], days[k], k);
        }
        check_titles(text, len, MOST);
    }
}

/* One foot has more furniture below it than is looked past: those behind it have their titles all the same. */
static void test_far(void) {
    char text[ROOM];
    size_t len = (size_t)snprintf(text, ROOM, "Category Archives: Harbour\n");
    for (unsigned k = 0; k < MOST; k++) {
        len += (size_t)snprintf(text + len, ROOM - len, "%s\n\n%s%s\n\nPosted on %s by vale in Harbour | Comments (%u)\n\n%s", titles[k],
                                k == 3 ? "Ann\n\nThe lock is shut\n\n" : "", bodies[k], days[k], k,
                                k == 0 ? "Leave a comment\n\nRead more\n\nNo comments\n\n" : "");
    }
    check_titles(text, len, MOST);
}

int main(void) {
    test_code();
    test_foot();
    test_far();
    return check_report("test_signed");
}
