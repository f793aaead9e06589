/* The lists of a site: places are told by all pages, parts that fall in two still cover the text, and memory running out anywhere is told
 * and leaks nothing. */
#include "../check.h"
#include "../memory.h"

#include "base/alloc.h"
#include "page/evidence.h"
#include "page/lines/foldorder.h"
#include "page/lines/linefold.h"
#include "page/site/sitetails.h"
#include "page/site/siteterms.h"
#include "page/roles/splitparts.h"

enum { PAGES = 3 };

/* Sections stand in front of the lists, without a sign between. */
static const char *const texts[PAGES] = {
    "A kettle for the lock\n\nMay 1, 2011\n\nQuay boats / tides\n\nThe warden says that nobody at the quay wants to hear of it at all.\n\nContinue reading\n\n"
    "Low water again\n\nMay 2, 2011\n\nTown ferry / maps\n\nThe warden says that nobody at the lock wants to hear of it at all.\n\nContinue reading\n\n"
    "Who painted the bench?\n\nMay 3, 2011\n\nQuay tides / ferry / music\n\nThe warden says that nobody in town wants to hear of it at all.\n\nContinue reading\n",
    "Nine boats came back\n\nMay 4, 2011\n\nQuay maps / boats\n\nThe warden says that nobody at the mill wants to hear of it at all.\n\nContinue reading\n\n"
    "Our clock is slow\n\nMay 5, 2011\n\nTown tides / music\n\nThe warden says that nobody at the fair wants to hear of it at all.\n\nContinue reading\n\n"
    "Paint for the mill\n\nMay 6, 2011\n\nTown maps\n\nThe warden says that nobody on the hill wants to hear of it at all.\n\nContinue reading\n",
    "Rain on the fair\n\nMay 7, 2011\n\nTown music / boats / maps / tides\n\nThe warden says that nobody at school wants to hear of it at all.\n\nContinue reading\n\n"
    "The last ticket\n\nMay 8, 2011\n\nQuay ferry / boats / maps\n\nThe warden says that nobody on the train wants to hear of it at all.\n\nContinue reading\n\n"
    "Some new shelves\n\nMay 9, 2011\n\nQuay music / tides / ferry\n\nThe warden says that nobody in there wants to hear of it at all.\n\nContinue reading\n",
};

/* Nothing but blanks parts the terms; "old" stands nowhere without "mill", and a page is about the slack water. */
static const char *const runs[PAGES] = {
    "Posts tagged ‘slack water’\n\n"
    "A kettle for the lock\n\nMay 1, 2011\n\nThe warden says that nobody at the quay wants to hear of it at all.\n\nTags: boats old mill slack water\n\n"
    "Low water again\n\nMay 2, 2011\n\nThe warden says that nobody at the lock wants to hear of it at all.\n\nTags: ferry maps slack water tides\n\n"
    "Who painted the bench?\n\nMay 3, 2011\n\nThe warden says that nobody in town wants to hear of it at all.\n\nTags: music slack water tides\n",
    "Nine boats came back\n\nMay 4, 2011\n\nThe warden says that nobody at the mill wants to hear of it at all.\n\nTags: boats maps old mill\n\n"
    "Our clock is slow\n\nMay 5, 2011\n\nThe warden says that nobody at the fair wants to hear of it at all.\n\nTags: ferry music tides\n\n"
    "Paint for the mill\n\nMay 6, 2011\n\nThe warden says that nobody on the hill wants to hear of it at all.\n\nTags: boats ferry maps tides\n",
    "Rain on the fair\n\nMay 7, 2011\n\nThe warden says that nobody at school wants to hear of it at all.\n\nTags: boats music old mill tides\n\n"
    "The last ticket\n\nMay 8, 2011\n\nThe warden says that nobody on the train wants to hear of it at all.\n\nTags: ferry\n\n"
    "Some new shelves\n\nMay 9, 2011\n\nThe warden says that nobody in there wants to hear of it at all.\n\nTags: maps music tides\n",
};

/* Only a style sheet parts the sections from the date and from the tags. */
#define GLUED(title, sections, rest) title "\n\nAnn ValeMay 1, 2011May 3, 2012" sections rest "3 Comments\n\n" \
    "The warden says that nobody at the quay wants to hear of it at all.\n\nContinue reading\n\n"
