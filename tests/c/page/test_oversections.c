/* Titles right above the sections of their posts, with who wrote them below: the sections come again, and are no titles. Where a page's own lines or a day in
 * the words hide a few of such titles, the others tell. A title with nothing above it stays. Invented pages. */
#include "../check.h"

#include "page/page.h"

enum { ROOM = 16384, ENTRIES = 6 };

static const char *const titles[ENTRIES] = {"[Fair] Low Market, 4 May 2011: who comes, and who stays at home?", "The lamps on the long bridge and those who lit them",
                                            "New shelves for the library of the harbour", "Low water at the lock, as told by its keeper (A. Vale)",
                                            "The old mill is painted, after all these years", "A bench by the canal, and the two who carried it"};
static const char *const sections[ENTRIES] = {"Fairs", "Town History Bridges", "Town History Books", "Town History", "Town History Mills", "Fairs"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new stalls, and we read his letter twice before… Continue reading",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those… Continue reading",
    "If you walk along the water you can see how little of it is left, and the herons stand where… Continue reading",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed… Continue reading",
    "Who would have thought that so much flour dust fits into one room? The roof will be next… Continue reading",
    "There were more baskets than children this year, and what was left over went to the… Continue reading"};

static void check_page(const char *above, const char *const *under) {
    char text[ROOM];
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    size_t len = (size_t)snprintf(text, sizeof text, "%s", above);
    for (unsigned k = 0; k < ENTRIES; k++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%s\n%s%sBy Ann Vale 0%u/11/2017\n\n%s\n\n", titles[k], under == NULL ? "" : under[k], under == NULL ? "" : "\n", k + 1,
                                bodies[k]);
    }
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (unsigned k = 0; k < ENTRIES && page.n_entries == ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_range title = entry->title == PDX_PAGE_NO_PART ? pdx_range_of(0, 0) : page.parts[entry->title].range;
        CHECK(pdx_span_equal(pdx_span_slice(page.text, (size_t)title.begin, (size_t)title.end), pdx_span_str(titles[k])));
        CHECK(page.parts[entry->first_part].range.begin <= title.begin);
    }
    pdx_page_deinit(&page);
}

int main(void) {
    check_page("", sections);
    check_page("Author: Ann Vale\n", sections);
    check_page("", NULL);
    return check_report("test_oversections");
}
