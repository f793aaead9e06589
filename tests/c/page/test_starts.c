/* Where entries begin and end on invented pages on which titles alone do not tell: each with the first and the last words of its entries. */
#include "../check.h"

#include "page/page.h"

enum { ENTRIES = 4 };

typedef struct page_case {
    const char *name;
    const char *begins[ENTRIES], *ends[ENTRIES];
    const char *text;
} page_case;

#define PUMP "The pump behind the mill was mended on Friday, and the council paid for the valve that had been missing since spring.\n\n"
#define BOATS "Nobody had counted the boats this year. We walked along the wall and came to forty, which is six more than in the book.\n\n"
#define TEA "The reading room opens at nine from now on, and there is tea for whoever brings a cup. The lamp by the door is new as well.\n\n"
#define TENT "It rained on the last day of the fair. The tent held, the band played on, and the baker sold all that she had brought.\n\n"
#define SHARE "Tweet\n\nShare on Facebook\n\n"

static const page_case cases[] = {
    {"a link for a text, and no line above the first title",
     {"Pump mended at the mill", "Boats counted by the wall", "Tea is served at nine", "The tent holds well"},
     {"pump", "boats", "tea", "tent"},
     "Pump mended at the mill\n\nMarch 30, 2014\n\nhttp://tidewick.example/pump\n\nBoats counted by the wall\n\nMarch 28, 2014\n\n"
     "http://tidewick.example/boats\n\nTea is served at nine\n\nMarch 23, 2014\n\nhttp://tidewick.example/tea\n\n"
     "The tent holds well\n\nMarch 5, 2014\n\nhttp://tidewick.example/tent\n"},
    {"short texts, of more lines than the page has above the first title",
     {"Talks of winter", "Talks of autumn", "Talks of the fair", "Talks of September"},
     {"by Carla Quist", "clock is slow” by Carla Quist", "stand” by Rui Lund", "by Ida Moor"},
     "Uncategorized\n\nTalks of winter\nJanuary 26, 2012\n\n“Locks and other things with keys” by Carla Quist\n\nTalks of autumn\nNovember 16, 2011\n\n"
     "“The border of the town and its walls” by Ann Vale\n\n“Why the clock is slow” by Carla Quist\n\nTalks of the fair\nOctober 12, 2010\n\n"
     "“Active protection of a harbour” by Rui Lund\n\n“Where the herons stand” by Rui Lund\n\nTalks of September\nSeptember 26, 2009\n\n"
     "“How to mend a net in the dark” by Ida Moor\n"},
    {"texts of a line, apart from the titles below them, and the page's line right above the first",
     {"Talks of winter", "Talks of autumn", "Talks of the fair", "Talks of September"},
     {"by Carla Quist", "by Ann Vale", "by Rui Lund", "by Ida Moor"},
     "Boats\nTalks of winter\nJanuary 26, 2012\n\n“Locks and other things with keys” by Carla Quist\n\nTalks of autumn\nNovember 16, 2011\n\n"
     "“The border of the town and its walls” by Ann Vale\n\nTalks of the fair\nOctober 12, 2010\n\n“Active protection of a harbour” by Rui Lund\n\n"
     "Talks of September\nSeptember 26, 2009\n\n“How to mend a net in the dark” by Ida Moor\n"},
    {"sections below the date, and no line above the first title",
     {"Pump mended at the mill", "Boats counted by the wall", "Tea is served at nine", "The tent holds well"},
     {"Works", "River", "Rooms", "Fairs"},
     "Pump mended at the mill\n\n" PUMP "Nov 13, 2015\n\nWorks\n\nBoats counted by the wall\n\n" BOATS "Nov 9, 2015\n\nRiver\n\n"
     "Tea is served at nine\n\n" TEA "Nov 8, 2015\n\nRooms\n\nThe tent holds well\n\n" TENT "Nov 4, 2015\n\nFairs\n"},
    {"tags line by line behind a label, down to the end of the page",
     {"Pump mended at the mill", "Boats counted by the wall", "Tea is served at nine", "The tent holds well"},
     {"valves", "boats", "cups", "bands"},
     "Posts from the river\n\nPump mended at the mill\n\nBy Ann Vale, 31/08/2014\n\n" PUMP "More posts on\n\nworks\n\nvalves\n\n"
     "Boats counted by the wall\n\nBy Ann Vale, 29/08/2014\n\n" BOATS "More posts on\n\nwalks\n\nboats\n\n"
     "Tea is served at nine\n\nBy Tom Reed, 24/08/2014\n\n" TEA "More posts on\n\nrooms\n\ncups\n\n"
     "The tent holds well\n\nBy Ann Vale, 20/08/2014\n\n" TENT "More posts on\n\nfairs\n\nbands\n"},
    {"the text of its picture above each title, and the first words of texts below the date",
     {"Pump mended at the mill", "Boats counted by the wall", "Tea is served at nine", "The tent holds well"},
     {"a valve for the old pump", "forty boats, six more than in the book", "a lamp by the door", "rain on the last day"},
     "tidewick.example\n\nWorks\n\nPump mended at the mill\n\nPump mended at the mill\n\nMarch 30, 2014 · 3 min read · ann\n\na valve for the old pump\n\n"
     "Boats counted by the wall\n\nBoats counted by the wall\n\nMarch 28, 2014 · 4 min read · ann\n\nforty boats, six more than in the book\n\n"
     "Tea is served at nine\n\nTea is served at nine\n\nMarch 23, 2014 · 3 min read · tom\n\na lamp by the door\n\n"
     "The tent holds well\n\nThe tent holds well\n\nMarch 5, 2014 · 2 min read · ann\n\nrain on the last day\n"},
    {"services to share with above and below the text",
     {"Pump mended at the mill", "Boats counted by the wall", "Tea is served at nine", "The tent holds well"},
     {"valves", "boats", "cups", "bands"},
     "Pump mended at the mill\n\nPosted on March 30, 2014 by Ann Vale\n\n" SHARE PUMP SHARE "Posted in works | Tagged valves\n\n"
     "Boats counted by the wall\n\nPosted on March 28, 2014 by Ann Vale\n\n" SHARE BOATS SHARE "Posted in walks | Tagged boats\n\n"
     "Tea is served at nine\n\nPosted on March 23, 2014 by Ann Vale\n\n" SHARE TEA SHARE "Posted in rooms | Tagged cups\n\n"
     "The tent holds well\n\nPosted on March 5, 2014 by Ann Vale\n\n" SHARE TENT SHARE "Posted in fairs | Tagged bands\n"},
};

static bool begins_with(pdx_span text, const char *words) {
    return text.len >= strlen(words) && memcmp(text.data, words, strlen(words)) == 0;
}

static bool ends_with(pdx_span text, const char *words) {
    return text.len >= strlen(words) && memcmp(text.data + text.len - strlen(words), words, strlen(words)) == 0;
}

static void test_case(const page_case *c) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(c->text), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(page.n_entries, ENTRIES);
    for (size_t k = 0; k < page.n_entries && k < ENTRIES; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        const pdx_span bytes = pdx_span_slice(page.text, (size_t)entry->range.begin, (size_t)entry->range.end);
        const bool begins = begins_with(bytes, c->begins[k]), ends = ends_with(bytes, c->ends[k]);
        if (!begins || !ends) printf("%s, entry %zu: \"%.*s\"\n", c->name, k + 1, (int)bytes.len, (const char *)bytes.data);
        CHECK(begins && ends);
    }
    pdx_page_deinit(&page);
}

int main(void) {
    for (size_t k = 0; k < PDX_COUNTOF(cases); k++) test_case(&cases[k]);
    return check_report("test_starts");
}