static const char *const glued[PAGES] = {
    GLUED("A kettle for the lock", "Quay", "boats, tides") GLUED("Low water again", "Fair, Town", "ferry, maps") GLUED("Who painted the bench?", "Quay", ""),
    GLUED("Nine boats came back", "Quay", "tides, boats") GLUED("Our clock is slow", "Town", "maps, music") GLUED("Paint for the mill", "Town", ""),
    GLUED("Rain on the fair", "Town", "boats, ferry") GLUED("The last ticket", "Quay", "music, maps") GLUED("Some new shelves", "Fair, Town", "tides, music"),
};

/* Who wrote the post is glued behind all; the page about a section says what stands in front of a term that no other post has. */
#define TAILED(title, list) title "\n\nMay 1, 2011" list "annvale\n\nThe warden says that nobody at the quay wants to hear of it at all.\n\n"
static const char *const tailed[PAGES] = {
    "All posts by annvale\n\n" TAILED("A kettle for the lock", "Quayboats, tides") TAILED("Low water again", "Fair, Townferry, maps")
        TAILED("Who painted the bench?", "Quaymaps, ferry"),
    "Category Archives: Quay\n\n" TAILED("Nine boats came back", "Quaytides, boats") TAILED("Our clock is slow", "Fair, Quaykites, music")
        TAILED("Paint for the mill", "Quaymusic, boats"),
    "Category Archives: Town\n\n" TAILED("Rain on the fair", "Townboats, ferry") TAILED("The last ticket", "Fair, Townmusic, maps")
        TAILED("Some new shelves", "Fair, Towntides, music"),
};

/* Lists that signs part, one that none does among them, and two lists in one entry; and lists that no sign ever parts. */
#define TOLD(title, list) title "\n\nMay 1, 2011\n\nThe warden says that nobody at the quay wants to hear of it at all, and goes home.\n\nTags: " list "\n\n"
static const char *const parted[PAGES] = {
    TOLD("A kettle for the lock", "boats, tides") TOLD("Low water again", "Old Mill") TOLD("Who painted the bench?", "tides, ferry"),
    TOLD("Nine boats came back", "ferry, boats") TOLD("Our clock is slow", "kites, music\n\nTags: maps, tides") TOLD("Paint for the mill", "maps, tides"),
    TOLD("Rain on the fair", "music, tides") TOLD("The last ticket", "kites, boats") TOLD("Some new shelves", "music, maps"),
};
static const char *const unparted[PAGES] = {
    TOLD("A kettle for the lock", "Bells Tides") TOLD("Low water again", "Old Mill") TOLD("Who painted the bench?", "Zoo Ferry"),
    TOLD("Nine boats came back", "Ropes Boats") TOLD("Our clock is slow", "Kites Music") TOLD("Paint for the mill", "Maps"),
    TOLD("Rain on the fair", "Walls Nets") TOLD("The last ticket", "Sails Eels") TOLD("Some new shelves", "Locks Ink"),
};

/* Lists of which no word says what they are: the same few terms in all of them, and more of them the more lists there are. */
#define BARE(title, list) title "\n\nMay 1, 2011\n\nThe warden says that nobody at the quay wants to hear of it at all, and goes home.\n\n" list "\n\nContinue reading\n\n"
static const char *const few[PAGES] = {
    BARE("A kettle for the lock", "News, Quay") BARE("Low water again", "Fair, Quay, Town") BARE("Who painted the bench?", "News, Town"),
    BARE("Nine boats came back", "Fair, News") BARE("Our clock is slow", "News, Quay, Town") BARE("Paint for the mill", "Quay, Town"),
    BARE("Rain on the fair", "Fair, Town") BARE("The last ticket", "News, Quay") BARE("Some new shelves", "Fair, News, Town"),
};
static const char *const many[PAGES] = {
    BARE("A kettle for the lock", "Boats, Tides") BARE("Low water again", "Ferry, Kites, Maps") BARE("Who painted the bench?", "Boats, Ropes"),
    BARE("Nine boats came back", "Ferry, Nets") BARE("Our clock is slow", "Eels, Maps, Tides") BARE("Paint for the mill", "Ropes, Sails"),
    BARE("Rain on the fair", "Eels, Nets") BARE("The last ticket", "Kites, Walls") BARE("Some new shelves", "Boats, Sails, Walls"),
};

