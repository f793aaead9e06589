/* Titles that the pages of a site mend together: numbers behind them, lines above them; parts still cover the text, and memory running out
 * anywhere is told and leaks nothing. */
#include "../check.h"
#include "../memory.h"

#include "base/alloc.h"
#include "page/evidence.h"
#include "page/site/sitetitles.h"

enum { PAGES = 4 };

#define BODY(where) "\n\nMay 1, 2011\n\nThe warden says that nobody " where " wants to hear of it at all.\n\nContinue reading\n\n"

static const char *const counted[PAGES] = {
    "A kettle for the lock 3" BODY("at the quay") "Low water again 11" BODY("at the lock"),
    "Who painted the bench? 7" BODY("in town") "Nine boats came back" BODY("at the mill"),
    "Our clock is slow 2" BODY("at the fair") "Paint for the mill 24" BODY("on the hill"),
    "Rain on the fair 5" BODY("at school") "The last ticket 8" BODY("on the train"),
};

/* Lists above the titles: a capital begins a term. */
#define LISTED(terms, title, where) terms "\n\n" title "\n\nThe warden says that nobody " where " wants to hear of it at all, and he went home.\n\nContinue reading\n\n"
static const char *const listed[PAGES] = {
    LISTED("Geese Hills far away Quays", "A kettle for the lock", "at the quay")
        LISTED("Dogs and cats Ferry Paint", "Low water again", "at the lock")
        LISTED("Chalk Old mill Paint", "Who painted the bench?", "in town")
        LISTED("Boats at dawn Jam Locks", "How to mend a net", "by the sea"),
    LISTED("Boats at dawn Maps by hand Quays", "Nine boats came back", "at the mill")
        LISTED("Eels Hills far away Ink", "Our clock is slow", "at the fair")
        LISTED("Anchors Locks Nets", "Paint for the mill", "on the hill")
        LISTED("Ink Jam Nets", "Two of us went out", "in the barn"),
    LISTED("Eels Ferry Geese", "Rain on the fair", "at school")
        LISTED("Dogs and cats Kites Old mill", "The last ticket", "on the train")
        LISTED("Chalk Maps by hand Rain at last", "Some new shelves", "in there")
        LISTED("Anchors Kites Rain at last", "He never said why", "out here"),
    LISTED("Ferry Ink Old mill", "A gate that squeaks", "at the gate")
        LISTED("Anchors Geese Jam", "Under the bridge", "at home")
        LISTED("Chalk Kites Locks", "What the baker knew", "by the oven")
        LISTED("Eels Nets Quays", "No more snow", "in March"),
};

/* Takes the line above the title of entry `k` for it. */
static void mistake(pdx_page *page, size_t k) {
    pdx_page_entry *entry = &page->entries[k];
    uint32_t above = entry->title - 1;
    while (page->parts[above].role == PDX_ROLE_BLANK) above--;
    page->parts[entry->title].role = PDX_ROLE_HEADING;
    page->parts[above].role = PDX_ROLE_TITLE;
    entry->title = above;
}

static pdx_status whole_way(const char *const texts[PAGES], pdx_page pages[PAGES]) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_site_titles *titles = NULL;
    pdx_status status = pdx_site_titles_new(&titles, NULL);
    memset(pages, 0, PAGES * sizeof *pages);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_page_cut(&pages[i], pdx_span_str(texts[i]), &options, NULL, NULL);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_site_titles_read(titles, &pages[i], NULL);
    for (int i = 0; status == PDX_OK && i < PAGES; i++) status = pdx_site_titles_mend(titles, &pages[i], NULL);
    pdx_site_titles_free(titles);
    return status;
}

static void pages_free(pdx_page pages[PAGES]) {
    for (int i = 0; i < PAGES; i++) pdx_page_deinit(&pages[i]);
}

static void check_cover(const pdx_page *page) {
    uint64_t at = 0;
    for (size_t i = 0; i < page->n_parts; i++) {
        CHECK_EQ(page->parts[i].range.begin, at);
        at = page->parts[i].range.end;
    }
    CHECK_EQ(at, page->text.len);
}

