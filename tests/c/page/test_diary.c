/* Pages whose entries begin with nothing but their day; and what has days on lines of their own and is none: comments, a chronicle inside an
 * article, a programme. Invented pages. */
#include "../check.h"

#include "../memory.h"
#include "page/evidence.h"

enum { ROOM = 16384, ENTRIES = 5 };

static const char *const days[ENTRIES] = {"12 June 1893", "13 June 1893", "15 June 1893", "2 July 1893", "5 July 1893"};
static const char *const bodies[ENTRIES] = {
    "Fog all morning. The boats stayed in, and we mended nets until noon.", "Quiet. Nothing to write.",
    "Rain again, and a letter from my brother. He says that there is no work to be had in the whole of the county this year.",
    "The new pump arrived by the steamer. It took six men to bring it up to the well, and the minister watched them from his garden.",
    "Wind from the north. Two boats lost their nets."};

static char text[ROOM];
static size_t len;

static void put(const char *form, const char *a, const char *b) { len += (size_t)snprintf(text + len, sizeof text - len, form, a, b); }

/* Each day and its text by `form`, below `head`. */
static void write_days(const char *head, const char *form, unsigned n) {
    len = 0;
    put("%s%s", head, "");
    for (unsigned k = 0; k < n; k++) put(form, days[k], bodies[k]);
}

static pdx_page cut(bool use_lexicon) {
    const pdx_page_options options = {.use_lexicon = use_lexicon};
    pdx_page page;
    CHECK_EQ(pdx_page_cut(&page, pdx_span_of((const uint8_t *)text, len), &options, NULL, NULL), PDX_OK);
    return page;
}

static bool holds(pdx_span whole, const char *words) {
    const size_t n = strlen(words);
    for (size_t at = 0; at + n <= whole.len; at++) {
        if (memcmp(whole.data + at, words, n) == 0) return true;
    }
    return false;
}

/* The page has an entry for each day, with this day and no title. */
static void check_days(unsigned n) {
    for (unsigned lexicon = 0; lexicon < 2; lexicon++) {
        pdx_page page = cut(lexicon > 0);
        CHECK_EQ(page.n_entries, n);
        CHECK(page.why & PDX_WHY(PDX_RULE_CUT_DAYS));
        CHECK(page.probability > 0.5f && page.probability < 0.95f);
        for (unsigned k = 0; k < n && page.n_entries == n; k++) {
            const pdx_page_entry *entry = &page.entries[k];
            const pdx_span whole = pdx_span_slice(page.text, (size_t)entry->range.begin, (size_t)entry->range.end);
            CHECK_EQ(entry->title, PDX_PAGE_NO_PART);
            CHECK(entry->date_printed.end - entry->date_printed.begin >= strlen(days[k]));
            CHECK(holds(whole, bodies[k]));
            CHECK(k + 1 == n || !holds(whole, days[k + 1]));
        }
        pdx_page_deinit(&page);
    }
}

static void check_whole(void) {
    pdx_page page = cut(true);
    CHECK_EQ(page.n_entries, 1);
    CHECK((page.why & PDX_WHY(PDX_RULE_CUT_DAYS)) == 0);
    pdx_page_deinit(&page);
}

static void test_diaries(void) {
    write_days("Diary of a harbour master\n\n", "%s\n\n%s\n\n", ENTRIES);
    check_days(ENTRIES);
    write_days("", "%s\n%s\n\n", ENTRIES);
    check_days(ENTRIES);
    write_days("The log of the lock\n\nKept by the keepers since the canal was opened, and copied here.\n\n", "Monday, %s\n\n%s\n\n", 3);
    check_days(3);
    write_days("Diary\n\n", "%s\n\n%s\n\nNobody came, and the evening was spent with the accounts.\n\n", ENTRIES);
    check_days(ENTRIES);
}

static void test_none(void) {
    write_days("Two days\n\n", "%s\n\n%s\n\n", 2); /* too few */
    check_whole();
    write_days("What happened at the harbour\n\nNobody knows when the harbour was begun, and the council has no papers of it.\n\n"
               "What is known comes from a book that was found in the old mill, of which some lines follow here.\n\n", "%s\n\n%s\n\n", ENTRIES); /* an article */
    check_whole();
    len = 0;
    put("%s%s", "A post\n\nThe ferry runs again, and nobody was surprised by it.\n\n", "");
    for (unsigned k = 0; k < ENTRIES; k++) {
        put("Ada\n\n%s\n\n%s\n\n", days[k], bodies[k]); /* comments, under names */
    }
    check_whole();
    write_days("A post\n\n", "%s, 5:04\n\n%s\n\n", ENTRIES); /* moments, and no days */
    check_whole();
    len = 0;
    put("%s%s", "Programme\n\n", "");
    for (unsigned k = 0; k < ENTRIES; k++) put("%s\n\nOld mill\n\nNew mill\n\n%s", days[k], ""); /* nothing is told of them */
    check_whole();
    len = 0;
    put("%s%s", "Diary\n\n", "");
    for (unsigned k = 0; k < ENTRIES; k++) put("%s\n\n%s\n\n", days[0], bodies[k]); /* one day */
    check_whole();
}

static pdx_status cut_once(void *context) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_page page;
    const pdx_status status = pdx_page_cut(&page, pdx_span_of((const uint8_t *)text, len), &options, NULL, NULL);
    (void)context;
    if (status == PDX_OK) pdx_page_deinit(&page);
    return status;
}

int main(void) {
    test_diaries();
    test_none();
    write_days("Diary\n\n", "%s\n\n%s\n\n", ENTRIES);
    memory_fails(cut_once, NULL, 10);
    return check_report("test_diary");
}