/* A page is about the section that most tags begin with, which stands in no list: it is glued to none of them. */
static const char *const beginning[PAGES] = {
    BARE("A kettle for the lock", "Boats, tides") BARE("Low water again", "Boating, ferry") BARE("Who painted the bench?", "Boats, maps"),
    "Category Archives: Boat\n\n" BARE("Nine boats came back", "Boatmen, tides") BARE("Our clock is slow", "Boats, music, kites")
        BARE("Paint for the mill", "Boating, maps"),
    BARE("Rain on the fair", "Boats, ferry") BARE("The last ticket", "Boatmen, music, maps") BARE("Some new shelves", "Boating, tides"),
};

/* A term a line, in order, under the text: "anchor", "net" and "weir" stand in no other post. */
#define LINED(title, day, terms) title "\n\nMay " day ", 2011\n\nThe warden says that nobody at the quay wants to hear of it at all, and went home.\n\n" terms "Leave a comment\n\n"
static const char *const lined[PAGES] = {
    LINED("A kettle for the lock", "1", "anchor\n\nboats\n\nnet\n\ntides\n\n")
        LINED("Low water again", "2", "ferry\n\nmaps\n\n")
        LINED("Who painted the bench?", "3", "hills\n\nmusic\n\nweir\n\n"),
    LINED("Nine boats came back", "4", "ferry\n\nmusic\n\ntides\n\n")
        LINED("Our clock is slow", "5", "boats\n\nhills\n\n")
        LINED("Paint for the mill", "6", "maps\n\nsand\n\nzinc\n\n"),
    LINED("Rain on the fair", "7", "boats\n\nferry\n\nmaps\n\nmusic\n\n")
        LINED("The last ticket", "8", "hills\n\ntides\n\n")
        LINED("Some new shelves", "9", "chalk\n\nsand\n\n"),
};

/* Nothing but blanks parts the terms, each of which begins with a capital; all stand above the titles. */
#define CAPITAL(terms, title, where) terms "\n\n" title "\n\nThe warden says that nobody " where " wants to hear of it at all, and he went home.\n\nContinue reading\n\n"
static const char *const capital[PAGES] = {
    CAPITAL("Geese Hills far away Quays", "A kettle for the lock", "at the quay")
        CAPITAL("Dogs and cats Ferry Paint", "Low water again", "at the lock")
        CAPITAL("Chalk Old mill Paint", "Who painted the bench?", "in town")
        CAPITAL("Boats at dawn Jam Locks", "How to mend a net", "by the sea"),
    CAPITAL("Boats at dawn Maps by hand Quays", "Nine boats came back", "at the mill")
        CAPITAL("Eels Hills far away Ink", "Our clock is slow", "at the fair")
        CAPITAL("Anchors Locks Nets", "Paint for the mill", "on the hill")
        CAPITAL("Ink Jam Nets", "Two of us went out", "in the barn"),
    CAPITAL("Eels Ferry Geese", "Rain on the fair", "at school")
        CAPITAL("Dogs and cats Kites Old mill", "The last ticket", "on the train")
        CAPITAL("Chalk Maps by hand Rain at last", "Some new shelves", "in there")
        CAPITAL("Anchors Kites Rain at last", "He never said why", "out here"),
};

static pdx_status whole_way(const char *const pages_of[PAGES], pdx_page pages[PAGES]) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_site_terms *terms = NULL;
    pdx_status status = pdx_site_terms_new(&terms, NULL);
    memset(pages, 0, PAGES * sizeof *pages);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_page_cut(&pages[i], pdx_span_str(pages_of[i]), &options, NULL, NULL);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_site_tails_note(terms, &pages[i], NULL);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_site_tails_cut(terms, &pages[i], NULL);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_site_terms_count(terms, &pages[i], NULL);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_site_terms_read(terms, &pages[i], NULL);
    if (status == PDX_OK) status = pdx_site_terms_decide(terms, NULL);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_site_terms_tell(terms, &pages[i], NULL);
    pdx_site_terms_free(terms);
    return status;
}

static void pages_free(pdx_page pages[PAGES]) {
    for (int i = 0; i < PAGES; i++) pdx_page_deinit(&pages[i]);
}

static bool reads(const pdx_page *page, pdx_range range, const char *text) {
    return pdx_span_equal(pdx_span_slice(page->text, (size_t)range.begin, (size_t)range.end), pdx_span_str(text));
}

static void check_cover(const pdx_page *page) {
    uint64_t at = 0;
    for (size_t i = 0; i < page->n_parts; i++) {
        CHECK_EQ(page->parts[i].range.begin, at);
        at = page->parts[i].range.end;
    }
    CHECK_EQ(at, page->text.len);
}

