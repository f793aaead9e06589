/* Where the cutter sees entries on invented pages of the kinds that are easily misread: each page with the titles
 * that it has, in order. */
#include "../check.h"

#include "page/page.h"

enum { TITLES = 8 };

typedef struct page_case {
    const char *name;
    bool lexicon;
    const char *titles[TITLES]; /* one: the page is one entry */
    const char *text;
} page_case;

#define BODY_A "The pump behind the mill was mended on Friday, and the council paid for the valve that had been missing since spring.\n"
#define BODY_B "Nobody had counted the boats this year. We walked along the wall and came to forty, which is six more than in the book.\n"
#define BODY_C "The reading room opens at nine from now on, and there is tea for whoever brings a cup. The lamp by the door is new as well.\n"
#define BODY_D "It rained on the last day of the fair. The tent held, the band played on, and the baker sold all that she had brought.\n"
#define MORE "\nRead more\n\n"
#define MORE_OF(title) "\nRead more" title "\n\nRead more\n\n"
#define LONG_TITLE "We asked all of you which boats you have seen below the wall since spring, and these are the forty that most of you named, though some of the letters came too late for the list, which we regret and will put right."

static const page_case cases[] = {
    {"titles that are sentences with their stop", true, {"The pump runs again", "We should all count boats.", "Tea is served", "The tent holds well"},
     "The pump runs again\n\n" BODY_A "\nRead more\n\nWe should all count boats.\n\n" BODY_B "\nRead more\n\nTea is served\n\n" BODY_C
     "\nRead more\n\nThe tent holds well\n\n" BODY_D "\nRead more\n"},
    {"titles that differ in a number", true, {"Boat of the week #12", "Boat of the week #11", "Boat of the week #10", "Boat of the week #9"},
     "Boat of the week #12\n\n12/03/2014 · Ann · Boats ·\n\n" BODY_A "\nBoat of the week #11\n\n05/03/2014 · Bert · Boats ·\n\n" BODY_B
     "\nBoat of the week #10\n\n26/02/2014 · Ann · Boats ·\n\n" BODY_C "\nBoat of the week #9\n\n19/02/2014 · Ann · Boats ·\n\n" BODY_D},
    {"furniture glued to the end of the text", true, {"Pump mended", "Boats counted", "New hours", "Fair in the rain"},
     "Pump mended\n\n" BODY_A "\b\nBoats counted\n\n" BODY_B "\b\nNew hours\n\n" BODY_C "\b\nFair in the rain\n\n" BODY_D "\b"},
    {"a title glued to the words that lead on to it", true, {"The pump is mended", "Boats counted by the wall", "Tea at nine", "Fair in the rain", "The tent holds well"},
     "Blog\n\nThe pump is mended\n7th May 2013 by Ann Vale\n\n" BODY_A MORE_OF("The pump is mended")
     "Boats counted by the wall\n3rd May 2013 by Ann Vale\n\n" BODY_B MORE_OF("Boats counted by the wall")
     "Tea at nine\n26th April 2013 by Ann Vale\n\n" BODY_C MORE_OF("Tea at nine")
     "Fair in the rain\n24th April 2013 by Ann Vale\n\n" BODY_D MORE_OF("Fair in the rain")
     "The tent holds well\n20th April 2013 by Ann Vale\n\n" BODY_A MORE_OF("The tent holds well")},
    {"two entries with full furniture", true, {"Pump mended", "Boats counted"},
     "Pump mended\n\nPosted: March 3, 2014 | Author: Ann | Filed under: Works | 2 Comments »\n\n" BODY_A "\nBoats counted\n\n"
     "Posted: March 1, 2014 | Author: Ann | Filed under: Boats | No Comments »\n\n" BODY_B},
    {"two entries that end with who wrote them when, and a heading inside of the second", true,
     {"Data of the River: Linked Boats and Lower Mill", "Finding Zena Lott"},
     "Tag Archives: Lower Mill\nData of the River: Linked Boats and Lower Mill\n\n" BODY_A "\nContinue reading →\n\n"
     "This entry was posted in Work in Town and tagged Lower Mill, Pump, Valve on October 3, 2015 by annvale.\nFinding Zena Lott\n\n" BODY_A
     "\nWomen of the Wall and Telling Zena Lott’s Story\n" BODY_B "\nZena Lott in her sister’s house by the quay. Photo by Carla Quist.\n\n" BODY_C
     "\n-From a talk with Zena Lott, March 2015\n\n" BODY_D "\n" BODY_A
     "\nThis entry was posted in Work in Town and tagged Lower Mill, Women, Zena Lott on September 24, 2015 by annvale.\n"},
    {"one date for the entries of a day", true, {"Pump mended", "Boats counted", "New hours", "Fair in the rain"},
     "March 4, 2014\n\nPump mended\n\n" BODY_A "\nPosted at 09:10 in Works | Permalink | Comments (2)\n\nMarch 3, 2014\n\nBoats counted\n\n" BODY_B
     "\nPosted at 17:40 in Boats | Permalink | Comments (0)\n\nNew hours\n\n" BODY_C
     "\nPosted at 10:05 in News | Permalink | Comments (1)\n\nMarch 1, 2014\n\nFair in the rain\n\n" BODY_D
     "\nPosted at 20:15 in News | Permalink | Comments (0)\n"},
    {"titles and dates and no text", true, {"Pump mended", "Boats counted", "Tea", "Fair in the rain"},
     "Posts from March 2014\n\nPump mended\n\nMar 30, 2014 ~1 min read\n\nBoats counted\n\nMar 28, 2014 ~1 min read\n\nTea\n\nMar 23, 2014 ~1 min read\n\n"
     "Fair in the rain\n\nMar 5, 2014 ~1 min read\n"},
    {"a title that reads like a byline", true, {"Pump mended", "By Boat to the Old Mill", "Boats counted", "Tea is served", "The tent holds well", "A lamp by the door"},
     "Pump mended\n\nBy Ann Vale\n\nMarch 19, 2014\n\n" BODY_A "\nRead more\n\n"
     "By Boat to the Old Mill\n\nBy Ann Vale\n\nMarch 17, 2014\n\n" BODY_B "\nRead more\n\n"
     "Boats counted\n\nBy Tom Reed\n\nMarch 14, 2014\n\n" BODY_D "\nRead more\n\n"
     "Tea is served\n\nBy Ann Vale\n\nMarch 11, 2014\n\n" BODY_C "\nRead more\n\n"
     "The tent holds well\n\nBy Tom Reed\n\nMarch 9, 2014\n\n" BODY_D "\nRead more\n\n"
     "A lamp by the door\n\nBy Ann Vale\n\nMarch 4, 2014\n\n" BODY_C "\nRead more\n\n"},
    {"a title that runs like a paragraph", true, {"Pump mended", LONG_TITLE, "Boats counted", "Tea is served"},
     "Pump mended\n\nMarch 19, 2014\n\n" BODY_A "\n"
     LONG_TITLE "\n\nMarch 17, 2014\n\n" BODY_B "\n"
     "Boats counted\n\nMarch 14, 2014\n\n" BODY_D "\n"
     "Tea is served\n\nMarch 11, 2014\n\n" BODY_C "\n"},
    {"values that labels announce", true, {"pump day", "Boats on the wall", "tea"},
     "pump day\n\nTopics: river, walks\n\nWhen:\n\nSaturday at nine\n\nWhere:\n\nThe green at Lower Mill\n\nMore:\n\nhttp://tidewick.example/lower\n\n" BODY_A "\n"
     "Boats on the wall\n\nTopics: river, walks\n\nWhen:\n\nSaturday at nine\n\nWhere:\n\nThe square in Old Town\n\nMore:\n\nhttp://tidewick.example/square\n\n" BODY_B "\n"
     "tea\n\nTopics: river, walks\n\nWhen:\n\nSaturday at nine\n\nWhere:\n\nThe house at Upper Lock\n\nMore:\n\nhttp://tidewick.example/upper\n\n" BODY_C "\n"},
    {"titles below their dates and no text, and pages after the last one", true, {"Pump mended", "Boats counted by the wall", "Tea"},
     "Author: Ann Vale\n\nMarch 30, 2014Works\n\nPump mended\n\nMarch 28, 2014Works\n\nBoats counted by the wall\n\n"
     "March 23, 2014Works\n\nTea\n\nPost navigation\n\n1 2 … 67 >\n"},
    {"titles, dates and the first words of texts, a line each", true, {"Pump mended", "Boats counted by the wall", "Tea", "Fair in the rain"},
     "March 2014 Archives\n\nPump mended March 30, 2014 - The pump behind the mill was mended on Friday, and the council paid for the valve…\n\n"
     "Boats counted by the wall March 28, 2014 - Nobody had counted the boats this year. We walked along the wall…\n\n"
     "Tea March 23, 2014 - Tea at nine; march 2014; by Ann Vale…\n\nFair in the rain March 5, 2014 - It rained on the last day of the fair…\n"},
    {"pictures with their names above some titles, which have their dates right under them", true,
     {"Pump mended at last", "Forty boats by the wall", "Tea is served at nine", "The tent holds well", "A lamp by the door"},
     "Pump mended at last\n\nPosted on: March 30, 2014\n\n" BODY_A MORE "Forty boats by the wall\n\nPosted on: March 28, 2014\n\n" BODY_B
     MORE "Cups of the reading room\n\nTea is served at nine\n\nPosted on: March 23, 2014\n\n" BODY_C MORE "The tent holds well\n\nPosted on: March 5, 2014\n\n"
     BODY_D MORE "Lamps seen from below\n\nA lamp by the door\n\nPosted on: March 2, 2014\n\n" BODY_A MORE},
    {"pictures with their names above all titles, which have their dates right under them", true,
     {"Pump mended at last, says the council", "Forty boats by the wall this year", "Tea is served at nine from now on"},
     "An old pump\n\nPump mended at last, says the council\n\nPosted on: March 30, 2014\n\n" BODY_A MORE
     "Three boats\n\nForty boats by the wall this year\n\nPosted on: March 28, 2014\n\n" BODY_B MORE
     "Cups and tea\n\nTea is served at nine from now on\n\nPosted on: March 23, 2014\n\n" BODY_C MORE},
    {"captions below some titles, which have their texts right under them", true,
     {"Pump mended at last", "Forty boats by the wall", "Tea is served at nine", "The tent holds well", "A lamp by the door"},
     "Pump mended at last\n\n" BODY_A MORE "Forty boats by the wall\n\n" BODY_B MORE "Tea is served at nine\n\nCups of the reading room\n\n" BODY_C MORE
     "The tent holds well\n\n" BODY_D MORE "A lamp by the door\n\nLamps seen from below\n\n" BODY_A MORE},
    {"authors between titles and dates, each a name", true,
     {"Pump mended at last: a talk with the council", "How forty boats came to lie by the wall", "Tea is served at nine from now on", "The tent holds well in all that rain"},
     "Works\n\nPump mended at last: a talk with the council\n\nAnn Vale\n\nMarch 30, 2014\n\n" BODY_A
     "\nHow forty boats came to lie by the wall\n\nTom Reed\n\nMarch 28, 2014\n\n" BODY_B "\nTea is served at nine from now on\n\nClara Quill\n\nMarch 23, 2014\n\n" BODY_C
     "\nThe tent holds well in all that rain\n\nEdgar Moss Holm\n\nMarch 5, 2014\n\n" BODY_D},
    {"last lines of poems above titles that could be names", true, {"Iron Pump", "Green Boats", "Tea Hour", "Tent Song"},
     "Songs\n\nIron Pump\n\nMarch 30, 2014\n\nThe pump is mended now\nand nobody knows how\n\nGreen Boats\n\nMarch 28, 2014\n\nForty boats by the wall\n"
     "and one that holds us all\n\nTea Hour\n\nMarch 23, 2014\n\nA lamp beside the door\nwhere no lamp was before\n\nTent Song\n\nMarch 5, 2014\n\n"
     "The tent has held the rain\nand will not hold again\n"},
    {"a heading under a title that stands, as others, under the words that lead on", true,
     {"Pump mended at last", "Forty boats by the wall", "Tea", "The tent holds well", "A lamp by the door"},
     "Pump mended at last\n\n" BODY_A MORE "Forty boats by the wall\n\n" BODY_B MORE "Tea\n\nBy Mary Reed, photos by Ann Vale\n\n" BODY_C
     MORE "The tent holds well\n\n" BODY_D MORE "A lamp by the door\n\n" BODY_A MORE},
    {"days between titles and the first words of texts, which have no stop", true, {"[Pump] Mended at last", "Forty boats", "[Tea] At nine", "The tent holds"},
     "[Pump] Mended at last\n\n2014-03-30\n\nThe council has paid for the valve of the old pump" MORE
     "Forty boats\n\n2014-03-28\n\nWe have walked along the wall and counted them" MORE
     "[Tea] At nine\n\n2014-03-23\n\nCups are in the reading room for all who come" MORE
     "The tent holds\n\n2014-03-05\n\nOn the last day of the fair there was rain" MORE},
    {"texts whose first word stands on a line of its own, below who wrote them", true, {"mended at last", "a spider on forty boats", "my first tea at nine"},
     "mended at last\n\nPublished March 30, 2014 by Ann\n\nOne\nof the best pumps of the town is mended, and\nnobody knows by whom, as it was done at night.\n\nLeave a Comment\n"
     "a spider on forty boats\n\nPublished March 28, 2014 by Ann\n\nIf\nyou count the boats along the wall, you will\nfind that forty of them are on it.\n\nLeave a Comment\n"
     "my first tea at nine\n\nPublished March 23, 2014 by Ann\n\nAs\nlong as there are cups in the reading room,\nall who come are given some of it.\n\nLeave a Comment\n"},
    {"days between sections and titles, and no text", true, {"The pump is mended at last", "Forty boats are by the wall", "Tea is served at nine", "The tent holds well"},
     "Works\n\n2014-03-30\n\nThe pump is mended at last" MORE "Boats\n\n2014-03-28\n\nForty boats are by the wall" MORE
     "Works\n\n2014-03-23\n\nTea is served at nine" MORE "Boats\n\n2014-03-05\n\nThe tent holds well" MORE},
    {"pictures named like the title at the end of some entries", true,
     {"Pump mended at last", "Forty boats by the wall", "Tea is served at nine", "The tent holds well"},
     "Pump mended at last\n\n" BODY_A "\nAnn Vale\n\n9 Jun 2010 2 min read\n\nPump mended at last\n\nForty boats by the wall\n\n" BODY_B
     "\nAnn Vale\n\n23 May 2010 4 min read\n\nTea is served at nine\n\n" BODY_C "\nAnn Vale\n\n22 Apr 2010 2 min read\n\nTea is served at nine\n\nThe tent holds well\n\n"
     BODY_D "\nAnn Vale\n\n22 Dec 2009 2 min read\n"},
    {"one post whose text is a link, and the ways to others", true, {"the pump runs"},
     "Posted on 18 March 2014 by Ann Vale\n\nthe pump runs\n\nhttps://tidewick.example/pump\n\nWorks\n\nPost navigation\n\n"
     "Earlier EntryBefore Boats Counted by the Wall\n\nLater EntryAfter A Councillor of the Lower Town Drinks Tea\n"},
    {"one post with comments and links below", true, {"Pump mended at last"},
     "Pump mended at last\n\nMarch 3, 2014 by Ann\n\n" BODY_A "\n" BODY_B "\n" BODY_C "\nFiled under: Works\n\n2 thoughts on “Pump mended at last”\n\n"
     "Bert says:\n\nMarch 3, 2014 at 11:02\n\nWell done all of you, and thank you for the soup.\n\nReply\n\nCarla says:\n\nMarch 4, 2014 at 08:40\n\n"
     "Does the valve leak?\n\nReply\n\nRecent Posts\n\nBoats counted\n\nNew hours\n\nFair in the rain\n"},
    {"one post with numbered headings", true, {"Fifteen things to see by the river"},
     "Fifteen things to see by the river\n\nMarch 3, 2014\n\nPick 1\n\n" BODY_A "\nPick 2\n\n" BODY_B "\nPick 3\n\n" BODY_C "\nPick 4\n\n" BODY_D
     "\nPick 5\n\n" BODY_A "\nTags: river, walks\n\nComments Off on Fifteen things to see by the river\n"},
};

