/* Titles right below sections that run together in one line: the words of such lines come again, and those of titles do not. One may
 * stand there alone, and only once. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { ROOM = 16384, ENTRIES = 6 };

static const char *const dates[ENTRIES] = {"04/05/2011", "02/05/2011", "28/04/2011", "20/04/2011", "19/04/2011", "02/04/2011"};
static const char *const titles[ENTRIES] = {"Low Market and who comes to it", "The lamps on the long bridge are lit", "New shelves for every reader",
                                            "Gauge at the lock is mended", "What the flour left behind", "A bench, and two who carried it"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new stalls, and we read his letter twice before supper was on the table…",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer…",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie in spring…",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint and a brush…",
    "Who would have thought that so much flour dust fits into one room? The roof will be next, says the council of the old town…",
    "There were more baskets than children this year, and what was left over went to the kitchen behind the old customs house…"};

/* Cuts a page whose titles, with the day again behind them, have these sections above; `gap` stands between the day and those. */
static void cut_page(pdx_page *page, char text[ROOM], const char *gap, const char *const *sections) {
    const pdx_page_options options = {.use_lexicon = true};
    size_t len = 0;
    for (unsigned k = 0; k < ENTRIES; k++) {
        len += (size_t)snprintf(text + len, ROOM - len, "%s%s%s\n%s (%s)\n\n%s\n\n", dates[k], gap, sections[k], titles[k], dates[k], bodies[k]);
    }
    CHECK_EQ(pdx_page_cut(page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page->n_entries, ENTRIES);
}

static void check_page(const char *const *sections) {
    char text[ROOM];
    pdx_page page;
    cut_page(&page, text, "\n", sections);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
        CHECK(page.parts[entry->first_part].range.begin <= title.begin);
    }
    pdx_page_deinit(&page);
}

/* A day above a blank line is of the sections below it, where these have none nearer. */
static void test_days_apart(const char *const *sections) {
    char text[ROOM];
    pdx_page page;
    cut_page(&page, text, "\n\n", sections);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_range range = page.entries[k].range;
        CHECK(pdx_span_starts(pdx_span_slice(page.text, (size_t)range.begin, (size_t)range.end), pdx_span_str(dates[k])));
    }
    pdx_page_deinit(&page);
}

int main(void) {
    static const char *const mixed[ENTRIES] = {"Town news Letters Harbour", "Town news Harbour", "Town news Letters Books", "Letters Harbour", "Town news Books", "Books Harbour"};
    static const char *const some[ENTRIES] = {"Town news Letters Harbour", "Town news Harbour", "Town news Letters Books", "Letters Harbour", "Quay", "Books Harbour"};
    check_page(mixed);
    check_page(some);
    test_days_apart(mixed);
    return check_report("test_underterms");
}
