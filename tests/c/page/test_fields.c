/* What an entry says beside its text: tags with and without a label, one a line, among other things in a line, in a sentence; what
 * is none of that; authors; and the proofs. Invented pages. */
#include "../check.h"

#include <stdlib.h>

#include "page/evidence.h"
#include "page/lexicon/lexicon.h"
#include "page/page.h"

enum { ROOM = 16384, ENTRIES = 6 };

typedef struct listing {
    char text[ROOM];
    size_t len;
    pdx_page page;
} listing;

static void put(listing *l, const char *format, const char *a, const char *b) {
    const int n = snprintf(l->text + l->len, sizeof l->text - l->len, format, a, b);
    if (n > 0) l->len += (size_t)n;
}

static const char *const titles[ENTRIES] = {"The ferry runs again", "New shelves for the library", "Low water at the lock",
                                            "A bench by the canal", "The old mill is painted", "Apples for the school"};
static const char *const dates[ENTRIES] = {"May 4, 2011", "May 2, 2011", "April 28, 2011", "April 20, 2011", "April 19, 2011", "April 2, 2011"};
static const char *const lists[ENTRIES] = {"ferry, harbour", "library, school", "canal, harbour, tides", "canal", "mills", "ferry, school"};
static const char *const sections[ENTRIES] = {"News", "News", "Town", "News", "News", "Town"};
static const char *const authors[ENTRIES] = {"Ann Vale", "Tom Reed", "Ann Vale", "Ann Vale", "Tom Reed", "Ann Vale"};
static const char *const bodies[ENTRIES] = {
    "The harbour master wrote to us last week about the new timetable, and we read his letter twice before supper.",
    "Nobody on the quay was surprised when the carpenter came with the boards, not even those who had waited for him all summer.",
    "If you walk along the water you can see how little of it is left, and the herons stand where the boats used to lie.",
    "Two volunteers carried it from the school to the bridge on Sunday, and a third one followed them with the paint.",
    "Who would have thought that so much flour dust fits into one room? The roof will be next, says the town council.",
    "There were more baskets than children this year, and what was left over went to the kitchen behind the old customs house."};

static void cut(listing *l, bool lexicon) {
    pdx_page_options options = {.use_lexicon = lexicon};
    CHECK_EQ(pdx_page_cut(&l->page, pdx_span_of(l->text, l->len), &options, NULL, NULL), PDX_OK);
    CHECK_EQ(l->page.n_entries, ENTRIES);
}

static void done(listing *l) {
    pdx_page_deinit(&l->page);
    l->len = 0;
}

/* The items of one role of an entry, joined as the lists above are. */
static void check_items(const listing *l, unsigned entry, pdx_role role, const char *wanted) {
    char got[512] = "";
    if (entry >= l->page.n_entries) return;
    const pdx_page_entry *e = &l->page.entries[entry];
    for (uint32_t i = e->first_item; i < e->first_item + e->n_items; i++) {
        const pdx_range range = l->page.items[i].range;
        if (l->page.parts[l->page.items[i].part].role != role) continue;
        (void)snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s", got[0] ? ", " : "", (int)(range.end - range.begin), l->text + range.begin);
    }
    if (strcmp(got, wanted) != 0) printf("entry %u: \"%s\", wanted \"%s\"\n", entry, got, wanted);
    CHECK(strcmp(got, wanted) == 0);
}

static void check_date(const listing *l, unsigned entry, const char *wanted, bool header) {
    if (entry >= l->page.n_entries) return;
    const pdx_page_entry *e = &l->page.entries[entry];
    const pdx_range range = e->date_printed;
    CHECK(range.end - range.begin == strlen(wanted) && memcmp(l->text + range.begin, wanted, strlen(wanted)) == 0);
    CHECK_EQ(e->date_from_header, header);
    CHECK_EQ((e->why & PDX_WHY(PDX_RULE_DAY_HEADER)) != 0, header);
}

/* One date above the two posts of its day. */
static void check_author(const listing *l, unsigned entry, const char *wanted) {
    const pdx_range range = l->page.entries[entry].author;
    CHECK_EQ(range.end - range.begin, strlen(wanted));
    CHECK(range.end - range.begin == strlen(wanted) && memcmp(l->text + range.begin, wanted, strlen(wanted)) == 0);
}

/* Entries of title, date, text and what `foot` makes of list and section. */
static void put_entries(listing *l, const char *foot, bool section_first) {
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(l, "%s\n%s\n\n", titles[k], dates[k]);
        put(l, "%s\n\n", bodies[k], "");
        put(l, foot, section_first ? sections[k] : lists[k], section_first ? lists[k] : sections[k]);
    }
}