/* The text with "Continue reading" wherever a backspace stands, glued to the line before it. */
static size_t text_fill(char *out, size_t room, const char *text) {
    size_t n = 0;
    for (; *text != 0; text++) {
        const char *more = *text == '\b' ? "Continue reading\n" : NULL;
        if (more != NULL) n--; /* the line's end */
        for (const char *p = more != NULL ? more : text; n < room && *p != 0; p++) {
            out[n++] = *p;
            if (more == NULL) break;
        }
    }
    return n;
}

static void test_case(const page_case *c) {
    static char text[8192];
    const pdx_page_options options = {.use_lexicon = c->lexicon};
    const size_t len = text_fill(text, sizeof text, c->text);
    size_t wanted = 0;
    pdx_error err;
    pdx_page page;
    while (wanted < TITLES && c->titles[wanted] != NULL) wanted++;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of(text, len), &options, NULL, &err), PDX_OK);
    if (page.n_entries != wanted) printf("%s\n", c->name);
    CHECK_EQ(page.n_entries, wanted);
    for (size_t k = 0; k < page.n_entries && k < wanted; k++) {
        const pdx_page_entry *entry = &page.entries[k];
        pdx_span title;
        CHECK(entry->title != PDX_PAGE_NO_PART);
        if (entry->title == PDX_PAGE_NO_PART) continue;
        title = pdx_span_slice(page.text, (size_t)page.parts[entry->title].range.begin, (size_t)page.parts[entry->title].range.end);
        check_bytes(title.data, title.len, (const unsigned char *)c->titles[k], strlen(c->titles[k]), __FILE__, __LINE__, c->name);
    }
    pdx_page_deinit(&page);
}

int main(void) {
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) test_case(&cases[k]);
    return check_report("test_titles");
}