static void test_places(void) {
    pdx_page pages[PAGES];
    const pdx_page_entry *entry;
    CHECK_EQ(whole_way(texts, pages), PDX_OK);
    for (int i = 0; i < PAGES; i++) {
        check_cover(&pages[i]);
        CHECK_EQ(pages[i].n_entries, 3);
        for (size_t k = 0; k < pages[i].n_items; k++) {
            const pdx_page_part *part = &pages[i].parts[pages[i].items[k].part];
            const pdx_range range = pages[i].items[k].range;
            const bool section = reads(&pages[i], range, "Quay") || reads(&pages[i], range, "Town");
            CHECK(range.begin >= part->range.begin && range.end <= part->range.end);
            CHECK_EQ(part->role, section ? PDX_ROLE_CATEGORIES : PDX_ROLE_TAGS);
            CHECK(part->why & PDX_WHY(PDX_RULE_SITE_PLACE));
        }
    }
    entry = &pages[0].entries[2];
    CHECK_EQ(entry->n_items, 4);
    CHECK(reads(&pages[0], pages[0].items[entry->first_item + 3].range, "music"));
    CHECK(reads(&pages[0], pages[0].parts[entry->title].range, "Who painted the bench?"));
    pages_free(pages);
}

static void test_runs(void) {
    static const char *const terms[] = {"boats", "old mill", "slack water", "ferry", "maps", "slack water", "tides", "music", "slack water", "tides"};
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(runs, pages), PDX_OK);
    CHECK_EQ(pages[0].n_items, PDX_COUNTOF(terms));
    for (size_t i = 0; i < pages[0].n_items && i < PDX_COUNTOF(terms); i++) CHECK(reads(&pages[0], pages[0].items[i].range, terms[i]));
    CHECK_EQ(pages[1].n_items, 10);
    CHECK_EQ(pages[2].n_items, 8);
    for (int i = 0; i < PAGES; i++) check_cover(&pages[i]);
    pages_free(pages);
}

/* What no other post has is told by its place in the order. */
static void test_lined(void) {
    static const char *const terms[] = {"anchor", "boats", "net", "tides", "ferry", "maps", "hills", "music", "weir"};
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(lined, pages), PDX_OK);
    CHECK_EQ(pages[0].n_items, PDX_COUNTOF(terms));
    for (size_t i = 0; i < pages[0].n_items && i < PDX_COUNTOF(terms); i++) {
        CHECK(reads(&pages[0], pages[0].items[i].range, terms[i]));
        CHECK_EQ(pages[0].parts[pages[0].items[i].part].role, PDX_ROLE_TAGS);
    }
    CHECK_EQ(pages[1].entries[0].n_items, 3);
    for (int i = 0; i < PAGES; i++) check_cover(&pages[i]);
    pages_free(pages);
}

static void test_capitals(void) {
    static const char *const terms[] = {"Geese", "Hills far away", "Quays", "Dogs and cats", "Ferry", "Paint", "Chalk", "Old mill", "Paint", "Boats at dawn", "Jam", "Locks"};
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(capital, pages), PDX_OK);
    CHECK_EQ(pages[0].n_items, PDX_COUNTOF(terms));
    for (size_t i = 0; i < pages[0].n_items && i < PDX_COUNTOF(terms); i++) CHECK(reads(&pages[0], pages[0].items[i].range, terms[i]));
    CHECK_EQ(pages[1].entries[0].n_items, 3);
    for (int i = 0; i < PAGES; i++) check_cover(&pages[i]);
    pages_free(pages);
}

static void test_glued(void) {
    static const char *const terms[] = {"Quay", "boats", "tides", "Fair", "Town", "ferry", "maps", "Quay"};
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(glued, pages), PDX_OK);
    CHECK_EQ(pages[0].n_items, PDX_COUNTOF(terms));
    for (size_t i = 0; i < pages[0].n_items && i < PDX_COUNTOF(terms); i++) {
        const pdx_page_part *part = &pages[0].parts[pages[0].items[i].part];
        CHECK(reads(&pages[0], pages[0].items[i].range, terms[i]));
        CHECK_EQ(part->role, terms[i][0] < 'a' ? PDX_ROLE_CATEGORIES : PDX_ROLE_TAGS);
    }
    for (int i = 0; i < PAGES; i++) {
        check_cover(&pages[i]);
        for (size_t k = 0; k < pages[i].n_parts; k++) CHECK(pages[i].parts[k].range.begin < pages[i].parts[k].range.end);
    }
    pages_free(pages);
}