static void check_lists(listing *l, bool lexicon) {
    cut(l, lexicon);
    for (unsigned k = 0; k < ENTRIES; k++) check_items(l, k, PDX_ROLE_TAGS, lists[k]);
    done(l);
}

static void test_labels(void) {
    static listing l;
    put_entries(&l, "Tags: %s\n\n", false);
    check_lists(&l, true);
    put_entries(&l, "Posted in %s | Tagged %s | Leave a comment\n\n", true);
    check_lists(&l, true);
    put_entries(&l, "Categories %s\nTags %s\nLeave a comment\n\n", true); /* without colons: their neighbours bear them out */
    check_lists(&l, true);
    put_entries(&l, "This entry was posted in %s and tagged %s on May 5, 2011 by Ann Vale. Bookmark the permalink.\n\n", true);
    check_lists(&l, true);
    put_entries(&l, "Where: %s\nTags: %s\n\n", true); /* a label that no table knows announces no tags beside one that does */
    check_lists(&l, true);
}

/* A label without a colon announces one section where it announces several in other entries. */
static void test_labels_alike(void) {
    static const char *const filed[ENTRIES] = {"Port", "Port, Stary Most", "Stary Most", "Port", "Stary Most", "Port, Stary Most"};
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n%s\n\n", titles[k], dates[k]);
        put(&l, "%s\n\nKategorie %s\n", bodies[k], filed[k]);
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) {
        check_items(&l, k, PDX_ROLE_CATEGORIES, filed[k]);
        check_items(&l, k, PDX_ROLE_TAGS, "");
    }
    done(&l);
}

/* Lists that are longer than any other furniture is. */
static void test_long_lists(void) {
    static const char *const many = "anchors, boats, Canal and River Trust, canals, Company of Old Millers, Company of Young Millers, cranes, docks, "
                                    "ferries, fishing nets, flour, harbour masters, herons, Island of Reeds, jetties, keels, lighthouses, locks, "
                                    "Lower Lock Lane, masts, mills, Old Harbour Street, oars, quays, ropes, sails, ship chandlers, weirs";
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n%s\n\n", titles[k], dates[k]);
        put(&l, "%s\n\nCategorized as News, Quay Tagged %s\n\n", bodies[k], k == 2 ? many : lists[k]);
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) check_items(&l, k, PDX_ROLE_TAGS, k == 2 ? many : lists[k]);
    done(&l);
}

/* Terms with their sign end the line of the day, whatever stands before it. */
static void test_hashes_behind_days(void) {
    static const char *const hashes[ENTRIES] = {"#ferry", "#library #school", "#canal #old-mills", "#canal", "no. 4", "#1"};
    static const char *const wanted[ENTRIES] = {"ferry", "library, school", "canal, old-mills", "canal", "", ""};
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\nWater and weather \xE2\x80\x94 %s ", titles[k], dates[k]);
        put(&l, "%s\n%s\n", hashes[k], bodies[k]);
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) {
        check_items(&l, k, PDX_ROLE_TAGS, wanted[k]);
        check_date(&l, k, dates[k], false);
    }
    done(&l);
}

/* A line with the tags that leads to the comments ends its entry, though the next title stands right under it and blanks above. */
static void test_foot_under_blanks(void) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n%s\n\n", titles[k], dates[k]);
        put(&l, k + 1 < ENTRIES ? "%s\n\nTags: %s | Comment )\n" : "%s\n", bodies[k], lists[k]);
    }
    cut(&l, true);
    for (unsigned k = 0; k + 1 < ENTRIES; k++) check_items(&l, k, PDX_ROLE_TAGS, lists[k]);
    done(&l);
}

static void test_headings_that_are_labels(void) {
    static listing l;
    put(&l, "Tag: canal\n\n", "", "");
    put_entries(&l, "Tag: %s\n\n", false);
    cut(&l, true);
    CHECK_EQ(l.page.kind, PDX_PAGE_TAG);
    for (unsigned k = 0; k < ENTRIES; k++) check_items(&l, k, PDX_ROLE_TAGS, lists[k]);
    check_items(&l, 0, PDX_ROLE_CATEGORIES, "");
    done(&l);
}