static bool is_title(const pdx_page *page, size_t entry, const char *text) {
    const pdx_page_part *part = &page->parts[page->entries[entry].title];
    const pdx_span title = pdx_span_slice(page->text, (size_t)part->range.begin, (size_t)part->range.end);
    return part->role == PDX_ROLE_TITLE && pdx_span_equal(title, pdx_span_str(text));
}

static void test_numbers(void) {
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(counted, pages), PDX_OK);
    for (int i = 0; i < PAGES; i++) {
        check_cover(&pages[i]);
        CHECK_EQ(pages[i].n_entries, 2);
    }
    CHECK(is_title(&pages[0], 0, "A kettle for the lock") && is_title(&pages[0], 1, "Low water again"));
    CHECK(is_title(&pages[1], 1, "Nine boats came back"));
    CHECK(is_title(&pages[3], 0, "Rain on the fair"));
    pages_free(pages);
}

/* Too few titles say anything: two pages of them. */
static void test_few(void) {
    const char *const texts[PAGES] = {counted[0], counted[1], counted[0], counted[1]};
    pdx_page pages[PAGES];
    CHECK_EQ(whole_way(texts, pages), PDX_OK);
    CHECK(is_title(&pages[0], 0, "A kettle for the lock 3"));
    pages_free(pages);
}

static void test_listed(void) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_site_titles *titles;
    pdx_page pages[PAGES];
    CHECK_EQ(pdx_site_titles_new(&titles, NULL), PDX_OK);
    for (int i = 0; i < PAGES; i++) {
        CHECK_EQ(pdx_page_cut(&pages[i], pdx_span_str(listed[i]), &options, NULL, NULL), PDX_OK);
        CHECK_EQ(pages[i].n_entries, 4);
    }
    mistake(&pages[1], 1);
    CHECK(is_title(&pages[1], 1, "Eels Hills far away Ink"));
    for (int i = 0; i < PAGES; i++) CHECK_EQ(pdx_site_titles_read(titles, &pages[i], NULL), PDX_OK);
    for (int i = 0; i < PAGES; i++) CHECK_EQ(pdx_site_titles_mend(titles, &pages[i], NULL), PDX_OK);
    CHECK(is_title(&pages[1], 1, "Our clock is slow") && is_title(&pages[1], 2, "Paint for the mill"));
    CHECK(is_title(&pages[0], 0, "A kettle for the lock"));
    for (int i = 0; i < PAGES; i++) check_cover(&pages[i]);
    pages_free(pages);
    pdx_site_titles_free(titles);
}

/* The lists of nearly all pages were taken for titles, as far as that is possible. */
static void test_lists_as_titles(void) {
    const pdx_page_options options = {.use_lexicon = true};
    pdx_site_titles *titles;
    pdx_page pages[PAGES];
    CHECK_EQ(pdx_site_titles_new(&titles, NULL), PDX_OK);
    for (int i = 0; i < PAGES; i++) {
        CHECK_EQ(pdx_page_cut(&pages[i], pdx_span_str(listed[i]), &options, NULL, NULL), PDX_OK);
        for (size_t k = 0; k < pages[i].n_entries; k++) mistake(&pages[i], k);
    }
    CHECK(is_title(&pages[0], 1, "Dogs and cats Ferry Paint"));
    for (int i = 0; i < PAGES; i++) CHECK_EQ(pdx_site_titles_read(titles, &pages[i], NULL), PDX_OK);
    for (int i = 0; i < PAGES; i++) CHECK_EQ(pdx_site_titles_mend(titles, &pages[i], NULL), PDX_OK);
    CHECK(is_title(&pages[0], 1, "Low water again") && is_title(&pages[1], 3, "Two of us went out") && is_title(&pages[3], 0, "A gate that squeaks"));
    for (int i = 0; i < PAGES; i++) check_cover(&pages[i]);
    pages_free(pages);
    pdx_site_titles_free(titles);
}

static pdx_status read_and_free(void *texts) {
    pdx_page pages[PAGES];
    const pdx_status status = whole_way(texts, pages);
    pages_free(pages);
    return status;
}

static void test_memory(void) {
    memory_fails(read_and_free, (void *)(uintptr_t)counted, 20);
    memory_fails(read_and_free, (void *)(uintptr_t)listed, 20);
}

int main(void) {
    test_numbers();
    test_few();
    test_listed();
    test_lists_as_titles();
    test_memory();
    return check_report("test_sitetitles");
}