static void test_tailed(void) {
    static const char *const terms[] = {"Quay", "tides", "boats", "Fair", "Quay", "kites", "music", "Quay", "music", "boats"};
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(tailed, pages), PDX_OK);
    CHECK_EQ(pages[1].n_items, PDX_COUNTOF(terms));
    for (size_t i = 0; i < pages[1].n_items && i < PDX_COUNTOF(terms); i++) {
        CHECK(reads(&pages[1], pages[1].items[i].range, terms[i]));
        CHECK_EQ(pages[1].parts[pages[1].items[i].part].role, terms[i][0] < 'a' ? PDX_ROLE_CATEGORIES : PDX_ROLE_TAGS);
    }
    for (int i = 0; i < PAGES; i++) {
        check_cover(&pages[i]);
        CHECK_EQ(pages[i].n_entries, 3);
        for (size_t k = 0; k < pages[i].n_entries; k++) {
            CHECK(reads(&pages[i], pages[i].entries[k].author, "annvale"));
            CHECK(pages[i].entries[k].byline != PDX_PAGE_NO_PART && pages[i].parts[pages[i].entries[k].byline].role == PDX_ROLE_BYLINE);
        }
    }
    pages_free(pages);
}

static void test_beginning(void) {
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(beginning, pages), PDX_OK);
    CHECK_EQ(pages[0].n_items, 6);
    for (int i = 0; i < PAGES; i++) {
        CHECK_EQ(pages[i].n_entries, 3);
        for (size_t k = 0; k < pages[i].n_items; k++) CHECK(!reads(&pages[i], pages[i].items[k].range, "Boat"));
    }
    pages_free(pages);
}

/* A site has as many authors as it likes: the one whose posts these are is the last of them. */
static void test_many_names(void) {
    static const char text[] = "The warden says that nobody at the quay wants to hear of it at all, and goes home.";
    enum { NAMES = 70 };
    static char named[NAMES * 200];
    const char *const pages_of[PAGES] = {named, tailed[0], tailed[1]};
    pdx_page pages[PAGES];
    size_t at = 0;
    for (int k = 0; k < NAMES; k++) {
        at += (size_t)snprintf(named + at, sizeof named - at, "Pump %d mended\n\nPosted by %c%c Moor on May 1, 2011\n\n%s\n\n", k, 'A' + k / 26, 'a' + k % 26, text);
    }
    CHECK_EQ(whole_way(pages_of, pages), PDX_OK);
    CHECK_EQ(pages[0].n_entries, NAMES);
    for (int i = 1; i < PAGES; i++) {
        CHECK_EQ(pages[i].n_entries, 3);
        for (size_t k = 0; k < pages[i].n_entries; k++) CHECK(reads(&pages[i], pages[i].entries[k].author, "annvale"));
    }
    pages_free(pages);
}

/* A name that stands where folded text ends is not at the end of the item. */
static void test_long_item(void) {
    static const char head[] = "All posts by annvale\n\n";
    static const char *const titles[] = {"Pump mended", "A kettle for the lock", "Low water again"};
    static const char day[] = "\n\nMay 1, 2011Quay, ", behind[] = "annvaleyes\n\nThe warden says that nobody at the quay "
        "wants to hear of it at all.\n\n";
    static char texts_of[PAGES][3 * 700];
    const char *const pages_of[PAGES] = {texts_of[0], texts_of[1], texts_of[2]};
    pdx_page pages[PAGES];
    for (int i = 0; i < PAGES; i++) {
        size_t at = (size_t)snprintf(texts_of[i], sizeof texts_of[i], "%s", head);
        for (int k = 0; k < 3; k++) {
            at += (size_t)snprintf(texts_of[i] + at, sizeof texts_of[i] - at, "%s%s", titles[k], day);
            memset(texts_of[i] + at, 'o', PDX_FOLD_ROOM - 7);
            at += PDX_FOLD_ROOM - 7;
            at += (size_t)snprintf(texts_of[i] + at, sizeof texts_of[i] - at, "%s", behind);
        }
    }
    CHECK_EQ(whole_way(pages_of, pages), PDX_OK);
    for (int i = 0; i < PAGES; i++) {
        CHECK_EQ(pages[i].n_entries, 3);
        CHECK_EQ(pages[i].n_items, 6);
        for (size_t k = 0; k < pages[i].n_entries; k++) CHECK(pages[i].entries[k].author.end == pages[i].entries[k].author.begin);
    }
    pages_free(pages);
}