static void test_proofs(void) {
    static listing l;
    put(&l, "Posts Tagged \xE2\x80\x98harbour\xE2\x80\x99\n\n", "", "");
    put_entries(&l, "Tags: %s\n\n", false);
    cut(&l, true);
    for (uint32_t i = 0; i < l.page.n_parts; i++) {
        const pdx_page_part *part = &l.page.parts[i];
        if (part->role != PDX_ROLE_TAGS) continue;
        CHECK_EQ((part->why & PDX_WHY(PDX_RULE_TAG_OF_PAGE)) != 0, part->entry == 0 || part->entry == 2);
        CHECK_EQ((part->why & PDX_WHY(PDX_RULE_TAG_SORTED)) != 0, part->entry == 2); /* two items prove no order */
        CHECK_EQ((part->why & PDX_WHY(PDX_RULE_TAG_RECURRENCE)) != 0, part->entry != 4);
    }
    done(&l);
}

static void test_prose_is_no_list(void) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        char line[64];
        put(&l, "%s\n%s\n\n", titles[k], dates[k]);
        (void)snprintf(line, sizeof line, "%u boats, %u dogs, %u sandwiches", 11 + k, 7 * k + 2, 300 - 13 * k);
        put(&l, "%s\n\n%s\n\nTags: ", bodies[k], line);
        put(&l, "%s\n\n", lists[k], "");
    }
    check_lists(&l, true);
}

static void test_hashes(void) {
    static const char *const hashes[ENTRIES] = {"#ferry #old harbour", "#library #school", "#canal #old harbour #tides", "#canal", "#mills", "#ferry #school"};
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n%s\n\n", titles[k], dates[k]);
        put(&l, "%s\n\n%s\n\n", bodies[k], hashes[k]);
    }
    cut(&l, true);
    check_items(&l, 0, PDX_ROLE_TAGS, "ferry, old harbour");
    check_items(&l, 3, PDX_ROLE_TAGS, "canal");
    done(&l);
}

static void test_terms_one_a_line(void) {
    static const char *const terms[ENTRIES] = {"ferry, harbour", "harbour, school", "ferry, harbour", "school", "ferry, tides", "ferry, school"};
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n%s\n\n", titles[k], dates[k]);
        put(&l, "%s\n\n%s", bodies[k], "");
        for (const char *at = terms[k]; *at != '\0';) {
            char item[32];
            const size_t n = strcspn(at, ",");
            (void)snprintf(item, sizeof item, "%.*s", (int)n, at);
            put(&l, "%s\n%s", item, "");
            at += n + (at[n] == ',') + (at[n] == ',' && at[n + 1] == ' ');
        }
        put(&l, "Read more\nLeave a comment\n\n%s%s", "", "");
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) check_items(&l, k, PDX_ROLE_TAGS, terms[k]);
    done(&l);
}

static void test_section_and_author(void) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n%s\n", sections[k], titles[k]);
        put(&l, "%s\n%s\n", bodies[k], authors[k]);
        put(&l, "%s\n\n%s", dates[k], "");
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) {
        const pdx_page_part *title = &l.page.parts[l.page.entries[k].title];
        check_items(&l, k, PDX_ROLE_TAGS, "");
        if (title->range.end - title->range.begin == strlen(titles[k])) check_items(&l, k, PDX_ROLE_CATEGORIES, sections[k]);
        else CHECK(k == 2 || k == 5); /* "Town" above the title can be taken for one */
        check_author(&l, k, authors[k]);
    }
    done(&l);
}

static void test_bars(void) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n%s | ", titles[k], dates[k]);
        put(&l, "%s | 4 Comments\n\n%s\n\n", k == 3 ? "canal, harbour" : lists[k], bodies[k]);
    }
    cut(&l, true);
    check_items(&l, 0, PDX_ROLE_TAGS, "ferry, harbour");
    check_items(&l, 2, PDX_ROLE_TAGS, "canal, harbour, tides");
    done(&l);
}

static void check_sentence(const char *line, const char *wanted) {
    static const char *const names[] = {[PDX_PHRASE_POSTED_ON] = "on", [PDX_PHRASE_POSTED_BY] = "by", [PDX_PHRASE_POSTED_IN] = "in",
                                        [PDX_PHRASE_TAGGED] = "tagged", [PDX_PHRASE_PERMALINK] = "permalink"};
    pdx_lex_line reading;
    pdx_phrase phrases[8];
    char got[512] = "";
    pdx_lex_line_init(&reading, pdx_span_str(line));
    const size_t n = pdx_lexicon_sentence(&reading, phrases, 8);
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s: %.*s", i ? "; " : "", names[phrases[i].kind],
                       (int)(phrases[i].hole.end - phrases[i].hole.begin), line + phrases[i].hole.begin);
    }
    if (strcmp(got, wanted) != 0) printf("%s\n  %s\n  wanted %s\n", line, got, wanted);
    CHECK(strcmp(got, wanted) == 0);
}

static void test_sentences(void) {
    check_sentence("This entry was posted in News, Town and tagged boats, U.S. visitors by Ann Vale. Bookmark the permalink.",
                   "in: News, Town; tagged: boats, U.S. visitors; by: Ann Vale; permalink: ");
    check_sentence("This entry was posted on May 3, 2012 by Ann Vale.", "on: May 3, 2012; by: Ann Vale");
    check_sentence("Dieser Beitrag wurde unter Hafen abgelegt und mit Boote, alte Mühlen verschlagwortet am 3. Mai 2012 von Anke Holm.",
                   "in: Hafen; tagged: Boote, alte Mühlen; on: 3. Mai 2012; by: Anke Holm");
    check_sentence("Запись опубликована 03.05.2012 автором Анна Валова в рубрике Новости с метками лодки, старые мельницы.",
                   "on: 03.05.2012; by: Анна Валова; in: Новости; tagged: лодки, старые мельницы");
    check_sentence("این نوشته در خبرها ارسال و تاریخ، کشتی برچسب شده است.", "in: خبرها; tagged: تاریخ، کشتی");
    check_sentence("This entry was posted in the hope that somebody reads it, and nobody tagged it.", "");
    check_sentence("This entry was the last one that the old harbour master wrote in his book.", "");
    check_sentence("", "");
    check_sentence("Categorías Artículo Etiquetas barcos, viejos molinos", "in: Artículo; tagged: barcos, viejos molinos");
    check_sentence("Posted in News | Tagged boats | Leave a comment", ""); /* bars part fields */
}

static void test_day_headers(void) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        if (k % 2 == 0) put(&l, "%s\n\n%s", dates[k], "");
        put(&l, "%s\n\n%s\n\n", titles[k], bodies[k]);
        put(&l, "Posted by %s at 10:30 PM\nLabels: %s\n\n", authors[k], lists[k]);
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) check_date(&l, k, dates[k - k % 2], k % 2 == 1);
    done(&l);
}

/* What was published counts, not what was changed; and of two ways to print it, the one with the year. */
static void test_which_date(void) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n\nUpdated on June 7, 2012\n\nPublished %s\n\n", titles[k], dates[k]);
        put(&l, "%s\n\nLabels: %s\n\n", bodies[k], lists[k]);
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) check_date(&l, k, dates[k], false);
    done(&l);
}

static void test_glued_fields(void) {
    pdx_lex_line reading;
    pdx_phrase phrases[8];
    static const char line[] = "Posted on May 3, 2012May 5, 2012Categories Harbour, NewsTags boats, old millsLeave a comment on Low water";
    pdx_lex_line_init(&reading, pdx_span_str(line));
    const size_t n = pdx_lexicon_phrases(&reading, phrases, 8);
    CHECK_EQ(n, 4);
    if (n != 4) return;
    CHECK_EQ(phrases[1].kind, PDX_PHRASE_POSTED_IN);
    CHECK_EQ(phrases[2].kind, PDX_PHRASE_TAGGED);
    CHECK_EQ(phrases[2].hole.end - phrases[2].hole.begin, strlen("boats, old mills"));
    CHECK_EQ(phrases[3].kind, PDX_PHRASE_COMMENTS);
}

static void check_label(const char *line, bool found, pdx_phrase_kind kind, const char *hole) {
    pdx_phrase phrase;
    CHECK_EQ(pdx_lexicon_label(pdx_span_str(line), &phrase), found);
    if (!found) return;
    CHECK_EQ(phrase.kind, kind);
    CHECK(phrase.hole.end - phrase.hole.begin == strlen(hole) && memcmp(line + phrase.hole.begin, hole, strlen(hole)) == 0);
}

static void test_lone_labels(void) {
    check_label("Tags market", true, PDX_PHRASE_TAGGED, "market");
    check_label("Categories Town hall", true, PDX_PHRASE_POSTED_IN, "Town hall");
    check_label("Schlagw\xC3\xB6rter F\xC3\xA4hre", true, PDX_PHRASE_TAGGED, "F\xC3\xA4hre");
    check_label("in Old mills", true, PDX_PHRASE_POSTED_IN, "Old mills");
    check_label("dans Moulins", true, PDX_PHRASE_POSTED_IN, "Moulins");
    check_label("In Old mills", false, PDX_PHRASE_NONE, "");
    check_label("Market tags", false, PDX_PHRASE_NONE, "");
    check_label("Tags", false, PDX_PHRASE_NONE, "");
}