static void check_all(const char *const pages_of[PAGES], pdx_role role) {
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(pages_of, pages), PDX_OK);
    for (int i = 0; i < PAGES; i++) {
        CHECK_EQ(pages[i].n_entries, 3);
        CHECK(pages[i].n_items >= 7);
        for (size_t k = 0; k < pages[i].n_items; k++) CHECK_EQ(pages[i].parts[pages[i].items[k].part].role, role);
    }
    pages_free(pages);
}

/* How sure the tags of an entry are. */
static float sure_of(const pdx_page *page, uint32_t entry) {
    const pdx_page_entry *e = &page->entries[entry];
    for (uint32_t i = e->first_part; i < e->first_part + e->n_parts; i++) {
        if (page->parts[i].role == PDX_ROLE_TAGS) return page->parts[i].probability;
    }
    return -1;
}

static void test_sureness(void) {
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(parted, pages), PDX_OK);
    for (int i = 0; i < PAGES; i++) CHECK_EQ(pages[i].n_entries, 3);
    CHECK(sure_of(&pages[0], 0) > 0.9f && sure_of(&pages[0], 1) > 0.9f);
    CHECK(sure_of(&pages[1], 1) > 0 && sure_of(&pages[1], 1) < 0.8f); /* has two lists */
    CHECK(sure_of(&pages[1], 2) > 0.9f);
    pages_free(pages);
    CHECK_EQ(whole_way(unparted, pages), PDX_OK);
    for (int i = 0; i < PAGES; i++) CHECK_EQ(pages[i].n_entries, 3);
    CHECK(sure_of(&pages[0], 1) > 0 && sure_of(&pages[0], 1) < 0.6f); /* may be two */
    CHECK(sure_of(&pages[1], 2) > 0.9f);
    pages_free(pages);
}

/* Accents make no difference, nor do bytes that are no text. */
static void test_order(void) {
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {{"boats", "mill", -1}, {"mill", "mill", 0}, {"mill", "mills", -1}, {"école", "eau", 1}, {"école", "fin", -1}, {"zeta", "ähre", 1}, {"", "a", -1},
                 {"\xC3", "a", 1}, {"straße", "strasse", 0}};
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        const int order = pdx_fold_order(pdx_span_str(cases[i].a), pdx_span_str(cases[i].b));
        const int back = pdx_fold_order(pdx_span_str(cases[i].b), pdx_span_str(cases[i].a));
        CHECK_EQ(order > 0 ? 1 : order < 0 ? -1 : 0, cases[i].order);
        CHECK_EQ(back > 0 ? 1 : back < 0 ? -1 : 0, -cases[i].order);
    }
}

static void test_splits(void) {
    static const char text[] = "Old mill\n\nboats tides\n\nThe warden says so.\n";
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    pdx_part_split split = {0, 15, 16, PDX_ROLE_CATEGORIES, PDX_ROLE_TAGS};
    uint32_t title, parts;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_str(text), &options, NULL, NULL), PDX_OK);
    while (!reads(&page, page.parts[split.part].range, "boats tides")) split.part++;
    title = page.entries[0].title;
    parts = page.entries[0].n_parts;
    CHECK_EQ(pdx_page_split_parts(&page, &split, 1, NULL), PDX_OK);
    check_cover(&page);
    CHECK(reads(&page, page.parts[split.part].range, "boats"));
    CHECK(reads(&page, page.parts[split.part + 2].range, "tides"));
    CHECK_EQ(page.entries[0].n_parts, parts + 2);
    CHECK(title == PDX_PAGE_NO_PART || title > split.part || page.entries[0].title == title);
    pdx_page_deinit(&page);
}

static pdx_status read_and_free(void *of_pages) {
    pdx_page pages[PAGES];
    const pdx_status status = whole_way(of_pages, pages);
    pages_free(pages);
    return status;
}

static void test_memory(const char *const pages_of[PAGES]) { memory_fails(read_and_free, (void *)(uintptr_t)pages_of, 20); }

int main(void) {
    test_places();
    test_runs();
    test_lined();
    test_capitals();
    test_glued();
    test_tailed();
    test_beginning();
    test_many_names();
    test_long_item();
    test_sureness();
    check_all(few, PDX_ROLE_CATEGORIES);
    check_all(many, PDX_ROLE_TAGS);
    test_order();
    test_splits();
    test_memory(texts);
    test_memory(runs);
    test_memory(lined);
    test_memory(capital);
    test_memory(glued);
    test_memory(tailed);
    return check_report("test_siteterms");
}