/* Words that lead on and come after the title in some languages: what stands before them here is the text, and it does not end there. */
static void test_cut_texts(void) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n\nYazar: Ada Demir, 4 Mart 2011\n\n", titles[k], "");
        put(&l, k + 1 < ENTRIES ? "%s\xE2\x80\xA6 Okumaya devam et\n\n" : "%s\n\n", bodies[k], "");
    }
    cut(&l, true);
    CHECK_EQ(l.page.entries[ENTRIES - 1].range.end + 2, l.len);
    done(&l);
}

/* A word that stands in most entries between author and list, or day and list, parts them: any word, and no other. */
static void test_signed_lists(bool lexicon) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n\n%s \xC2\xBB\n\n", titles[k], bodies[k]);
        put(&l, k == 3 ? "%s" : "%s zu ", authors[k], "");
        put(&l, " %s%s\n\n", k == 3 ? "" : lists[k], "");
        l.len -= 2; /* the day stands in the same line */
        put(&l, " %s\n\n", dates[k], "");
    }
    cut(&l, lexicon);
    for (unsigned k = 0; k < ENTRIES; k++) {
        check_items(&l, k, PDX_ROLE_TAGS, k == 3 ? "" : lists[k]);
        check_date(&l, k, dates[k], false);
        if (k != 3) check_author(&l, k, authors[k]);
    }
    done(&l);
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n\n%s", titles[k], dates[k]);
        put(&l, " sur %s\n\n%s \xC2\xBB\n\n", lists[k], bodies[k]);
    }
    check_lists(&l, lexicon);
}

/* Days, author and sections glued together in a line with commas: the day is the entry's, and the line no list. */
static void test_glued_days(void) {
    static const char *const days[ENTRIES] = {"4 May 2011", "2 May 2011", "28 April 2011", "20 April 2011", "19 April 2011", "2 April 2011"};
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n\n%s", titles[k], days[k]);
        put(&l, "%s ann.valeArticles, %s\n\n", days[k], k % 2 == 0 ? "News, Quay" : "Town");
        put(&l, "%s\n\n", bodies[k], "");
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) {
        const pdx_range range = l.page.entries[k].date_printed;
        CHECK(range.end - range.begin >= strlen(days[k]) && memcmp(l.text + range.begin, days[k], strlen(days[k])) == 0);
        check_items(&l, k, PDX_ROLE_TAGS, "");
    }
    done(&l);
}

/* Commas part a list whose items have semicolons in them. */
static void test_semicolons(void) {
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n%s\n\n", titles[k], dates[k]);
        put(&l, "%s\n\nTags: %s\n\n", bodies[k], k == 0 ? "locks; weirs, mills" : k == 1 ? "locks; weirs" : lists[k]);
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) check_items(&l, k, PDX_ROLE_TAGS, k == 0 ? "locks; weirs, mills" : k == 1 ? "locks, weirs" : lists[k]);
    CHECK_EQ(l.page.n_entries > 0 ? l.page.entries[0].n_items : 0, 2);
    done(&l);
}

/* Captions that end with their day have no word in common, or no author that comes again. */
static void test_dated_captions(void) {
    static const char *const captions[ENTRIES] = {"Boats in Harlow, Saltmere", "Books in Rowan Hall", "Herons in Marsh End", "Benches in Alder Row", "Mills in Dunmere", "Trees in Upper Lock"};
    static listing l;
    for (unsigned k = 0; k < ENTRIES; k++) {
        put(&l, "%s\n\n%s\n\n", titles[k], bodies[k]);
        put(&l, "%s %s\n\nRead more\n\n", captions[k], dates[k]);
    }
    cut(&l, true);
    for (unsigned k = 0; k < ENTRIES; k++) check_items(&l, k, PDX_ROLE_TAGS, "");
    done(&l);
}

int main(void) {
    test_signed_lists(true);
    test_signed_lists(false);
    test_dated_captions();
    test_glued_days();
    test_semicolons();
    test_labels();
    test_labels_alike();
    test_long_lists();
    test_hashes_behind_days();
    test_foot_under_blanks();
    test_headings_that_are_labels();
    test_proofs();
    test_prose_is_no_list();
    test_hashes();
    test_terms_one_a_line();
    test_section_and_author();
    test_bars();
    test_sentences();
    test_day_headers();
    test_which_date();
    test_glued_fields();
    test_lone_labels();
    test_cut_texts();
    return check_report("fields");
}
